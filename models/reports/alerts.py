"""Which topics stand out in which districts: exact Poisson tails against the mean of the past year. Pure."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from models.reports.report import rounded_half_up

FEWEST_APPEALS = 5
SMALLEST_RATIO = 1.5
FEWEST_MONTHS = 3  # a younger office has nothing to compare with
LARGEST_P = 0.001
LARGEST_P_OF_ALL = 0.05  # with so many pairs asked at once, chance alone would find some: p × pairs stays below this
_PLACES = 12

Place = str  # «12:0005.0001»: district id (empty: not given) and topic code of a section or subject


@dataclass(frozen=True)
class Standout:
    """A pair of district and topic with more appeals than the past year explains."""

    place: Place
    now: int
    expected: Decimal
    p_value: Decimal


def poisson_tail(count: int, mean: float) -> float:
    """The probability of `count` or more events where `mean` are expected; summed from the smaller side."""
    if count <= 0:
        return 1.0
    if mean <= 0:
        return 0.0
    term = math.exp(count * math.log(mean) - mean - math.lgamma(count + 1))
    if count > mean:
        total, step = 0.0, count
        while term > total * 1e-17:
            total += term
            step += 1
            term *= mean / step
        return min(1.0, total)
    below, step = 0.0, count
    while step > 0:
        term *= step / mean
        step -= 1
        below += term
    return max(0.0, 1.0 - below)


def standouts(now: Mapping[Place, int], past: Mapping[Place, int], past_months: int, months: int) -> list[Standout]:
    """The pairs that stand out, the most surprising first.

    `past` are the sums of the `past_months` before the period of `months`. A pair never seen before is judged as if
    it had been seen once. Of a section and its subjects in one district only the more surprising is named.
    """
    if past_months < FEWEST_MONTHS:
        return []
    tested = {place: count for place, count in now.items() if count >= FEWEST_APPEALS}
    found = []
    for place, count in tested.items():
        usual = past.get(place, 0) * months / past_months
        if count < SMALLEST_RATIO * usual:
            continue
        p = poisson_tail(count, max(usual, months / past_months))
        if p < LARGEST_P and p * len(tested) < LARGEST_P_OF_ALL:
            expected = rounded_half_up(Decimal(past.get(place, 0)) * months / past_months, 1)
            found.append((p, parts(place), Standout(place, count, expected, _decimal(p))))
    found.sort(key=lambda one: one[:2])
    named: list[Standout] = []
    for _p, _parts, standout in found:
        if not any(_is_same_branch(standout.place, other.place) for other in named):
            named.append(standout)
    return named


def parts(place: Place) -> tuple[int, str]:
    """District id (0: not given) and topic code."""
    district, _colon, code = place.partition(":")
    return int(district or 0), code


def _is_same_branch(place: Place, other: Place) -> bool:
    return place.startswith(other) or other.startswith(place)


def _decimal(p: float) -> Decimal:
    """Two significant digits, and never more than twelve places."""
    if p <= 0:
        return Decimal(0)
    places = min(_PLACES, 1 - math.floor(math.log10(p)))
    return rounded_half_up(Decimal(p), places)
