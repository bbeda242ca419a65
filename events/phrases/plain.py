"""A cell's text normalised for matching, with offsets back to the text as written, and its sentences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from agreements.names.folding import INVISIBLE, with_digits

LONGEST = 10_000  # signs that are read; the row says so where a cell has more
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f\t\v\f\r"), " ")
_QUOTES = {ord("„"): "«", ord("“"): "«", ord("”"): "»"}
_TABLE = {**_DASHES, **_SPACES, **_QUOTES, ord("ё"): "е", ord("Ё"): "Е"}
_INVISIBLE = re.compile(f"[{INVISIBLE}]")

# A closing quote ends the outermost open one: in office texts nested quotes are rarely closed twice.
_QUOTED = re.compile(r"«[^»]*»|\"[^\"\n]*\"")
_ABBREVIATION = re.compile(
    r"(?:\b[А-ЯA-Z]|\b(?:г|гг|им|ул|пл|пос|п|с|д|дер|стр|т|ч|др|пр|обл|р|чел|тыс|млн|руб|кв|св|проф|акад|"
    r"ст|см|ок|прибл|ориент|мен|мин|макс|вкл|студ|преп|предст|сотр|участн|обуч|рук))$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(
    r"[.!?…]++(?=[»\")]{0,3}\s)|;|\n(?=\s{0,9}(?:[-•]|\d{1,3}[.)]\s))|(?<=[:)])\s{0,9}\n(?=\s{0,9}[А-ЯA-Z])"
)
_GOES_ON = re.compile(r" +(?:[а-яa-z]|- )")  # «с росс. стороны», «с бел. – 8 чел.»


@dataclass(frozen=True, slots=True)
class Plain:
    """`text` is lower-case-independent but not folded in case; its offsets lead back by `written`."""

    text: str
    source: str
    _offsets: tuple[int, ...] | None

    @staticmethod
    def of(source: str) -> "Plain":
        return _plain(source[:LONGEST])

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where text[start:end] stands in the source."""
        if self._offsets is None:
            return start, end
        return self._offsets[start], self._offsets[end - 1] + 1 if end > start else self._offsets[start]

    def written(self, start: int, end: int) -> str:
        """The words of text[start:end] as written, white space folded: a phrase to show, not to compare."""
        first, last = self.span(start, end)
        return " ".join(self.source[first:last].split())


@lru_cache(maxsize=64)  # each reader of a row asks for the same few cells
def _plain(source: str) -> Plain:
    text = with_digits(source.translate(_TABLE))
    if not _INVISIBLE.search(text):
        return Plain(text, source, None)
    kept = [index for index, sign in enumerate(text) if not _INVISIBLE.match(sign)]
    return Plain("".join(text[index] for index in kept), source, (*kept, len(source)))


@lru_cache(maxsize=32)
def mask_quotes(text: str, sign: str = "Q") -> str:
    """Quoted names blanked, offsets kept: a name says nothing of how an event went."""
    return _QUOTED.sub(lambda found: sign * len(found[0]), text)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence or list item; initials and «г.», «им.», «тыс.» end nothing.

    A line break alone ends nothing: cells are full of breaks that only keep lines short.
    """
    start = 0
    for found in _SENTENCE_END.finditer(text):
        if found[0] == "." and _ABBREVIATION.search(text, max(start, found.start() - 6), found.start()):
            after = text[found.end() :].lstrip()
            ends_unit = re.search(r"чел$", text[start : found.start()]) and after[:1].isupper()
            if not ends_unit:
                continue
        if found[0] == "." and _GOES_ON.match(text, found.end()):
            continue
        if text[start : found.end()].strip():
            yield start, found.end()
        start = found.end()
    if text[start:].strip():
        yield start, len(text)
