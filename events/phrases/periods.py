"""Reads the period named in a title: «на I полугодие 2024 года», «за июль 2024 года», «на 2024–2026 годы»."""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from agreements.names.folding import fold
from events.period import Period

from .dates.numerals import ordinal

_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_YEAR_WORD = r"(?:\s*г(?:од[а-я]{0,2})?\b\.?)?"
_ORDINAL = r"\d{1,3}|[ivxlіӏхшпуyѵ|1ⅰ-ⅳ]{1,4}|(?:перв|втор|трет|четверт)[а-я]{1,4}"
_SUFFIX = r"(?:-?(?:ый|ой|ое|го|ом|й|я|м|е))?"
_UNIT = r"(?P<unit>квартал[а-я]{0,3}|кв\b|полугоди[а-я]{1,2}|полуг\b|п/г)"
_PART_OF_YEAR = re.compile(
    rf"(?<!\w)(?P<first>{_ORDINAL}){_SUFFIX}"
    rf"(?:\s*(?:-|,|и|по)\s*(?P<last>{_ORDINAL}){_SUFFIX})?"
    rf"\s*{_UNIT}(?:[\s.,(]*{_YEAR})?"
)
_COUNTS = {"3": 3, "6": 6, "9": 9, "12": 12, "три": 3, "шесть": 6, "девять": 9, "двенадцать": 12}
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
    rf"(?<!\w)(?P<first>{_MONTH})(?:\s*(?P<begun>(?:19|20)\d\d){_YEAR_WORD})?"
    rf"\s*(?:-|по)\s*(?P<last>{_MONTH})(?!\w)(?:[\s.,(]*{_YEAR})?"
)
_IN_WORDS = rf"\d{{1,2}}(?:-?го)?\s*{_MONTH}(?!\w)(?:\s*(?:19|20)\d\d{_YEAR_WORD})?"
_IN_FIGURES = r"\d{1,2}\.\d{1,2}(?:\.(?:(?:19|20)?\d\d)(?:\s*г(?:ода)?\b\.?)?)?"
_DAY = rf"(?<![\w.])(?:{_IN_WORDS}|{_IN_FIGURES}|\d{{1,2}})"
_DAYS = re.compile(rf"(?P<first>{_DAY})\s*(?:-|по|до)\s*(?P<last>{_IN_WORDS}|{_IN_FIGURES})(?!\d)")
_ONE_DAY = re.compile(rf"(?<![\w.])(?:{_IN_WORDS}|\d{{1,2}}\.\d{{1,2}}\.(?:(?:19|20)?\d\d){_YEAR_WORD})")
# «на июль», «июль 2024 года»: a month alone is meant as a period where a preposition or its year says so
_ONE_MONTH = re.compile(
    rf"(?<!\w)(?:(?P<lead>на|за|в)\s+)?(?P<month>{_MONTH})(?!\w)(?:\s+месяц[а-я]?)?(?:[\s.,(]*{_YEAR})?"
)
_SEVERAL_YEARS = re.compile(
    r"(?<![\w.-])(?:с\s+)?(?P<first>(?:19|20)\d\d)(?:\s*г(?:од[а-я]{0,2})?\b\.?)?"
    r"(?P<others>(?:\s*(?:-|/|,|и|по)\s*(?:(?:19|20)\d\d)(?:\s*г(?:од[а-я]{0,2})?\b\.?)?)+"
    r"|\s*-\s*\d\d(?=\s*г))(?![\d-])(?:\s*(?:годы|годов|годах|годам|гг)\b\.?)?(?!\s*учебн)"
)
_WHOLE_YEAR = re.compile(
    rf"(?<![\w.-]){_YEAR}(?!\s*-\s*\d)(?:-?(?:й|го|ом|м))?(?=\s*(?:год[а-я]{{0,2}}\b|г\b|г\.|$))"
)
_MONTH_HEADING = re.compile(
    rf"(?:на|за|в)?\s*(?P<month>{_MONTH})(?:\s+месяц[а-я]?)?(?:[\s.,(]*{_YEAR}{_YEAR_WORD}\)?)?"
)
_WHOLE = re.compile(
    r"(?:в течени[еи]|на протяжении)\s+(?:всего\s+)?(?:\w+\s+)?(?:года|периода|полугодия|квартала|месяца)"
)
_REST_OF_HEADING = re.compile(r"(?:на|за|в|во)?\s*(?:год[а-я]{0,2}|г)?[\s.()]*")
_OPEN_END = re.compile(r"(?<!\w)(?:до|по|с|со|от|после|к)\s+(?:конца\s+|начала\s+)?$")  # «до 2030 года»
_LEAD = re.compile(r"(?<!\w)(?P<lead>на|за|в|во)\s+(?:период\s+(?:с\s+)?|течение\s+)?$")
_OPENING = re.compile(
    r"(?<!\w)(?:(?P<plan>план|перечень|программ|дорожн|протокол)|отчет|информаци|сведени|доклад)"
)
_ANY_YEAR = re.compile(rf"(?<![\w.]){_YEAR}")
_FIGURES = re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})(?:\.(?P<year>\d+))?\D*")


class _Named(NamedTuple):
    """A period as a text names it."""

    start: int  # offsets in the folded text
    end: int
    months: tuple[int, int] | None  # first and last; None where the days are those of no customary period
    year: str  # "" where it is not said
    last_year: str = ""  # of a period of several years


