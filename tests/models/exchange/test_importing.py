"""Appeals from a file: each good row exactly once, the others told with their reasons."""

from __future__ import annotations

import csv
import random
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from models.appeals.tables import Appeal
from models.audit.tables import Audit
from models.exchange import importing
from models.exchange.importing import Imported, import_file
from models.office.desk import EXPERT, Actor, Desk
from models.problems import Refused
from models.reports.recount import recount
from models.storage.check import checked
from models.storage.locks import files_of_turn, locked
from models.storage.sqlite import TURN_NAME
from models.visitors.tables import Visitor, VisitorPhone
from tests.models.builders import HEATING, an_appeal
from tests.models.conftest import FILE

HEADER = "received_on;visitor;topic"
NAME = "Третьякова Мария Юрьевна"


def a_file(folder: Path, *rows: str, header: str = HEADER, name: str = "old.csv") -> Path:
    path = folder / name
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def imported(desk: Desk, path: Path) -> tuple[int, int, list[str]]:
    """How many were imported and already there, and the codes of the problems."""
    done = import_file(desk, "appeals", path)
    return done.imported, done.already, [p.code for one in done.rejected for p in one.reason.problems]


def only_appeal() -> Appeal:
    (row,) = Appeal.select()
    return row


def test_three_columns_are_enough(desk: Desk, tmp_path: Path) -> None:
    assert imported(desk, a_file(tmp_path, f"05.12.2025;{NAME};{HEATING}")) == (1, 0, [])
    row = only_appeal()
    assert (row.number, row.year, row.serial) == ("2025-000001", 2025, 1)
    assert (row.received_on, row.due_on) == (date(2025, 12, 5), date(2025, 12, 30))
    assert (row.channel, row.kind, row.outcome, row.closed_on, row.collective) == ("personal", "oral", None, None, 1)
    assert Visitor.get_by_id(row.visitor_id).full_name == NAME


def test_all_columns_are_taken(desk: Desk, tmp_path: Path) -> None:
    header = (
        "Дата;ФИО;Тема;Год рождения;Телефон;Адрес;Район;Как поступило;Вид;Суть;Текст;Ведёт приём;Результат;Закрыто;"
        "Что сделано;Сумма;Срок;Подписей;№;uuid;uuid посетителя"
    )
    row_text = (
        f"01.11.2026;{NAME};0005.0005.0056.1156.0000;1956;8 912 884-17-05;ул. Революции, 24;ленинский;письменно;жалоба;"
        "Холодно;Прошу помочь;Белов;оказана помощь;10.11.2026;Перерасчёт;4 318,20;20.11.2026;7;2026-000777;u-1;v-1"
    )
    assert imported(desk, a_file(tmp_path, row_text, header=header)) == (1, 0, [])
    row, visitor = only_appeal(), Visitor.get()
    assert (row.uuid, row.number, row.serial, row.topic) == ("u-1", "2026-000777", 777, HEATING)
    assert (row.channel, row.kind, row.summary, row.written) == ("written", "complaint", "Холодно", "Прошу помочь")
    assert (row.outcome, row.closed_on, row.result, row.amount) == ("help", date(2026, 11, 10), "Перерасчёт", 431820)
    assert (row.due_on, row.collective, row.district_id, row.expert_id) == (date(2026, 11, 20), 7, 1, 1)
    assert (visitor.uuid, visitor.birth_year, visitor.address) == ("v-1", 1956, "ул. Революции, 24")
    assert VisitorPhone.get().e164 == "+79128841705"
    assert checked(desk).ok


def test_a_workbook_is_the_same_file(desk: Desk, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["Дата", "Посетитель", "Тема"])
    book.active.append([date(2026, 11, 2), NAME, HEATING])
    book.save(tmp_path / "new.xlsx")
    assert imported(desk, tmp_path / "new.xlsx") == (1, 0, [])
    assert imported(desk, a_file(tmp_path, f"02.11.2026;{NAME};{HEATING}")) == (0, 1, [])


def test_a_file_given_again_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    row = f"2026-11-01;{NAME};{HEATING}"
    file = a_file(tmp_path, row, row, f"2026-11-01;Ким Иван;{HEATING}", row)
    assert imported(desk, file) == (4, 0, [])
    assert imported(desk, file) == (0, 4, [])
    assert imported(desk, a_file(tmp_path, row, row, row, row, name="longer.csv")) == (1, 3, [])
    assert Appeal.select().count() == 5
    assert Visitor.select().count() == 2


