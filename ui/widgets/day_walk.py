"""How one goes about the day's grid by keys, and carries an appointment through it. Pure: plan in, place out."""

from __future__ import annotations

from datetime import datetime, timedelta

from ui.widgets.day_blocks import DayPlan, GridBlock, Stop

Place = tuple[int, datetime]  # column, start


def entrance(plan: DayPlan) -> Stop | None:
    """Where the keyboard begins: at the present time, else at the first thing of the day."""
    when = plan.now or plan.first_hour()
    for column in range(len(plan.columns)):
        found = plan.nearest_stop(column, when)
        if found is not None:
            return found
    return None


def along(plan: DayPlan, stop: Stop, by: int) -> Stop | None:
    """The next stop down (1) or up (-1) the column."""
    stops = plan.stops(stop.column)
    at = stops.index(stop) + by if stop in stops else 0
    return stops[at] if 0 <= at < len(stops) else None


def aside(plan: DayPlan, stop: Stop, by: int) -> Stop | None:
    """The stop of the same time in the next column right (1) or left (-1) that has any."""
    column = stop.column + by
    while 0 <= column < len(plan.columns):
        target = plan.nearest_stop(column, stop.start)
        if target is not None:
            return target
        column += by
    return None


def edge(plan: DayPlan, stop: Stop, *, last: bool) -> Stop | None:
    """The first or last stop of the column."""
    stops = plan.stops(stop.column)
    return stops[-1 if last else 0] if stops else None


def again(plan: DayPlan, was: Stop | None, expert_id: int | None) -> Stop | None:
    """The same place after the day was read anew: the same appointment wherever it is, else the same time."""
    if was is None:
        return None
    if was.block is not None:
        found = plan.block(was.block.id)
        if found is not None:
            return found
    for number, column in enumerate(plan.columns):
        if column.expert_id == expert_id:
            return plan.nearest_stop(number, was.start)
    return None


def carried_along(plan: DayPlan, block: GridBlock, place: Place, by: int) -> Place | None:
    """The next place down or up the column that would take the block."""
    column, start = place
    places = plan.places_for(block, column)
    beyond = [one for one in places if (one > start if by > 0 else one < start)]
    if not beyond:
        return None
    return column, beyond[0] if by > 0 else beyond[-1]


def carried_aside(plan: DayPlan, block: GridBlock, place: Place, by: int) -> Place | None:
    """The place of the nearest time in the next column that would take the block."""
    column, start = place
    column += by
    while 0 <= column < len(plan.columns):
        places = plan.places_for(block, column)
        if places:
            return column, min(places, key=lambda one: abs(one - start))
        column += by
    return None


def place_near(plan: DayPlan, block: GridBlock, column: int, wanted: datetime) -> Place | None:
    """The place nearest to a wanted time, if one is near: within half an hour or one slot."""
    nearest = min(plan.places_for(block, column), key=lambda one: abs(one - wanted), default=None)
    if nearest is None or abs(nearest - wanted) > max(plan.slot, timedelta(minutes=30)):
        return None
    return column, nearest
