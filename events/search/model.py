"""What a search finds."""

from collections.abc import Sequence
from dataclasses import dataclass

from events.words.highlight import Piece


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    name: Sequence[Piece]
    url: str
    about: str = ""
    cell: str = ""  # the column of the excerpt
    excerpt: Sequence[Piece] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchGroup:
    """Hits of one kind of record. `count` includes those not shown; `more`: the URL of all."""

    key: str
    label: str
    count: int
    hits: Sequence[SearchHit]
    more: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """`read_as`: what was searched for instead, where the words as typed are nowhere."""

    groups: Sequence[SearchGroup] = ()
    read_as: str = ""
