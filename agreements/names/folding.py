"""Folds meaningless differences of Russian office texts; for comparing and searching only."""

import re
from collections.abc import Iterator

_SPACES = re.compile(r"\s+")  # \s knows the no-break and narrow spaces
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_QUOTES = dict.fromkeys(map(ord, "«»„“”‟″❝❞"), '"')
_DIRECTIONS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
INVISIBLE = f"\u00ad\u200b\u200c\u200d\u2060\ufeff{_DIRECTIONS}"  # fit for a class of a regular expression
_TABLE = {**_DASHES, **_QUOTES, **dict.fromkeys(map(ord, INVISIBLE)), ord("ё"): "е", ord("Ё"): "Е"}

_LATIN = "aceopxyABCEHKMOPTXYk"
_CYRILLIC = "асеорхуАВСЕНКМОРТХУк"
_LOOKALIKES = str.maketrans(_LATIN + "iI", _CYRILLIC + "іІ")
_WORD = re.compile(r"\w+")
_HAS_LATIN = re.compile(r"[A-Za-z]")
_HAS_CYRILLIC = re.compile(r"[А-Яа-яЁё]")


def _untwin(word: re.Match[str]) -> str:
    mixed = _HAS_LATIN.search(word[0]) and _HAS_CYRILLIC.search(word[0])
    return word[0].translate(_LOOKALIKES) if mixed else word[0]


def untwin(text: str) -> str:
    """Replaces Latin look-alikes inside Cyrillic words; the length stays."""
    return _WORD.sub(_untwin, text) if _HAS_LATIN.search(text) else text


# «I2 мая», «2О24», «З0 человек»: a run of digits and their look-alikes that holds at least one digit
_DIGITS = re.compile(r"(?<![^\W_])(?=[IІlіОоOoЗз|]*[0-9])(?=[0-9]*[IІlіОоOoЗз|])[0-9IІlіОоOoЗз|]+(?![^\W_])")
_DIGIT_LIKE = str.maketrans("IІlі|ОоOoЗз", "11111000033")
_MAY_BE_DIGITS = re.compile(r"[0-9][IІlіОоOoЗз|]|[IІlіОоOoЗз|][0-9]")


def letters_for_digits(text: str) -> Iterator[re.Match[str]]:
    """Numbers in which letters were typed for digits; `as_digits` of each is what was meant."""
    if _MAY_BE_DIGITS.search(text):
        yield from _DIGITS.finditer(text)


def as_digits(written: str) -> str:
    return written.translate(_DIGIT_LIKE)


def with_digits(text: str) -> str:
    """Numbers in digits alone; the length stays."""
    if not _MAY_BE_DIGITS.search(text):
        return text
    return _DIGITS.sub(lambda found: as_digits(found[0]), text)


def fold(text: str) -> str:
    """One form for texts that differ only in case, ё/е, kind of space, dash or quote, or invisible signs.

    Latin look-alikes inside a Cyrillic word («Cоглашение») are folded too; words wholly in Latin stay.
    The length changes, so offsets into the result do not fit the text.
    """
    text = untwin(text.translate(_TABLE))
    return _SPACES.sub(" ", text).strip().casefold()
