"""The statistical report on paper: the month on as few sheets as possible, last year beside it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import cached_property, lru_cache

from models.reports.labels import LISTS, TOTALS, base_of_shares, period_words, report_title
from models.reports.report import Alert, Figure, Number, Report, Row, share
from printing import charts
from printing.fonts import BOLD, SANS
from printing.page import LEFT, MM, RIGHT, Column, Margins, Paper
from printing.tables import Entry, Head, Table
from printing.text import Style, lines_of, one_line
from resources.formats import date_time, number, percent, signed
from resources.words import N_, language, ngettext, translate

_TITLE = Style(SANS + BOLD, 19, 23)
_HEADING = Style(SANS + BOLD, 10.5, 14)
_TEXT = Style(SANS, 9, 11.5)
_STRONG = Style(SANS + BOLD, 9, 11.5)
_SMALL = Style(SANS, 8, 10, "muted")
_TINY = Style(SANS, 7.2, 9, "muted")
_BIG = Style(SANS + BOLD, 18, 20)
_NUMBER = Style(SANS, 9, 11, "muted")
_MARGINS = Margins(left=20 * MM, right=12 * MM, top=16 * MM, bottom=14 * MM)
_GAP = 11
_LONG_LIST = 26  # rows: longer lists take the whole width
_ALERTS = 3  # on the first sheet, the others follow in a table
_SUBJECTS = 9  # in the chart on the first sheet
_NONE = "–"


def report_pdf(report: Report) -> bytes:
    """The report in the current language, A4 upright."""
    paper = Paper(report_title(report.period), language(), SANS, _MARGINS)
    _ReportPaper(paper, report).draw()
    paper.number_pages(0, _NUMBER)
    return paper.save()


class _Figures:
    """Numbers as words in one language. Each is made once: reports repeat the small ones hundreds of times."""

    def __init__(self, language: str) -> None:
        self._language = language

    def plain(self, value: Number | None) -> str:
        return self._word("plain", value)

    def change(self, value: Number | None) -> str:
        return self._word("change", value)

    def cells(self, figure: Figure) -> tuple[str, ...]:
        """Now, a year before, change, change in per cent; no base prints a dash."""
        change, percents = self.change(figure.change), self.change(figure.change_percent)
        return self.plain(figure.now), self.plain(figure.before), change, percents

    def row(self, row: Row) -> tuple[str, ...]:
        """The cells of its figure, and its share."""
        return (*_cells(self._language, row.now, row.before), _share(self._language, row.now, row.base))

    def _word(self, kind: str, value: Number | None) -> str:
        if value is None:
            return _NONE
        places = -int(value.as_tuple().exponent) if isinstance(value, Decimal) else 0
        return _number_word(self._language, kind, value, places)


@lru_cache(maxsize=20_000)
def _number_word(language: str, kind: str, value: Number, places: int) -> str:
    return signed(value, places) if kind == "change" else number(value, places)


@lru_cache(maxsize=20_000)
def _cells(language: str, now: int, before: int) -> tuple[str, ...]:
    return _Figures(language).cells(Figure(now, before))


@lru_cache(maxsize=20_000)
def _share(language: str, now: int, base: int) -> str:
    value = share(now, base)
    return _NONE if value is None else number(value, 2)


class _ReportPaper:
    """Lays the parts of one report out, one after another."""

    def __init__(self, paper: Paper, report: Report) -> None:
        self._paper, self._report = paper, report
        self._figures = _Figures(language())
        self._now, self._before = report.period.name[:4], report.before.name[:4]
        self._hyphens = language()
        self._main = Column(paper, _MARGINS.left, _MARGINS.width, paper.new_page(), _MARGINS.top)

    def draw(self) -> None:
        self._heading()
        self._key_figures()
        for alert in self._report.alerts[:_ALERTS]:
            self._alert(alert)
        self._totals_and_topics()
        self._heat_map()
        self._lists()
        self._more_alerts()
        self._topics()

    # -- the first sheet -------------------------------------------------------------------------------------------

    def _heading(self) -> None:
        report, main = self._report, self._main
        as_of = translate(N_("As of {time}")).format(time=date_time(report.as_of))
        compared = translate(N_("compared with {period}")).format(period=period_words(report.before))
        title, style = one_line(report_title(report.period), _TITLE, main.width)
        main.page.text(main.x, main.y + 15, title, style)
        main.y += 21
        offices = lines_of(report.office, _TEXT, main.width - 62 * MM)
        right = main.x + main.width
        main.page.text(right, main.y + 9, as_of, _STRONG, RIGHT)
        main.page.text(right, main.y + 20, compared, _SMALL, RIGHT)
        main.lines(offices, _TEXT)
        main.y += max(0, 2 - len(offices)) * _TEXT.leading + 4

    def _key_figures(self) -> None:
        """Six numbers, each with last year's and what is worth knowing about it."""
        main, totals = self._main, self._report.totals
        overdue = totals["overdue"].now if "overdue" in totals else None
        remarks = {
            "help": self._outcome_share("help"),
            "advice": self._outcome_share("advice"),
            "open": translate(N_("overdue: {number}")).format(number=self._figures.plain(overdue)),
            "receptions": self._counted("outreach_events", N_("outreach events: {number}")),
            "appeals": self._counted("repeated", N_("repeated: {number}")),
            "mean_days_to_answer": self._counted("answered_late", N_("answered late: {number}")),
        }
        shown = ("appeals", "help", "advice", "open", "receptions", "mean_days_to_answer")
        width, top = main.width / len(shown), main.y
        main.page.rule(main.x, top, main.x + main.width, top, "muted", 0.6)
        for place, key in enumerate(shown):
            figure = totals.get(key, Figure(None, None))
            x, room = main.x + place * width, width - 7
            if place:
                main.page.rule(x - 5, top + 7, x - 5, top + 50, "line", 0.6)
            label, style = one_line(translate(TOTALS[key]), _TINY, room)
            main.page.text(x, top + 13, label, style)
            value, style = one_line(self._figures.plain(figure.now), _BIG, room)
            main.page.text(x, top + 31, value, style)
            text, style = one_line(self._year_ago(figure), _TINY, room)
            main.page.text(x, top + 42, text, style)
            warns = key == "open" and bool(overdue)
            remark = Style(SANS + BOLD if warns else SANS, 7.2, 9, "red" if warns else "muted")
            text, remark = one_line(remarks[key], remark, room)
            main.page.text(x, top + 51.5, text, remark)
        main.y = top + 57
        main.page.rule(main.x, main.y, main.x + main.width, main.y, "line", 0.6)
        main.y += _GAP

    def _year_ago(self, figure: Figure) -> str:
        before = self._figures.plain(figure.before)
        if figure.change_percent is None:
            return translate(N_("a year ago {number}")).format(number=before)
        change = f"{self._figures.change(figure.change_percent)}{percent(0, 0)[1:]}"
        return translate(N_("a year ago {number}, {change}")).format(number=before, change=change)

    def _outcome_share(self, code: str) -> str:
        shares = [row.share for row in self._report.lists.get("outcomes", ()) if row.code == code]
        if not shares or shares[0] is None:
            return ""
        return translate(N_("{share} of appeals")).format(share=percent(shares[0], 2))

    def _counted(self, key: str, sentence: str) -> str:
        figure = self._report.totals.get(key)
        return translate(sentence).format(number=self._figures.plain(figure.now)) if figure else ""

    def _alert(self, alert: Alert) -> None:
        main = self._main
        title = translate(N_("This may be a systemic problem: {topic} ({district})")).format(
            topic=alert.topic, district=alert.district
        )
        text = ngettext(
            "{n} appeal where {expected} are usual. Probability of chance: {probability}.",
            "{n} appeals where {expected} are usual. Probability of chance: {probability}.",
            alert.now,
        ).format(
            n=self._figures.plain(alert.now),
            expected=self._figures.plain(alert.expected),
            probability=_chance(alert.p_value),
        )
        inner = Column(self._paper, main.x + 9, main.width - 9, main.index, main.y)
        titles, texts = lines_of(title, _STRONG, inner.width), lines_of(text, _SMALL, inner.width)
        height = len(titles) * _STRONG.leading + len(texts) * _SMALL.leading + 3
        inner.need(height)
        inner.page.box(main.x, inner.y, 2.2, height - 1, "red")
        inner.lines(titles, _STRONG)
        inner.lines(texts, _SMALL)
        main.index, main.y = inner.index, inner.y + 8

    def _totals_and_topics(self) -> None:
        main, left_width = self._main, 90 * MM
        left = Column(self._paper, main.x, left_width, *main.place)
        right = Column(self._paper, main.x + left_width + 6 * MM, main.width - left_width - 6 * MM, *main.place)
        heads = self._heads(translate(N_("Indicator")), left_width, (15, 15, 14, 11))
        totals = self._report.totals
        entries = [
            Entry((translate(label), *self._figures.cells(totals[key])), strong=key == "appeals")
            for key, label in TOTALS.items()
            if key in totals
        ]
        Table(translate(N_("Totals")), heads, entries, hyphens=self._hyphens).draw(left)
        right.page.text(right.x, right.y + 11, translate(LISTS["topics"]), _HEADING)
        if not self._tree:
            right.y += 20
            right.lines(
                lines_of(translate(N_("No appeals were registered in this period.")), _TEXT, right.width), _TEXT
            )
        else:
            charts.legend(right.page, right.x + right.width, right.y + 11, self._now, self._before)
            right.y += 16
            right.lines(lines_of(base_of_shares(self._report), _TINY, right.width), _TINY)
            right.y += 5
            charts.bars(right, self._bars(), hyphens=self._hyphens)
        main.index, main.y = max(left.place, right.place)
        main.gap(_GAP)

    def _bars(self) -> list[charts.Bar]:
        """Sections and the largest subjects under them."""
        subjects = sorted((row for row, level in self._tree if level == 1), key=lambda row: -row.now)
        chosen = {row.code for row in subjects[:_SUBJECTS]}
        return [
            charts.Bar(
                row.name,
                row.now,
                row.before,
                self._figures.plain(row.now),
                _NONE if row.share is None else percent(row.share, 2),
                level,
            )
            for row, level in self._tree
            if level == 0 or row.code in chosen
        ]

    def _heat_map(self) -> None:
        report, main = self._report, self._main
        cells = {(cell.district, cell.code): cell for cell in report.district_topics}
        if not cells:
            return
        names = {row.code: row.name for row in report.lists.get("topics", ())}
        codes = _by_weight((cell.code, cell.now) for cell in cells.values())
        districts = _by_weight((cell.district, cell.now) for cell in cells.values())
        marked = {(alert.district, alert.code.partition(".")[0]) for alert in report.alerts}
        main.need(90)
        main.page.text(main.x, main.y + 11, translate(N_("Districts and topics")), _HEADING)
        note = N_("Small figures: {period}. A frame marks what stands out.") if marked else N_(
            "Small figures: {period}."
        )  # fmt: skip
        note = translate(note).format(period=period_words(report.before))
        main.page.text(main.x + main.width, main.y + 11, note, _TINY, RIGHT)
        main.y += 17
        rows = []
        for district in districts:
            tiles = []
            for code in codes:
                cell = cells.get((district, code))
                now, before = (cell.now, cell.before) if cell else (0, 0)
                shown = self._figures.plain(now), self._figures.plain(before)
                tiles.append(charts.Tile(now, before, *shown, marked=(district, code) in marked))
            rows.append((district, tiles))
        charts.heat_map(main, [names.get(code, code) for code in codes], rows, self._hyphens)
        main.gap(_GAP)

    # -- lists -----------------------------------------------------------------------------------------------------

    def _lists(self) -> None:
        """Short lists in two columns, the next one always into the emptier; long ones over the whole width."""
        main, gutter = self._main, 6 * MM
        width = (main.width - gutter) / 2
        strips = [Column(self._paper, main.x + shift, width, *main.place) for shift in (0, width + gutter)]
        long = []
        for name, title in LISTS.items():
            rows = self._report.lists.get(name, ())
            if name == "topics" or not rows:
                continue
            if len(rows) > _LONG_LIST:
                long.append((title, rows))
                continue
            table = self._list(title, rows, width)
            strip = min(strips, key=lambda strip: strip.place if table.height <= strip.room else (strip.index + 1, 0))
            if table.height > strip.room:
                strip.next_page()
            table.draw(strip)
            strip.gap(_GAP)
        main.index, main.y = max(strip.place for strip in strips)
        for title, rows in long:
            self._list(title, rows, main.width).draw(main)
            main.gap(_GAP)

    def _list(self, title: str, rows: Iterable[Row], width: float) -> Table:
        share = 11 * MM
        heads = [*self._heads("", width - share, (9, 9, 9.5, 12)), Head(translate(N_("share, %")), share)]
        rows = tuple(rows)
        most = max((row.now for row in rows), default=0) or 1
        entries = [
            Entry(
                (row.name, *self._figures.row(row)),
                part=row.now / most,
            )
            for row in rows
        ]
        return Table(translate(title), heads, entries, hyphens=self._hyphens)

    def _more_alerts(self) -> None:
        alerts, main = self._report.alerts[_ALERTS:], self._main
        if not alerts:
            return
        widths = (20 * MM, 20 * MM, 34 * MM)
        heads = [
            Head(translate(N_("District")), 50 * MM, LEFT),
            Head(translate(N_("Topic")), main.width - 50 * MM - sum(widths), LEFT),
            Head(self._now, widths[0]),
            Head(translate(N_("Expected")), widths[1]),
            Head(translate(N_("Probability of chance")), widths[2]),
        ]
        entries = [
            Entry(
                (a.district, a.topic, self._figures.plain(a.now), self._figures.plain(a.expected), _chance(a.p_value))
            )
            for a in alerts
        ]
        Table(translate(N_("What else stands out")), heads, entries, hyphens=self._hyphens).draw(main)
        main.gap(_GAP)

    def _heads(self, first: str, width: float, sizes: tuple[float, float, float, float]) -> list[Head]:
        now, before, change, percents = (size * MM for size in sizes)
        return [
            Head(first, width - now - before - change - percents, LEFT),
            Head(self._now, now),
            Head(self._before, before, quiet=True),
            Head("+/−", change),
            Head("+/−, %", percents),
        ]

    def _topics(self) -> None:
        main = self._main
        if not self._tree:
            return
        code, share = 27 * MM, 12 * MM
        heads = [Head(translate(N_("Code")), code, LEFT, quiet=True)]
        heads += self._heads(translate(N_("Topic")), main.width - code - share, (9.5, 9.5, 10, 12.5))
        heads.append(Head(translate(N_("share, %")), share))
        entries = [
            Entry(
                (row.code or "", row.name, *self._figures.row(row)),
                level=level,
                strong=level == 0,
            )
            for row, level in self._tree
        ]
        title = translate(N_("All topics"))
        Table(title, heads, entries, note=base_of_shares(self._report), hyphens=self._hyphens).draw(main)

    @cached_property
    def _tree(self) -> list[tuple[Row, int]]:
        """The topics with their levels, the larger first on each level, everything under what it belongs to."""
        rows = [row for row in self._report.lists.get("topics", ()) if row.code]
        codes = {row.code for row in rows}
        below: dict[str, list[Row]] = {}
        for row in rows:
            above = (row.code or "").rpartition(".")[0]
            while above and above not in codes:
                above = above.rpartition(".")[0]
            below.setdefault(above, []).append(row)
        found: list[tuple[Row, int]] = []
        waiting = below.get("", [])[::-1]
        while waiting:
            row = waiting.pop()
            code = row.code or ""
            found.append((row, code.count(".")))
            waiting += reversed(below.get(code, ()))
        return found


def _chance(p_value: Decimal) -> str:
    """0.0003 → «0,03 %»; what would round to nothing is said to be less than the least."""
    chance, least = p_value * 100, Decimal("0.01")
    return percent(chance, 2) if chance >= least else f"< {percent(least, 2)}"


def _by_weight(pairs: Iterable[tuple[str, int]]) -> list[str]:
    weights: dict[str, int] = {}
    for name, weight in pairs:
        weights[name] = weights.get(name, 0) + weight
    return sorted(weights, key=lambda name: (-weights[name], name))
