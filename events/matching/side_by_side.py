"""Two rows side by side as their documents have them, with the words they differ in."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from agreements.names.folding import fold
from events.labels import ROLE_LABELS
from events.models import Entry
from events.vocabulary import Role
from events.words.stems import words

_SHOWN = (
    *(Role.TITLE, Role.DATES, Role.PLACE, Role.PARTNER, Role.AGREEMENT),
    *(Role.PARTICIPANTS, Role.CONTENT),
)
_LEAST_IN_COMMON = 0.3  # of two texts; below it every word would be marked
_MOST_WORDS = 600

Side = list[tuple[str, str]]  # (text, "differs" or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class CellPair:
    """One column of both rows. `state`: "same", "differs", "other" (hardly a word in common), or "alone"
    where one of the two says nothing."""

    role: Role
    label: str
    a: Side
    b: Side
    state: str

    @property
    def sides(self) -> tuple[Side, Side]:
        return self.a, self.b


def cell_pairs(a: Entry, b: Entry) -> list[CellPair]:
    """Of the columns at least one of the rows has."""
    pairs = []
    for role in _SHOWN:
        texts = [entry.cells.get(role, "").strip() for entry in (a, b)]
        if any(texts):
            left, right, state = compared(*texts)
            pairs.append(CellPair(role=role, label=str(ROLE_LABELS[role]), a=left, b=right, state=state))
    return pairs


def compared(one: str, other: str) -> tuple[Side, Side, str]:
    """Both texts cut into what they share and what they do not. Words of one stem are the same."""
    if not one or not other:
        return _whole(one), _whole(other), "alone"
    if fold(" ".join(one.split())) == fold(" ".join(other.split())):
        return _whole(one), _whole(other), "same"
    left, right = list(words(one)), list(words(other))
    if max(len(left), len(right)) > _MOST_WORDS:
        return _whole(one), _whole(other), "differs"
    matcher = SequenceMatcher(
        a=[stem for _start, _end, stem in left], b=[stem for _start, _end, stem in right], autojunk=False
    )
    if matcher.ratio() < _LEAST_IN_COMMON:
        return _whole(one), _whole(other), "other"
    differing: tuple[set[int], set[int]] = (set(), set())
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        if tag != "equal":
            differing[0].update(range(start, end))
            differing[1].update(range(other_start, other_end))
    return _cut(one, left, differing[0]), _cut(other, right, differing[1]), "differs"


def _whole(text: str) -> Side:
    return [(text, "")] if text else []


def _cut(text: str, spans: Sequence[tuple[int, int, str]], differing: set[int]) -> Side:
    """Neighbouring words that differ are marked as one."""
    pieces: Side = []
    at = 0
    place = 0
    while place < len(spans):
        if place not in differing:
            place += 1
            continue
        last = place
        while last + 1 in differing:
            last += 1
        start, end = spans[place][0], spans[last][1]
        if start > at:
            pieces.append((text[at:start], ""))
        pieces.append((text[start:end], "differs"))
        at, place = end, last + 1
    if at < len(text):
        pieces.append((text[at:], ""))
    return pieces
