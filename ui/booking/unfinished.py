"""What is kept of a booking that was not finished: through Esc, through a crash, and while another one goes first."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from resources.words import _
from ui.booking.form import Mode
from ui.shell.drafts import Draft

if TYPE_CHECKING:
    from ui.booking.form import BookingForm
    from ui.booking.saving import Saving
    from ui.shell.office import Office


class Unfinished(QObject):
    """Holds the draft in the file and the one that had to make room; says so above the form."""

    def __init__(
        self,
        office: Office,
        form: BookingForm,
        saving: Saving,
        clear: Callable[[], None],
        filled: Callable[[], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._form, self._saving = form, saving
        self._clear, self._filled = clear, filled
        self._aside: dict[str, Any] = {}
        self._draft = Draft(office, "booking", self.content, self)
        form.form.changed.connect(self.touch)
        form.kept.acted.connect(self._on_pressed)
        self._draft.restore(self._on_restored)

    def content(self) -> dict[str, Any]:
        """For the draft: the form itself; while an appointment is moved, the one that was put aside."""
        return self._aside if self._form.mode is Mode.MOVE else self._saving.content()

    def touch(self, *_values: object) -> None:
        self._draft.touch()

    def drop(self) -> None:
        """Saved, or no longer wanted."""
        self._aside = {}
        self._draft.drop()

    def put_aside(self) -> None:
        """Makes room for another booking; this one can be brought back."""
        content = self.content()
        self._clear()
        self._aside = content
        if content and self._form.mode is not Mode.MOVE:
            self._say(_("An unfinished booking was put aside."), _("Bring it back"))

    def bring_back(self) -> None:
        """The form as it was put aside, or an empty one."""
        aside, self._aside = self._aside, {}
        self._clear()
        if aside:
            self._saving.fill(aside)
            self._filled()

    def mention(self) -> None:
        """The form is shown with what was typed some time ago."""
        if self.content():
            self._say(_("An unfinished booking is kept here."), _("Start anew"))

    def _say(self, text: str, button: str) -> None:
        self._form.kept.set(text, button=button)
        self._form.kept.button().set_shortcut_text("" if self._aside else "F8")

    def _on_pressed(self) -> None:
        if self._aside:
            self.bring_back()
        else:
            self._form.anew_pressed.emit()

    def _on_restored(self, content: dict[str, Any]) -> None:
        """What was typed before the program ended; if somebody types already, it waits beside."""
        if self._form.mode is Mode.MOVE or self.content():
            self._aside = self._aside or content
            self._say(_("An unfinished booking was put aside."), _("Bring it back"))
            return
        self._saving.fill(content)
        self._filled()
        self._say(_("An unfinished booking was kept and is here again."), _("Start anew"))
