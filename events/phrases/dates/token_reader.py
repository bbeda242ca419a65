"""The tokens of a cell, read at an index: words, numbers, separators, years."""

from collections.abc import Sequence

from .points import YEARS
from .tokens import DateToken
from .words import YEAR_SHIFTS, YEAR_WORDS

_SEPARATORS = frozenset((",", ";", "и", "/", "+", "&", "также", "а", "или", "либо"))


class TokenReader:
    """Every rule takes the index of a token and returns what it read with the index after it, or None."""

    def __init__(self, tokens: Sequence[DateToken], this_year: int | None):
        self._tokens = tokens
        self._this_year = this_year  # of the document: «т.г.», «текущего года»

    def year(self, at: int) -> tuple[int, int] | None:
        """«2024», «2024 года», «24 г.», «т.г.», «текущего года»."""
        if self._text(at) == "," and self._kind(at + 1) == "number" and self._text(at + 2) in YEAR_WORDS:
            at += 1
        text, after = self._text(at), self._text(at + 1)
        if self._kind(at) == "number":
            if len(text) == 4 and int(text) in YEARS:
                return int(text), self._year_word(at + 1)
            if len(text) == 2 and after in YEAR_WORDS:
                return 2000 + int(text), self._year_word(at + 1)
            return None
        if self._this_year is None:
            return None
        if text in ("т", "с") and after == "." and self._text(at + 2) == "г":
            return self._this_year, self._year_word(at + 2)
        if text in YEAR_SHIFTS and after in YEAR_WORDS:
            return self._this_year + YEAR_SHIFTS[text], self._year_word(at + 1)
        return None

    def _text(self, at: int) -> str:
        return self._tokens[at].text if at < len(self._tokens) else ""

    def _kind(self, at: int) -> str:
        return self._tokens[at].kind if at < len(self._tokens) else ""

    def _skip(self, at: int, *words: str) -> int:
        while self._text(at) in words:
            at += 1
        return at

    def _separators(self, at: int) -> int:
        while self._text(at) in _SEPARATORS:
            at += 1
        return at

    def _year_word(self, at: int) -> int:
        return self._skip(at + 1, ".") if self._text(at) in YEAR_WORDS else at
