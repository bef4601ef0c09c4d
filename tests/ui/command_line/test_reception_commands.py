"""slots, book, appointments and mark as the contract has them."""

from __future__ import annotations

import csv
import json
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from models.reception.outreach import OutreachDraft, plan_outreach
from tests.models.builders import HEATING, a_booking, a_visitor
from tests.models.conftest import OFFICE_FILE
from tests.ui.command_line.asking import Filled, answered, is_refused, is_wrong_usage
from tests.ui.command_line.conftest import Command, Said

ROOT = Path(__file__).resolve().parents[3]
BELOV, DOCTOR = "Белов Андрей Викторович", "Ахметова Гульнара Рашидовна"
NAME, PHONE = "Третьякова Мария Юрьевна", "8 912 884-17-05"
WHO = ("--visitor", NAME, "--phone", PHONE)
TWO = "2026-11-23T14:00"


def book(command: Command, *argv: object, language: str = "en") -> Said:
    return command("book", "--json", *argv, language=language)


def starts(command: Command, *argv: object) -> list[tuple[str, str]]:
    return [(slot["start"], slot["expert"]) for slot in answered(command("slots", "--json", *argv))]


def rows(command: Command, first: str = "2026-11-23", last: str = "2026-11-23") -> list[dict[str, Any]]:
    return list(answered(command("appointments", "--json", "--from", first, "--to", last)))


# -- slots ---------------------------------------------------------------------------------------------------------


def test_free_times_come_by_start_and_expert_and_not_from_the_past(command: Command) -> None:
    found = answered(command("slots", "--from", "2026-11-23", "--json"))
    assert found[0] == {"expert": DOCTOR, "start": "2026-11-23T12:00", "end": "2026-11-23T12:20", "outreach": None}
    assert [(slot["start"], slot["expert"]) for slot in found] == sorted((s["start"], s["expert"]) for s in found)
    assert {slot["start"][:10] for slot in found} == {"2026-11-23"}
    assert starts(command, "--from", "2026-11-22", "--days", 2) == starts(command, "--from", "2026-11-23")
    assert "35 free times" in command("slots", "--from", "2026-11-23").out
    assert "35 свободных времён" in command("slots", "--from", "2026-11-23", language="ru").out


def test_free_times_are_narrowed_to_an_expert_and_a_topic(command: Command) -> None:
    belov = starts(command, "--from", "2026-11-24", "--expert", "Белов")
    assert {expert for _start, expert in belov} == {BELOV}
    assert len(belov) == 14
    for topic in ("0005", HEATING, "0005.0005.0000", "Жилищно-коммунальная сфера"):
        assert starts(command, "--from", "2026-11-24", "--topic", topic) == belov
    assert {expert for _s, expert in starts(command, "--from", "2026-11-24", "--topic", "0002")} == {
        DOCTOR, "Мельников Роман Сергеевич",
    }  # fmt: skip
    assert starts(command, "--from", "2026-11-24", "--topic", "0001") == []
    assert starts(command, "--from", "2026-11-24", "--expert", "Соколова") == []


def test_an_outreach_reception_is_named_by_its_place(command: Command, filled: Filled) -> None:
    assert starts(command, "--from", "2026-12-10", "--expert", "Белов") == []  # an absence wins over everything
    filled(
        lambda desk: plan_outreach(desk, OutreachDraft(date(2026, 11, 28), "Клуб", None, ("11:00-12:00",), (1,), 20))
    )
    found = answered(command("slots", "--from", "2026-11-28", "--json"))
    assert found[0] == {
        "expert": BELOV, "start": "2026-11-28T11:00", "end": "2026-11-28T11:20", "outreach": "Клуб",
    }  # fmt: skip
    assert len(found) == 3
    assert "Клуб" in command("slots", "--from", "2026-11-28").out


