"""Whether the office's file is sound: integrity, foreign keys, the roll-up, the audit, appointments that overlap."""

from __future__ import annotations

from dataclasses import dataclass

from models.audit.chain import first_broken_entry
from models.office.desk import Desk
from models.reports.recount import recount

_MOST_NAMED = 20

# Bookings of one expert that overlap: both hold their place and neither is a walk-in.
_OVERLAPS = """
SELECT one.id, other.id FROM appointment AS one JOIN appointment AS other
    ON other.expert_id = one.expert_id AND other.starts_at >= one.starts_at AND other.starts_at < one.ends_at
    AND other.id <> one.id AND (other.starts_at > one.starts_at OR other.id > one.id)
WHERE one.office_id = ? AND one.is_walk_in = 0 AND other.is_walk_in = 0
    AND one.state NOT IN ('no-show', 'cancelled') AND other.state NOT IN ('no-show', 'cancelled')
ORDER BY one.starts_at, one.id LIMIT ?
"""


@dataclass(frozen=True)
class CheckResult:
    """What was found; every list is empty where all is well."""

    integrity: tuple[str, ...] = ()  # what the engine says
    foreign_keys: tuple[str, ...] = ()  # "appeal 17 → visitor"
    roll_up: tuple[str, ...] = ()  # rows of the roll-up that disagree with the appeals
    audit: int | None = None  # the first entry that does not fit the chain, or is missing at its end
    overlaps: tuple[tuple[int, int], ...] = ()  # pairs of appointments

    @property
    def ok(self) -> bool:
        return not (self.integrity or self.foreign_keys or self.roll_up or self.overlaps) and self.audit is None


def checked(desk: Desk) -> CheckResult:
    """Reads the whole file and reports; changes nothing."""
    noted = desk.db.noted_head(desk.office_id)  # first: others may write on meanwhile
    with desk.db.snapshot():
        integrity, foreign_keys = desk.db.faults(_MOST_NAMED)
        overlaps = desk.db.rows(_OVERLAPS, desk.office_id, _MOST_NAMED)
        audit = first_broken_entry(desk.office_id, noted)
        differences = recount(desk)[:_MOST_NAMED]
    return CheckResult(
        integrity=tuple(integrity),
        foreign_keys=tuple(foreign_keys),
        roll_up=tuple(f"{d.table} {' '.join(map(str, d.key))}: {d.kept} ≠ {d.counted}" for d in differences),
        audit=audit,
        overlaps=tuple((one, other) for one, other in overlaps),
    )
