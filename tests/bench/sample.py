"""The offices that the bench opens: made once for a fixed day, kept under build/bench, copied before changes."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from models.demo.make import make_demo
from models.office.desk import Clock, Desk
from models.office.queries import open_desk
from models.office.setup import create_office
from tests.bench.full import make_full
from tests.bench.measure import timed

DAY = date(2026, 11, 23)  # a Monday
NOW = datetime(2026, 11, 23, 11, 46)
ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "build" / "bench"


@dataclass(frozen=True)
class Scale:
    """An office of a size, and what it has to hold. A goal that is not in the list is not judged."""

    name: str
    visitors: int  # 0: the sample office makes its own
    visits: int
    goals: Mapping[str, float]


SAMPLE = Scale(
    "sample",
    0,
    6000,
    {
        "first window": 1.5,  # × a bare QMainWindow
        "search": 5.0,  # ms, p99 of any keystroke
        "report month": 5.0,  # ms
        "report half": 20.0,
        "report year": 50.0,
        "report pdf": 60.0,
        "page of the list": 1.0,
        "booking": 3.0,  # × a bare durable insert
        "memory": 150.0,  # MB
        "demo": 5000.0,
    },
)
FULL = Scale(
    "full",
    900_000,
    1_300_000,
    {
        "first window": 1.5,
        "search": 5.0,
        "one letter": 50.0,  # × as quick as FTS5 and a sort
        "report month": 5.0,
        "report half": 20.0,
        "report year": 50.0,
        "duckdb": 0.5,  # × duckdb, on the year
        "report pdf": 60.0,
        "report pdf of peers": 15.0,  # × as quick as WeasyPrint with matplotlib
        "letters": 1000.0,  # ms for a thousand
        "letters of peers": 15.0,
        "page of the list": 1.0,
        "deepest page": 1.2,  # × the first
        "booking": 3.0,
        "writing stage": 50_000.0,  # appeals/s
        "model create": 10.0,  # × as quick
        "import": 15_000.0,  # rows/s of a CSV file
        "excel": 1.3,  # × the bare library
        "memory": 150.0,
        "memory of empty": 1.3,  # × an empty office
        "command": 500.0,
        "heartbeat": 50.0,  # ms, the longest pause of the window
    },
)


def made(scale: Scale) -> tuple[Path, list[float]]:
    """The folder of the office, and how long it took where it had to be made now."""
    folder = KEPT / f"{scale.name}-{_recipe(scale)}"
    if folder.exists():
        return folder, []
    KEPT.mkdir(parents=True, exist_ok=True)
    for old in KEPT.glob(f"{scale.name}-*"):
        shutil.rmtree(old)
    unfinished = KEPT / f"unfinished-{scale.name}"
    shutil.rmtree(unfinished, ignore_errors=True)
    if scale.visitors:
        took = timed(lambda: make_full(unfinished, scale.visitors, scale.visits, DAY))
    else:
        took = timed(lambda: make_demo(unfinished, visits=scale.visits, today=DAY))
    unfinished.rename(folder)
    return folder, [took]


def _recipe(scale: Scale) -> str:
    """Changes when the code that makes the office changes."""
    parts = ("models/demo/*.py", "models/storage/migrations/*.py", "tests/bench/full.py" if scale.visitors else "")
    sources = [path for part in parts if part for path in sorted(ROOT.glob(part))]
    text = "".join(path.read_text(encoding="utf-8") for path in sources)
    return hashlib.sha256(f"{scale.visitors} {scale.visits} {DAY} {text}".encode()).hexdigest()[:12]


def scratch(folder: Path, name: str) -> Path:
    """A copy that may be written to; the same name gives a fresh one."""
    copy = KEPT / "scratch" / name
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder, copy)
    return copy


def empty_office() -> Path:
    """An office without any visitor."""
    folder = KEPT / "scratch" / "empty"
    shutil.rmtree(folder, ignore_errors=True)
    week = {day: ["10:00-13:00", "14:00-18:00"] for day in ("mon", "tue", "wed", "thu", "fri")}
    staff = [{"name": "Белов Андрей Викторович", "position": "", "role": "head", "receives": True}]
    content = {"name": "Приёмная", "language": "ru", "hours": week, "staff": staff, "holidays": "RU"}
    create_office(folder, content, Clock(NOW)).db.close()
    return folder


def opened(folder: Path) -> Desk:
    """The head's desk at the fixed moment."""
    return open_desk(folder, Clock(NOW))
