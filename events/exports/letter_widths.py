"""How wide text is set in Times New Roman and in fonts of its measure (PT Astra Serif, Liberation Serif)."""

from functools import lru_cache

LINE_HEIGHT = 1.15  # of the size, at single spacing

_EM = 2048
_WIDTHS = {
    369: "'",
    410: "|",
    512: " ,.·\u00a0",
    569: "/:;\\ijlt",
    682: "!()-I[]`fr’",
    717: "•",
    797: "Js",
    809: "з",
    836: '"',
    840: "г",
    879: "э",
    895: "т",
    909: "?acezаесё“”„",
    934: "ь",
    942: "я",
    967: "в",
    995: "к",
    1022: "л",
    1024: "#$*0123456789_bdghknopquvxyорух«»–§",
    1026: "З",
    1030: "ч",
    1042: "бд",
    1059: "ъ",
    1096: "ийнпц",
    1139: "FPSР",
    1176: "БЬ",
    1184: "Г",
    1251: "ELTZЕТЁ",
    1296: "м",
    1327: "ф",
    1331: "Ч",
    1352: "Э",
    1366: "BCRВКСЯ",
    1376: "ы",
    1389: "Л",
    1397: "Д",
    1415: "ж",
    1446: "Ъ",
    1450: "У",
    1479: "ADGHKNOQUVXYwАИЙНОПХЦ",
    1530: "ю",
    1577: "шщ",
    1618: "Ф",
    1786: "Ы",
    1821: "MМ",
    1835: "Ж",
}
_WIDTH_OF = {ord(letter): width for width, letters in _WIDTHS.items() for letter in letters}
_WIDEST = 2105  # «Ю», and whatever is not listed
_BOLD = 1.15  # no bold letter that words are made of is wider by more


def set_lines(text: str, width: float, size: float, *, bold: bool = False) -> int:
    """Lines `text` takes between margins `width` mm apart, at `size` points; never fewer than an office
    program sets, which may break a word at its hyphen too."""
    points = width / 25.4 * 72
    scale = size * (_BOLD if bold else 1)
    return sum(_paragraph_lines(paragraph, points, scale) for paragraph in text.split("\n"))


def _paragraph_lines(text: str, points: float, scale: float) -> int:
    space = _width(" ") * scale
    lines, used = 1, 0.0
    for word in text.split(" "):
        wide = _width(word) * scale
        if used and used + space + wide > points:
            lines, used = lines + 1, wide
        else:
            used += (space if used else 0) + wide
        while used > points:  # no line holds the word
            lines, used = lines + 1, used - points
    return lines


@lru_cache(maxsize=20_000)
def _width(word: str) -> float:
    """In ems."""
    return sum(_WIDTH_OF.get(ord(letter), _WIDEST) for letter in word) / _EM
