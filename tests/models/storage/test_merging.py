"""After many new visitors the pieces of the search's indexes are put together, and it finds the same."""

from __future__ import annotations

from models.office.desk import Desk
from models.storage.bulk import merge_search
from models.visitors.queries import search
from tests.models.builders import a_visitor


def pieces(desk: Desk) -> int:
    return int(desk.db.rows("SELECT COUNT(DISTINCT segid) FROM visitor_words_idx")[0][0])


def test_the_pieces_of_the_search_become_one(desk: Desk) -> None:
    names = [f"Волков{ending} Пётр Ильич" for ending in ("а", "ский", "ич", "енко", "ин", "ов")]
    for name in names:
        a_visitor(desk, name, phone="")
    before = [hit.name for hit in search(desk, "волк")]
    assert pieces(desk) > 1
    merge_search(desk.db)
    assert pieces(desk) == 1
    assert [hit.name for hit in search(desk, "волк")] == before
    assert sorted(before) == sorted(names)
    merge_search(desk.db)  # nothing is left to do
    assert pieces(desk) == 1