def test_free_times_end_where_booking_ends(command: Command) -> None:
    assert starts(command, "--from", "9999-12-31", "--days", 366) == []
    assert starts(command, "--from", "0001-01-01", "--days", 366) == []
    assert starts(command, "--from", "2031-12-30", "--days", 300) != []
    assert {start[:4] for start, _expert in starts(command, "--from", "2031-12-30", "--days", 300)} == {"2031"}


@pytest.mark.parametrize(
    "argv",
    [
        [], ["--from", "23.11.2026"], ["--from", "2026-02-30"], ["--from", "2026-11-23", "--days", "0"],
        ["--from", "2026-11-23", "--days", "367"], ["--from", "2026-11-23", "--days", "x"], ["--from", ""],
    ],
)  # fmt: skip
def test_wrong_usage_of_slots_is_told_at_once(command: Command, argv: list[str]) -> None:
    assert is_wrong_usage(command("slots", *argv))


@pytest.mark.parametrize("argv", [["--expert", "Никто"], ["--topic", "0099"], ["--topic", "чепуха"], ["--expert", ""]])
def test_slots_of_unknown_experts_and_topics_are_refused(command: Command, argv: list[str]) -> None:
    assert is_refused(command("slots", "--from", "2026-11-23", *argv), argv[1])


# -- book ----------------------------------------------------------------------------------------------------------


def test_a_booking_prints_its_ids_and_takes_the_time(command: Command) -> None:
    done = answered(book(command, *WHO, "--expert", BELOV, "--start", TWO, "--topic", "0005", "--summary", "Холодно"))
    assert done == {"appointment": 1, "visitor": 1, "ticket": None}
    assert rows(command) == [
        {
            "id": 1, "start": TWO, "end": "2026-11-23T14:30", "expert": BELOV, "visitor": NAME,
            "phone": "+79128841705", "state": "booked", "ticket": None, "topic": "0005",
        }
    ]  # fmt: skip
    assert (TWO, BELOV) not in starts(command, "--from", "2026-11-23")
    assert is_refused(book(command, *WHO, "--expert", BELOV, "--start", TWO), "taken")
    assert is_refused(book(command, *WHO, "--expert", BELOV, "--start", TWO, language="ru"), "занято")


def test_a_booking_is_told_in_words_of_either_language(command: Command) -> None:
    english = command("book", *WHO, "--expert", "Белов", "--start", TWO)
    assert (english.code, english.err) == (0, "")
    assert "23 November, 14:00" in english.out and "No. 1" in english.out
    russian = command("book", *WHO, "--expert", "Белов", "--start", "2026-11-23T14:30", language="ru")
    assert "23 ноября, 14:30" in russian.out and "№ 2" in russian.out


@pytest.mark.parametrize(
    ("start", "reason"),
    [
        ("2026-11-23T11:30", "passed"), ("2026-11-23T13:00", "break"), ("2026-11-23T14:10", "begins at this time"),
        ("2026-11-23T18:00", "outside"), ("2026-11-28T10:00", "no reception"), ("2026-12-31T10:00", "инвентаризация"),
        ("2027-01-04T10:00", "closed"), ("2026-12-08T10:00", "отпуск"), ("2040-11-23T10:00", "five years"),
        ("0001-01-01T10:00", "passed"), ("9999-12-31T23:59", "five years"),
    ],
)  # fmt: skip
def test_times_that_cannot_be_booked_are_refused_with_the_reason(command: Command, start: str, reason: str) -> None:
    assert is_refused(book(command, *WHO, "--expert", "Белов", "--start", start), reason)
    assert is_refused(book(command, *WHO, "--expert", "Белов", "--start", start, language="ru"))
    assert rows(command, "0001-01-01", "9999-12-31") == []


