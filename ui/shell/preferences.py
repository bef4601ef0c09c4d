"""The program's preferences on this computer (theme, language, window place), each declared once; no office data."""

from __future__ import annotations

from pathlib import Path
from typing import Generic, TypeVar, cast, overload

from PySide6.QtCore import QSettings

FILE_NAME = "window.ini"

T = TypeVar("T", bound="str | int | bool")


class Option(Generic[T]):
    """One preference: its key, its value where none was kept, and the values allowed. Only str, int and bool."""

    def __init__(self, key: str, default: T, allowed: tuple[T, ...] = ()) -> None:
        self.key = key
        self.default = default
        self.allowed = allowed

    @overload
    def __get__(self, owner: None, kind: type) -> Option[T]: ...
    @overload
    def __get__(self, owner: Preferences, kind: type) -> T: ...
    def __get__(self, owner: Preferences | None, kind: type) -> Option[T] | T:
        if owner is None:
            return self
        kept = owner.kept(self.key)
        value = self._read(kept) if kept is not None else self.default
        return self.default if self.allowed and value not in self.allowed else value

    def __set__(self, owner: Preferences, value: T) -> None:
        owner.keep(self.key, value)

    def _read(self, kept: str) -> T:
        """An ini file knows only text; what cannot be read is the default."""
        kind = type(self.default)
        try:
            return cast("T", kept == "true" if kind is bool else kind(kept))
        except ValueError:
            return self.default


class Preferences:
    """Read and written at once; a file that cannot be written is no reason to stop."""

    theme = Option("look/theme", "system", ("system", "light", "dark"))
    shown_theme = Option("look/shown_theme", "light", ("light", "dark"))  # what "system" meant last time
    language = Option("look/language", "", ("", "ru", "en"))  # empty: the computer's, where it is one of ours
    actor = Option("desk/actor", 0)  # the staff id of who sat here last
    left = Option("window/left", -1)
    top = Option("window/top", -1)
    width = Option("window/width", 0)
    height = Option("window/height", 0)
    maximized = Option("window/maximized", False)
    folder = Option("paper/folder", "")  # where a paper was saved last
    printer = Option("paper/printer", "")

    def __init__(self, path: Path) -> None:
        self._settings = QSettings(str(path), QSettings.Format.IniFormat)

    def kept(self, key: str) -> str | None:
        """The text under the key, None where nothing was kept."""
        value = self._settings.value(key)
        return None if value is None else str(value)

    def keep(self, key: str, value: str | int | bool) -> None:
        self._settings.setValue(key, ("true" if value else "false") if isinstance(value, bool) else value)

    def close(self) -> None:
        self._settings.sync()
