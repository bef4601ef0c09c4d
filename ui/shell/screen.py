"""Whether there is a screen to show windows on; knows no Qt, which ends the whole program where there is none."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

from resources.words import LANGUAGES, N_, set_language, translate

_NO_SCREEN = N_("There is no screen here to show a window on. The program has commands, too: see “main.py --help”.")
_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")  # the last one names a screen of another kind
_LANGUAGE_NAMES = ("LC_ALL", "LC_MESSAGES", "LANG")


def problem_of_screen(
    language: str = "", environment: Mapping[str, str] = os.environ, platform: str = sys.platform
) -> str:
    """What to say where no window can be shown, in the language asked for or the computer's; else empty."""
    if not platform.startswith("linux") or any(environment.get(name) for name in _SCREENS):
        return ""
    computer = next((environment[name] for name in _LANGUAGE_NAMES if environment.get(name)), "")
    set_language(language if language in LANGUAGES else "ru" if computer.lower().startswith("ru") else "en")
    return translate(_NO_SCREEN)