def test_minutes_may_span_free_times_but_no_taken_one(command: Command) -> None:
    answered(book(command, *WHO, "--expert", "Белов", "--start", "2026-11-24T11:00"))
    long = ("--minutes", 90, *WHO, "--expert", "Белов")
    assert is_refused(book(command, "--start", "2026-11-24T10:00", *long), "taken")
    answered(book(command, "--start", "2026-11-24T11:30", *long))
    assert is_refused(book(command, "--start", "2026-11-24T17:00", *long), "outrun")
    free = [start[11:] for start, _expert in starts(command, "--from", "2026-11-24", "--expert", "Белов")]
    assert free[:3] == ["10:00", "10:30", "14:00"]


def test_a_start_with_an_offset_is_converted(command: Command) -> None:
    for i, start in enumerate(
        ("2026-11-24T12:00+03:00", "2026-11-24T09:30Z", "2026-11-24 15:00", "2026-11-24T15:30:00")
    ):
        answered(book(command, *WHO, "--expert", "Белов", "--start", start))
        assert rows(command, "2026-11-24", "2026-11-24")[i]["start"] == f"2026-11-24T{14 + i // 2}:{i % 2 * 3}0"


@pytest.fixture
def berlin(command: Command, tmp_path: Path) -> Path:
    """An office that receives at night, where the clock is put forward and back."""
    content = json.loads(OFFICE_FILE.read_text("utf-8"))
    content |= {"timezone": "Europe/Berlin", "holidays": "", "hours": {"sun": ["01:00-05:00"]}, "outreach": []}
    for person in content["staff"]:
        person.pop("absences", None)
    (tmp_path / "berlin.json").write_text(json.dumps(content), "utf-8")
    assert command("init", "--office", tmp_path / "berlin.json", "--data", tmp_path / "berlin").code == 0
    return tmp_path / "berlin"


def test_times_that_the_clock_leaps_over_are_neither_offered_nor_booked(command: Command, berlin: Path) -> None:
    here = ("--data", berlin)
    night = starts(command, *here, "--from", "2027-03-28", "--expert", "Белов")
    assert [start[11:] for start, _ in night] == ["01:00", "01:30", "03:00", "03:30", "04:00", "04:30"]
    assert is_refused(book(command, *here, *WHO, "--expert", "Белов", "--start", "2027-03-28T02:30"), "no such time")
    answered(book(command, *here, *WHO, "--expert", "Белов", "--start", "2027-03-28T03:30+02:00"))
    # one hour is lived twice in autumn: the first is meant, and a time with the second's offset is the same place
    answered(book(command, *here, *WHO, "--expert", "Белов", "--start", "2027-10-31T02:30"))
    assert is_refused(book(command, *here, *WHO, "--expert", "Белов", "--start", "2027-10-31T02:30+01:00"), "taken")


