"""Ordinals of quarters, half-years and ten-day periods: Roman, Arabic or in words; months: Roman."""

import re

# Words come folded. «П» and «Ш» stand for II and III, «У» for V: typed on a Cyrillic layout.
_ROMAN_TWINS = str.maketrans(
    {"і": "i", "ӏ": "i", "l": "i", "|": "i", "ⅰ": "i", "п": "ii", "ⅱ": "ii", "ш": "iii", "ⅲ": "iii"}
    | {"у": "v", "y": "v", "ѵ": "v", "ⅳ": "iv", "х": "x"}
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "iiii": 4, "v": 5}
_STROKES = {"11": 2, "111": 3, "1v": 4, "1у": 4, "1y": 4}  # «11 квартал»: the digit one for I
_WORD = re.compile(
    r"(?:(?P<n1>перв)|(?P<n2>втор)|(?P<n4>четверт)|(?P<n5>пят))(?:ый|ая|ое|ые|ого|ой|ому|ым|ом|ую|ых|ыми)"
    r"|(?P<n3>трет)(?:ий|ья|ье|ьи|ьего|ьей|ьему|ьим|ьем|ью|ьих|ьими)"
)
_ROMAN_MONTHS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_MONTHS = {numeral: number for number, numeral in enumerate(_ROMAN_MONTHS, 1)}
_MONTH_TWINS = str.maketrans({"і": "i", "ӏ": "i", "l": "i", "|": "i", "ⅰ": "i", "х": "x", "ѵ": "v", "у": "v"})
_IS_ROMAN = re.compile(r"[ivx]+")


def roman_month(word: str) -> int | None:
    return _MONTHS.get(word.translate(_MONTH_TWINS))


def is_roman(word: str) -> bool:
    return _IS_ROMAN.fullmatch(word.translate(_MONTH_TWINS)) is not None


def ordinal(word: str) -> int | None:
    """1–5 however it is typed, in any case."""
    if word in _STROKES:
        return _STROKES[word]
    if word.isdecimal():
        return int(word) if word in ("1", "2", "3", "4", "5") else None
    match = _WORD.fullmatch(word)
    if match is not None:
        return int((match.lastgroup or "")[1:])
    return _ROMAN.get(word.translate(_ROMAN_TWINS))
