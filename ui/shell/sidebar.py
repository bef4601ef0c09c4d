"""The left edge of the window: the office's name, the pages with their counts, and who sits here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from models.office.desk import EXPERT, HEAD, REGISTRAR
from resources.words import N_, _, translate
from ui.shell.actions import Action
from ui.shell.window_place import SIDEBAR_WIDTH
from ui.theme import sizes
from ui.theme.icons import draw_icon
from ui.theme.paint import begin, draw_box, draw_focus, key_text, plain_tooltip
from ui.theme.text import font, label
from ui.theme.theme import colour
from ui.widgets.buttons import IconButton, PaintedButton

MARGIN = 8
INDENT = 12  # of the icon inside an item

ROLE_NAMES = {HEAD: N_("Head of the office"), EXPERT: N_("Expert"), REGISTRAR: N_("Registrar")}


@dataclass(frozen=True)
class Count:
    """A small figure beside a page's name: `meaning` says it in words, `role` is its colour."""

    number: int
    meaning: str
    role: str = "muted"


class SidebarItem(PaintedButton):
    """A page's name with its icon and count; marked while the page is in view."""

    def __init__(self, action: Action) -> None:
        super().__init__(action.words())
        self._icon = action.icon
        self._key = action.shortcut
        self._count: Count | None = None
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(action.try_run)
        self._describe()

    def set_count(self, count: Count | None) -> None:
        self._count = count if count is not None and count.number else None
        self._describe()
        self.update()

    def count(self) -> Count | None:
        return self._count

    def nextCheckState(self) -> None:
        """The page in view marks the item, not the click."""

    def sizeHint(self) -> QSize:
        return QSize(SIDEBAR_WIDTH - 2 * MARGIN, max(sizes.ROW, round(QFontMetricsF(font("body")).height()) + 14))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    def _describe(self) -> None:
        said = key_text(self._key)
        if self._count is not None:
            said = f"{self._count.meaning} · {said}"
        self.setAccessibleDescription(said)
        self.setToolTip(plain_tooltip(f"{self.words()} ({key_text(self._key)})" if self._count is None else said))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        begin(painter)
        rect = QRectF(self.rect())
        here = self.isChecked()
        if here or self.underMouse():
            draw_box(painter, rect, colour("accent_soft" if here else "hover"))
        ink = "accent" if here else "text"
        side = sizes.ICON
        draw_icon(painter, QRectF(INDENT, rect.center().y() - side / 2, side, side), self._icon, ink)
        inner = rect.adjusted(INDENT + side + 10, 0, -INDENT, 0)
        if self._count is not None:
            painter.setFont(font("small", 600 if self._count.role != "muted" else 500))
            painter.setPen(colour(self._count.role))
            figure = str(self._count.number)
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, figure)
            inner.setRight(inner.right() - painter.fontMetrics().horizontalAdvance(figure) - 8)
        used = font("body", 600 if here else 400)
        painter.setFont(used)
        painter.setPen(colour(ink))
        shown = QFontMetricsF(used).elidedText(self.words(), Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        if self.hasFocus():
            draw_focus(painter, rect)


def short_name(name: str) -> str:
    """«Соколова Елена Викторовна» → «Соколова Е. В.»"""
    words = name.split()
    return " ".join([words[0], *(f"{word[0]}." for word in words[1:3])]) if words else ""


def initials(name: str) -> str:
    """The first letters of surname and name."""
    return "".join(word[0].upper() for word in name.split()[:2] if word[0].isalpha())


class PersonButton(PaintedButton):
    """Who sits here: opens the choice of another."""

    def __init__(self) -> None:
        super().__init__("")
        self._name = self._role = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_person(self, name: str, role: str) -> None:
        self._name, self._role = short_name(name), role
        self.setText(_("{name}, {role}").format(name=name, role=role))
        self.setAccessibleDescription(_("Who sits here; press to choose another person"))
        self.setToolTip(plain_tooltip(self.words()))

    def sizeHint(self) -> QSize:
        return QSize(SIDEBAR_WIDTH - 2 * MARGIN, 44)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, 44)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        begin(painter)
        rect = QRectF(self.rect())
        if self.underMouse() or self.isDown():
            draw_box(painter, rect, colour("hover"))
        circle = QRectF(INDENT, rect.center().y() - 14, 28, 28)
        draw_box(painter, circle, colour("accent_soft"), radius=14)
        painter.setFont(font("small-strong"))
        painter.setPen(colour("accent"))
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, initials(self._name))
        width = rect.width() - circle.right() - 12
        used = font("small", 500)
        line = QFontMetricsF(used).height()
        middle = rect.center().y()
        for top, text, role in ((middle - line, self._name, "text"), (middle, self._role, "muted")):
            painter.setFont(used if role == "text" else font("small"))
            painter.setPen(colour(role))
            shown = QFontMetricsF(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, width)
            painter.drawText(QPointF(circle.right() + 10, top + QFontMetricsF(used).ascent()), shown)
        if self.hasFocus():
            draw_focus(painter, rect)


