"""The period a title speaks of: «на I полугодие 2024 года», «за IV квартал 2020 года», «на 2025 год»."""

import re

from agreements.names.folding import fold
from events.period import Period

from .dates.numerals import ordinal

_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_ORDINAL = r"\d{1,3}|[ivxlіӏхшпуyѵ|1ⅰ-ⅳ]{1,4}|(?:перв|втор|трет|четверт)[а-я]{1,4}"
_SUFFIX = r"(?:-?(?:ый|ой|ое|го|ом|й|я|м|е))?"
_UNIT = r"(?P<unit>квартал[а-я]{0,3}|кв\b|полугоди[а-я]{1,2}|полуг\b|п/г)"
_PART_OF_YEAR = re.compile(
    rf"(?<!\w)(?P<first>{_ORDINAL}){_SUFFIX}"
    rf"(?:\s*(?:-|,|и|по)\s*(?P<last>{_ORDINAL}){_SUFFIX})?"
    rf"\s*{_UNIT}(?:[\s.,(]*{_YEAR})?"
)
_COUNTS = {
    "3": "Q1",
    "6": "H1",
    "9": "9M",
    "12": "",
    "три": "Q1",
    "шесть": "H1",
    "девять": "9M",
    "двенадцать": "",
}
_MONTHS = re.compile(
    rf"(?<!\w)(?P<count>{'|'.join(_COUNTS)})(?:-?ти)?\s*мес(?:яц[а-я]{{0,3}})?\b(?:[\s.,(]*{_YEAR})?"
)
_STEMS = [
    "январ",
    "феврал",
    "март",
    "апрел",
    "ма",
    "июн",
    "июл",
    "август",
    "сентябр",
    "октябр",
    "ноябр",
    "декабр",
]
_MONTH = rf"(?:{'|'.join(_STEMS)})(?:[ьяюейа]|ем|ом|у)?"
_MONTH_RANGE = re.compile(
    rf"(?<!\w)(?P<first>{_MONTH})\s*(?:-|по)\s*(?P<last>{_MONTH})(?!\w)(?:[\s.,(]*{_YEAR})?"
)
_WHOLE_YEAR = re.compile(
    rf"(?<![\w.-]){_YEAR}(?!\s*-\s*\d)(?:-?(?:й|го|ом|м))?(?=\s*(?:год[а-я]{{0,2}}\b|г\b|г\.|$))"
)
_ANY_YEAR = re.compile(rf"(?<![\w.]){_YEAR}")
_PARTS = {
    (1, 3): "Q1",
    (4, 6): "Q2",
    (7, 9): "Q3",
    (10, 12): "Q4",
    (1, 6): "H1",
    (7, 12): "H2",
    (1, 9): "9M",
    (1, 12): "",
}


def read_period(text: str) -> Period | None:
    """None where no period is named, or where two different ones are."""
    folded = fold(text)
    parts = [
        (part, match["year"])
        for part, match in (
            *((_ordinal_part(match), match) for match in _PART_OF_YEAR.finditer(folded)),
            *((_COUNTS[match["count"]], match) for match in _MONTHS.finditer(folded)),
            *(
                (_PARTS.get((_month(match["first"]), _month(match["last"]))), match)
                for match in _MONTH_RANGE.finditer(folded)
            ),
        )
    ]
    named = {(part, year) for part, year in parts if part is not None}
    if not named and not parts:
        named = {("", match["year"]) for match in _WHOLE_YEAR.finditer(folded)}
    years = {year for _, year in named if year}
    if not years:
        years = {match["year"] for match in _ANY_YEAR.finditer(folded)}
    if len({part for part, _ in named}) != 1 or len(years) != 1:
        return None
    try:
        return Period(int(years.pop()), next(iter(named))[0] or "")
    except ValueError:
        return None


def _ordinal_part(match: re.Match[str]) -> str | None:
    first = ordinal(match["first"])
    last = ordinal(match["last"]) if match["last"] else first
    if first is None or last is None:
        return None
    length = 3 if match["unit"].startswith("кв") else 6
    return _PARTS.get(((first - 1) * length + 1, last * length))


def _month(word: str) -> int:
    return next(number for number, stem in enumerate(_STEMS, 1) if word.startswith(stem))
