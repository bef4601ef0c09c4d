"""The report of a period. Screens, papers and files all read this one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from models.appeals.labels import CHANNELS, KINDS, OUTCOMES
from models.office.desk import Desk
from models.reports import counts
from models.reports.alerts import standouts
from models.reports.periods import length, parsed, year_before
from models.reports.report import Alert, Cell, Figure, Period, Report, Row, rounded_half_up
from models.storage.keys import sort_key
from resources.words import _, translate

_BLOCK = 4  # digits of a level of a code
_LEVEL = _BLOCK + 1  # with the dot before it
_Facet = Mapping[str, Sequence[int]]


def report(desk: Desk, period_name: str) -> Report:
    """The report of 2026-11, 2026-Q4, 2026-H2 or 2026. Raises ValueError for another name."""
    period = parsed(period_name)
    before = year_before(period)
    with desk.db.snapshot():
        names = counts.names(desk)
        counted = counts.by_facet(desk, period)
        facets = counted.of
        totals = _totals(desk, period, before, facets["channel"].get("written", (0, 0)))
        topic_names = counts.topic_names(desk)
    topics = with_levels_above(facets["topic"])
    base = int(totals["appeals"].now or 0)
    district_topics = _by_place(facets["district_subject"])
    return Report(
        office=names.office, period=period, before=before, as_of=desk.now(), totals=totals,
        lists={
            "topics": _coded(topics, topic_names, base),
            "channels": _coded(_all_known(CHANNELS, facets["channel"]), CHANNELS, base, translated=True),
            "kinds": _coded(_all_known(KINDS, facets["kind"]), KINDS, base, translated=True),
            "outcomes": _coded(
                {code: (int(totals[code].now or 0), int(totals[code].before or 0)) for code in OUTCOMES},
                OUTCOMES, base, translated=True),
            "districts": _named(facets["district"], names.districts, base),
            "experts": _named(facets["expert"], names.staff, base),
            "categories": _categories(facets["category"], base),
        },
        district_topics=_cells(district_topics, names.districts),
        alerts=_alerts(district_topics, counted.past, counted.past_months, period, names.districts, topic_names),
    )  # fmt: skip


def _totals(desk: Desk, period: Period, before: Period, written: Sequence[int]) -> dict[str, Figure]:
    outcomes = counts.by_outcome(desk, period, before)
    sums = [
        {name: sum(pair[side].get(name, 0) for pair in outcomes.values()) for name in counts.MEASURES}
        for side in (0, 1)
    ]
    now, then = sums
    held, held_before = counts.receptions(desk, period, before)
    found = {"appeals": Figure(now["appeals"], then["appeals"])}
    for code in OUTCOMES:
        pair = outcomes["" if code == "open" else code]
        found[code] = Figure(pair[0].get("appeals", 0), pair[1].get("appeals", 0))
    found["overdue"] = Figure(*counts.overdue(desk, period, before))
    for name in ("answered_late", "repeated", "collective"):
        found[name] = Figure(now[name], then[name])
    found["written"] = Figure(*written)
    found["receptions"] = Figure(held.held, held_before.held)
    found["outreach_events"] = Figure(*counts.outreach_events(desk, period, before))
    found["visitors_received"] = Figure(held.visitors, held_before.visitors)
    found["no_shows"] = Figure(held.no_shows, held_before.no_shows)
    found["mean_days_to_answer"] = Figure(_mean_days(now), _mean_days(then))
    found["amount_recovered"] = Figure(_roubles(now), _roubles(then))
    found["calls"] = Figure(*counts.calls(desk, period, before))
    return found


def _mean_days(sums: Mapping[str, int]) -> Decimal | None:
    if not sums["closed"]:
        return None
    return rounded_half_up(Decimal(sums["days_to_answer"]) / sums["closed"], 1)


def _roubles(sums: Mapping[str, int]) -> Decimal:
    return Decimal(sums["amount"]).scaleb(-2)


def with_levels_above(topics: _Facet) -> dict[str, Sequence[int]]:
    """Every level that has appeals: each code's numbers are added to all codes above it."""
    found: dict[str, Sequence[int]] = dict(topics)
    longest = max(map(len, topics), default=0)
    for size in range(longest, _BLOCK, -_LEVEL):  # the deepest level first, so that each adds to the next one only
        for code in [code for code in found if len(code) == size]:
            above, own = code[:-_LEVEL], found[code]
            sums = found.get(above)
            found[above] = own if sums is None else (sums[0] + own[0], sums[1] + own[1])
    return found


