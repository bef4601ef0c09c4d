"""The way of the Tab key: through rows that come and go, and through a whole page as its layouts show it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLayout, QScrollArea, QStackedWidget, QWidget


def visit_before(last: QWidget, editors: Sequence[QWidget]) -> None:
    """Tab goes from whatever came before `last` through the editors to `last`."""
    ours = {id(editor) for editor in editors}
    before: QWidget | None = last.previousInFocusChain()
    while before is not None and before is not last:
        if id(before) not in ours and before.focusPolicy() & Qt.FocusPolicy.TabFocus:
            break
        before = before.previousInFocusChain()
    way = [*([before] if before is not None else []), *editors, last]
    for first, second in pairwise(way):
        QWidget.setTabOrder(first, second)


def stops_of(place: QWidget) -> list[QWidget]:
    """Where Tab stops inside, in the order of the layouts: rows added later stand where they are seen."""
    return [widget for widget in _leaves(place) if widget.isVisible() and widget.isEnabled()]


def step_inside(place: QWidget, forward: bool) -> bool:
    """Moves the focus to the next stop inside, past the last one to what stands outside, else around."""
    stops, now = stops_of(place), QApplication.focusWidget()
    if now is None or not stops:
        return False
    at = next((at for at, stop in enumerate(stops) if stop is now or stop.isAncestorOf(now)), None)
    if at is None:
        return False
    target = at + (1 if forward else -1)
    found = stops[target] if 0 <= target < len(stops) else _outside(place, now, forward) or stops[target % len(stops)]
    found.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    return True


def show_whole(area: QScrollArea, widget: QWidget) -> None:
    """Scrolls until the widget is seen whole; Qt's own way is content with the line of the cursor."""
    inside = area.widget()
    if inside is not None and inside.isAncestorOf(widget):
        box = widget.rect().translated(widget.mapTo(inside, widget.rect().topLeft()))
        area.ensureVisible(box.left(), box.bottom(), 0, 24)
        area.ensureVisible(box.left(), box.top(), 0, 24)


def _takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None


def _leaves(widget: QWidget) -> Iterator[QWidget]:
    if widget.isHidden():
        return
    layout = widget.layout()
    if _takes_tab(widget):
        yield widget
    elif isinstance(widget, (QScrollArea, QStackedWidget)):
        inside = widget.widget() if isinstance(widget, QScrollArea) else widget.currentWidget()
        if inside is not None:
            yield from _leaves(inside)
    elif layout is not None:
        yield from _leaves_of(layout)
    else:
        for child in widget.children():
            if isinstance(child, QWidget) and not child.isWindow():
                yield from _leaves(child)


def _leaves_of(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        inner, widget = (item.layout(), item.widget()) if item is not None else (None, None)
        if widget is not None:
            yield from _leaves(widget)
        elif inner is not None:
            yield from _leaves_of(inner)


def _outside(place: QWidget, start: QWidget, forward: bool) -> QWidget | None:
    """The next stop of the window that is not inside the place."""
    at = start.nextInFocusChain() if forward else start.previousInFocusChain()
    while at is not None and at is not start:
        if not place.isAncestorOf(at) and _takes_tab(at) and at.isVisible() and at.isEnabled():
            return at
        at = at.nextInFocusChain() if forward else at.previousInFocusChain()
    return None
