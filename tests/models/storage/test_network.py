"""Network paths are told from disks of this computer by what the system lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.office.setup import create_office
from models.problems import Refused
from models.storage import network
from models.storage.network import kind_by_mount_command, kind_by_mount_table, kind_of_windows_path, remote_kind

LINUX = r"""sysfs /sys sysfs rw 0 0
/dev/vda1 / ext4 rw,relatime 0 0
systemd-1 /net autofs rw 0 0
server:/export /net nfs4 rw,vers=4.2 0 0
//files/office /mnt/Our\040office cifs rw 0 0
/dev/sdb1 /mnt/stick fuseblk rw 0 0
me@far: /data/me/far fuse.sshfs rw 0 0
/dev/sdc1 /net/local ext4 rw 0 0
short line
"""
MAC = """/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled)
//guest@server/share on /Volumes/share (smbfs, nodev, nosuid)
far: on /Volumes/With (brackets) (macfuse, nodev)
map auto_home on /System/Volumes/Data/home (autofs, automounted)
"""


@pytest.mark.parametrize(
    ("path", "kind", "remote"),
    [
        ("/data/me/office", "ext4", ""), ("/net/office", "nfs4", "nfs4"), ("/net", "nfs4", "nfs4"),
        ("/network", "ext4", ""), ("/mnt/Our office/data", "cifs", "cifs"), ("/mnt/Our office2", "ext4", ""),
        ("/mnt/stick/office", "fuseblk", ""), ("/data/me/far/office", "fuse.sshfs", "fuse.sshfs"),
        ("/net/local/office", "ext4", ""), ("/sys/x", "sysfs", ""),
    ],
)  # fmt: skip
def test_linux_lists_its_mounts(path: str, kind: str, remote: str) -> None:
    assert kind_by_mount_table(LINUX, path) == kind
    assert remote_kind(kind) == remote


@pytest.mark.parametrize(
    ("path", "kind", "remote"),
    [
        ("/Users/me/office", "apfs", ""), ("/Volumes/share/office", "smbfs", "smbfs"),
        ("/Volumes/With (brackets)/office", "macfuse", "macfuse"), ("/Volumes/stick", "apfs", ""),
    ],
)  # fmt: skip
def test_macos_prints_its_mounts(path: str, kind: str, remote: str) -> None:
    assert kind_by_mount_command(MAC, path) == kind
    assert remote_kind(kind) == remote


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (r"C:\Office", ""), (r"\\server\share\office", "UNC"), ("//server/share", "UNC"), (r"\\?\C:\Office", ""),
        (r"\\?\UNC\server\share", "UNC"), (r"\\.\pipe\x", ""), ("", ""),
    ],
)  # fmt: skip
def test_windows_names_another_computer_in_the_path(path: str, kind: str) -> None:
    assert kind_of_windows_path(path) == kind


@pytest.mark.parametrize("table", ["", "\n", "nonsense", "a b"])
def test_a_list_that_says_nothing_alarms_nobody(table: str) -> None:
    assert kind_by_mount_table(table, "/home") == kind_by_mount_command(table, "/home") == remote_kind("") == ""


def test_this_computers_own_disk_is_no_network(tmp_path: Path) -> None:
    assert network.network_kind(tmp_path / "not there yet") == ""


def test_on_a_network_path_no_office_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "network_kind", lambda folder: "nfs4")
    with pytest.raises(Refused) as refused:
        create_office(tmp_path / "new", {"name": "Приёмная"}, None)  # type: ignore[arg-type]
    assert refused.value.problems[0].code == "network"
    assert "nfs4" in str(refused.value)
    assert list(tmp_path.iterdir()) == []
