"""Changing a visitor's facts: what was loaded, what was typed, what changed meanwhile. Loses none of it."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from models.changes import Changes
from models.problems import Problem
from models.visitors import operations
from models.visitors.rules import VisitorDraft
from resources.words import _
from ui.shell.drafts import Draft
from ui.visitors.facts_form import differing, shown, worked_out

if TYPE_CHECKING:
    from ui.shell.office import Office
    from ui.visitors.facts_form import FactsForm

PAUSE_MS = 250  # of typing a name, after which its dative is worked out


class Editing(QObject):
    """The form against the record it came from, by its version."""

    changed = Signal()  # dirty or clean
    saved = Signal(object)  # Changes
    refused = Signal(object)  # list[Problem]
    said = Signal(str)  # about what happened meanwhile

    def __init__(self, office: Office, facts: FactsForm, parent: QObject) -> None:
        super().__init__(parent)
        self._office, self._facts = office, facts
        self._id = 0
        self._base = VisitorDraft()
        self._version: int | None = None
        self._is_saving = False
        self._draft = Draft(office, "visitor-0", self._content, self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._ask_dative)
        facts.changed.connect(self._on_edited)
        facts.form.dirty_changed.connect(lambda _dirty: self.changed.emit())

    def is_dirty(self) -> bool:
        return self._facts.form.is_dirty()

    def begin(self, visitor_id: int) -> None:
        """Another visitor, or a new one: empty until the record comes."""
        self._draft.set_key(f"visitor-{visitor_id}")  # keeps what was typed for the one before
        self._id = visitor_id
        self._base, self._version = VisitorDraft(), None
        self._facts.show_draft(self._base)
        if visitor_id == 0:
            self._draft.restore(self._on_restored)

    def take(self, draft: VisitorDraft, version: int, district: str) -> None:
        """The record as it is now. Typed fields stay; the others follow; clashes are said under their fields."""
        is_first = self._version is None
        if not self.is_dirty():
            self._base, self._version = draft, version
            self._facts.show_draft(draft, district)
            if is_first:
                self._draft.restore(self._on_restored)
            return
        if version == self._version:
            return
        typed = self._facts.draft()
        theirs = set(differing(self._base, draft))
        mine = set(differing(self._base, typed))
        for name in theirs - mine:
            self._facts.show_field(draft, name)
        clashes = [name for name in sorted(theirs & mine) if shown(draft, name) != shown(typed, name)]
        for name in clashes:
            words = _("At the other desk it became: {value}.").format(value=self._in_words(draft, name))
            self._facts.form.field(name).set_problem(words)
        self._base, self._version = draft, version
        if theirs:
            labels = ", ".join(self._facts.form.field(name).label_text() for name in sorted(theirs))
            words = _("Changed at another desk in the meantime: {fields}. What you typed is still here; save it again.")
            self.said.emit(words.format(fields=labels))

    def _in_words(self, draft: VisitorDraft, name: str) -> str:
        value = shown(draft, name)
        return str(value).replace("\n", ", ") if value else _("nothing")

    # --- saving -------------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Writes the card; a second press while the first is under way is nothing."""
        if self._is_saving or not self.is_dirty() or self._facts.complain():
            return
        self._facts.form.clear_problems()
        self._is_saving = True
        draft = self._facts.draft()
        then, failed, page = self._on_saved, self._on_failed, self.parent()
        if self._id == 0:
            self._office.do(operations.add_visitor, draft, then=then, failed=failed, initiator=page)
        else:
            assert self._version is not None
            self._office.do(
                operations.change_visitor, self._id, draft, self._version, then=then, failed=failed, initiator=page
            )

    def take_back(self) -> None:
        """What was loaded stands in the fields again."""
        self._facts.show_draft(self._base)
        self._draft.drop()
        self.changed.emit()

    def keep(self) -> None:
        """The page is left: what is typed is kept now."""
        if self._draft.is_pending():
            self._draft.keep_now()

    def _on_saved(self, changes: Changes) -> None:
        self._is_saving = False
        self._facts.form.mark_clean()
        self._version = None if self._id else self._version
        self._draft.drop()
        self.saved.emit(changes)

    def _on_failed(self, problems: list[Problem]) -> None:
        self._is_saving = False
        self.refused.emit(problems)

    # --- what is kept -------------------------------------------------------------------------------------------

    def _content(self) -> dict[str, Any]:
        if not self.is_dirty():
            return {}
        values = asdict(self._facts.draft())
        values["birth_date"] = values["birth_date"].isoformat() if values["birth_date"] else None
        return {"draft": values, "version": self._version}

    def _on_restored(self, content: dict[str, Any]) -> None:
        if self.is_dirty():
            return
        values = dict(content["draft"])
        values["phones"] = tuple(values["phones"])
        values["birth_date"] = date.fromisoformat(values["birth_date"]) if values["birth_date"] else None
        kept = VisitorDraft(**values)
        changed = differing(self._base, kept)
        for name in changed:
            self._facts.show_field(kept, name)
        if changed:
            self._facts.form.mark_dirty()
            self.said.emit(_("What you typed here earlier and did not save is back."))

    # --- the dative follows the name ------------------------------------------------------------------------------

    def _on_edited(self, name: str) -> None:
        self._draft.touch()
        if name in ("full_name", "gender"):
            self._pause.start()

    def _ask_dative(self) -> None:
        typed = self._facts.draft()
        gender = typed.gender if typed.gender != self._base.gender else None
        self._office.outside(
            _both_datives, self._base, replace(typed, gender=gender), then=self._on_dative, topic="dative"
        )

    def _on_dative(self, found: tuple[str, str | None, str, str | None, str]) -> None:
        """Only what no hand has touched follows: the dative and the gender that the old name itself would give."""
        name, old_gender, old_dative, gender, dative = found
        if name != self._facts.draft().full_name:
            return
        typed = self._facts.draft()
        if typed.name_dative in ("", old_dative) and dative:
            self._facts.dative.set_value(dative)
        if typed.gender in (None, old_gender) and gender is not None and typed.gender == self._base.gender:
            self._facts.gender.set_value(gender)


def _both_datives(base: VisitorDraft, typed: VisitorDraft) -> tuple[str, str | None, str, str | None, str]:
    old_gender, old_dative = worked_out(base.full_name, base.gender)
    gender, dative = worked_out(typed.full_name, typed.gender)
    return typed.full_name, old_gender, old_dative, gender, dative
