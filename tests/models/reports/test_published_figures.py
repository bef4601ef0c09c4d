"""Published reports of real offices: their counts, imported as a file, give the shares that they printed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from models.reports.report import rounded_half_up
from ui.command_line.main import run

HEAD = {"name": "Белов А. В.", "role": "head"}
OFFICE = {"name": "Приёмная", "timezone": "Europe/Moscow", "holidays": "", "staff": [HEAD]}
HOUSING, ECONOMY, SOCIETY, STATE, SAFETY = (
    "0005.0005.0056.1156", "0003.0011.0122.0828", "0002.0007.0071.0282", "0001.0001.0001.0001", "0004.0016.0159.0975",
)  # fmt: skip

Count = tuple[int, str, str]  # how many appeals, under which topic, by which channel


def report_of(folder: Path, counts: Sequence[Count]) -> dict[str, Any]:
    """The year's report of an office of its own that imports these counts."""
    (folder / "office.json").write_text(json.dumps(OFFICE), "utf-8")
    rows = [
        f"15.03.2025;{topic};{channel};Заявитель {topic} {channel} {n}"
        for count, topic, channel in counts
        for n in range(count)
    ]
    (folder / "counts.csv").write_text("\n".join(["Дата;Тема;Как поступило;Заявитель", *rows]), "utf-8")
    data = ["--data", str(folder / "data")]
    assert run(["init", "--office", str(folder / "office.json"), *data]) == 0
    assert run(["import", "appeals", str(folder / "counts.csv"), *data]) == 0
    assert run(["report", "2025", "--output", str(folder / "report.json"), *data]) == 0
    found: dict[str, Any] = json.loads((folder / "report.json").read_text("utf-8"), parse_float=Decimal)
    assert found["totals"]["appeals"]["now"] == sum(count for count, _topic, _channel in counts)
    return found


def shares(found: dict[str, Any], name: str) -> dict[str, Decimal]:
    return {row["code"]: row["share"] for row in found[name]}


@pytest.fixture(autouse=True)
def stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECEPTION_NOW", "2026-01-15T10:00")


def test_the_sections_of_the_sovetsky_district_of_kursk(tmp_path: Path) -> None:
    sections = {HOUSING: 194, ECONOMY: 152, SOCIETY: 44, STATE: 39, SAFETY: 18}
    found = report_of(tmp_path, [(count, topic, "written") for topic, count in sections.items()])
    topics = shares(found, "topics")
    printed = [rounded_half_up(topics[topic[:4]], 1) for topic in sections]
    assert printed == [Decimal("43.4"), Decimal("34.0"), Decimal("9.8"), Decimal("8.7"), Decimal("4.0")]
    assert [row["code"] for row in found["topics"] if len(row["code"]) == 4] == ["0005", "0003", "0002", "0001", "0004"]


def test_the_channels_of_nizhny_tagil(tmp_path: Path) -> None:
    ours = [(133, "written"), (78, "email"), (71, "portal"), (36, "personal"), (30, "phone"), (27, "social")]
    others = [(5, STATE), (2, SAFETY), (2, ECONOMY)]  # nine channels were published: the rest are told apart by topic
    counts = [(count, HOUSING, channel) for count, channel in ours] + [(n, topic, "outreach") for n, topic in others]
    found = report_of(tmp_path, counts)
    channels, topics = shares(found, "channels"), shares(found, "topics")
    assert [str(channels[channel]) for _count, channel in ours] == ["34.64", "20.31", "18.49", "9.38", "7.81", "7.03"]
    assert [str(topics[topic]) for _count, topic in others] == ["1.30", "0.52", "0.52"]
    assert [row["now"] for row in found["channels"]] == [133, 78, 71, 36, 30, 27, 9]


def test_the_topics_of_nizhny_tagil(tmp_path: Path) -> None:
    questions = [(246, HOUSING), (51, ECONOMY), (35, SOCIETY), (21, SAFETY), (470 - 246 - 51 - 35 - 21, STATE)]
    found = report_of(tmp_path, [(count, topic, "written") for count, topic in questions])
    topics = shares(found, "topics")
    assert [str(topics[topic]) for _count, topic in questions[:4]] == ["52.34", "10.85", "7.45", "4.47"]
