"""Which role may do what: one table, and whatever is not in it is denied."""

from __future__ import annotations

from models.office.desk import EXPERT, HEAD, REGISTRAR, Actor
from models.problems import Problem, Refused
from resources.words import N_

_ALL = frozenset({HEAD, EXPERT, REGISTRAR})
_HEAD = frozenset({HEAD})

RIGHTS: dict[str, frozenset[str]] = {
    # the desk
    "book": _ALL,
    "move appointment": _ALL,
    "mark appointment": _ALL,
    "cancel appointment": _ALL,
    "note call": _ALL,
    "undo": _ALL,
    # visitors
    "add visitor": _ALL,
    "change visitor": _ALL,
    "sign consent": _ALL,
    # appeals and letters
    "register appeal": _ALL,
    "change appeal": _ALL,
    "note progress": _ALL,
    "close appeal": _ALL,
    "reopen appeal": _ALL,
    "annul appeal": _ALL,
    "write letter": _ALL,
    "sign letter": frozenset({HEAD, EXPERT}),
    "annul letter": frozenset({HEAD, EXPERT}),
    # outreach
    "plan outreach": _ALL,
    # files
    "import": frozenset({HEAD, REGISTRAR}),
    "keep draft": _ALL,
    # the office
    "set up office": _HEAD,
    "change office": _HEAD,
    "restore office": _HEAD,
}


def may(actor: Actor, action: str) -> bool:
    """Whether the actor's role allows the action; an unlisted action is nobody's."""
    return actor.role in RIGHTS.get(action, frozenset())


def require(actor: Actor, action: str) -> None:
    """Raises Refused where the actor may not do the action."""
    if not may(actor, action):
        raise Refused(
            Problem(
                "no-right", N_("{name} has no right to do this; ask the head of the office."), "", {"name": actor.name}
            )
        )
