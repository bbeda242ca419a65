"""What stands beside a word and tells a place from a person, a street or a title (the false friends)."""

from collections.abc import Sequence
from functools import cache, lru_cache

import pymorphy3  # type: ignore[import-untyped]

from .tokens import Shape, Token
from .words import words

OPENING = frozenset("«„“\"'”")
CLOSING = frozenset("»“”\"'")

_STREETS_BEFORE = words("streets_before")
_STREETS_AFTER = words("streets_after")
_VILLAGES = words("villages")
_DEDICATED = words("dedicated")
_VENUES = words("venues")
_IN_PLACE = words("in_place")


def is_initial(token: Token) -> bool:
    return len(token.norm) == 1 and token.shape is Shape.CAPITAL


@cache
def _morphology() -> pymorphy3.MorphAnalyzer:
    return pymorphy3.MorphAnalyzer(lang="ru")


@lru_cache(maxsize=20_000)
def tags(norm: str) -> frozenset[str]:
    """Every grammeme any reading of the word has; «known» where the dictionary has the word at all."""
    found: set[str] = set()
    analyser = _morphology()
    for parse in analyser.parse(norm):
        found.update(parse.tag.grammemes)
    if analyser.word_is_known(norm):
        found.add("known")
    return frozenset(found)


@lru_cache(maxsize=20_000)
def is_doubtful(norm: str) -> bool:
    """A word that may as well be a person or a common word («Владимир», «Королёв», «Орёл», «Того»)."""
    found = _morphology().parse(norm)
    if not _morphology().word_is_known(norm):
        return False
    return any(
        "Name" in parse.tag or "Surn" in parse.tag or "Patr" in parse.tag or "Geox" not in parse.tag
        for parse in found
        if parse.score > 0.02
    )


def is_personal(norm: str) -> bool:
    found = tags(norm)
    return bool(found & {"Name", "Surn", "Patr"})


def in_street(tokens: Sequence[Token], first: int, last: int) -> bool:
    """A street, a station, a sea: «ул. Минская», «Киевское шоссе», «ул. Большая Московская»."""
    if last + 1 < len(tokens) and tokens[last + 1].gap == "" and tokens[last + 1].norm in _STREETS_AFTER:
        return True
    steps = 0
    position = first
    while position > 0 and steps < 3 and tokens[position].gap in ("", "."):
        before = tokens[position - 1]
        if before.norm in _STREETS_BEFORE:
            # «пр.», «б.», «ш.» are streets with their full stop only
            return len(before.norm) > 3 or tokens[position].gap == "." or before.norm in ("ул", "пл")
        if before.shape is Shape.LOWER and tokens[position].gap == "":
            return False
        position -= 1
        steps += 1
    return False


def in_village(tokens: Sequence[Token], first: int) -> bool:
    if first == 0:
        return False
    before = tokens[first - 1]
    return before.norm in _VILLAGES and (
        tokens[first].gap == "." or (len(before.norm) > 3 and tokens[first].gap == "")
    )


def is_dedication(tokens: Sequence[Token], first: int) -> bool:
    """«им. Гагарина», «имени Юрия Гагарина»."""
    position = first
    for _ in range(3):
        if position == 0 or tokens[position].gap not in ("", "."):
            return False
        position -= 1
        if tokens[position].norm in _DEDICATED:
            return True
        if tokens[position].shape is Shape.LOWER:
            return False
    return False


def is_person(text: str, tokens: Sequence[Token], first: int, last: int) -> bool:
    """Initials or a first name beside the word, either side."""
    if first > 0:
        before = tokens[first - 1]
        gap = tokens[first].gap
        if gap in (".", "") and is_initial(before) and (gap == "." or _initials_end(tokens, first - 1)):
            return True
        if gap == "" and before.shape is Shape.CAPITAL and len(before.norm) > 2:
            known = tags(before.norm)
            if "Name" in known and "Geox" not in known and is_personal(tokens[first].norm):
                return True
    if last + 1 < len(tokens):
        after = tokens[last + 1]
        if after.gap == "" and is_initial(after):
            end = tokens[last + 2].gap if last + 2 < len(tokens) else text[after.end : after.end + 1]
            if end.startswith("."):
                return True
        if (
            after.gap == ""
            and after.shape is Shape.CAPITAL
            and first == last
            and is_personal(tokens[first].norm)
        ):
            known = tags(after.norm)
            return bool(known & {"Surn", "Patr", "Name"}) or "known" not in known
    return False


def _initials_end(tokens: Sequence[Token], position: int) -> bool:
    return position > 0 and is_initial(tokens[position - 1]) and tokens[position].gap == "."


def is_evident(text: str, tokens: Sequence[Token], first: int, last: int) -> bool:
    """A doubtful word that its surroundings make a place: «в Кирове», «Владимир, …» on its own line."""
    before = tokens[first - 1] if first else None
    if before is not None and tokens[first].gap == "" and before.norm in _IN_PLACE:
        return True
    line_start = before is None or "\n" in text[before.end : tokens[first].start] or tokens[first].gap == ";"
    following = tokens[last + 1].gap if last + 1 < len(tokens) else ""
    after = text[tokens[last].end : tokens[last + 1].start] if last + 1 < len(tokens) else ""
    line_end = last + 1 == len(tokens) or "\n" in after or following[:1] in (",", ";", "(", "-")
    return line_start and line_end


def quoted_alone(text: str, tokens: Sequence[Token], first: int, last: int) -> bool:
    start, end = tokens[first].start, tokens[last].end
    return (
        text[start - 1 : start] in OPENING
        and text[end : end + 1] in CLOSING
        and start > 0
        and end < len(text)
    )


def names_a_venue(tokens: Sequence[Token], first: int) -> bool:
    """The word before the quotes says hotel, exhibition, song: the name is no place. No word says nothing."""
    return first == 0 or tokens[first - 1].norm in _VENUES or tokens[first - 1].shape is Shape.CAPITAL
