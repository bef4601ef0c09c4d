"""The work on one letter: read, kept, signed, annulled. Holds no paper and knows no page but as the one who asks."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from models.changes import Changes
from models.letters import operations, rules
from models.office.drafts import drop_draft, save_draft
from models.problems import Problem
from resources.words import _
from ui.letters import readings
from ui.letters.form import LetterForm
from ui.letters.readings import LetterReading
from ui.shell.drafts import Draft
from ui.shell.office import Office

HARD = ("no-surname", "no-address")  # reasons for which no letter goes out at all
Refusing = Callable[[list[Problem]], object]


class LetterWork(QObject):
    """One letter at a time, in the fields of the form. Nothing typed is lost: not on leaving, not by a refusal."""

    opened = Signal()  # another appeal's letter is on its way
    was_read = Signal(object, bool)  # LetterReading, whether the first of this letter
    was_restored = Signal()
    was_kept = Signal(object)  # LetterReading: everything but the fields may be other
    was_signed = Signal()
    refused = Signal(object)  # problems that belong to no field
    failed = Signal(object)  # problems of reading

    def __init__(self, office: Office, form: LetterForm, page: QWidget) -> None:
        super().__init__(page)
        self.appeal_id: int | None = None
        self.reading: LetterReading | None = None
        self._office, self._form, self._page = office, form, page
        self._is_busy = False  # a write of this letter is on its way
        self._after: Callable[[], object] | None = None  # what was asked for while it was
        self._draft = Draft(office, "letter", self._form.content, self)
        self._form.edited.connect(self._draft.touch)

    # --- reading ---------------------------------------------------------------------------------------------------

    def open(self, appeal_id: int) -> bool:
        """Another appeal's letter; False where it is this one already."""
        if appeal_id == self.appeal_id:
            return False
        self.keep_typed()
        self._form.mark_clean()
        self.appeal_id, self.reading = appeal_id, None
        self._is_busy, self._after = False, None
        self._draft.set_key(_key(appeal_id))
        self.opened.emit()
        return True

    def refresh(self, letter_id: int | None = None, is_new: bool = False) -> None:
        """Reads the letter anew, the one at hand without an id; what is being typed is not disturbed."""
        if self.appeal_id is not None and not self._form.is_dirty():
            self._office.ask(
                readings.letter, self.appeal_id, letter_id, is_new,
                then=partial(self._on_read, self.appeal_id), failed=self.failed.emit, topic="letter",
            )  # fmt: skip

    def _on_read(self, appeal_id: int, reading: LetterReading) -> None:
        if appeal_id != self.appeal_id or self._form.is_dirty():
            return
        is_first, self.reading = self.reading is None, reading
        self.was_read.emit(reading, is_first)
        if is_first:
            self._draft.restore(partial(self._on_restored, appeal_id))

    def _on_restored(self, appeal_id: int, content: dict[str, Any]) -> None:
        """What was typed when the program ended; of a letter that is signed by now it is of no use."""
        if appeal_id == self.appeal_id and self.is_open():
            self._form.fill(content)
            self.was_restored.emit()
            self._office.say(_("Your unsaved text is here again."))

    # --- what can be done now --------------------------------------------------------------------------------------

    def is_read(self) -> bool:
        return self.reading is not None

    def is_signed(self) -> bool:
        return self.reading is not None and self.reading.is_signed

    def is_open(self) -> bool:
        return self.reading is not None and not self.reading.is_signed

    def may_sign(self) -> bool:
        return self.is_open() and not self.why_not_owed()

    def may_annul(self) -> bool:
        return self.reading is not None and self.reading.is_signed and not self.reading.is_annulled

    def may_drop(self) -> bool:
        return self.reading is not None and not self.reading.is_signed and self.reading.view.letter_id is not None

    def why_not_owed(self) -> list[Problem]:
        """Why no letter may go out; an address typed into the letter itself is good enough."""
        if self.reading is None:
            return []
        hard = [problem for problem in self.reading.view.not_owed if problem.code in HARD]
        typed = bool(self._form.address.text())
        return [problem for problem in hard if not (problem.code == "no-address" and typed)]

    # --- keeping ---------------------------------------------------------------------------------------------------

    def keep(self) -> None:
        """Ctrl+S: the draft goes into the file, typed on or not."""
        if self.is_open() and self._form.check():
            self._save(self._refuse)

    def keep_typed(self) -> None:
        """On leaving: only what was typed. A text too long for a letter stays as the draft of the form."""
        if not (self.is_open() and self._form.is_dirty()):
            return
        if self._is_busy or rules.problems_of(self._form.draft(), False):
            self._draft.keep_now()
        else:
            self._save(None)

    def _save(self, failed: Refusing | None) -> None:
        if self._is_busy:
            self._after = partial(self._save, failed)
            return
        reading, appeal_id = self.reading, self.appeal_id
        assert reading is not None and appeal_id is not None
        content, draft = dict(self._form.form.values()), self._form.draft()
        self._is_busy = True
        self._form.mark_clean()
        self._office.do(
            operations.save_letter, appeal_id, draft, reading.view.letter_id, reading.view.version,
            then=partial(self._on_saved, appeal_id), failed=partial(self._on_not_saved, appeal_id, content, failed),
            initiator=self._page,
        )  # fmt: skip
        self._draft.drop()

    def _on_saved(self, appeal_id: int, changes: Changes) -> None:
        if appeal_id == self.appeal_id:
            self._office.ask(readings.letter, appeal_id, changes.result, then=self._on_reread)

    def _on_reread(self, reading: LetterReading) -> None:
        """The kept letter has its id and version now; what was typed meanwhile stays."""
        if reading.view.appeal_id != self.appeal_id:
            return
        self._is_busy, self.reading = False, reading
        self.was_kept.emit(reading)
        if self._form.is_dirty():
            self._draft.touch()
        after, self._after = self._after, None
        if after is not None:
            after()

    def _on_not_saved(
        self, appeal_id: int, content: dict[str, Any], failed: Refusing | None, problems: list[Problem]
    ) -> None:
        """It stays as the draft of the form, on the screen or for the next time."""
        self._office.ask(save_draft, _key(appeal_id), content)
        if appeal_id == self.appeal_id:
            self._is_busy, self._after = False, None
            self._form.body.changed.emit()  # what is on the screen differs from the file again
        if failed is not None and appeal_id == self.appeal_id:
            failed(problems)
        else:
            self._office.warn(" ".join(str(problem) for problem in problems))

    def _refuse(self, problems: list[Problem]) -> None:
        self._is_busy = False
        self.refused.emit(self._form.show_problems(problems))

    # --- signing and what follows ----------------------------------------------------------------------------------

    def sign(self) -> None:
        """Gives the number and the date; from then on the letter is never changed."""
        if self._is_busy:
            self._after = self.sign
            return
        if self.reading is None or not self.may_sign() or not self._form.check():
            return
        view, draft = self.reading.view, self._form.draft()
        problems = rules.problems_of(draft, True)
        if problems:
            self._refuse(problems)
            return
        self._is_busy = True
        self._office.do(
            operations.sign_letter, view.appeal_id, draft, view.letter_id, view.version,
            then=partial(self._on_signed, view.appeal_id), failed=self._refuse, initiator=self._page,
        )  # fmt: skip

    def _on_signed(self, appeal_id: int, changes: Changes) -> None:
        self._office.ask(drop_draft, _key(appeal_id))
        if appeal_id == self.appeal_id:
            self._is_busy = False
            self._form.mark_clean()
            self.refresh(changes.result)
            self.was_signed.emit()

    def write_another(self) -> None:
        """A new proposal; the signed letter stays what it is."""
        self.reading = None
        self.refresh(is_new=True)

    def do_confirmed(self, what: str) -> None:
        """Annuls the signed letter, or throws the draft away: asked before, for neither can be undone."""
        if self.reading is None or self.reading.view.letter_id is None:
            return
        view = self.reading.view
        then = partial(self._on_gone, what)
        if what == "annul":
            self._office.do(
                operations.annul_letter, view.letter_id, view.version,
                then=then, failed=self._refuse, initiator=self._page,
            )  # fmt: skip
        else:
            self._office.do(
                operations.drop_letter, view.letter_id, then=then, failed=self._refuse, initiator=self._page
            )

    def _on_gone(self, what: str, changes: Changes) -> None:
        self._form.mark_clean()
        self._draft.drop()
        self.refresh(changes.result if what == "annul" else None)

    def propose(self) -> None:
        """The text as it would be proposed today: the appeal may have been closed since the draft was begun."""
        self._office.ask(readings.letter, self.appeal_id, None, True, then=self._on_proposed, topic="proposal")

    def _on_proposed(self, reading: LetterReading) -> None:
        if reading.view.appeal_id == self.appeal_id and self.is_open():
            self._form.replace_body(reading.view.draft.body)
            self._form.focus_text()


def _key(appeal_id: int) -> str:
    return f"letter:{appeal_id}"