def _all_known(codes: Iterable[str], facet: _Facet) -> dict[str, Sequence[int]]:
    return {code: facet.get(code, (0, 0)) for code in codes}


def share(now: int, base: int) -> Decimal | None:
    """Per cent of the period's appeals, two decimals, half up; None on a zero base."""
    return Decimal((now * 20_000 + base) // (2 * base)).scaleb(-2) if base else None


def _coded(facet: _Facet, names: Mapping[str, str], base: int, *, translated: bool = False) -> tuple[Row, ...]:
    codes = sorted(facet)
    codes.sort(key=lambda code: facet[code][0], reverse=True)  # which keeps equals in the order of their codes
    named = [names.get(code, code) for code in codes]
    if translated:
        named = [translate(name) for name in named]
    figures = [Figure(*facet[code]) for code in codes]
    shares = {now: share(now, base) for now in {pair[0] for pair in facet.values()}}
    return tuple(map(Row, codes, named, figures, [shares[figure.now] for figure in figures], codes))  # type: ignore[index]


def _by_name(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(sorted(rows, key=lambda row: (-int(row.figure.now or 0), sort_key(row.name), row.key)))


def _named(facet: _Facet, names: Mapping[int, str], base: int) -> tuple[Row, ...]:
    return _by_name(
        Row(None, names[int(key)] if key else _("Not given"), Figure(now, before), share(now, base), key)
        for key, (now, before) in facet.items()
    )


def _categories(facet: _Facet, base: int) -> tuple[Row, ...]:
    return _by_name(
        Row(None, key or _("Not given"), Figure(now, before), share(now, base), key)
        for key, (now, before) in facet.items()
    )


_Places = dict[tuple[int, str], list[int]]


def _by_place(facet: _Facet) -> _Places:
    """(district id or 0, section or subject) → [now, before]."""
    found: _Places = {}
    for key, (now, before) in facet.items():
        district, _colon, subject = key.partition(":")
        number = int(district) if district else 0
        for place in ((number, subject[:4]), (number, subject)):
            sums = found.get(place)
            if sums is None:
                found[place] = [now, before]
            else:
                sums[0] += now
                sums[1] += before
    return found


def _cells(places: _Places, districts: Mapping[int, str]) -> tuple[Cell, ...]:
    cells = [
        Cell(district, districts.get(district) or _("Not given"), code, now, before)
        for (district, code), (now, before) in places.items()
        if len(code) == 4
    ]
    order = {name: sort_key(name) for name in {cell.district for cell in cells}}
    return tuple(sorted(cells, key=lambda cell: (-cell.now, order[cell.district], cell.district_id, cell.code)))


def _alerts(
    places: _Places, past: Mapping[str, int], past_months: int, period: Period, districts: Mapping[int, str],
    names: Mapping[str, str],
) -> tuple[Alert, ...]:  # fmt: skip
    """Only real districts: "not given" is no place to look at."""
    now = {place: pair[0] for place, pair in places.items() if place[0]}
    usual = {place: pair[0] for place, pair in _by_place({key: (n, 0) for key, n in past.items()}).items()}
    return tuple(
        Alert(one.place[0], districts[one.place[0]], one.place[1], names.get(one.place[1], one.place[1]), one.now,
              one.expected, one.p_value)
        for one in standouts(now, usual, past_months, length(period))
    )  # fmt: skip
