"""The small style sheet: only what the palette cannot say. Colours come in by role, none is written here."""

from __future__ import annotations

from collections.abc import Mapping
from string import Template

_SHEET = Template(
    """
QToolTip { background: $surface; color: $text; border: 1px solid $line_strong; padding: 4px 6px; }
QLabel { background: transparent; }
QLabel[textStyle="muted"], QLabel[textStyle="small"], QLabel[textStyle="caption"] { color: $muted; }
QLabel[role="text"] { color: $text; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="accent"] { color: $accent; }
QLabel[role="green"] { color: $green; }
QLabel[role="amber"] { color: $amber; }
QLabel[role="violet"] { color: $violet; }
QLabel[role="red"] { color: $red; }
QLabel[role="grey"] { color: $grey; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QAbstractSpinBox {
    background: $field; color: $text; border: 1px solid $line_strong; border-radius: 6px;
    selection-background-color: $accent; selection-color: $on_accent; placeholder-text-color: $muted;
}
QLineEdit, QComboBox, QAbstractSpinBox { padding: 0 10px; min-height: 34px; }
QPlainTextEdit, QTextEdit { padding: 5px 7px; }
QLineEdit:hover, QPlainTextEdit:hover, QTextEdit:hover, QComboBox:hover { border-color: $muted; }
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
    border: 2px solid $accent; padding: 0 9px; min-height: 32px;
}
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $accent; padding: 4px 6px; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"] { border-color: $red; }
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QComboBox:disabled {
    background: $window; color: $muted; border-color: $line;
}
QLineEdit:read-only, QPlainTextEdit:read-only { background: $window; }
QLineEdit[plain="true"], QPlainTextEdit[plain="true"] {
    border: none; background: transparent; padding: 0; min-height: 0;
}
QComboBox::drop-down { border: none; width: 24px; }

QAbstractItemView {
    background: $surface; color: $text; border: 1px solid $line; outline: none;
    selection-background-color: $accent_soft; selection-color: $text;
}
QTableView, QListView { border: none; gridline-color: $line; }
QListView[popup="true"] { border: 1px solid $line_strong; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section {
    background: $surface; color: $muted; border: none; border-bottom: 1px solid $line; padding: 0 8px;
}
QTableCornerButton::section { background: $surface; border: none; }

QMenu { background: $surface; color: $text; border: 1px solid $line_strong; padding: 4px; }
QMenu::item { padding: 7px 28px 7px 12px; border-radius: 4px; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $disabled; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QMenu::icon { padding-left: 8px; }

QScrollArea, QAbstractScrollArea[bare="true"] { background: transparent; border: none; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollArea > QWidget > QWidget { background: transparent; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $scrollbar; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QFrame[card="true"] { background: $surface; border: 1px solid $line; border-radius: 8px; }
QFrame[card="line"] { background: $line; border: none; }
QSplitter::handle { background: transparent; }
QCalendarWidget QWidget { alternate-background-color: $surface; }
"""
)


def style_sheet(colours: Mapping[str, str]) -> str:
    """The application's style sheet for these colours (role → "#rrggbb")."""
    return _SHEET.substitute(colours)
