"""office import and init as the contract has them: topics in any spelling, staff who are no longer in the file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.models.builders import HEATING
from tests.models.conftest import OFFICE_FILE
from tests.ui.command_line.asking import answered, is_refused
from tests.ui.command_line.conftest import Command

BELOV = "Белов Андрей Викторович"


def a_file(folder: Path, content: dict[str, Any]) -> Path:
    path = folder / "office.json"
    path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    return path


def with_topics(folder: Path, *topics: str) -> Path:
    content = json.loads(OFFICE_FILE.read_text("utf-8"))
    content["staff"][0]["topics"] = list(topics)
    return a_file(folder, content)


@pytest.mark.parametrize("topic", ["5", "0005", "0005.0000.0000.0000", "5.5.0", "0005.0005.0056", HEATING + ".0000"])
def test_topics_of_staff_are_read_in_any_spelling_and_match_prefixes(
    command: Command, tmp_path: Path, topic: str
) -> None:
    folder, back = tmp_path / "new", tmp_path / "back.json"
    assert command("init", "--office", with_topics(tmp_path, topic), "--data", folder).code == 0
    for asked in (HEATING, "5.5.56", "0005.0005.0000"):
        said = command("slots", "--from", "2026-11-24", "--topic", asked, "--json", "--data", folder)
        assert BELOV in {slot["expert"] for slot in answered(said)}
    assert command("office", "export", back, "--data", folder).code == 0
    (short,) = json.loads(back.read_text("utf-8"))["staff"][0]["topics"]
    assert HEATING.startswith(short)


@pytest.mark.parametrize("topic", ["0099", "abc", ""])
def test_an_unknown_topic_of_staff_is_refused_and_nothing_is_made(command: Command, tmp_path: Path, topic: str) -> None:
    file = with_topics(tmp_path, topic)
    assert is_refused(command("init", "--office", file, "--data", tmp_path / "new"), topic)
    assert not (tmp_path / "new" / "reception.db").exists()
    before = tmp_path / "before.json"
    command("office", "export", before)
    assert is_refused(command("office", "import", file), topic)
    command("office", "export", tmp_path / "after.json")
    assert (tmp_path / "after.json").read_bytes() == before.read_bytes()


def test_outreach_may_name_those_who_are_no_longer_of_the_staff(command: Command, tmp_path: Path) -> None:
    command("office", "export", tmp_path / "first.json")
    content = json.loads((tmp_path / "first.json").read_text("utf-8"))
    event = {"date": "2026-10-15", "place": "Клуб", "hours": ["11:00-15:00"], "experts": [BELOV]}
    content["outreach"].append(event)
    assert command("office", "import", a_file(tmp_path, content)).code == 0
    content["staff"] = [person for person in content["staff"] if person["name"] != BELOV]
    assert command("office", "import", a_file(tmp_path, content)).code == 0
    assert is_refused(command("slots", "--from", "2026-11-24", "--expert", BELOV), BELOV)
    event["experts"] = ["Никто", "Никто", "Никто"]
    said = command("office", "import", a_file(tmp_path, content))
    assert is_refused(said, "Никто") and said.err.count("Никто") == 1
    assert is_refused(command("init", "--office", tmp_path / "office.json", "--data", tmp_path / "new"), "Никто")
