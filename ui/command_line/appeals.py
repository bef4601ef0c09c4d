"""The commands about appeals: listed, registered, closed."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from models.appeals import queries
from models.appeals.labels import OUTCOMES
from models.appeals.queries import AppealFilter, AppealRow
from models.office import topics
from models.office.desk import Desk
from models.office.queries import district_named, expert_named
from resources.words import _, ngettext, translate
from ui.command_line.answer import answer
from ui.command_line.opening import office_of

if TYPE_CHECKING:
    from models.appeals.operations import Registered

# The list answers at once: what only writing needs is imported where it is written.


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
    return AppealFilter(
        received_from=args.received_from, received_to=args.received_to,
        topic=topics.found(args.topic) if args.topic is not None else None,
        district_id=district_named(desk, args.district) if args.district is not None else None,
        expert_id=expert_named(desk, args.expert, False).id if args.expert is not None else None,
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


def _words(rows: list[AppealRow]) -> Iterator[str]:
    from resources.formats import short_date

    for row in rows:
        outcome = _("overdue") if row.is_overdue and row.outcome is None else translate(OUTCOMES[row.outcome or "open"])
        dates = f"{short_date(row.received_on)} → {short_date(row.due_on)}"
        yield f"{row.number:<12} {dates}  {row.visitor or '—'} · {row.topic_name} · {outcome}"
    yield ngettext("{n} appeal", "{n} appeals", len(rows)).format(n=len(rows))


def register(args: Namespace) -> int:
    """A new appeal under the next number."""
    from models.appeals.operations import register as registered
    from models.appeals.rules import AppealDraft
    from models.visitors.phones import split
    from models.visitors.rules import VisitorDraft
    from ui.command_line.visitors import uuid_asked

    with office_of(args) as desk:
        district = None if args.district is None else district_named(desk, args.district)
        draft = AppealDraft(
            topics.assignable(args.topic), args.summary or "", args.written or "",
            visitor=VisitorDraft(
                args.visitor, split(args.phone), address=args.address, district_id=district,
                uuid=uuid_asked(desk, args),
            ),
            received_on=args.received, channel=args.channel, kind=args.kind, district_id=district,
            expert_id=None if args.expert is None else expert_named(desk, args.expert, active_only=False).id,
            collective=args.collective, appointment_id=args.appointment, uuid=args.uuid or "",
        )  # fmt: skip
        changes = registered(desk, draft)
        made: Registered = changes.result
        before = _("This was registered before as {number}.").format(number=made.number)
        answer(
            args,
            {"number": made.number, "due": made.due_on.isoformat()},
            _register_words(made, changes.text() or before),
        )
    return 0


def _register_words(made: Registered, said: str) -> Iterator[str]:
    from resources.formats import short_date

    yield said
    yield _("Answer by {date}.").format(date=short_date(made.due_on))


def close(args: Namespace) -> int:
    """An appeal closed with its outcome."""
    from models.appeals import operations
    from models.appeals.rules import ClosingDraft

    with office_of(args) as desk:
        appeal_id = operations.id_of_number(desk, args.number)
        changes = operations.close_appeal(
            desk, appeal_id, ClosingDraft(args.outcome, args.result, args.amount, args.on)
        )
        document = {
            "number": changes.values["number"], "outcome": args.outcome,
            "closed": (args.on or desk.today()).isoformat(),
            "amount": None if args.amount is None else float(args.amount),
        }  # fmt: skip
        answer(args, document, [changes.text()])
    return 0