def test_a_uuid_or_a_number_makes_the_same_row(desk: Desk, tmp_path: Path) -> None:
    header = HEADER + ";number;uuid"
    numbered, marked = f"2026-11-01;{NAME};{HEATING};17-П;", f"2026-11-01;{NAME};{HEATING};;u-1"
    assert imported(desk, a_file(tmp_path, numbered, marked, header=header)) == (2, 0, [])
    mended = a_file(tmp_path, numbered.replace("01;", "03;", 1), marked.replace("01;", "03;", 1), header=header)
    assert imported(desk, mended) == (0, 2, [])
    other = a_file(tmp_path, f"2026-11-01;{NAME};{HEATING};17-П;u-2", header=header)
    assert imported(desk, other) == (0, 0, ["number-taken"])


def test_one_number_twice_in_a_file_is_one_row_or_a_contradiction(desk: Desk, tmp_path: Path) -> None:
    header = HEADER + ";number"
    row = f"2026-11-01;{NAME};{HEATING};17"
    file = a_file(tmp_path, row, row, f"2026-11-02;Ким Иван;{HEATING};17", header=header)
    assert imported(desk, file) == (1, 1, ["twice"])
    assert imported(desk, file) == (0, 2, ["twice"])


def test_numbers_continue_after_the_office_s_and_the_file_s(desk: Desk, tmp_path: Path) -> None:
    an_appeal(desk)
    header = HEADER + ";number"
    rows = [f"2026-11-0{day};{NAME};{HEATING};{number}" for day, number in ((1, ""), (2, "2026-000040"), (3, ""))]
    rows.append(f"2025-11-01;{NAME};{HEATING};")
    imported(desk, a_file(tmp_path, *rows, header=header))
    numbers = [row.number for row in Appeal.select().order_by(Appeal.id)]
    assert numbers == ["2026-000001", "2026-000041", "2026-000040", "2026-000042", "2025-000001"]
    assert an_appeal(desk) and Appeal.get(Appeal.serial == 43).year == 2026


