"""Keeps None and True alive under PySide6 6.12 on Python 3.11. Goes away with the first wheel that counts right.

Every method of PySide6 6.12.0 that returns nothing hands out None without counting the reference (measured: 1,000
calls of QFont.setPointSizeF take 1,000 references away; with 6.11.3 none). From Python 3.12 on None is not counted;
before, the program dies with "deallocating None" after some five thousand calls. `Signal.emit` does the same with True.
"""

from __future__ import annotations

import ctypes
import sys

_MANY = 1 << 40  # what a year of calls cannot use up

_lent = False


def keep_none_alive() -> None:
    """Lends None, True and False more references than PySide6 can use up, once; does nothing from Python 3.12 on."""
    global _lent
    if _lent or sys.version_info >= (3, 12):
        return
    _lent = True
    for each in (None, True, False):
        ctypes.c_ssize_t.from_address(id(each)).value += _MANY
