"""Folds away what Russian office texts differ in without meaning it, for comparing and searching only."""

import re

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
    """Latin letters inside Cyrillic words as their Cyrillic twins; the length stays."""
    return _WORD.sub(_untwin, text) if _HAS_LATIN.search(text) else text


def fold(text: str) -> str:
    """One form for texts that differ only in case, ё/е, kinds of space, dash and quote, or invisible signs.

    Latin letters that stand inside a Cyrillic word for their Cyrillic twins («Cоглашение») are folded
    too; words wholly in Latin stay. The length changes: offsets into the result are no offsets into the text.
    """
    text = untwin(text.translate(_TABLE))
    return _SPACES.sub(" ", text).strip().casefold()
