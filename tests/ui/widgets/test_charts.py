"""Charts and key figures: seen, said, opened."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from tests.ui.widgets.keys import click, press, shown
from ui.theme.theme import colour
from ui.widgets.chart_parts import contrast, readable_on
from ui.widgets.charts import Bar, BarChart, TrendColumns
from ui.widgets.figures import FigureCard
from ui.widgets.heat_map import Axis, HeatMap

BARS = [
    Bar("0005", "Housing", 116, 104, share_text="33.2%"),
    Bar("0002", "Welfare", 42, 45),
    Bar(None, "Other", 0, 0),
]


@pytest.fixture
def bars(qtbot: QtBot) -> BarChart:
    chart = BarChart("Topics")
    chart.set_bars(BARS, "2026", "2025")
    shown(qtbot, chart, 500, 120)
    chart.setFocus()
    return chart


def test_a_bar_is_opened_by_key_and_by_mouse(bars: BarChart) -> None:
    opened: list[object] = []
    bars.opened.connect(opened.append)
    press(bars, Qt.Key.Key_Return)
    press(bars, Qt.Key.Key_Down)
    press(bars, Qt.Key.Key_Space)
    click(bars, bars.part(0).center())
    assert opened == ["0005", "0002", "0005"]


def test_what_has_nothing_behind_it_opens_nothing(bars: BarChart) -> None:
    opened: list[object] = []
    bars.opened.connect(opened.append)
    press(bars, Qt.Key.Key_End)
    press(bars, Qt.Key.Key_Return)
    click(bars, bars.part(2).center())
    assert opened == []


def test_a_bar_says_both_years_in_words(bars: BarChart) -> None:
    assert bars.accessibleName() == "Topics"
    assert bars.accessibleDescription() == "Housing\n2026: 116, 33.2%\n2025: 104"
    press(bars, Qt.Key.Key_Down)
    assert bars.accessibleDescription() == "Welfare\n2026: 42\n2025: 45"
    press(bars, Qt.Key.Key_Up)
    press(bars, Qt.Key.Key_Up)
    assert bars.current() == 0


def test_the_legend_names_last_year_only_if_it_is_there(qtbot: QtBot, bars: BarChart) -> None:
    qtbot.addWidget(bars.legend)
    assert bars.legend.accessibleName() == "2026, 2025"
    bars.set_bars([Bar(1, "Housing", 3)], "2026", "2025")
    assert bars.legend.accessibleName() == "2026"


def test_the_longer_bar_is_the_greater_value(bars: BarChart) -> None:
    image = bars.grab().toImage()
    ratio = image.devicePixelRatio()
    ink = colour("accent").name()

    def length(at: int) -> int:
        y = int((bars.part(at).center().y() - 4) * ratio)
        return sum(image.pixelColor(x, y).name() == ink for x in range(20, image.width() - 20))

    assert length(0) > length(1) > 10
    assert length(2) == 0


def test_an_empty_chart_breaks_nothing(qtbot: QtBot) -> None:
    chart = BarChart("Topics")
    chart.set_bars([])
    shown(qtbot, chart)
    chart.setFocus()
    press(chart, Qt.Key.Key_Return)
    press(chart, Qt.Key.Key_Down)
    assert not chart.grab().isNull()


def test_months_are_gone_through_sideways(qtbot: QtBot) -> None:
    trend = TrendColumns("Months")
    trend.set_points([Bar(n, f"M{n}", n, n + 1) for n in range(12)], "2026", "2025")
    shown(qtbot, trend, 600, 180)
    opened: list[object] = []
    trend.opened.connect(opened.append)
    trend.setFocus()
    press(trend, Qt.Key.Key_Right)
    press(trend, Qt.Key.Key_Return)
    click(trend, trend.part(11).center())
    assert opened == [1, 11]


@pytest.fixture
def heat(qtbot: QtBot) -> HeatMap:
    made = HeatMap("Districts and topics")
    rows = [Axis("d1", "Leninsky"), Axis("d2", "Kirovsky")]
    columns = [Axis("t1", "Housing", "Housing and utilities"), Axis("t2", "Roads"), Axis("t3", "Health")]
    made.set_cells(
        rows, columns, {("d1", "t1"): 5, ("d2", "t1"): 34, ("d2", "t3"): 1}, {("d2", "t1"): "34, usually 12"}
    )
    shown(qtbot, made, 420, 120)
    made.setFocus()
    return made


def test_arrows_go_from_cell_to_cell_and_stop_at_the_edge(heat: HeatMap) -> None:
    opened: list[tuple[object, object]] = []
    heat.opened.connect(lambda *said: opened.append(said))
    press(heat, Qt.Key.Key_Left)
    press(heat, Qt.Key.Key_Down)
    press(heat, Qt.Key.Key_Down)
    press(heat, Qt.Key.Key_Return)
    press(heat, Qt.Key.Key_Right)
    press(heat, Qt.Key.Key_Return)  # nothing there
    press(heat, Qt.Key.Key_Right)
    press(heat, Qt.Key.Key_Right)
    press(heat, Qt.Key.Key_Return)
    assert opened == [("d2", "t1"), ("d2", "t3")]


def test_a_cell_says_its_long_names_and_why_it_is_marked(qtbot: QtBot, heat: HeatMap) -> None:
    press(heat, Qt.Key.Key_Down)
    assert heat.accessibleDescription() == "Kirovsky, Housing and utilities: 34\n34, usually 12"
    spot = heat.part(3).center().toPoint()
    QApplication.sendEvent(heat, QHelpEvent(QEvent.Type.ToolTip, spot, heat.mapToGlobal(spot)))
    qtbot.waitUntil(lambda: "usually 12" in QToolTip.text())
    QToolTip.hideText()


def test_a_marked_cell_is_framed(heat: HeatMap) -> None:
    image = heat.grab().toImage()
    part = heat.part(3)
    assert image.pixelColor(int(part.center().x()), int(part.top()) + 1).name() == colour("red").name()


@pytest.mark.parametrize("ground", ["#000000", "#ffffff", "#1d5fbf", "#888888", "#e8f0fb"])
def test_figures_in_cells_can_be_read(ground: str) -> None:
    assert contrast(readable_on(QColor(ground)), QColor(ground)) >= 4.5


def test_a_figure_says_everything_and_is_pressed(qtbot: QtBot) -> None:
    card = FigureCard("Appeals", "349", "▲ 6.7%", change_role="green", key="all")
    shown(qtbot, card, 200, 100)
    assert card.accessibleName() == "Appeals, 349, ▲ 6.7%"
    with qtbot.waitSignal(card.clicked):
        press(card, Qt.Key.Key_Return)
    card.set("350", "▲ 7%")
    assert card.figure() == "350"
    assert card.accessibleName() == "Appeals, 350, ▲ 7%"


def test_a_figure_without_a_list_is_no_stop_of_the_keyboard(qtbot: QtBot) -> None:
    card = FigureCard("Days", "11", opens=False)
    qtbot.addWidget(card)
    assert card.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_a_long_change_makes_a_figure_higher(qtbot: QtBot) -> None:
    short, long = FigureCard("Appeals", "349", "up"), FigureCard("Appeals", "349", "up against the last year " * 3)
    for card in (short, long):
        qtbot.addWidget(card)
    assert long.heightForWidth(160) > short.heightForWidth(160)
