"""What is written in bulk: the import's writing stage, whole files, Excel, each beside the bare library."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from models.appeals.bulk import TRIGGERS_OF_INSERT
from models.appeals.tables import Appeal
from models.exchange import reader
from models.exchange.appeals import AppealRecord
from models.exchange.exporting import Table, exported
from models.exchange.importing import import_file
from models.exchange.writing import AppealWriter
from models.office.desk import Desk
from models.storage.bulk import in_haste, without_triggers
from models.storage.rows import rows_by
from printing.sheets import write_records
from tests.bench import full
from tests.bench.measure import Line, interleaved, timed
from tests.bench.sample import DAY, Scale, opened

APPEALS = 100_000
PORTION = 20_000
CREATED = 300  # rows by Model.create, which takes long
SEED = 7


def all_of(scale: Scale, place: Path) -> Iterator[Line]:
    """Writes into the copy of the office in `place`."""
    desk = opened(place)
    try:
        yield from writing_stage(scale, desk)
        yield from whole_import(scale, desk, place)
        yield from excel(scale, desk, place)
    finally:
        desk.db.close()


def writing_stage(scale: Scale, desk: Desk) -> Iterator[Line]:
    """Older appeals of visitors who are in the file, as records: numbers, keys, all triggers and indexes, durable."""
    chance = random.Random(SEED)
    choices, days = full.choices(desk), full.working_days(DAY)
    count = desk.db.rows("SELECT COUNT(*) FROM visitor")[0][0]
    plan = full.planned(chance, 1, APPEALS, len(days))
    plan.days[:] = type(plan.days)("H", [n * 300 // APPEALS for n in range(APPEALS)])
    plan.visitors[:] = type(plan.visitors)("I", [int(chance.random() * count) for _n in range(APPEALS)])
    records = full.appeal_records(chance, plan, choices, days, offset=2**40)
    writer, rates, per_thousand = AppealWriter(desk), [], []
    with in_haste(desk.db, is_alone=True):
        while portion := list(islice(records, PORTION)):

            def write(portion: list[AppealRecord] = portion) -> None:
                with desk.db.transaction("import", desk):
                    writer.write(portion)

            took = timed(write)
            rates.append(len(portion) / took * 1000)
            per_thousand.append(took / len(portion) * 1000)
        bare = _bare(desk, chance)
    created = _by_model_create(desk)
    yield Line("bulk import, the writing stage", rates, scale.goals.get("writing stage"), "rate", unit="appeals/s")
    note = f"a thousand appeals; bare: executemany of {PORTION:,}"
    yield Line("  beside the driver alone", per_thousand, bare=bare, note=note)
    note = "a thousand appeals; bare: Model.create in one transaction"
    yield Line("  beside peewee's Model.create", per_thousand, scale.goals.get("model create"), "speedup",
               [created], "Model.create", note=note)  # fmt: skip


def _bare(desk: Desk, chance: random.Random) -> list[float]:
    """Milliseconds of a thousand appeals by nothing but the driver, durable: the same table, indexes and foreign keys,
    as many visitors anywhere in the file, but nothing looked up, counted or found again."""
    columns = [row[1] for row in desk.db.rows("PRAGMA table_info(appeal)")]
    uuid, number, serial = (columns.index(name) for name in ("uuid", "number", "serial"))
    highest = desk.db.rows("SELECT MAX(id) FROM appeal")[0][0]
    sql = f"INSERT INTO appeal VALUES ({', '.join('?' * len(columns))})"
    found: list[float] = []
    for turn in range(3):
        like = rows_by(desk.db, "SELECT * FROM appeal WHERE id IN ({keys})", chance.sample(range(1, highest), PORTION))
        rows = []
        for n, row in enumerate(like):
            values = list(row)
            values[0], values[serial] = None, None
            values[uuid], values[number] = f"{row[uuid][:24]}{turn:04x}{n:08x}", f"bare-{turn}-{n:06}"
            rows.append(tuple(values))

        def write(rows: list[tuple[Any, ...]] = rows) -> None:
            with desk.db.writing(), without_triggers(desk.db, *TRIGGERS_OF_INSERT):
                desk.db.run_many(sql, rows)

        found.append(timed(write) / len(rows) * 1000)
    return found


def _by_model_create(desk: Desk) -> float:
    """Milliseconds of a thousand appeals."""
    like: Any = Appeal.select().where(~Appeal.is_annulled).order_by(Appeal.id.desc()).limit(CREATED).dicts()
    rows = [{name: value for name, value in row.items() if name != "id"} for row in like]
    for n, row in enumerate(rows):
        row |= {"uuid": f"created-{n}", "number": f"created-{n}", "year": None, "serial": None}

    def create() -> None:
        with desk.db.writing():
            for row in rows:
                Appeal.create(**row)

    return timed(create) / CREATED * 1000


def whole_import(scale: Scale, desk: Desk, place: Path) -> Iterator[Line]:
    """A spreadsheet of names, phones and words: most of its visitors are new; then the same file once more."""
    path = place / "appeals.csv"
    _write_csv(desk, path)
    rates = []
    for _turn in range(2):
        took = timed(lambda: import_file(desk, "appeals", path))
        rates.append(APPEALS / took * 1000)
    note = f"{APPEALS:,} rows, seven visitors of ten new"
    yield Line("import of a CSV file, whole", [rates[0]], scale.goals.get("import"), "rate", unit="rows/s", note=note)
    yield Line("  the same file given again", [rates[1]], unit="rows/s")


def _write_csv(desk: Desk, path: Path) -> None:
    chance = random.Random(SEED + 1)
    choices, days = full.choices(desk), full.working_days(DAY)
    plan = full.planned(chance, APPEALS * 7 // 10, APPEALS, len(days))
    people = list(full.visitor_drafts(chance, choices, len(plan.last), DAY))
    districts = dict(desk.db.rows("SELECT id, name FROM district"))
    experts = dict(desk.db.rows("SELECT id, name FROM staff"))
    head = ("Дата поступления", "Посетитель", "Год рождения", "Телефон", "Адрес", "Район", "Тема", "Как поступило",
            "Краткое содержание", "Ведёт приём", "Итог", "Дата закрытия", "Что сделано")  # fmt: skip
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out, delimiter=";")
        writer.writerow(head)
        for n, record in enumerate(full.appeal_records(chance, plan, choices, days)):
            person = people[plan.visitors[n]]
            writer.writerow((
                ".".join(reversed(record.received_on.split("-"))), person.full_name, person.birth_year,
                "".join(person.phones), person.address, districts[person.district_id or 0], record.topic,
                record.channel, record.summary, experts[record.expert_id or 0], record.outcome or "",
                record.closed_on or "", record.result,
            ))  # fmt: skip


def excel(scale: Scale, desk: Desk, place: Path) -> Iterator[Line]:
    """Appeals to a workbook and back to texts, in turns with the bare libraries on the same cells."""
    book, bare = place / "appeals.xlsx", place / "bare.xlsx"
    with exported(desk, "appeals") as table:
        header, cells = table.header, list(islice(table.rows, APPEALS))

    def ours() -> float:
        with exported(desk, "appeals") as table:
            first = Table(table.header, APPEALS, islice(table.rows, APPEALS))
            return timed(lambda: write_records(book, ".xlsx", "appeals", first))

    def theirs() -> float:
        return timed(lambda: _bare_workbook(bare, header, cells))

    written, plain = interleaved(1, ours, theirs)
    goal = scale.goals.get("excel")
    yield Line(f"{APPEALS:,} rows to Excel", written, goal, "ratio", plain, "bare XlsxWriter")
    read, calamine = interleaved(1, lambda: timed(lambda: sum(1 for _line in reader.opened(book).lines())),
                                 lambda: timed(lambda: _bare_rows(book)))  # fmt: skip
    yield Line(f"{APPEALS:,} rows from Excel", read, goal, "ratio", calamine, "bare python-calamine")


def _bare_workbook(path: Path, header: Sequence[str], cells: Sequence[Sequence[str]]) -> None:
    from xlsxwriter.workbook import Workbook

    workbook = Workbook(str(path), {"constant_memory": True})
    sheet = workbook.add_worksheet()
    for number, row in enumerate((header, *cells)):
        for column, text in enumerate(row):
            sheet.write_string(number, column, text)
    workbook.close()


def _bare_rows(path: Path) -> int:
    from python_calamine import CalamineWorkbook

    return sum(1 for _row in CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).iter_rows())
