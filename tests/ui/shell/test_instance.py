"""One desktop per data folder, whatever the first one died of."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from pytestqt.qtbot import QtBot

from ui.shell.instance import LOCK_NAME, Instance

ROOT = Path(__file__).resolve().parents[3]
HOLD = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from ui.shell.instance import Instance
app = QCoreApplication([])
instance = Instance(Path(sys.argv[1]))
first = instance.claim()
print("first" if first else "second", flush=True)
if first:
    instance.show_wanted.connect(lambda: print("shown", flush=True))
    app.exec()
"""


def start(folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)], cwd=ROOT, stdout=subprocess.PIPE, text=True, env=dict(os.environ)
    )


def line_of(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_a_second_start_shows_the_first_and_ends(tmp_path: Path) -> None:
    first = start(tmp_path)
    try:
        assert line_of(first) == "first"
        second = start(tmp_path)
        assert line_of(second) == "second"
        assert second.wait(30) == 0
        assert line_of(first) == "shown"
        second.communicate()
    finally:
        first.kill()
        first.communicate()


def test_two_folders_have_two_desktops(tmp_path: Path, qtbot: QtBot) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    one, two = Instance(tmp_path / "one"), Instance(tmp_path / "two")
    assert one.claim()
    assert two.claim()
    one.release()
    two.release()


def test_a_killed_desktop_leaves_the_folder_free(tmp_path: Path, qtbot: QtBot) -> None:
    first = start(tmp_path)
    assert line_of(first) == "first"
    first.send_signal(signal.SIGKILL)
    first.communicate()
    assert (tmp_path / LOCK_NAME).exists(), "the lock of the dead one is still there"
    next_one = Instance(tmp_path)
    assert next_one.claim()
    next_one.release()


def test_a_number_in_the_lock_that_belongs_to_another_program_is_no_obstacle(tmp_path: Path, qtbot: QtBot) -> None:
    host = os.uname().nodename
    (tmp_path / LOCK_NAME).write_text(f"{os.getppid()}\n{Path(sys.executable).name}\n{host}\n", encoding="utf-8")
    instance = Instance(tmp_path)
    assert instance.claim()
    instance.release()
