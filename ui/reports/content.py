"""The report as plain data for the screen: figures, bars, tables, the heat map. The numbers and words of the paper."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from models.office.topics import short_name
from models.reports.labels import LISTS, TOTALS
from models.reports.report import Alert, Figure, Number, Report, Row
from resources.formats import number, percent, signed
from resources.words import N_, _, ngettext, translate

NONE = "–"
KEY_FIGURES = ("appeals", "help", "advice", "open", "receptions", "mean_days_to_answer")
LIST_NAMES = tuple(name for name in LISTS if name != "topics")
LEVELS = (N_("Sections"), N_("Subjects"), N_("Themes"), N_("Questions"))  # of the classifier, from above

# the classifier's sections as the narrow columns of the map name them
SECTIONS = {
    "0001": N_("Society"),
    "0002": N_("Social"),
    "0003": N_("Economy"),
    "0004": N_("Security"),
    "0005": N_("Housing"),
}


@dataclass(frozen=True)
class KeyFigure:
    """A large number with what is worth knowing about it."""

    key: str
    label: str
    figure: str
    change: str
    role: str = "muted"


@dataclass(frozen=True)
class FigureRow:
    """A line of a table of figures. `part` is its length among its neighbours, 0…1."""

    key: str
    name: str
    now: str
    before: str
    change: str
    change_percent: str
    share: str = ""
    part: float = 0.0
    is_strong: bool = False


def plain(value: Number | None) -> str:
    """As the paper prints it: what there is nothing to count of is a dash."""
    return NONE if value is None else number(value, _places(value))


def _changed(value: Number | None) -> str:
    return NONE if value is None else signed(value, _places(value))


def _places(value: Number) -> int:
    return -int(value.as_tuple().exponent) if isinstance(value, Decimal) else 0


def shared(value: Decimal | None) -> str:
    return NONE if value is None else percent(value, 2)


def is_empty(report: Report) -> bool:
    """Whether nothing at all was registered."""
    return not report.totals["appeals"].now


# -- key figures -----------------------------------------------------------------------------------------------------


def key_figures(report: Report) -> list[KeyFigure]:
    """Six numbers, each beside last year's."""
    return [_key_figure(report, key) for key in KEY_FIGURES]


def _key_figure(report: Report, key: str) -> KeyFigure:
    figure = report.totals[key]
    text, role = year_ago(figure), "muted"
    if key in ("help", "advice"):
        share = next((row.share for row in report.lists["outcomes"] if row.code == key), None)
        if share is not None:
            text = _("{share} of appeals").format(share=percent(share, 2))
    elif key == "open":
        overdue = report.totals["overdue"].now
        text = _("overdue: {number}").format(number=plain(overdue))
        role = "red" if overdue else "muted"
    elif key == "mean_days_to_answer" and figure.change:
        role = "green" if figure.change < 0 else "amber"
    return KeyFigure(key, translate(TOTALS[key]), plain(figure.now), text, role)


def year_ago(figure: Figure) -> str:
    """«год назад 327, +6,7 %»."""
    if figure.before is None:
        return ""
    if figure.change_percent is None:
        return _("a year ago {number}").format(number=plain(figure.before))
    change = f"{_changed(figure.change_percent)}{percent(0, 0)[1:]}"
    return _("a year ago {number}, {change}").format(number=plain(figure.before), change=change)


# -- tables ----------------------------------------------------------------------------------------------------------


def totals_table(report: Report) -> list[FigureRow]:
    return [
        _figure_row(key, translate(label), report.totals[key], is_strong=key == "appeals")
        for key, label in TOTALS.items()
        if key in report.totals
    ]


def list_table(rows: Iterable[Row]) -> list[FigureRow]:
    """A list with shares; the largest row is as long as the table."""
    rows = tuple(rows)
    most = max((int(row.figure.now or 0) for row in rows), default=0) or 1
    return [
        _figure_row(
            row.key, _begun(row.name), row.figure, share=shared(row.share), part=int(row.figure.now or 0) / most
        )
        for row in rows
    ]


def _figure_row(
    key: str, name: str, figure: Figure, *, share: str = "", part: float = 0.0, is_strong: bool = False
) -> FigureRow:
    change = figure.change_percent
    percents = NONE if change is None else f"{_changed(change)}{percent(0, 0)[1:]}"
    return FigureRow(
        key, name, plain(figure.now), plain(figure.before), _changed(figure.change), percents, share, part, is_strong
    )  # fmt: skip


def _begun(name: str) -> str:
    """A name at the beginning of a line."""
    return name[:1].upper() + name[1:]


# -- topics and districts --------------------------------------------------------------------------------------------


def topics_at(report: Report, level: int) -> list[Row]:
    """The topics of one level of the classifier, the larger first."""
    return [row for row in report.lists["topics"] if row.code is not None and row.code.count(".") == level]


def topic_label(row: Row) -> str:
    return short_name(row.code, row.name)


@dataclass(frozen=True)
class Places:
    """Districts and sections with their numbers; `marked` says of a cell why it stands out."""

    districts: list[tuple[int, str]]
    sections: list[tuple[str, str, str]]  # code, short name, full name
    values: dict[tuple[object, object], float]
    marked: dict[tuple[object, object], str]


def places(report: Report) -> Places:
    """District × section; the larger first both ways."""
    districts: dict[int, int] = {}
    sections: dict[str, int] = {}
    for cell in report.district_topics:
        districts[cell.district_id] = districts.get(cell.district_id, 0) + cell.now
        sections[cell.code] = sections.get(cell.code, 0) + cell.now
    names = {cell.district_id: cell.district for cell in report.district_topics}
    topics = {row.code: row.name for row in report.lists["topics"]}
    marked: dict[tuple[object, object], str] = {}
    for alert in report.alerts:
        marked.setdefault((alert.district_id, alert.code.partition(".")[0]), alert_text(alert))
    shown = [district for district in districts if districts[district]]
    return Places(
        [(one, names[one]) for one in sorted(shown, key=lambda one: (one == 0, -districts[one], names[one]))],
        [
            (code, translate(SECTIONS[code]) if code in SECTIONS else code, topics.get(code, code))
            for code in sorted(sections, key=lambda code: (-sections[code], code))
            if sections[code]
        ],
        {(cell.district_id, cell.code): cell.now for cell in report.district_topics},
        marked,
    )


# -- what stands out -------------------------------------------------------------------------------------------------


def alert_title(alert: Alert) -> str:
    return _("This may be a systemic problem: {topic} ({district})").format(topic=alert.topic, district=alert.district)


def alert_text(alert: Alert) -> str:
    return ngettext(
        "{n} appeal where {expected} are usual. Probability of chance: {probability}.",
        "{n} appeals where {expected} are usual. Probability of chance: {probability}.",
        alert.now,
    ).format(n=plain(alert.now), expected=plain(alert.expected), probability=chance(alert.p_value))


def alert_button(alert: Alert) -> str:
    return ngettext("Show {n} appeal", "Show {n} appeals", alert.now).format(n=plain(alert.now))


def chance(p_value: Decimal) -> str:
    """0.0003 → «0,03 %»; what would round to nothing is said to be less than the least."""
    value, least = p_value * 100, Decimal("0.01")
    return percent(value, 2) if value >= least else f"< {percent(least, 2)}"
