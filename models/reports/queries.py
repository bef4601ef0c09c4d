"""The report of a period. Screens, papers and files all read this one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from models.appeals.labels import CHANNELS, KINDS, OUTCOMES
from models.office.desk import Desk
from models.reports import counts
from models.reports.alerts import Place, parts, standouts
from models.reports.levels import Levels
from models.reports.periods import length, parsed, year_before
from models.reports.report import Alert, Cell, Figure, Period, Report, Row, rounded_half_up
from models.storage.keys import sort_key
from resources.words import _, translate

_LEVEL = 5  # of a code: four digits and what stands before them
_NOTHING = (0, 0)
_Facet = Mapping[str, counts.Pair]


def report(desk: Desk, period_name: str) -> Report:
    """The report of 2026-11, 2026-Q4, 2026-H2 or 2026. Raises ValueError for another name."""
    period = parsed(period_name)
    before = year_before(period)
    with desk.db.snapshot():
        names = counts.names(desk)
        counted = counts.by_facet(desk, period)
        totals = _totals(desk, period, before, counted.pairs("channel").get("written", _NOTHING))
        topic_names, levels = counts.topic_names(desk), counts.levels(desk)
    base = int(totals["appeals"].now or 0)
    outcomes = {code: (int(totals[code].now or 0), int(totals[code].before or 0)) for code in OUTCOMES}
    now, then = (_with_sections(facets.get("district_subject", {})) for facets in (counted.now, counted.before))
    return Report(
        office=names.office, period=period, before=before, as_of=desk.now(), totals=totals,
        lists={
            "topics": _topics(counted, levels, topic_names, base),
            "channels": _coded(counted.pairs("channel"), CHANNELS, base),
            "kinds": _coded(counted.pairs("kind"), KINDS, base),
            "outcomes": _coded(outcomes, OUTCOMES, base),
            "districts": _named(counted.pairs("district"), names.districts, base),
            "experts": _named(counted.pairs("expert"), names.staff, base),
            "categories": _categories(counted.pairs("category"), base),
        },
        district_topics=_cells(now, then, names.districts),
        alerts=_alerts(now, counted, period, names.districts, topic_names),
    )  # fmt: skip


def _totals(desk: Desk, period: Period, before: Period, written: counts.Pair) -> dict[str, Figure]:
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


def _topics(counted: counts.Facets, levels: Levels, names: Mapping[str, str], base: int) -> tuple[Row, ...]:
    """Every level that has appeals."""
    own, own_before = counted.now.get("topic", {}), counted.before.get("topic", {})
    levels = levels.covering(own).covering(own_before)
    codes, now, before = levels.codes, levels.sums(own), levels.sums(own_before)
    places = [place for place, both in enumerate(zip(now, before, strict=True)) if both != _NOTHING]
    places.sort(key=now.__getitem__, reverse=True)  # equals stay in the order of their codes
    return tuple(
        Row(code, names.get(code, code), now[place], before[place], base, code)
        for place in places
        for code in (codes[place],)
    )


def _coded(facet: _Facet, names: Mapping[str, str], base: int) -> tuple[Row, ...]:
    """The known codes, those without appeals too, named in the current language."""
    codes = sorted(names, key=lambda code: (-facet.get(code, _NOTHING)[0], code))
    return tuple(Row(code, translate(names[code]), *facet.get(code, _NOTHING), base, code) for code in codes)


def _by_name(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(sorted(rows, key=lambda row: (-row.now, sort_key(row.name), row.key)))


def _named(facet: _Facet, names: Mapping[int, str], base: int) -> tuple[Row, ...]:
    return _by_name(
        Row(None, names[int(key)] if key else _("Not given"), now, before, base, key)
        for key, (now, before) in facet.items()
    )


def _categories(facet: _Facet, base: int) -> tuple[Row, ...]:
    return _by_name(Row(None, key or _("Not given"), now, before, base, key) for key, (now, before) in facet.items())


def _with_sections(subjects: Mapping[Place, int]) -> dict[Place, int]:
    """Places of subjects, and the sections above them."""
    found = dict(subjects)
    for place, appeals in subjects.items():
        section = place[:-_LEVEL]
        found[section] = found.get(section, 0) + appeals
    return found


def _cells(now: Mapping[Place, int], before: Mapping[Place, int], districts: Mapping[int, str]) -> tuple[Cell, ...]:
    cells = []
    for place in now.keys() | before.keys():
        if place[-_LEVEL] == ":":
            district, code = parts(place)
            name = districts.get(district) or _("Not given")
            cells.append(Cell(district, name, code, now.get(place, 0), before.get(place, 0)))
    order = {name: sort_key(name) for name in {cell.district for cell in cells}}
    return tuple(sorted(cells, key=lambda cell: (-cell.now, order[cell.district], cell.district_id, cell.code)))


def _alerts(
    places: Mapping[Place, int], counted: counts.Facets, period: Period, districts: Mapping[int, str],
    names: Mapping[str, str],
) -> tuple[Alert, ...]:  # fmt: skip
    """Only real districts: "not given" is no place to look at."""
    now = {place: appeals for place, appeals in places.items() if not place.startswith(":")}
    found = standouts(now, _with_sections(counted.past), counted.past_months, length(period))
    placed = [(*parts(one.place), one) for one in found]
    return tuple(
        Alert(district, districts[district], code, names.get(code, code), one.now, one.expected, one.p_value)
        for district, code, one in placed
    )
