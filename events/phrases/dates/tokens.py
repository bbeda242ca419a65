"""Splits a cell of dates into tokens: numbers, words, numeric dates and signs, each with its position."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from agreements.names.folding import INVISIBLE, with_digits

_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_FOLDED = str.maketrans(
    dict.fromkeys("‐‑‒–—―−…÷", "-")
    | {"ё": "е"}
    | dict.fromkeys("\t\n\r\u00a0\u2009\u202f\u2007\u2002\u2003\u2008", " ")
)
_TWINS = str.maketrans("aceopxykmtbhi", "асеорхукмтвні")  # Latin letters typed for Cyrillic ones
_LETTER = "[a-zа-яіӏѵⅰ-ⅳ|]"
_ABBREVIATIONS = {
    "теч.": "течение",
    "нач.": "начало",
    "сер.": "середина",
    "кон.": "конец",
    "посл.": "последняя",
    "перв.": "первая",
    "втор.": "вторая",
    "мес.": "месяца",
    "наст.": "настоящее",
    "кв-л": "квартал",
    "п/годие": "полугодие",
    "н.в.": "ныне",
    "ежемес.": "ежемесячно",
    "ежекв.": "ежеквартально",
}
_MONTH_WORD = "(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)"
_THREE = re.compile(rf"(?<!\w)з(?=[ ]{_MONTH_WORD})")
_TOKEN = re.compile(
    rf"""
      (?P<iso>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})(?:[ t]00:00(?::00)?)?(?![0-9])
    | (?P<date>[0-9]{{1,2}}[ ]?[./][ ]?[0-9]{{1,2}}[ ]?[./][ ]?[0-9]{{4}}(?![0-9])
             | [0-9]{{1,2}}(?P<slash>[./])[0-9]{{1,2}}(?P=slash)[0-9]{{2}}(?![0-9]|[.:][0-9])
             | [0-9]{{2}}-[0-9]{{2}}-[0-9]{{4}}(?![0-9]))
    | (?P<time>[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?)(?![0-9])
    | (?P<month_year>(?:0?[1-9]|1[0-2])[./][0-9]{{4}})(?![0-9])
    | (?P<day_month>[0-9]{{1,2}}\.[0-9]{{2}}
                  | [0-9]{{1,2}}/(?:0[1-9]|1[0-2])(?![ ]?{_MONTH_WORD}))(?![0-9]|/[0-9])
    | (?P<mixed>1[vуy](?!{_LETTER}))
    | (?P<number>[0-9]+)(?:-?(?:ого|ому|го|ый|ой|ая|ое|ые|ом|ым|ых|му|м|й|е|я|ю|х)(?!{_LETTER}))?
    | (?P<abbreviation>{"|".join(map(re.escape, _ABBREVIATIONS))})(?!{_LETTER})
    | (?P<word>{_LETTER}+)
    | (?P<sign>\S)
    """,
    re.VERBOSE,
)
_KINDS = tuple(name for name in _TOKEN.groupindex if name != "slash")


class DateToken(NamedTuple):
    """`text` is folded; `start` and `end` are offsets into the text as written, `at` into `Folded.text`."""

    kind: str
    text: str
    start: int
    end: int
    at: int


class Folded(NamedTuple):
    """`text` is the tokens' texts with one space between them, for patterns of several words."""

    text: str
    tokens: tuple[DateToken, ...]


def tokenise(source: str) -> Folded:
    # Offsets stay true only where each sign folds to one sign: «İ» has two in lower case.
    source = with_digits(source)
    lower = source.lower() if len(source.lower()) == len(source) else source
    lower = _THREE.sub("3", lower)
    offsets: Sequence[int] = range(len(source))
    if _INVISIBLE.search(lower):
        offsets = [offset for offset, sign in enumerate(lower) if not _INVISIBLE.match(sign)]
        lower = "".join(lower[offset] for offset in offsets)
    text = lower.translate(_FOLDED)
    tokens: list[DateToken] = []
    at = 0
    for match in _TOKEN.finditer(text):
        kind = next(name for name in _KINDS if match[name])
        word = match[kind].replace(" ", "").translate(_TWINS)
        word = _ABBREVIATIONS.get(word, word)
        kind = "word" if kind in ("mixed", "abbreviation") else kind  # «1V квартал»
        tokens.append(DateToken(kind, word, offsets[match.start()], offsets[match.end() - 1] + 1, at))
        at += len(word) + 1
    return Folded(" ".join(token.text for token in tokens), tuple(tokens))
