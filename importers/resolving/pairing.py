"""Pairs the rows of a newer version with those the registry holds, by what they say, never by number."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz import fuzz

from agreements.names.folding import fold
from events.vocabulary import Role

# Two rows that share less than this are two events. Of the likeness, titles weigh 70, dates and partner 15
# each: a row whose title alone was reworded keeps its dates and partner, one moved in time keeps its title.
LIKENESS = 70.0


class Side(NamedTuple):
    """One row of either version. `section` is a key equal in both versions; `cells` leave the number out."""

    section: Hashable
    cells: Mapping[str, str]
    extra: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """Indices into the new and the old rows."""

    equal: tuple[tuple[int, int], ...]
    changed: tuple[tuple[int, int], ...]
    new: tuple[int, ...]
    missing: tuple[int, ...]


def squeeze(text: str) -> str:
    """White space folded: the sense in which two cells are equal."""
    return " ".join(text.split())


def pair(new: Sequence[Side], old: Sequence[Side]) -> Pairing:
    """Pair one to one: equal rows of a section first, then the same title and dates, then by likeness,
    and last rows that moved to another section unchanged in title and dates."""
    free_new, free_old = dict(enumerate(new)), dict(enumerate(old))
    equal: list[tuple[int, int]] = []
    changed: list[tuple[int, int]] = []

    def take(pairs: Iterable[tuple[int, int]], into: list[tuple[int, int]]) -> None:
        for left, right in pairs:
            into.append((left, right))
            del free_new[left], free_old[right]

    take(_by_key(free_new, free_old, _whole), equal)
    take(_by_key(free_new, free_old, lambda side: (side.section, *_title_and_dates(side))), changed)
    take(_by_likeness(free_new, free_old), changed)
    take(_by_key(free_new, free_old, _title_and_dates), changed)
    return Pairing(
        equal=tuple(equal),
        changed=tuple(sorted(changed)),
        new=tuple(free_new),
        missing=tuple(free_old),
    )


def _whole(side: Side) -> Hashable:
    cells = tuple(sorted((role, squeeze(text)) for role, text in side.cells.items()))
    extra = tuple(sorted((squeeze(heading), squeeze(text)) for heading, text in side.extra.items()))
    return side.section, cells, extra


def _title_and_dates(side: Side) -> tuple[str, str]:
    return fold(side.cells.get(Role.TITLE, "")), fold(side.cells.get(Role.DATES, ""))


def _by_key(
    new: Mapping[int, Side], old: Mapping[int, Side], key: Callable[[Side], Hashable]
) -> list[tuple[int, int]]:
    """Equal keys in the order of both documents; a title that stands twice pairs first with first."""
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for index, side in old.items():
        waiting[key(side)].append(index)
    pairs = []
    for index, side in new.items():
        candidates = waiting.get(key(side))
        if candidates:
            pairs.append((index, candidates.pop(0)))
    return pairs


def _by_likeness(new: Mapping[int, Side], old: Mapping[int, Side]) -> list[tuple[int, int]]:
    """The best pairs first, within a section; of equal likeness the ones nearest in order."""
    in_section: dict[Hashable, list[int]] = defaultdict(list)
    for index, side in old.items():
        in_section[side.section].append(index)
    folded_new = {index: _folded(side) for index, side in new.items()}
    folded_old = {index: _folded(side) for index, side in old.items()}
    scored = []
    for left, side in new.items():
        for right in in_section.get(side.section, ()):
            score = _likeness(folded_new[left], folded_old[right])
            if score >= LIKENESS:
                scored.append((-score, abs(left - right), left, right))
    taken_new: set[int] = set()
    taken_old: set[int] = set()
    pairs = []
    for _score, _distance, left, right in sorted(scored):
        if left not in taken_new and right not in taken_old:
            taken_new.add(left)
            taken_old.add(right)
            pairs.append((left, right))
    return pairs


def _folded(side: Side) -> tuple[str, str, str]:
    partner = side.cells.get(Role.PARTNER) or side.cells.get(Role.AGREEMENT) or side.cells.get(Role.PLACE, "")
    return fold(side.cells.get(Role.TITLE, "")), fold(side.cells.get(Role.DATES, "")), fold(partner)


def _likeness(left: tuple[str, str, str], right: tuple[str, str, str]) -> float:
    # The cheap upper bound first: most pairs of a section are nothing alike.
    title = fuzz.ratio(left[0], right[0])
    if 0.7 * title + 30 < LIKENESS:
        return 0.0
    return 0.7 * title + 0.15 * fuzz.ratio(left[1], right[1]) + 0.15 * fuzz.ratio(left[2], right[2])
