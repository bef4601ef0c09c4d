"""The day by experts as plain data, and what follows from it: free times, lanes, places to move to. No Qt here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

Span = tuple[datetime, datetime]

STATE_ROLES = {
    "booked": "accent",
    "arrived": "amber",
    "in_consultation": "violet",
    "received": "green",
    "no_show": "grey",
    "cancelled": "grey",
    "outreach": "violet",
}
STATE_ICONS = {
    "arrived": "clock",
    "in_consultation": "consultation",
    "received": "check",
    "no_show": "no-show",
    "cancelled": "cancel",
    "outreach": "outreach",
}
STRUCK = frozenset(("no_show", "cancelled"))  # shown struck through; their time may be booked again


@dataclass(frozen=True)
class GridColumn:
    """An expert's day. Times are naive office time; what lies outside `open_ranges` is closed.

    `blocked` is hatched with its reason and takes no booking; `breaks` are hatched; `outreach` is a band with the
    place, in which times can be booked like others. `slots` are the times that can be booked where the expert has a
    grid of their own; without them the day's common length counts from the beginning of each open range.
    """

    expert_id: int
    name: str
    position: str = ""
    topics: str = ""
    open_ranges: tuple[Span, ...] = ()
    blocked: tuple[tuple[datetime, datetime, str], ...] = ()
    breaks: tuple[Span, ...] = ()
    outreach: tuple[tuple[datetime, datetime, str], ...] = ()
    slots: tuple[Span, ...] | None = None


@dataclass(frozen=True)
class GridBlock:
    """An appointment. `state` is a key of STATE_ROLES, `state_text` says it in words, `role` overrides its colour."""

    id: int
    expert_id: int
    start: datetime
    end: datetime
    title: str
    subtitle: str
    state: str
    state_text: str
    walk_in: bool = False
    role: str = ""

    @property
    def colour_role(self) -> str:
        return self.role or STATE_ROLES.get(self.state, "grey")

    @property
    def takes_the_time(self) -> bool:
        return self.state not in STRUCK

    @property
    def may_be_moved(self) -> bool:
        return self.state == "booked"


@dataclass(frozen=True)
class Stop:
    """A place the keyboard can be at: a block, or a free time of a column."""

    column: int
    start: datetime
    end: datetime
    block: GridBlock | None = None


@dataclass(frozen=True)
class Placed:
    """A block with its lane: 0 of 1 where nothing overlaps it."""

    block: GridBlock
    lane: int
    lanes: int


class DayPlan:
    """A day with its questions answered: what is where, what is free, where could this one go."""

    def __init__(
        self,
        day: date,
        columns: Sequence[GridColumn] = (),
        blocks: Iterable[GridBlock] = (),
        slot_minutes: int = 30,
        now: datetime | None = None,
    ) -> None:
        self.day = day
        self.columns = tuple(columns)
        self.slot = timedelta(minutes=max(5, slot_minutes))
        self.now = now
        at = {column.expert_id: number for number, column in enumerate(self.columns)}
        self._by_column: list[list[GridBlock]] = [[] for _column in self.columns]
        for block in sorted(blocks, key=lambda one: (one.start, one.end, one.id)):
            if block.expert_id in at:
                self._by_column[at[block.expert_id]].append(block)
        self._first, self._last = self._edges()
        self._placed = [_lanes(found) for found in self._by_column]
        self._stops = [self._stops_of(number) for number in range(len(self.columns))]

    def first_hour(self) -> datetime:
        """The full hour at which the grid begins."""
        return self._first

    def last_hour(self) -> datetime:
        """The full hour at which it ends."""
        return self._last

    def placed(self, column: int) -> list[Placed]:
        """The blocks of a column with their lanes."""
        return self._placed[column]

    def stops(self, column: int) -> list[Stop]:
        """Blocks and free times of a column in order of time."""
        return self._stops[column]

    def block(self, block_id: int) -> Stop | None:
        """Where a block is, if it is shown."""
        for stops in self._stops:
            for stop in stops:
                if stop.block is not None and stop.block.id == block_id:
                    return stop
        return None

    def places_for(self, block: GridBlock, column: int) -> list[datetime]:
        """The starts in a column where the block could stand: open, unblocked, not taken by others, not past."""
        length = block.end - block.start
        others = [(one.start, one.end) for one in self._by_column[column] if one.takes_the_time and one.id != block.id]
        taken = others + [(start, end) for start, end, _why in self.columns[column].blocked]
        starts = [start for start, _end in self._slots(column)]
        if self.columns[column].expert_id == block.expert_id:
            starts = sorted({*starts, block.start})
        return [
            start
            for start in starts
            if self._is_open(column, start, start + length)
            and not _overlaps(start, start + length, taken)
            and (self.now is None or start >= self.now.replace(second=0, microsecond=0) or start == block.start)
        ]

    def nearest_stop(self, column: int, when: datetime) -> Stop | None:
        """The stop of a column that holds this time, else the nearest to it."""
        stops = self._stops[column]
        holding = [stop for stop in stops if stop.start <= when < stop.end]
        if holding:
            return next((stop for stop in holding if stop.block is not None), holding[0])
        return min(stops, key=lambda stop: abs(stop.start - when), default=None)

    def slot_at(self, column: int, when: datetime) -> Stop | None:
        """The free time of a column that holds this moment."""
        for stop in self._stops[column]:
            if stop.block is None and stop.start <= when < stop.end:
                return stop
        return None

    def _edges(self) -> Span:
        spans = self._spans()
        nine = datetime(self.day.year, self.day.month, self.day.day, 9)
        first = min((start for start, _end in spans), default=nine).replace(minute=0, second=0, microsecond=0)
        last = max((end for _start, end in spans), default=first + timedelta(hours=9))
        whole = last.replace(minute=0, second=0, microsecond=0)
        return first, max(whole if whole == last else whole + timedelta(hours=1), first + timedelta(hours=1))

    def _spans(self) -> list[Span]:
        spans = [(block.start, block.end) for found in self._by_column for block in found]
        for column in self.columns:
            spans += column.open_ranges
        return [(start, end) for start, end in spans if start.date() == self.day and end > start]

    def _is_open(self, column: int, start: datetime, end: datetime) -> bool:
        return any(opens <= start and end <= closes for opens, closes in self.columns[column].open_ranges)

    def _slots(self, column: int) -> list[Span]:
        """The grid of times of a column, from the beginning of each open range."""
        own = self.columns[column].slots
        if own is not None:
            return sorted(set(own))
        slots = []
        for opens, closes in self.columns[column].open_ranges:
            start = opens
            while start + self.slot <= closes:
                slots.append((start, start + self.slot))
                start += self.slot
        return sorted(set(slots))

    def _stops_of(self, column: int) -> list[Stop]:
        blocks = self._by_column[column]
        taken = [(block.start, block.end) for block in blocks if block.takes_the_time]
        taken += [(start, end) for start, end, _why in self.columns[column].blocked]
        stops = [Stop(column, block.start, block.end, block) for block in blocks]
        stops += [Stop(column, start, end) for start, end in self._slots(column) if not _overlaps(start, end, taken)]
        return sorted(stops, key=lambda stop: (stop.start, stop.block is None, stop.end))


def _overlaps(start: datetime, end: datetime, taken: Iterable[Span]) -> bool:
    return any(start < other_end and other_start < end for other_start, other_end in taken)


def _lanes(blocks: Sequence[GridBlock]) -> list[Placed]:
    """Sets overlapping blocks side by side; blocks that touch nothing have the whole width."""
    placed: list[Placed] = []
    group: list[tuple[GridBlock, int]] = []
    group_end: datetime | None = None

    def close_group() -> None:
        lanes = max((lane for _block, lane in group), default=0) + 1
        placed.extend(Placed(block, lane, lanes) for block, lane in group)
        group.clear()

    for block in blocks:
        if group_end is not None and block.start >= group_end:
            close_group()
            group_end = None
        busy = {lane for other, lane in group if other.end > block.start}
        lane = next(number for number in range(len(group) + 1) if number not in busy)
        group.append((block, lane))
        group_end = block.end if group_end is None else max(group_end, block.end)
    close_group()
    return placed