@pytest.mark.parametrize(
    ("header", "row", "code"),
    [
        (HEADER, f"вчера;{NAME};{HEATING}", "bad-date"),
        (HEADER, f";{NAME};{HEATING}", "no-date"),
        (HEADER, f"2026-11-01;;{HEATING}", "no-name"),
        (HEADER, f"2026-11-01;{NAME};0005", "too-general"),
        (HEADER, f"2026-11-01;{NAME};9999.9999.9999.9999", "unknown-topic"),
        (HEADER, f"2026-11-01;{NAME};", "no-topic"),
        (HEADER, f"2026-11-01;{NAME};{HEATING};лишнее", "too-many"),
        (HEADER + ";district", f"2026-11-01;{NAME};{HEATING};Марсианский", "unknown-district"),
        (HEADER + ";expert", f"2026-11-01;{NAME};{HEATING};Незнакомов", "unknown-expert"),
        (HEADER + ";channel", f"2026-11-01;{NAME};{HEATING};голубь", "unknown-channel"),
        (HEADER + ";outcome", f"2026-11-01;{NAME};{HEATING};help", "no-closing"),
        (HEADER + ";closed_on", f"2026-11-01;{NAME};{HEATING};2026-11-03", "no-outcome"),
        (HEADER + ";outcome;closed_on", f"2026-11-01;{NAME};{HEATING};help;2026-10-31", "before-receipt"),
        (HEADER + ";amount", f"2026-11-01;{NAME};{HEATING};много", "amount"),
        (HEADER + ";collective", f"2026-11-01;{NAME};{HEATING};0", "bad-number"),
        (HEADER + ";birth_year", f"2026-11-01;{NAME};{HEATING};2030", "birth-future"),
        (HEADER + ";number", f"2026-11-01;{NAME};{HEATING};{'9' * 101}", "long"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_taken_says_why(desk: Desk, tmp_path: Path, header: str, row: str, code: str) -> None:
    assert imported(desk, a_file(tmp_path, row, header=header)) == (0, 0, [code])
    assert Appeal.select().count() == 0


def test_a_row_that_fits_several_visitors_is_rejected(desk: Desk, tmp_path: Path) -> None:
    header = HEADER + ";phone;address"
    rows = [f"2026-11-01;{NAME};{HEATING};;ул. Мира, 1", f"2026-11-01;{NAME};{HEATING};;ул. Мира, 2"]
    assert imported(desk, a_file(tmp_path, *rows, header=header))[0] == 2
    for address in ("ул. Мира, 1", "ул. Мира, 2"):
        row = f"2026-11-02;{NAME};{HEATING};8 912 884-17-05;{address}"
        assert imported(desk, a_file(tmp_path, row, header=header))[0] == 1
    ambiguous = f"2026-11-03;{NAME};{HEATING};8 912 884-17-05;"
    assert imported(desk, a_file(tmp_path, ambiguous, header=header)) == (0, 0, ["several"])


def test_a_topic_may_be_given_by_its_name_unless_several_share_it(desk: Desk, tmp_path: Path) -> None:
    rows = [f"2026-11-01;{NAME};Приватизация жилищного фонда. Деприватизация", f"2026-11-01;{NAME};Нет такой темы"]
    assert imported(desk, a_file(tmp_path, *rows)) == (1, 0, ["unknown-topic"])


def test_future_dates_unreadable_phones_and_huge_numbers_are_taken(desk: Desk, tmp_path: Path) -> None:
    header = HEADER + ";phone;number"
    row = f"2031-01-01;{NAME};{HEATING};вн. 7 у вахтёра;2026-99999999999999999999"
    assert imported(desk, a_file(tmp_path, row, header=header)) == (1, 0, [])
    assert (VisitorPhone.get().typed, VisitorPhone.get().e164) == ("вн. 7 у вахтёра", None)
    assert only_appeal().serial is None


def test_rejects_hold_the_row_its_line_and_the_reason_and_can_be_given_again(desk: Desk, tmp_path: Path) -> None:
    rows = f"2026-11-01;{NAME};{HEATING};+7 912", f"вчера;'=Ким;{HEATING};+7 9"
    file = a_file(tmp_path, *rows, header=HEADER + ";phone")
    rejects = tmp_path / "rejected.csv"
    import_file(desk, "appeals", file, rejects=rejects)
    raw = rejects.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    table = list(csv.reader(raw.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert table == [
        ["received_on", "visitor", "topic", "phone", "line", "reason"],
        ["вчера", "'=Ким", HEATING, "'+7 9", "3", "“вчера” is not a date; write it like 31.12.2026."],
    ]
    rejects.write_text(rejects.read_text("utf-8-sig").replace("вчера", "02.11.2026"), encoding="utf-8-sig")
    assert imported(desk, rejects) == (1, 0, [])
    assert {visitor.full_name for visitor in Visitor.select()} == {NAME, "=Ким"}


def test_rejects_are_there_even_when_empty_and_never_over_the_file_itself(desk: Desk, tmp_path: Path) -> None:
    file = a_file(tmp_path, f"2026-11-01;{NAME};{HEATING}")
    with pytest.raises(Refused):
        import_file(desk, "appeals", file, rejects=file)
    with pytest.raises(Refused):
        import_file(desk, "appeals", file, rejects=tmp_path / "missing" / "rejected.csv")
    assert Appeal.select().count() == 0
    import_file(desk, "appeals", file, rejects=tmp_path / "rejected.csv")
    assert (tmp_path / "rejected.csv").read_text("utf-8-sig").splitlines() == [HEADER + ";line;reason"]
    assert sorted(path.name for path in tmp_path.glob("*.unfinished")) == []


def test_a_dry_run_tells_the_truth_and_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    file = a_file(tmp_path, f"2026-11-01;{NAME};{HEATING}", f"вчера;{NAME};{HEATING}")
    audited = Audit.select().count()
    tried = import_file(desk, "appeals", file, dry_run=True)
    assert (tried.imported, len(tried.rejected)) == (1, 1)
    assert (Appeal.select().count(), Visitor.select().count(), Audit.select().count()) == (0, 0, audited)
    done = import_file(desk, "appeals", file)
    assert (done.imported, len(done.rejected)) == (1, 1)


def test_the_import_is_in_the_audit_and_needs_the_right(desk: Desk, tmp_path: Path) -> None:
    file = a_file(tmp_path, f"2026-11-01;{NAME};{HEATING}")
    with pytest.raises(Refused, match="right"):
        import_file(desk.of(Actor(2, "Мельников", EXPERT)), "appeals", file)
    import_file(desk, "appeals", file)
    last = Audit.select().order_by(Audit.id.desc()).get()
    assert (last.action, last.details) == ("import", '{"already": 0, "imported": 1, "rejected": 0}')
    assert NAME not in last.details


class Killed(Exception):
    pass


class KilledAfter:
    """Stops an import between two batches, as a killed program would."""

    def __init__(self, batches: int) -> None:
        self.batches = batches

    def step(self, done: int, total: int) -> None:
        self.batches -= 1
        if not self.batches:
            raise Killed


@pytest.mark.parametrize("seed", range(3))
def test_a_killed_import_given_again_has_every_row_once(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr(importing, "BATCHES", (7, 7, 7))
    chance = random.Random(seed)
    names = ["Ким Иван", NAME, "Шевчук Женя"]
    rows = [
        f"2026-11-0{chance.randint(1, 3)};{chance.choice(names)};{HEATING};{chance.choice(['', '8 912 884-17-05'])};"
        + (f"2026-{n + 1:06d}" if chance.random() < 0.3 else "")
        for n in range(40)
    ]
    file = a_file(tmp_path, *rows, header=HEADER + ";phone;number")
    for batches in (1, 3, 2):
        with pytest.raises(Killed):
            import_file(desk, "appeals", file, progress=KilledAfter(batches))
    done: Imported = import_file(desk, "appeals", file)
    assert (done.imported + done.already, done.rejected) == (40, ())
    assert Appeal.select().count() == 40
    assert len({row.number for row in Appeal.select()}) == 40
    assert recount(desk) == []


@pytest.mark.parametrize(
    "expert", ["Белов", "Белов А.В.", "БЕЛОВ А. В.", "белов андрей", "А.В. Белов", "Белов Андрей В."]
)
def test_an_expert_may_be_named_by_surname_and_initials(desk: Desk, tmp_path: Path, expert: str) -> None:
    assert imported(desk, a_file(tmp_path, f"2026-11-01;{NAME};{HEATING};{expert}", header=HEADER + ";Специалист")) == (
        1, 0, [],
    )  # fmt: skip
    assert only_appeal().expert_id == 1


@pytest.mark.parametrize("expert", ["Белов Б.В.", "Б.В. Белов", "А.В.", "Белов А.В. (глава)", "Бело А.В.", "."])
def test_other_initials_are_another_person(desk: Desk, tmp_path: Path, expert: str) -> None:
    path = a_file(tmp_path, f"2026-11-01;{NAME};{HEATING};{expert}", header=HEADER + ";Специалист")
    assert imported(desk, path) == (0, 0, ["unknown-expert"])


def test_a_district_may_be_called_one(desk: Desk, tmp_path: Path) -> None:
    names = ("Ленинский", "Ленинский район", "ЛЕНИНСКИЙ Р-Н", "район Ленинский")
    path = a_file(tmp_path, *(f"2026-11-01;{NAME};{HEATING};{name}" for name in names), header=HEADER + ";Район")
    assert imported(desk, path) == (4, 0, [])
    assert {row.district_id for row in Appeal.select()} == {1}
    path = a_file(tmp_path, f"2026-11-01;{NAME};{HEATING};Марсианский район", header=HEADER + ";Район")
    assert imported(desk, path) == (0, 0, ["unknown-district"])


def imports_of(desk: Desk) -> int:
    """How many transactions an import took."""
    return int(Audit.select().where(Audit.action == "import").count())


@pytest.mark.parametrize("engine", [FILE])
def test_a_command_takes_many_batches_in_one_transaction_unless_somebody_waits(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "BATCHES", (9, 9, 9))
    monkeypatch.setattr(importing, "LONGEST", 1e9)
    rows = [f"2026-11-01;Посетитель Номер {n};{HEATING}" for n in range(60)]
    assert imported(desk, a_file(tmp_path, *rows[:30])) == (30, 0, [])
    assert imports_of(desk) == 1
    _turn, waiting = files_of_turn(desk.db.path.with_name(TURN_NAME))
    somebody = locked(waiting, alone=False)
    assert somebody is not None
    assert imported(desk, a_file(tmp_path, *rows[30:], name="more.csv")) == (30, 0, [])
    somebody.release()
    assert imports_of(desk) == 1 + 4  # 9 + 9 + 9 + 3 rows
    assert recount(desk) == []


def test_rows_that_all_are_refused_leave_no_trace(desk: Desk, tmp_path: Path) -> None:
    before = Audit.select().count()
    assert imported(desk, a_file(tmp_path, f"2026-11-01;{NAME};нет такой темы")) == (0, 0, ["unknown-topic"])
    assert Audit.select().count() == before
