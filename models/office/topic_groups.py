"""Large groups of topics that people tick when they say who receives on what. Not the classifier: a way into it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from models.office.topics import covers
from resources.words import N_


@dataclass(frozen=True)
class TopicGroup:
    """A short English name (marked) and the codes that it stands for."""

    name: str
    codes: tuple[str, ...]


GROUPS = (
    TopicGroup(N_("Housing and utilities"), ("0005",)),
    TopicGroup(N_("Social welfare and family"), ("0002.0007", "0002.0004")),
    TopicGroup(N_("Healthcare"), ("0002.0014",)),
    TopicGroup(N_("Education and culture"), ("0002.0013",)),
    TopicGroup(N_("Work and employment"), ("0002.0006",)),
    TopicGroup(N_("Economy, roads, land"), ("0003",)),
    TopicGroup(N_("Law and order"), ("0004",)),
    TopicGroup(N_("State and society"), ("0001",)),
)


def codes_of(names: Iterable[str]) -> list[str]:
    """The codes behind the ticked groups, in the groups' order."""
    ticked = set(names)
    return [code for group in GROUPS if group.name in ticked for code in group.codes]


def ticked(codes: Iterable[str]) -> tuple[list[str], list[str]]:
    """The groups that the codes cover wholly, and the codes that belong to none of them."""
    given = list(codes)
    names = [
        group.name for group in GROUPS if all(any(covers(have, code) for have in given) for code in group.codes)
    ]  # fmt: skip
    behind = codes_of(names)
    return names, [code for code in given if not any(covers(group, code) for group in behind)]