class Sidebar(QFrame):
    """Built from the page actions; the last of them stands at the bottom."""

    person_chosen = Signal(int)  # staff id

    def __init__(self, pages: Iterable[Action], fill_menu: Callable[[QMenu], None]) -> None:
        super().__init__()
        self.setFixedWidth(SIDEBAR_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._fill_menu = fill_menu
        self._people: list[tuple[int, str, str]] = []
        self._here = 0
        self.items: dict[str, SidebarItem] = {}
        self.office_name = label("", "heading", wrap=True)
        self.office_address = label("", "small", wrap=True, role="muted")
        self.menu_button = IconButton("more", _("All actions"), shortcut="F10", kind="quiet", height="compact")
        self.menu_button.clicked.connect(self.open_menu)
        self.person = PersonButton()
        self.person.clicked.connect(self.open_people)
        self._lay_out(list(pages))

    def _lay_out(self, pages: list[Action]) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, 14, MARGIN, MARGIN)
        layout.setSpacing(2)
        header = QHBoxLayout()
        header.setContentsMargins(INDENT, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.office_name)
        words.addWidget(self.office_address)
        header.addLayout(words, 1)
        header.addWidget(self.menu_button, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(header)
        layout.addSpacing(10)
        for action in pages:
            if action is pages[-1]:
                layout.addStretch(1)
            item = SidebarItem(action)
            self.items[action.id] = item
            layout.addWidget(item)
        layout.addWidget(self.person)

    def set_office(self, name: str, address: str) -> None:
        self.office_name.setText(name)
        self.office_address.setText(address)
        self.office_address.setVisible(bool(address))

    def set_people(self, people: Iterable[tuple[int, str, str]], here: int | None) -> None:
        """The staff as (id, name, role), and who of them sits here."""
        self._people = list(people)
        self._here = here or 0
        name, role = next(((name, role) for key, name, role in self._people if key == here), ("", ""))
        self.person.set_person(name, translate(ROLE_NAMES.get(role, "")))
        self.person.setVisible(bool(name))

    def set_counts(self, counts: Mapping[str, Count]) -> None:
        for key, item in self.items.items():
            item.set_count(counts.get(key))

    def mark(self, page: str) -> None:
        """Shows which page is in view; a page without an item (a preview) leaves the mark where it was."""
        if page not in self.items:
            return
        for key, item in self.items.items():
            item.setChecked(key == page)

    def open_people(self) -> None:
        """The choice of who sits here; arrows and Enter, or the first letters of the surname."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(_("Who sits here"))
        for key, name, role in self._people:
            entry = menu.addAction(f"{name} · {translate(ROLE_NAMES.get(role, role))}".replace("&", "&&"))
            entry.setCheckable(True)
            entry.setChecked(key == self._here)
            entry.setData(key)
        menu.triggered.connect(lambda entry: self.person_chosen.emit(entry.data()))
        _pop_up(menu, self.person, above=True)

    def open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fill_menu(menu)
        _pop_up(menu, self.menu_button)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("sidebar"))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), colour("line"))


def _pop_up(menu: QMenu, beside: QWidget, above: bool = False) -> None:
    height = menu.sizeHint().height() if above else -beside.height()
    menu.popup(beside.mapToGlobal(beside.rect().topLeft()) - QPointF(0, height).toPoint())
    entries = menu.actions()
    if entries:
        menu.setActiveAction(next((entry for entry in entries if entry.isChecked()), entries[0]))


