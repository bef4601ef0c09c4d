"""The report itself below its head: what stands out, key figures, topics, districts, lists. Shows, never reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from models.reports.labels import LISTS, base_of_shares, period_words
from models.reports.report import Alert, Report, Row
from resources.words import _, translate
from ui.reports import content
from ui.reports.figure_table import FigureTable
from ui.shell.filling import laid_out_once
from ui.theme import sizes
from ui.theme.text import label
from ui.widgets.buttons import Link
from ui.widgets.cards import Banner, Card, EmptyState
from ui.widgets.charts import Bar, BarChart
from ui.widgets.choices import Choice, Segments
from ui.widgets.figures import FigureCard
from ui.widgets.heat_map import Axis, HeatMap
from ui.widgets.records import Record, RecordList

MOST_BARS = 10
FIRST_LEVEL = 1  # subjects: the sections stand in the map of districts already
WIDE = 860  # pixels
MOST_ALERTS = 3  # as banners; the others follow in a list
LEFT_LISTS = ("outcomes", "experts")  # under the totals; the others stand on the right


class ReportBody(QScrollArea):
    """Shows one report. A figure that is opened is told by its name, its row's key and the year."""

    figure_opened = Signal(str, str, bool)  # total or list, key, whether last year's
    place_opened = Signal(int, str)  # district id, topic code
    step_back_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._report: Report | None = None
        self._inside = QWidget()
        self._shows_all = False
        self._unshown: Iterator[Callable[[], None]] = iter(())  # parts of the report
        self._listing = QTimer(self)
        self._listing.setSingleShot(True)
        self._listing.timeout.connect(self._show_next)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(sizes.GAP)
        self._add_key_figures()
        self._add_alerts()
        self.empty = EmptyState("report", "")
        self.empty.acted.connect(self.step_back_wanted)
        self._empty_card = Card()
        self._empty_card.add(self.empty)
        self._empty_card.setMinimumHeight(260)
        self._column.addWidget(self._empty_card)
        self._add_charts()
        self._add_lists()
        self._column.addStretch(1)
        self.setWidget(self._inside)
        self._inside.hide()

    def _add_key_figures(self) -> None:
        self._figures = QHBoxLayout()
        self._figures.setSpacing(12)
        self.figures: dict[str, FigureCard] = {}
        for key in content.KEY_FIGURES:
            card = FigureCard("", key=key)
            card.clicked.connect(lambda _checked=False, key=key: self.figure_opened.emit(key, "", False))
            self.figures[key] = card
            self._figures.addWidget(card, 1)
        self._column.addLayout(self._figures)

    def _add_alerts(self) -> None:
        self._alerts: tuple[Alert, ...] = ()
        self.alerts = [Banner(role="red", bar=True, button=" ") for _at in range(MOST_ALERTS)]
        for at, banner in enumerate(self.alerts):
            banner.acted.connect(lambda at=at: self._on_alert(at))
            self._column.addWidget(banner)

    def _add_charts(self) -> None:
        self.level = Segments(
            _("Level of topics"), [Choice(at, translate(words)) for at, words in enumerate(content.LEVELS)]
        )
        self.level.set_value(FIRST_LEVEL)
        self.level.chosen.connect(self._on_level)
        self.topics = BarChart(_("Topics"))
        self.topics.opened.connect(lambda key: self.figure_opened.emit("topics", str(key), False))
        self._all_topics = Link("", run=self._show_all_topics)
        self._base = label("", "small", wrap=True)
        topics = Card(_("Topics"))
        topics.add_header(self.topics.legend)
        for widget in (self.level, self.topics, self._all_topics, self._base):
            topics.add(widget)
        topics.add_stretch()
        self.heat_map = HeatMap(_("Districts and topics"))
        self.heat_map.opened.connect(self._on_place)
        self._map_note = label("", "small", wrap=True)
        districts = Card(_("Districts and topics"))
        districts.add(self.heat_map)
        districts.add(self._map_note)
        districts.add_stretch()
        self._charts = QWidget()
        self._side_by_side = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._charts)
        self._side_by_side.setContentsMargins(0, 0, 0, 0)
        self._side_by_side.setSpacing(sizes.GAP)
        self._side_by_side.addWidget(topics, 3)
        self._side_by_side.addWidget(districts, 2)
        self._column.addWidget(self._charts)

    def _add_lists(self) -> None:
        self.tables: dict[str, FigureTable] = {}
        self._list_cards: dict[str, Card] = {}
        self._lists = QWidget()
        row = self._two_lists = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._lists)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(sizes.GAP)
        sides = [QVBoxLayout(), QVBoxLayout()]
        for side in sides:
            side.setSpacing(sizes.GAP)
            row.addLayout(side, 1)
        self._add_table(sides[0], "totals", _("Totals"))
        for name in content.LIST_NAMES:
            self._add_table(sides[0 if name in LEFT_LISTS else 1], name, translate(LISTS[name]))
        self.more_alerts = RecordList(_("What else stands out"))
        self.more_alerts.opened.connect(self._on_more_alert)
        self._more_alerts_card = Card(_("What else stands out"))
        self._more_alerts_card.add(self.more_alerts)
        sides[1].addWidget(self._more_alerts_card)
        for side in sides:
            side.addStretch(1)
        self._column.addWidget(self._lists)

    def _add_table(self, column: QVBoxLayout, name: str, title: str) -> None:
        table = FigureTable(title)
        card = Card(title)
        card.add(table)
        if name == "totals":
            table.opened.connect(lambda key, is_before: self.figure_opened.emit(key, "", is_before))
        else:
            table.opened.connect(lambda key, is_before: self.figure_opened.emit(name, key, is_before))
        self.tables[name], self._list_cards[name] = table, card
        column.addWidget(card)

    # --- showing ---------------------------------------------------------------------------------------------------

    def show_report(self, report: Report) -> None:
        """Everything anew; what was looked at stays where it is."""
        is_other = self._report is None or self._report.period != report.period
        self._report = report
        self._inside.show()
        with laid_out_once(self._inside):
            self._show_first(report)
        if is_other:
            self._shows_all = False
            self.verticalScrollBar().setValue(0)

    def _show_first(self, report: Report) -> None:
        """What stands at the top; the rest follows by itself."""
        for one in content.key_figures(report):
            card = self.figures[one.key]
            card.setText(one.label)
            card.set(one.figure, one.change, one.role)
        self._show_alerts(report)
        is_empty = content.is_empty(report)
        self._show_empty(report, is_empty)
        self._charts.setVisible(not is_empty)
        if not is_empty:
            self._show_topics()
        self._show_rest(report, is_empty)

    def _show_empty(self, report: Report, is_empty: bool) -> None:
        self._empty_card.setVisible(is_empty)
        if not is_empty:
            return
        is_future = report.period.first > report.as_of.date()
        words = (
            _("This period has not begun yet: {period}.")
            if is_future
            else _("No appeals were registered in this period: {period}.")
        )
        self.empty.set(
            words.format(period=period_words(report.period)),
            _("The period before"),
            _("Appeals are counted in the period in which they were registered. Step to another period, or type it."),
            shortcut="PgUp",
        )

    def _show_alerts(self, report: Report) -> None:
        self._alerts = report.alerts
        for at, banner in enumerate(self.alerts):
            if at >= len(report.alerts):
                banner.set("")
                continue
            alert = report.alerts[at]
            banner.set(content.alert_text(alert), title=content.alert_title(alert), button=content.alert_button(alert))
        rest = report.alerts[MOST_ALERTS:]
        self.more_alerts.set_records(
            [
                Record(at, f"{alert.topic} ({alert.district})", detail=content.alert_text(alert))
                for at, alert in enumerate(rest, MOST_ALERTS)
            ]
        )
        self._more_alerts_card.setVisible(bool(rest))

    def _show_topics(self) -> None:
        report = self._report
        assert report is not None
        rows = content.topics_at(report, self._level())
        shown = rows if self._shows_all else rows[:MOST_BARS]
        self.topics.set_bars(
            [self._bar(row) for row in shown], now_name=report.period.name[:4], before_name=report.before.name[:4]
        )
        hidden = len(rows) - len(shown)
        self._all_topics.setText(_("and {n} more").format(n=content.plain(hidden)))
        self._all_topics.setVisible(bool(hidden))
        self._base.setText(base_of_shares(report))

    def _bar(self, row: Row) -> Bar:
        now, before = int(row.figure.now or 0), int(row.figure.before or 0)
        return Bar(
            row.key, content.topic_label(row), now, before, content.plain(row.figure.now), content.shared(row.share)
        )

    def _show_places(self, report: Report) -> None:
        found = content.places(report)
        self.heat_map.set_cells(
            rows=[Axis(district, name) for district, name in found.districts],
            columns=[Axis(code, short, full) for code, short, full in found.sections],
            values=found.values,
            marked=found.marked,
        )
        self._map_note.setText(_("A frame marks what stands out.") if found.marked else "")
        self._map_note.setVisible(bool(found.marked))

    def _show_rest(self, report: Report, is_empty: bool) -> None:
        now, before = report.period.name[:4], report.before.name[:4]
        places: list[Callable[[], None]] = [] if is_empty else [partial(self._show_places, report)]
        totals = partial(self.tables["totals"].set_rows, content.totals_table(report), now, before)
        lists = [partial(self._show_list, name, report, now, before, is_empty) for name in content.LIST_NAMES]
        self._unshown = iter([*places, totals, *lists])
        self._listing.start(0)

    def is_whole(self) -> bool:
        """Whether every part of the report is shown."""
        return not self._listing.isActive()

    def _show_next(self) -> None:
        """The map or one list in a turn of the event loop: they stand at the end, and have some hundred figures."""
        show = next(self._unshown, None)
        if show is not None:
            show()
            self._listing.start(0)

    def _show_list(self, name: str, report: Report, now: str, before: str, is_empty: bool) -> None:
        rows = content.list_table(report.lists[name])
        self.tables[name].set_rows(rows, now, before)
        self._list_cards[name].setVisible(bool(rows) and not is_empty)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns where there is room for them."""
        wide = self.width() >= WIDE
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        for layout in (self._side_by_side, self._two_lists):
            layout.setDirection(direction)
        super().resizeEvent(event)

    def _level(self) -> int:
        level = self.level.value()
        return level if isinstance(level, int) else FIRST_LEVEL

    # --- what a person does ----------------------------------------------------------------------------------------

    def _on_level(self, _level: object) -> None:
        self._shows_all = False
        if self._report is not None:
            self._show_topics()

    def _show_all_topics(self) -> None:
        self._shows_all = True
        self._show_topics()
        self.topics.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_place(self, district: object, code: object) -> None:
        assert isinstance(district, int)
        self.place_opened.emit(district, str(code))

    def _on_alert(self, at: int) -> None:
        if at < len(self._alerts):
            self.place_opened.emit(self._alerts[at].district_id, self._alerts[at].code)

    def _on_more_alert(self, at: object) -> None:
        assert isinstance(at, int)
        self._on_alert(at)
