"""Appointments from a file: past and coming ones, each expert's time given away once."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest

from models.exchange.importing import import_file
from models.office.desk import Desk
from models.reception import operations
from models.reception.outreach import OutreachDraft, plan_outreach
from models.reception.tables import Appointment
from models.reports.recount import recount
from models.visitors.tables import Visitor
from tests.models.builders import NOW, a_booking

NAME = "Третьякова Мария Юрьевна"
HEADER = "start;expert;visitor"
PLACE = "Дом культуры, ул. Ленина, 5"


def a_file(folder: Path, *rows: str, header: str = HEADER) -> Path:
    path = folder / "week.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def imported(desk: Desk, path: Path) -> tuple[int, int, list[str]]:
    """How many were imported and already there, and the codes of the problems."""
    done = import_file(desk, "appointments", path)
    return done.imported, done.already, [p.code for one in done.rejected for p in one.reason.problems]


def only_one() -> Appointment:
    (row,) = Appointment.select()
    return row


def test_three_columns_are_enough_in_any_spelling_of_the_time(desk: Desk, tmp_path: Path) -> None:
    starts = ["2026-11-24T14:00", "25.11.2026 14:00", "26/11/2026 9:30", "2026-11-27T14:00+03:00"]
    file = a_file(tmp_path, *(f"{start};Белов;{NAME}" for start in starts), header="Начало;Кто принимает;ФИО")
    assert imported(desk, file) == (4, 0, [])
    assert imported(desk, file) == (0, 4, [])
    rows = list(Appointment.select().order_by(Appointment.starts_at))
    assert [row.starts_at for row in rows] == [
        datetime(2026, 11, 24, 14), datetime(2026, 11, 25, 14), datetime(2026, 11, 26, 9, 30),
        datetime(2026, 11, 27, 16),
    ]  # fmt: skip
    assert {(row.state, row.expert_id, (row.ends_at - row.starts_at).seconds) for row in rows} == {("booked", 1, 1800)}
    assert Visitor.select().count() == 1


def test_day_and_time_in_two_columns_are_one_start(desk: Desk, tmp_path: Path) -> None:
    rows = [f"{day};{at};Белов;{NAME}" for day, at in (("24.11.2026", "14:00"), ("25 ноября 2026 г. 0:00", "9.30"))]
    file = a_file(tmp_path, *rows, header="Дата;Время;Специалист;ФИО")
    assert imported(desk, file) == (2, 0, [])
    starts = [row.starts_at for row in Appointment.select().order_by(Appointment.starts_at)]
    assert starts == [datetime(2026, 11, 24, 14), datetime(2026, 11, 25, 9, 30)]
    one_column = a_file(tmp_path, f"2026-11-24T14:00;Белов;{NAME}")
    assert imported(desk, one_column) == (0, 1, [])
    bad = [f";14:00;Белов;{NAME}", f"24.11.2026;;Белов;{NAME}", f"вчера;14:00;Белов;{NAME}", "26.11.2026;днём;Белов;"]
    file = a_file(tmp_path, *bad, header="Дата;Время;Специалист;ФИО")
    assert imported(desk, file) == (0, 0, ["no-start", "no-start", "bad-date", "no-name", "bad-moment"])


def test_a_workbook_s_day_and_time_are_one_start(desk: Desk, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["Дата", "Время", "Специалист", "ФИО"])
    book.active.append([date(2026, 11, 24), time(14, 30), "Белов", NAME])
    book.save(tmp_path / "week.xlsx")
    assert imported(desk, tmp_path / "week.xlsx") == (1, 0, [])
    assert only_one().starts_at == datetime(2026, 11, 24, 14, 30)


def test_all_columns_are_taken(desk: Desk, tmp_path: Path) -> None:
    header = (
        "Начало;Эксперт;Посетитель;Минут;Телефон;Тема;Суть;Состояние;Выездной приём;Талон;Без записи;uuid;"
        "uuid посетителя"
    )
    row = f"10.12.2026 11:20;Белов;{NAME};40;89128841705;0005;Холодно;принят;{PLACE.upper()};А07;нет;a-1;v-1"
    assert imported(desk, a_file(tmp_path, row, header=header)) == (1, 0, [])
    got, visitor = only_one(), Visitor.get()
    assert (got.uuid, got.ends_at, got.topic, got.summary) == ("a-1", datetime(2026, 12, 10, 12), "0005", "Холодно")
    assert (got.state, got.ticket, got.outreach_id, got.is_walk_in) == ("done", "А07", 1, False)
    assert (got.arrived_at, got.started_at, got.finished_at) == (got.starts_at, got.starts_at, got.ends_at)
    assert (visitor.uuid, visitor.last_visit_on) == ("v-1", date(2026, 12, 10))
    assert recount(desk) == []


def test_a_workbook_holds_times_as_numbers(desk: Desk, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["start", "expert", "visitor", "minutes", "walk_in"])
    book.active.append([datetime(2026, 11, 24, 13, 40), "Белов", NAME, 20, True])
    book.save(tmp_path / "week.xlsx")
    assert imported(desk, tmp_path / "week.xlsx") == (1, 0, [])
    assert (only_one().starts_at, only_one().is_walk_in) == (datetime(2026, 11, 24, 13, 40), True)


def test_an_outreach_appointment_lasts_as_its_event_says(desk: Desk, tmp_path: Path) -> None:
    file = a_file(tmp_path, f"2026-12-10 11:00;Белов;{NAME};{PLACE}", header=HEADER + ";outreach")
    assert imported(desk, file) == (1, 0, [])
    assert (only_one().ends_at - only_one().starts_at).seconds == 20 * 60


def test_of_two_events_at_one_place_the_expert_s_own_is_meant(desk: Desk, tmp_path: Path) -> None:
    draft = OutreachDraft(date(2026, 12, 10), PLACE, None, ("11:00-15:00",), (2,), 25)
    own = plan_outreach(desk, draft).result
    file = a_file(tmp_path, f"2026-12-10 11:00;Мельников;{NAME};{PLACE}", header=HEADER + ";outreach")
    assert imported(desk, file) == (1, 0, [])
    assert only_one().outreach_id == own


def test_one_time_of_an_expert_is_given_away_once(desk: Desk, tmp_path: Path) -> None:
    a_booking(desk, datetime(2026, 11, 24, 10, 0), "Белов")
    header = HEADER + ";minutes;state;walk_in"
    rows = (
        "2026-11-24 10:10;Белов;Ким Иван;30;booked;",  # within the booking above
        "2026-11-24 11:00;Белов;Ким Иван;30;booked;",
        "2026-11-24 11:20;Белов;Ким Анна;30;done;",  # within the row above
        "2026-11-24 11:00;Белов;Ким Анна;30;cancelled;",
        "2026-11-24 11:00;Белов;Ким Анна;30;done;да",
        "2026-11-24 11:00;Мельников;Ким Анна;30;booked;",
        "2026-11-24 11:30;Белов;Ким Анна;30;booked;",
    )
    file = a_file(tmp_path, *rows, header=header)
    assert imported(desk, file) == (5, 0, ["taken", "taken"])
    assert imported(desk, file) == (0, 5, ["taken", "taken"])


def test_neither_hours_nor_holidays_are_asked(desk: Desk, tmp_path: Path) -> None:
    rows = (f"2026-12-31 03:07;Белов;{NAME}", f"2019-01-01 10:00;Соколова;{NAME}", f"2026-12-08 12:00;Белов;{NAME}")
    assert imported(desk, a_file(tmp_path, *rows)) == (3, 0, [])


@pytest.mark.parametrize("ticket", ["А12", "А-12", "А-00012"])
def test_the_next_ticket_follows_an_imported_one(desk: Desk, tmp_path: Path, ticket: str) -> None:
    row = f"{NOW:%Y-%m-%d} 10:00;Белов;{NAME};arrived;{ticket}"
    assert imported(desk, a_file(tmp_path, row, header=HEADER + ";state;ticket")) == (1, 0, [])
    booked = a_booking(desk)
    assert operations.mark(desk, booked.appointment, "arrived").result.ticket == "А13"


@pytest.mark.parametrize(
    ("header", "row", "code"),
    [
        (HEADER, f";Белов;{NAME}", "no-start"),
        (HEADER, f"2026-11-24;Белов;{NAME}", "bad-moment"),
        (HEADER, f"2026-11-24 25:00;Белов;{NAME}", "bad-moment"),
        (HEADER, f"завтра 14:00;Белов;{NAME}", "bad-date"),
        (HEADER, f"2026-11-24 14:00;;{NAME}", "no-expert"),
        (HEADER, f"2026-11-24 14:00;Незнакомов;{NAME}", "unknown-expert"),
        (HEADER, "2026-11-24 14:00;Белов;", "no-name"),
        (HEADER + ";minutes", f"2026-11-24 14:00;Белов;{NAME};0", "bad-number"),
        (HEADER + ";minutes", f"2026-11-24 14:00;Белов;{NAME};1440", "bad-number"),
        (HEADER + ";topic", f"2026-11-24 14:00;Белов;{NAME};Марс", "unknown-topic"),
        (HEADER + ";state", f"2026-11-24 14:00;Белов;{NAME};передумал", "unknown-state"),
        (HEADER + ";outreach", f"2026-11-24 14:00;Белов;{NAME};{PLACE}", "unknown-outreach"),
        (HEADER + ";outreach", f"2026-12-10 14:00;Белов;{NAME};Сельский клуб", "unknown-outreach"),
        (HEADER + ";ticket", f"2026-11-24 14:00;Белов;{NAME};первый", "bad-ticket"),
        (HEADER + ";walk_in", f"2026-11-24 14:00;Белов;{NAME};может быть", "bad-answer"),
        (HEADER + ";summary", f"2026-11-24 14:00;Белов;{NAME};{'я' * 2001}", "long-summary"),
    ],
)
def test_a_row_that_cannot_be_taken_says_why(desk: Desk, tmp_path: Path, header: str, row: str, code: str) -> None:
    assert imported(desk, a_file(tmp_path, row, header=header)) == (0, 0, [code])
    assert Appointment.select().count() == Visitor.select().count() == 0
