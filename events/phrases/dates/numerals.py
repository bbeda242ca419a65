"""Ordinals of quarters, half-years and decades as offices type them: Roman, Arabic or in words."""

# Folded text is lower case. «П» and «Ш» stand for II and III, «У» for V: typed on a Cyrillic layout.
_ROMAN_TWINS = str.maketrans(
    {
        "і": "i", "ӏ": "i", "l": "i", "|": "i", "ⅰ": "i", "п": "ii", "ⅱ": "ii", "ш": "iii", "ⅲ": "iii",
        "у": "v", "y": "v", "ѵ": "v", "ⅳ": "iv", "х": "x",
    }
)  # fmt: skip
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "iiii": 4, "v": 5}
_ORDINAL_STEMS = (("перв", 1), ("втор", 2), ("трет", 3), ("четверт", 4), ("пят", 5))
_ORDINAL_ENDINGS = frozenset(
    [
        "ый",
        "ая",
        "ое",
        "ые",
        "ого",
        "ой",
        "ому",
        "ым",
        "ом",
        "ую",
        "ых",
        "ыми",
        "ии",
        "ий",
        "ья",
        "ье",
        "ьи",
        "ьего",
        "ьей",
        "ьему",
        "ьим",
        "ьем",
        "ью",
        "ьих",
        "ьими",
    ]
)
_STROKES = {"1": 1, "11": 2, "111": 3, "1v": 4, "1у": 4}  # «11 квартал»: the digit one for I


def roman(word: str) -> int | None:
    """I–V in Latin or Cyrillic letters of a folded word."""
    return _ROMAN.get(word.translate(_ROMAN_TWINS))


def ordinal_word(word: str) -> int | None:
    """«первый»…«пятый» in any case of a folded word."""
    for stem, number in _ORDINAL_STEMS:
        if word.startswith(stem) and word[len(stem) :] in _ORDINAL_ENDINGS:
            return number
    return None


def ordinal(word: str) -> int | None:
    """1–5 however it is typed."""
    if word in _STROKES:
        return _STROKES[word]
    if word.isdecimal():
        return int(word) if 1 <= int(word) <= 5 else None
    return roman(word) or ordinal_word(word)
