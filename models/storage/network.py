"""Whether a folder lies on another computer: there the engine's write-ahead log is not safe. Parsing is pure."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from models.problems import Problem
from resources.words import N_

_REMOTE = frozenset((
    "nfs", "nfs3", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "ncp", "ncpfs", "afs", "afpfs", "coda", "ceph",
    "glusterfs", "gfs2", "lustre", "beegfs", "davfs", "davfs2", "webdav", "sshfs", "curlftpfs", "vboxsf", "vmhgfs",
    "prl_fs",
))  # fmt: skip
# FUSE is as a rule the way to another computer; these are disks, layers or encryption of this one.
_LOCAL_FUSE = frozenset((
    "fuseblk", "fuse-overlayfs", "fuse.fuse-overlayfs", "fuse.ntfs-3g", "fuse.exfat", "fuse.mergerfs", "fuse.bindfs",
    "fuse.gocryptfs", "fuse.encfs", "fuse.cryfs", "fuse.ecryptfs", "fuse.veracrypt", "fuse.lxcfs", "fuse.snapfuse",
    "fuse.squashfuse", "fuse.portal",
))  # fmt: skip
_ESCAPES = {r"\040": " ", r"\011": "\t", r"\012": "\n", r"\134": "\\"}


def network_kind(folder: Path) -> str:
    """The kind of the network path that the folder lies on (“nfs4”, “UNC”), or nothing where it is on this computer."""
    where = os.path.realpath(folder)
    if sys.platform == "win32":
        return kind_of_windows_path(where) or _kind_of_drive(where)
    try:
        if sys.platform == "darwin":
            import subprocess

            listed = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=False).stdout
            return remote_kind(kind_by_mount_command(listed, where))
        return remote_kind(kind_by_mount_table(Path("/proc/self/mounts").read_text(encoding="utf-8"), where))
    except (OSError, ValueError):
        return ""  # unknown is no reason to alarm anybody


def remote_kind(kind: str) -> str:
    """The kind if it is one of another computer, else nothing."""
    is_fuse = kind in ("fuse", "fusefs", "macfuse", "osxfuse") or kind.startswith(("fuse.", "fuse-"))
    return kind if kind in _REMOTE or (is_fuse and kind not in _LOCAL_FUSE) else ""


def kind_by_mount_table(table: str, where: str) -> str:
    """The file system of a path by Linux's mount table: of the longest mount point above it, the latest."""
    kind, longest = "", 0
    for line in table.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = fields[1]
        if "\\" in point:
            for escape, letter in _ESCAPES.items():
                point = point.replace(escape, letter)
        if len(point) >= longest and _is_above(point, where):
            kind, longest = fields[2], len(point)
    return kind


def kind_by_mount_command(listed: str, where: str) -> str:
    """The file system of a path by what `mount` prints on macOS: “//user@server/share on /Volumes/share (smbfs, …)”."""
    kind, longest = "", 0
    for line in listed.splitlines():
        device_and_point, bracket, options = line.rpartition(" (")
        _device, on, point = device_and_point.partition(" on ")
        if bracket and on and len(point) >= longest and _is_above(point, where):
            kind, longest = options.rstrip(")").split(",")[0].strip(), len(point)
    return kind


def _is_above(point: str, where: str) -> bool:
    return where == point or where.startswith(point if point.endswith("/") else point + "/")


def kind_of_windows_path(path: str) -> str:
    """“UNC” for a path of another computer."""
    text = path.replace("/", "\\")
    if text.upper().startswith("\\\\?\\UNC\\"):
        return "UNC"
    return "UNC" if text.startswith("\\\\") and not text.startswith(("\\\\?\\", "\\\\.\\")) else ""


if sys.platform == "win32":

    def _kind_of_drive(path: str) -> str:
        import ctypes

        remote = 4  # DRIVE_REMOTE, Windows SDK, fileapi.h
        return "drive" if ctypes.windll.kernel32.GetDriveTypeW(os.path.splitdrive(path)[0] + "\\") == remote else ""


def problem_of_network(folder: Path) -> Problem | None:
    """Why an office must not be made in the folder, in words; None where it is on this computer."""
    kind = network_kind(folder)
    if not kind:
        return None
    return Problem(
        "network",
        N_("The folder lies on a network path ({kind}), where an office may be damaged. Use a disk of this computer."),
        "",
        {"kind": kind},
    )
