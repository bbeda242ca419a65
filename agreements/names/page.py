"""A text being read: its words, and the place each word is assigned to."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .index import RANK, UNKNOWN_CASE, Index, Node, Reading
from .memo import WordMemo
from .mention import Evidence
from .place import CASES, PlaceKind
from .tokens import tokenise

BETWEEN = frozenset({"", ",", ";", "-", ",-"})  # what may stand between members of a list
AND = frozenset({"и", "или", "да", "либо", "также", "а"})
FEMININE = frozenset({"ая", "ой", "ую", "ою"})
REGIONS = frozenset({PlaceKind.SUBJECT, PlaceKind.FOREIGN_REGION})
_POINTED = frozenset({"обл", "респ", "окр"})
_COMPASS = frozenset({"северо", "южно", "западно", "восточно", "центрально", "юго"})
_CLOSING_BRACKET = re.compile(r"\s*\)")


class Found(NamedTuple):
    """A mention before its homonyms are settled. `first` and `last` are token numbers."""

    codes: tuple[str, ...]
    start: int
    end: int
    first: int
    last: int
    evidence: Evidence
    case: str


class Lost(NamedTuple):
    """A phrase that says it is a place and fits none, or the several of `codes`."""

    start: int
    end: int
    codes: tuple[str, ...] = ()


class Doubtful(NamedTuple):
    """The name of a minor place that is a word or a surname as well: what stands beside it will tell."""

    first: int
    last: int
    readings: tuple[Reading, ...]


class Page:
    """`owner` has for each word the mention it belongs to; `lost` are phrases that fit no name."""

    def __init__(self, text: str, index: Index, known: WordMemo) -> None:
        self.text = text
        self.index = index
        self.known = known
        self.tokens = tokenise(text, known.interesting)
        self.owner: list[Found | None] = [None] * len(self.tokens)
        self.lost: list[Lost] = []
        self.doubtful: dict[int, Doubtful] = {}  # by its first word
        self.doubted: set[int] = set()  # the words of all of them

    def claim(
        self,
        first: int,
        last: int,
        codes: tuple[str, ...],
        evidence: Evidence,
        case: str,
        start: int | None = None,
    ) -> None:
        end = self.tokens[last].end
        if self.tokens[last].norm in _POINTED and self.text[end : end + 1] == ".":
            end += 1
        if any(token.gap.endswith("(") for token in self.tokens[first + 1 : last + 1]):
            closing = _CLOSING_BRACKET.match(self.text, end)
            end = closing.end() if closing else end
        begin = self.tokens[first].start if start is None else start
        found = Found(codes, begin, end, first, last, evidence, case)
        for k in range(first, last + 1):
            self.owner[k] = found

    def ordered(self, readings: Sequence[Reading], *, city: bool = False) -> tuple[str, ...]:
        codes = list(dict.fromkeys(r.code for r in readings))

        def rank(code: str) -> tuple[bool, bool, int]:
            place = self.index.places[code]
            town = place.kind is PlaceKind.CITY or (place.kind in REGIONS and place.name == place.capital)
            return (place.minor, city and not town, RANK[place.kind])

        return tuple(sorted(codes, key=rank))

    def chain(self, root: Node, position: int) -> tuple[int, tuple[Reading, ...]] | None:
        tokens = self.tokens
        node = root.next.get(tokens[position].norm)
        best: tuple[int, tuple[Reading, ...]] | None = None
        j = position
        while node is not None:
            if node.readings:
                best = (j, tuple(node.readings))
            j += 1
            if j == len(tokens):
                break
            child = node.next.get(tokens[j].norm)
            node = child if child is not None and tokens[j].gap in child.gaps else None
        return best

    def has_prefix(self, position: int, prefix: tuple[str, ...]) -> bool:
        tokens = self.tokens
        first = position - len(prefix)
        if first < 0:
            return False
        if any(tokens[k].gap != "-" for k in range(first + 1, position + 1)):
            return False
        if tuple(token.norm for token in tokens[first:position]) != prefix:
            return False
        if prefix or tokens[position].gap != "-" or position == 0:
            return True
        # «Южно-Казахстанская» is not «Казахстанская», but «российско-белорусский» is both
        return not (self.text[tokens[position].start - 1] in "-‐‑–" and tokens[position - 1].norm in _COMPASS)

    def found(self) -> Iterator[Found]:
        """Mentions in order."""
        before: Found | None = None
        for owner in self.owner:
            if owner is not None and owner is not before:
                yield owner
            before = owner


def case_of(readings: Sequence[Reading], code: str) -> str:
    cases = {r.case for r in readings if r.code == code}
    return CASES[cases.pop()] if len(cases) == 1 and UNKNOWN_CASE not in cases else ""
