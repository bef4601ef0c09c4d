"""The command that lists appeals."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from models.appeals import queries
from models.appeals.labels import OUTCOMES
from models.appeals.queries import AppealFilter, AppealRow
from models.exchange.lookup import Lookup
from models.office import topics
from models.office.desk import Desk
from resources.formats import short_date
from resources.words import _, ngettext, translate
from ui.command_line.answer import answer
from ui.command_line.opening import office_of


def appeals(args: Namespace) -> int:
    """Appeals that match, by receipt and number."""
    with office_of(args) as desk:
        on = args.on_date or desk.today()
        wanted = _filter(desk, args, on)
        ids = queries.ids(desk, wanted)
        found = queries.rows(desk, ids, on)
        rows = [found[appeal_id] for appeal_id in ids]
        answer(args, [_document(row) for row in rows], _words(rows))
    return 0


def _filter(desk: Desk, args: Namespace, on: Any) -> AppealFilter:
    known = Lookup(desk)
    return AppealFilter(
        received_from=args.received_from, received_to=args.received_to,
        topic=topics.found(args.topic) if args.topic is not None else None,
        district_id=known.district(args.district) if args.district is not None else None,
        expert_id=known.expert(args.expert) if args.expert is not None else None,
        channel=args.channel, outcome=args.outcome, overdue_on=on if args.overdue else None, sort="received",
        descending=False,
    )  # fmt: skip


def _document(row: AppealRow) -> dict[str, Any]:
    return {
        "number": row.number, "received": row.received_on.isoformat(), "due": row.due_on.isoformat(),
        "closed": row.closed_on.isoformat() if row.closed_on else None, "visitor": row.visitor or None,
        "topic": row.topic, "district": row.district, "channel": row.channel, "kind": row.kind, "outcome": row.outcome,
        "expert": row.expert, "overdue": row.is_overdue,
    }  # fmt: skip


def _words(rows: list[AppealRow]) -> list[str]:
    lines = []
    for row in rows:
        outcome = _("overdue") if row.is_overdue and row.outcome is None else translate(OUTCOMES[row.outcome or "open"])
        dates = f"{short_date(row.received_on)} → {short_date(row.due_on)}"
        lines.append(f"{row.number:<12} {dates}  {row.visitor or '—'} · {row.topic_name} · {outcome}")
    return [*lines, ngettext("{n} appeal", "{n} appeals", len(rows)).format(n=len(rows))]
