"""Sentences for what a server says by its codes (SQLSTATE)."""

from __future__ import annotations

from models.problems import Problem
from resources.words import N_

_NO_ANSWER = Problem(
    "no-server", N_("The database server does not answer. Check the network; what was saved before is safe.")
)
_BUSY = Problem("locked", N_("The office is busy at another desk. Try again in a moment; nothing is lost."))
_KNOWN = {
    "08": _NO_ANSWER,
    "57P": _NO_ANSWER,
    "57014": Problem("cancelled", N_("The server broke off an answer that took too long. Try again.")),
    "28": Problem("no-entry", N_("The database server did not accept the name or the password.")),
    "3D000": Problem("no-database", N_("There is no such database on the server.")),
    "42501": Problem(
        "no-rights",
        N_("The server does not give this name the rights that the program needs. Ask who looks after the server."),
    ),
    "53100": Problem("disk-full", N_("The server's disk is full. Everything saved before is safe.")),
    "53300": Problem("no-place", N_("The database server has no free connection now. Try again in a moment.")),
    "25006": Problem("read-only", N_("The database server takes no changes: it is a copy for reading only.")),
    "40001": _BUSY,
    "40P01": _BUSY,
    "55P03": _BUSY,
}


def problem_of(error: BaseException) -> Problem | None:
    """A sentence for a failure of the world around the server, or None where the error is ours."""
    state = getattr(error, "sqlstate", None)
    if state is None:  # no server was reached, or the line broke; its text may tell more
        if type(error).__name__ not in ("OperationalError", "InterfaceError", "ConnectionTimeout"):
            return None
        text = str(error)
        if "password authentication failed" in text or "no password supplied" in text:
            return _KNOWN["28"]
        return _KNOWN["3D000"] if "database" in text and "does not exist" in text else _NO_ANSWER
    return next((_KNOWN[state[:n]] for n in (5, 3, 2) if state[:n] in _KNOWN), None)