def test_a_walk_in_is_received_at_once_whatever_the_hours(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECEPTION_NOW", "2026-11-28T21:07:45")
    done = answered(book(command, *WHO, "--expert", "Белов", "--walk-in"))
    assert done["ticket"] == "Б01"
    assert answered(book(command, "--visitor", "Ким Иван", "--expert", "Белов", "--walk-in"))["ticket"] == "Б02"
    there = rows(command, "2026-11-28", "2026-11-28")
    assert [(row["start"], row["state"], row["ticket"]) for row in there] == [
        ("2026-11-28T21:07", "arrived", "Б01"), ("2026-11-28T21:07", "arrived", "Б02"),
    ]  # fmt: skip
    assert there[1]["phone"] is None
    earlier = ("--walk-in", "--start", "2026-11-28T20:15", "--expert", "Белов")
    assert answered(book(command, *WHO, *earlier))["ticket"] == "Б03"
    assert is_refused(book(command, *WHO, "--walk-in", "--start", "0001-01-01T00:00", "--expert", "Белов"), "year")


def test_the_same_uuid_gives_the_same_answer_even_after_the_time_has_passed(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = (*WHO, "--expert", "Белов", "--start", TWO, "--uuid", "6f1c")
    first = answered(book(command, *asked))
    assert answered(book(command, *asked)) == first
    assert "booked before" in command("book", *asked).out
    monkeypatch.setenv("RECEPTION_NOW", "2026-11-23T17:00")
    assert answered(book(command, *asked, "--start", "2026-11-23T12:00+03:00")) == first
    assert is_refused(book(command, *asked, "--summary", "Другое"), "UUID")
    assert len(rows(command)) == 1


def test_a_booking_without_phone_time_or_name_is_wrong_usage(command: Command) -> None:
    assert is_wrong_usage(book(command, "--visitor", NAME, "--expert", "Белов", "--start", TWO), "--phone")
    assert is_wrong_usage(book(command, *WHO, "--expert", "Белов"), "--start")
    assert is_wrong_usage(book(command, "--phone", PHONE, "--expert", "Белов", "--start", TWO), "--visitor")
    assert is_wrong_usage(book(command, *WHO, "--start", TWO), "--expert")
    for start in ("14:00", "2026-11-23", "2026-11-23T25:00", "2026-11-23T14:00:30", "tomorrow", "2026-W48-1T14:00", ""):
        assert is_wrong_usage(book(command, *WHO, "--expert", "Белов", "--start", start))
    for minutes in ("0", "4", "481", "-30", "30.5", "x"):
        assert is_wrong_usage(book(command, *WHO, "--expert", "Белов", "--start", TWO, "--minutes", minutes))
    assert is_wrong_usage(book(command, *WHO, "--expert", "Белов", "--start", TWO, "--uuid", ""))


@pytest.mark.parametrize("phone", ["", "нет", "112", "2441560000000000000", "8 912", "позвонить сыну 8 912 884-17-05"])
def test_a_phone_that_cannot_be_read_is_refused(command: Command, phone: str) -> None:
    asked = ("--visitor", NAME, "--expert", "Белов", "--start", TWO)
    assert is_refused(book(command, *asked, "--phone", phone))
    assert rows(command) == []
    assert answered(command("search", NAME, "--json")) == []


@pytest.mark.parametrize(
    "argv",
    [["--expert", "Никто"], ["--expert", "Соколова"], ["--expert", "Белов", "--topic", "0099"], ["--expert", ""]],
)
def test_unknown_experts_and_topics_are_refused(command: Command, argv: list[str]) -> None:
    assert is_refused(book(command, *WHO, "--start", TWO, *argv))


def test_a_topic_name_that_several_rows_share_is_refused_with_the_choices(command: Command) -> None:
    with (ROOT / "resources" / "classifier.csv").open(encoding="utf-8") as file:
        rows_ = [row for row in csv.reader(file) if row[0].count(".") >= 3]
    name = next(name for name, n in Counter(row[-1] for row in rows_).most_common() if n > 1)
    said = book(command, *WHO, "--start", TWO, "--expert", "Белов", "--topic", name)
    assert is_refused(said, "Several topics")
    assert said.err.count("000") > 4
    assert is_refused(command("slots", "--from", "2026-11-23", "--topic", name), "Several topics")


def test_several_visitors_who_fit_are_listed_and_nothing_is_booked(command: Command, filled: Filled) -> None:
    filled(lambda desk: [a_visitor(desk, "Ким Иван", phone=PHONE, birth_year=year) for year in (1950, 1980)])
    said = book(command, "--visitor", "Ким Иван", "--phone", PHONE, "--expert", "Белов", "--start", TWO)
    assert is_refused(said, "1950") and "1980" in said.err and "№ 1" in said.err
    assert rows(command) == []
    same = book(command, "--visitor", "КИМ  иван", "--phone", "+79024758013", "--expert", "Белов", "--start", TWO)
    assert answered(same)["visitor"] == 3  # another phone alone tells nothing: a further person


# -- appointments --------------------------------------------------------------------------------------------------


def test_appointments_come_by_start_expert_and_id_cancelled_ones_too(command: Command, filled: Filled) -> None:
    def some(desk: Any) -> None:
        a_booking(desk, datetime(2026, 11, 24, 10), "Мельников")
        a_booking(desk, datetime(2026, 11, 24, 10), "Белов")
        a_booking(desk, datetime(2026, 11, 23, 17, 30), "Белов")

    filled(some)
    answered(command("mark", 2, "cancelled", "--json"))
    answered(book(command, *WHO, "--expert", "Белов", "--start", "2026-11-24T10:00"))
    both = rows(command, "2026-11-23", "2026-11-24")
    assert [(row["id"], row["state"]) for row in both] == [
        (3, "booked"),
        (2, "cancelled"),
        (4, "booked"),
        (1, "booked"),
    ]
    assert [row["id"] for row in rows(command)] == [3]
    assert rows(command, "2026-11-24", "2026-11-23") == []
    assert len(rows(command, "0001-01-01", "9999-12-31")) == 4
    assert "4 appointments" in command("appointments", "--from", "2026-11-23", "--to", "2026-11-24").out
    russian = command("appointments", "--from", "2026-11-23", "--to", "2026-11-24", language="ru").out
    assert "4 записи" in russian and "23.11.2026" in russian
    assert is_wrong_usage(command("appointments", "--from", "2026-11-23"), "--to")


# -- mark ----------------------------------------------------------------------------------------------------------


def test_an_appointment_goes_its_way_and_impossible_steps_are_refused(command: Command) -> None:
    answered(book(command, *WHO, "--expert", "Белов", "--start", TWO))
    assert is_refused(command("mark", 1, "done"), "booked")
    assert answered(command("mark", 1, "arrived", "--json")) == {"id": 1, "state": "arrived", "ticket": "А01"}
    assert is_refused(command("mark", 1, "arrived", language="ru"), "ожидает")
    assert command("mark", 1, "started", language="ru").out.startswith("Третьякова М. Ю.")
    answered(command("mark", 1, "done", "--json"))
    for state in ("arrived", "started", "done", "no-show", "cancelled"):
        assert is_refused(command("mark", 1, state))
    assert [(row["state"], row["ticket"]) for row in rows(command)] == [("done", "А01")]


def test_who_did_not_come_frees_the_time_and_may_still_come(command: Command) -> None:
    answered(book(command, *WHO, "--expert", "Белов", "--start", TWO))
    answered(command("mark", 1, "no-show", "--json"))
    assert (TWO, BELOV) in starts(command, "--from", "2026-11-23")
    answered(command("mark", 1, "arrived", "--json"))
    assert (TWO, BELOV) not in starts(command, "--from", "2026-11-23")


def test_unknown_appointments_are_refused_and_wrong_words_are_wrong_usage(command: Command) -> None:
    assert is_refused(command("mark", 99, "arrived"))
    assert is_refused(command("mark", "999999999999", "arrived"))
    for argv in (["x", "arrived"], ["0", "arrived"], ["-1", "arrived"], ["1", "booked"], ["1", ""], ["1"], []):
        assert is_wrong_usage(command("mark", *argv))


def test_every_offered_time_can_be_booked_and_then_none_is_left(command: Command) -> None:
    offered = answered(command("slots", "--from", "2026-11-23", "--json"))
    for i, slot in enumerate(offered):
        who = (
            "--visitor",
            f"Гость {'абвгдежзиклмнопрстуфхцчшэюя'[i % 27] * (i // 27 + 2)}",
            "--phone",
            f"+7912884{i:04}",
        )
        done = answered(book(command, *who, "--expert", slot["expert"], "--start", slot["start"]))
        assert done["appointment"] == i + 1
    assert starts(command, "--from", "2026-11-23") == []
    assert [(r["start"], r["end"], r["expert"]) for r in rows(command)] == [
        (slot["start"], slot["end"], slot["expert"]) for slot in offered
    ]
    assert answered(command("check", "--json"))["ok"] is True