def read_period(text: str) -> Period | None:
    """None where no period is named, or where two are and neither «за» nor «на» tells them apart, or where
    the days named from and to are those of no month, quarter, half-year, nine months or years."""
    folded = fold(text)
    named = [*_ordinal_parts(folded), *_counted_months(folded), *_month_ranges(folded), *_day_ranges(folded)]
    rest = _without(folded, named)
    rest = _ONE_DAY.sub(lambda match: "\n" * len(match[0]), rest)
    named += _single_months(rest)
    if not any(one.months for one in named):
        rest = _without(rest, named)
        spans = list(_several_years(rest))
        named = [*spans, *_whole_years(_without(rest, spans))]
    return _period(_told_apart([one for one in named if one.months], folded), folded)


def read_part(heading: str, of: Period) -> Period | None:
    """The part of a period that a heading names and nothing else: «ЯНВАРЬ», «II квартал», «В течение года».

    None for any other text, for one without a year in a period of several, and for what lies outside of it.
    """
    folded = fold(heading).strip(" .:")
    if _WHOLE.fullmatch(folded):
        return of
    named = [*_ordinal_parts(folded), *_counted_months(folded), *_month_ranges(folded)]
    if match := _MONTH_HEADING.fullmatch(folded):
        month = _month(match["month"])
        named = [_Named(*match.span(), (month, month), match["year"] or "")]
    if len(named) != 1 or _REST_OF_HEADING.fullmatch(_without(folded, named)) is None:
        return None
    months, year = named[0].months, named[0].year
    if months is None or (not year and of.years > 1):
        return None
    part = Period.of_months(*months, int(year or of.year))
    return part if part is not None and part in of else None


def _period(named: Iterable[_Named], folded: str) -> Period | None:
    named = list(named)
    years = {(one.year, one.last_year) for one in named if one.year}
    if named and not years:
        years = {(match["year"], "") for match in _ANY_YEAR.finditer(folded)}
    if len({one.months for one in named}) != 1 or len(years) != 1:
        return None
    (first, last), (year, last_year) = named[0].months or (1, 12), years.pop()
    try:
        if last_year and (first, last) == (1, 12):
            return Period(int(year), last_year=int(last_year))
        return None if last_year else Period.of_months(first, last, int(year))
    except ValueError:
        return None


def _told_apart(named: list[_Named], folded: str) -> list[_Named]:
    """«Отчет о выполнении плана на 2024–2026 годы за 2025 год»: a report is of what follows «за» or «в»,
    a plan of what follows «на»."""
    leads = [match["lead"] if (match := _LEAD.search(folded[: one.start])) else "" for one in named]
    opening = _OPENING.search(folded)
    if opening is None or "на" not in leads or "" in leads or {*leads} == {"на"}:
        return named
    return [one for one, lead in zip(named, leads, strict=True) if (lead == "на") is bool(opening["plan"])]


def _without(text: str, named: Iterable[_Named]) -> str:
    """The text with these phrases blanked, so that the year of «с 5 октября по 1 декабря 2024 года» is not
    taken for a whole one; offsets stay true."""
    for one in named:
        text = text[: one.start] + "\n" * (one.end - one.start) + text[one.end :]
    return text


def _ordinal_parts(folded: str) -> Iterator[_Named]:
    for match in _PART_OF_YEAR.finditer(folded):
        first = ordinal(match["first"])
        last = ordinal(match["last"]) if match["last"] else first
        months = None
        if first is not None and last is not None:
            length = 3 if match["unit"].startswith("кв") else 6
            months = _customary((first - 1) * length + 1, last * length)
        yield _Named(*match.span(), months, match["year"] or "")


def _counted_months(folded: str) -> Iterator[_Named]:
    for match in _MONTHS.finditer(folded):
        yield _Named(*match.span(), (1, _COUNTS[match["count"]]), match["year"] or "")


def _month_ranges(folded: str) -> Iterator[_Named]:
    for match in _MONTH_RANGE.finditer(folded):
        begun, ended = match["begun"], match["year"]
        # «с июля 2024 года по июнь 2025 года» is no period of one year
        of_one_year = not begun or begun == ended
        months = _customary(_month(match["first"]), _month(match["last"])) if of_one_year else None
        yield _Named(*match.span(), months, ended or "")


def _day_ranges(folded: str) -> Iterator[_Named]:
    for match in _DAYS.finditer(folded):
        first, last = _day(match["first"]), _day(match["last"])
        if first is None or last is None or not last[1]:
            continue
        months, year = _customary(first[1] or last[1], last[1]), last[2] or first[2]
        whole = first[0] == 1 and last[0] == monthrange(int(year or 2023), last[1])[1]
        span = bool(first[2] and last[2] and first[2] != last[2])
        if not whole or (span and months != (1, 12)):
            months = None
        yield _Named(*match.span(), months, first[2] if span else year, last[2] if span else "")


def _single_months(rest: str) -> Iterator[_Named]:
    for match in _ONE_MONTH.finditer(rest):
        if match["lead"] or match["year"]:
            month = _month(match["month"])
            yield _Named(match.start("month"), match.end(), (month, month), match["year"] or "")


def _several_years(rest: str) -> Iterator[_Named]:
    for match in _SEVERAL_YEARS.finditer(rest):
        first, written = match["first"], re.findall(r"\d+", match["others"])
        years = [int(first), *(int(year if len(year) == 4 else first[:2] + year) for year in written)]
        listed = len(years) > 2 or re.search(r"[,и]", match["others"])
        in_order = years == list(range(years[0], years[-1] + 1)) if listed else years[0] < years[-1]
        yield _Named(*match.span(), (1, 12) if in_order else None, first, str(years[-1]))


def _whole_years(rest: str) -> Iterator[_Named]:
    for match in _WHOLE_YEAR.finditer(rest):
        if not _OPEN_END.search(rest[: match.start()]):
            yield _Named(*match.span(), (1, 12), match["year"])


def _customary(first: int, last: int) -> tuple[int, int] | None:
    return (first, last) if Period.of_months(first, last, 2024) else None


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
