"""The command that finds visitors, and the visitor whom another command names by number."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from typing import Any

from models.office.desk import Desk
from models.visitors import queries
from models.visitors.queries import VisitorHit
from resources.words import _, ngettext
from ui.command_line.answer import answer
from ui.command_line.opening import office_of


def uuid_asked(desk: Desk, args: Namespace) -> str:
    """The UUID of the visitor that --visitor-id chooses, empty where a name describes him. Raises Refused."""
    from models.visitors.identity import uuid_of  # a search knows no identities and loads none

    return "" if args.visitor_id is None else uuid_of(desk, args.visitor_id)


def search(args: Namespace) -> int:
    """Visitors by words of the name and digits of the phone; nothing found is an answer, too."""
    with office_of(args) as desk:
        found = queries.search(desk, args.text, args.limit + 1)
        shown = found[: args.limit]
        answer(args, [_document(hit) for hit in shown], _words(shown, len(found) > len(shown)))
    return 0


def _document(hit: VisitorHit) -> dict[str, Any]:
    return {
        "id": hit.id, "name": hit.name or None, "birth_year": hit.birth_year, "phone": hit.phone,
        "district": hit.district, "last_visit": hit.last_visit.isoformat() if hit.last_visit else None,
        "open_appeals": hit.open_appeals,
    }  # fmt: skip


def _words(found: list[VisitorHit], is_cut: bool) -> Iterator[str]:
    from models.visitors.phones import shown
    from resources.formats import short_date

    for hit in found:
        facts = [
            str(hit.birth_year or ""), shown(hit.phone) if hit.phone else "", hit.district or "",
            _("last visit {date}").format(date=short_date(hit.last_visit)) if hit.last_visit else "",
            _("open appeals: {n}").format(n=hit.open_appeals) if hit.open_appeals else "",
        ]  # fmt: skip
        yield f"{hit.id:>7}  " + " · ".join(part for part in (hit.name or "—", *facts) if part)
    if is_cut and found:
        yield _("The first {n} are shown, there are more; say more of the name, or give --limit.").format(n=len(found))
    else:
        yield ngettext("{n} visitor", "{n} visitors", len(found)).format(n=len(found))
