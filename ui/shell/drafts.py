"""What somebody is typing, kept in the office's file within two seconds and given back after a crash."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from PySide6.QtCore import QObject, QTimer, Slot

from models.office.drafts import drop_draft, load_draft, save_draft
from ui.shell.office import Office

KEEP_MS = 1500  # with the write itself below the promised two seconds


class Draft(QObject):
    """The draft of one form. `collect` returns the form as JSON values; an empty answer means nothing to keep."""

    def __init__(
        self,
        office: Office,
        key: str,
        collect: Callable[[], Mapping[str, Any] | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._office, self._key, self._collect = office, key, collect
        self._kept: dict[str, Any] | None = None  # as it stands in the file, as far as we know
        self._restored: Callable[[dict[str, Any]], object] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEEP_MS)
        self._timer.timeout.connect(self.keep_now)

    @property
    def key(self) -> str:
        return self._key

    def set_key(self, key: str) -> None:
        """The form now serves something else (another appeal): what was typed for the old one is kept first."""
        if key != self._key:
            if self._timer.isActive():
                self.keep_now()
            self._key, self._kept = key, None

    @Slot()
    def touch(self, *_values: object) -> None:
        """Something was typed. The clock is not set back by further typing."""
        if not self._timer.isActive():
            self._timer.start()

    @Slot()
    def keep_now(self) -> None:
        self._timer.stop()
        content = dict(self._collect() or {})
        if content == (self._kept or {}):
            return
        self._kept = content
        if content:
            self._office.ask(save_draft, self._key, content)
        else:
            self._office.ask(drop_draft, self._key)

    def restore(self, then: Callable[[dict[str, Any]], object]) -> None:
        """Tells `then(content)` if there is something that was never saved."""
        self._restored = then
        self._office.ask(load_draft, self._key, then=self._on_loaded, topic="draft")

    def drop(self) -> None:
        """The form was saved, or its draft is no longer wanted."""
        self._timer.stop()
        self._kept = None
        self._office.ask(drop_draft, self._key)

    def is_pending(self) -> bool:
        """Whether something typed is not in the file yet."""
        return self._timer.isActive()

    def _on_loaded(self, content: dict[str, Any] | None) -> None:
        if content and self._restored is not None:
            self._kept = dict(content)
            self._restored(content)


def keep_drafts(forms: Iterable[QObject]) -> None:
    """Whatever is typed in these pages and not yet kept is kept now."""
    for form in forms:
        for draft in form.findChildren(Draft):
            if draft.is_pending():
                draft.keep_now()
