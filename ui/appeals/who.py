"""Whose appeal a new one is: the visitor of the visit, one found by name or phone, or somebody new."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.visitors import phones
from models.visitors.card import VisitorCard
from models.visitors.queries import VisitorHit
from models.visitors.rules import VisitorDraft
from resources.words import _
from ui.appeals import reading
from ui.shell.office import Office
from ui.theme.text import label
from ui.widgets.buttons import Link
from ui.widgets.fields import PhoneField, TextField
from ui.widgets.form import Form
from ui.widgets.records import Record, RecordList
from ui.widgets.visitor_summary import PersonHead, person_line, shown_name

PAUSE_MS = 150


class Who(QWidget):
    """Shows a chosen visitor, or three fields and whom they may mean."""

    visitor_wanted = Signal(object)  # the id of a visitor a person chose, None: another one is looked for
    changed = Signal()

    def __init__(self, office: Office, form: Form) -> None:
        super().__init__()
        self._office = office
        self._card: VisitorCard | None = None
        self.head = PersonHead()
        self.other = Link(_("Another visitor"), run=self._on_other)
        self.name = form.add("visitor", TextField(_("Visitor"), placeholder=_("Surname, name, patronymic")))
        self.phone = form.add("phones", PhoneField(_("Phone")))
        self.address = form.add("address", TextField(_("Address"), max_length=300))
        self.hits = RecordList(_("Visitors who may be meant"))
        self.hits.opened.connect(self.visitor_wanted)
        self.hint = label(_("Choose from the list, or go on: a new visitor will be added."), "small")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        for field in (self.name, self.phone):
            field.changed.connect(self._on_typed)
        self._lay_out()
        self.show_card(None)

    def _lay_out(self) -> None:
        self._known = QWidget()
        line = QHBoxLayout(self._known)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.head, 1)
        line.addWidget(self.other, 0, Qt.AlignmentFlag.AlignTop)
        self._unknown = QWidget()
        column = QVBoxLayout(self._unknown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        fields = QHBoxLayout()
        fields.setSpacing(12)
        fields.addWidget(self.name, 3)
        fields.addWidget(self.phone, 2)
        column.addLayout(fields)
        column.addWidget(self.address)
        column.addWidget(self.hits)
        column.addWidget(self.hint)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._known)
        whole.addWidget(self._unknown)

    def show_card(self, card: VisitorCard | None, *, fixed: bool = False) -> None:
        """Shows the chosen visitor; `fixed` where the visit decides who it is."""
        self._card = card
        self._known.setVisible(card is not None)
        self._unknown.setVisible(card is None)
        for field in (self.name, self.phone, self.address):
            field.setVisible(card is None)
        self.other.setVisible(not fixed)
        self.hits.hide()
        self.hint.hide()
        if card is not None:
            self.head.show_person(shown_name(card.name, card.id), person_line(card))

    def draft(self) -> VisitorDraft | None:
        """Somebody new, as typed; None where a visitor is chosen or nothing was typed."""
        name, phone = self.name.text(), self.phone.text()
        if self._card is not None or not name:
            return None
        return VisitorDraft(full_name=name, phones=(phone,) if phone else (), address=self.address.text())

    def visitor_id(self) -> int | None:
        return self._card.id if self._card else None

    def _on_other(self) -> None:
        self.show_card(None)
        self.visitor_wanted.emit(None)
        self.name.line.setFocus()

    def _on_typed(self) -> None:
        self._pause.start()
        self.changed.emit()

    def _ask(self) -> None:
        text = " ".join(part for part in (self.name.text(), self.phone.digits()) if part)
        if self._card is None and len(text) >= 2:
            self._office.ask(reading.hits, text, then=self._on_hits, topic="hits")
        else:
            self.hits.hide()

    def _on_hits(self, found: list[VisitorHit]) -> None:
        if self._card is not None:
            return
        records = [
            Record(hit.id, shown_name(hit.name, hit.id), note=phones.shown(hit.phone) if hit.phone else "",
                   badge=str(hit.birth_year or ""), badge_role="grey", lead="")
            for hit in found
        ]  # fmt: skip
        self.hits.set_records(records)
        self.hits.setVisible(bool(records))
        self.hint.setVisible(bool(self.name.text()))
