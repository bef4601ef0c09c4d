"""The levels of the classifier: what is counted of a question is counted of everything above it. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from itertools import accumulate, repeat
from operator import sub

_LEVEL = 5  # of a code: the dot and four digits
_AFTER = "/"  # sorts after the dot, and so after everything below a code


class Levels:
    """All codes in their order, each after the one above it. Made once for a classifier, because a report has all."""

    def __init__(self, codes: Iterable[str]) -> None:
        known: set[str] = set()
        for code in codes:
            while code and code not in known:
                known.add(code)
                code = code[:-_LEVEL]
        self.codes = tuple(sorted(known))
        self._known = known
        self._ends = [bisect_left(self.codes, code + _AFTER) for code in self.codes]

    def covering(self, codes: Iterable[str]) -> Levels:
        """These levels, or wider ones where a code is not among them."""
        return self if self._known.issuperset(codes) else Levels((*self.codes, *codes))

    def sums(self, counts: Mapping[str, int]) -> list[int]:
        """For every code its own count and all those below it, which follow it without a gap."""
        up_to = list(accumulate(map(counts.get, self.codes, repeat(0)), initial=0))
        return list(map(sub, map(up_to.__getitem__, self._ends), up_to))
