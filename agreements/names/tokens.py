"""Words of a text with their offsets, folded for comparison, and what stands between them."""

import re
import unicodedata
from collections.abc import Callable
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from .folding import INVISIBLE, fold

# Signs that may stand inside a word without being seen: soft hyphen, zero width, stress and other marks.
_HIDDEN = f"{INVISIBLE}\u0300-\u036f"
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_HIDDEN}])*")
_STRESS = re.compile("[\u0300\u0301]")
_SPACE = re.compile(rf"[\s{INVISIBLE}]+")
_SIGNS = str.maketrans({**dict.fromkeys("‐‑‒–—―−", "-"), **dict.fromkeys("’‘ʼ`", "'")})
_LONGEST_WORD = 60  # nothing longer is a name; keeps a memo of words small


class Shape(IntEnum):
    LOWER = 0
    CAPITAL = 1
    UPPER = 2


class Token(NamedTuple):
    """One word. `gap` is what stands between it and the word before: spaces dropped, dashes as "-"."""

    start: int
    end: int
    raw: str
    norm: str
    shape: Shape
    gap: str


@lru_cache(maxsize=50_000)
def normalise(word: str) -> str:
    return fold(unicodedata.normalize("NFC", _STRESS.sub("", word)))


def shape_of(word: str) -> Shape:
    if not word[0].isupper():
        return Shape.LOWER
    return Shape.UPPER if len(word) > 1 and word.isupper() else Shape.CAPITAL


def tokenise(text: str, known: Callable[[str], bool] | None = None) -> list[Token]:
    """Words in order. Where `known` is given, a hyphenation frozen into the text («Витеб-ской») is joined
    when the joined word is known and neither of its parts is."""
    tokens: list[Token] = []
    memo: dict[str, tuple[str, Shape]] = {}
    gaps: dict[str, str] = {" ": "", ", ": ",", "-": "-"}
    last = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        raw = match[0]
        found = memo.get(raw)
        if found is None:
            found = memo[raw] = (normalise(raw[:_LONGEST_WORD]), shape_of(raw))
        between = text[last:start]
        gap = gaps.get(between)
        if gap is None:
            gap = gaps[between] = _SPACE.sub("", between).translate(_SIGNS)
        last = end
        if known and gap == "-" and tokens and found[1] is Shape.LOWER:
            before = tokens[-1]
            joined = before.norm + found[0]
            if known(joined) and not known(before.norm) and not known(found[0]):
                tokens[-1] = before._replace(end=end, raw=text[before.start : end], norm=joined)
                continue
        tokens.append(Token(start, end, raw, found[0], found[1], gap))
    return tokens
