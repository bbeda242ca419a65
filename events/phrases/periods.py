"""Reads the period named in a title: «на I полугодие 2024 года», «за IV квартал 2020 года», «на 2025 год»."""

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
    rf"(?<!\w)(?P<first>{_MONTH})(?:\s*(?P<begun>(?:19|20)\d\d)(?:\s*г(?:од[а-я]{{0,2}})?\b\.?)?)?"
    rf"\s*(?:-|по)\s*(?P<last>{_MONTH})(?!\w)(?:[\s.,(]*{_YEAR})?"
)
_IN_WORDS = rf"\d{{1,2}}(?:-?го)?\s*{_MONTH}(?!\w)(?:\s*(?:19|20)\d\d(?:\s*г(?:од[а-я]{{0,2}})?\b\.?)?)?"
_IN_FIGURES = r"\d{1,2}\.\d{1,2}(?:\.(?:(?:19|20)?\d\d)(?:\s*г(?:ода)?\b\.?)?)?"
_DAY = rf"(?<![\w.])(?:{_IN_WORDS}|{_IN_FIGURES}|\d{{1,2}})"
_DAYS = re.compile(rf"(?P<first>{_DAY})\s*(?:-|по|до)\s*(?P<last>{_IN_WORDS}|{_IN_FIGURES})(?!\d)")
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
_LAST_DAY = {3: 31, 6: 30, 9: 30, 12: 31}
_FIGURES = re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})(?:\.(?P<year>\d+))?\D*")


def read_period(text: str) -> Period | None:
    """None where no period is named, or where two different ones are, or where the days named from and to are
    those of no quarter, half-year, nine months or year."""
    folded = fold(text)
    found = [(_ordinal_part(match), match["year"], match) for match in _PART_OF_YEAR.finditer(folded)]
    found += [(_COUNTS[match["count"]], match["year"], match) for match in _MONTHS.finditer(folded)]
    found += [(_months_part(match), match["year"], match) for match in _MONTH_RANGE.finditer(folded)]
    found += [
        (*covered, match) for match in _DAYS.finditer(folded) if (covered := _days_part(match)) is not None
    ]
    named = {(part, year) for part, year, _ in found if part is not None}
    if not named:
        beside = folded
        for _, _, match in found:  # the year of «с 5 октября по 1 декабря 2024 года» is not meant as a whole
            beside = beside[: match.start()] + "\n" * len(match[0]) + beside[match.end() :]
        named = {("", match["year"]) for match in _WHOLE_YEAR.finditer(beside)}
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


def _months_part(match: re.Match[str]) -> str | None:
    begun, ended = match["begun"], match["year"]
    if begun and begun != ended:  # «с июля 2024 года по июнь 2025 года» is no period of one year
        return None
    return _PARTS.get((_month(match["first"]), _month(match["last"])))


def _days_part(match: re.Match[str]) -> tuple[str | None, str | None] | None:
    """The part of the year from one day to another and its year; None where they are no days of a year."""
    first, last = _day(match["first"]), _day(match["last"])
    if first is None or last is None or not last[1]:
        return None
    year = last[2] or first[2]
    begins = (first[0], first[1] or last[1])
    if first[2] and last[2] and first[2] != last[2]:
        return None, None
    ends = {part: (months[0], months[1]) for months, part in _PARTS.items()}
    for part, (from_month, to_month) in ends.items():
        if begins == (1, from_month) and last[:2] == (_LAST_DAY[to_month], to_month):
            return part, year or None
    return None, year or None


def _day(text: str) -> tuple[int, int, str] | None:
    """Day, month (0: not said) and year ("": not said)."""
    if figures := _FIGURES.fullmatch(text):
        day, month, year = int(figures["day"]), int(figures["month"]), figures["year"] or ""
        year = f"20{year}" if len(year) == 2 else year
    else:
        numbers = re.findall(r"\d+", text)
        word = re.search(_MONTH, text)
        day, month = int(numbers[0]), _month(word[0]) if word else 0
        year = numbers[1] if len(numbers) > 1 else ""
    return (day, month, year) if 1 <= day <= 31 and month <= 12 else None


def _month(word: str) -> int:
    return next(number for number, stem in enumerate(_STEMS, 1) if word.startswith(stem))
