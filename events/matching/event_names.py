"""Whether two titles give their event the same name in quotes."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum

from .likeness import WeighedTitle, derived
from .title_words import COMMON, EMPTY

_LONG_NAME = 2  # words
_SAME_NAME = 0.75
_OTHER_NAME = 0.35


@dataclass(frozen=True, slots=True)
class NameLikeness:
    same: bool
    is_long: bool  # of several telling words
    other: bool  # both titles have names, and none of either is in the other title


def name_likeness(a: WeighedTitle, b: WeighedTitle) -> NameLikeness:
    names_a, names_b = a.title.names, b.title.names
    if not names_a or not names_b:
        return NameLikeness(same=False, is_long=False, other=False)
    same = [one for one in names_a if any(_is_same_name(one, other, a, b) for other in names_b)]
    if same:
        is_long = any(len(name - COMMON - EMPTY) >= _LONG_NAME for name in same)
        return NameLikeness(same=True, is_long=is_long, other=False)
    covered = max(
        max(_covered(name, a, b) for name in names_a),
        max(_covered(name, b, a) for name in names_b),
    )
    return NameLikeness(same=False, is_long=False, other=covered < _OTHER_NAME)


def _is_same_name(one: frozenset[str], other: frozenset[str], a: WeighedTitle, b: WeighedTitle) -> bool:
    def weight(words: Iterable[str]) -> float:
        return fsum(max(a.weights.get(word, 0.0), b.weights.get(word, 0.0)) for word in words)

    shared = _shared(one, other)
    # «Близки и дороги» may go on: «Близки и дороги навек».
    shorter = min(one, other, key=len)
    goes_on = shorter <= shared and len(shorter - COMMON - EMPTY) >= _LONG_NAME
    return one == other or goes_on or weight(shared) >= _SAME_NAME * weight(one | other)


def _shared(one: frozenset[str], two: frozenset[str]) -> set[str]:
    shared = set(one & two)
    for word, twin in derived(sorted(one - shared), sorted(two - shared)):
        shared |= {word, twin}
    return shared


def _covered(name: frozenset[str], of: WeighedTitle, by: WeighedTitle) -> float:
    total = fsum(of.weights.get(word, 0.0) for word in name)
    if not total:
        return 1.0
    known = set(name & by.weights.keys())
    left = sorted(name - known)
    known |= {word for word, _twin in derived(left, sorted(by.weights.keys() - known))}
    return fsum(of.weights.get(word, 0.0) for word in known) / total
