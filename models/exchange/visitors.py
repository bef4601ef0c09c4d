"""A row of a file as a visitor: pure reading of cells, given what the office knows. It writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from models.exchange import values
from models.exchange.lookup import Lookup, Remembered
from models.exchange.rows import Rows, digest, line_of, mark, phones_in, problems_of_visitor, year_of_birth
from models.problems import Problem
from models.visitors.identity import identity_key
from models.visitors.rules import VisitorDraft


class VisitorRecord(NamedTuple):
    """A visitor to be written. His UUID stands in the draft; it is empty where the file has none."""

    draft: VisitorDraft
    content: str = ""  # a hash of everything in the row but the UUID


class VisitorRows(Rows[VisitorRecord]):
    """Reads rows of visitors."""

    def __init__(self, names: Sequence[str], known: Lookup) -> None:
        super().__init__(names, known, {
            "visitor": None, "phone": phones_in,
            "birth_date": Remembered(lambda text: values.birth_date(text, known.today)),
            "birth_year": year_of_birth(), "gender": Remembered(values.gender), "name_dative": line_of,
            "email": line_of, "address": line_of, "district": known.district, "category": Remembered(str),
            "note": None, "uuid": mark("uuid"),
        })  # fmt: skip

    def record(self, *cells: Any) -> tuple[VisitorRecord, Sequence[Problem]]:
        name, phones, born, year, gender, dative, email, address, district, category, note, uuid = cells
        draft = VisitorDraft.of(
            full_name=name, phones=phones, birth_date=born, birth_year=year, gender=gender, name_dative=dative,
            email=email, address=address, district_id=district, category=category, note=note, uuid=uuid,
        )  # fmt: skip
        content = digest(self._known.office_id, identity_key(name), *phones, "", *cells[2:-1])
        return VisitorRecord(draft, content), problems_of_visitor(draft, self._known)
