"""Dates that contradict themselves, in any text."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from events.period import Period
from events.vocabulary import Severity

from .slip import Slip

_STEMS = ("янв", "фев", "март", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_MONTH = (
    r"(?:(?:январ|феврал|апрел|июн|июл|сентябр|октябр|ноябр|декабр)(?:ь|я|ю|е|ем)|март(?:а|у|е|ом)?|"
    r"ма(?:й|я|ю|е|ем)|август(?:а|у|е|ом)?)(?![а-яё])"
)
_DATE = re.compile(
    rf"(?<![\d./])(?P<day>\d{{1,2}})\s+(?P<month>{_MONTH})(?:\s+(?P<year>(?:19|20)\d\d)(?!\d))?|"
    r"(?<![\d.])(?P<numeric>\d{1,2}\.\d{1,2}\.(?:19|20)\d\d)(?!\.?\d)",
    re.IGNORECASE,
)
_YEAR = re.compile(
    rf"(?:{_MONTH}|квартал[еа]?|полугоди[ею])\s+(?:19|20)\d\d\s+(?P<year>год)(?![а-яё])", re.IGNORECASE
)
_WEEKDAYS = ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье")
_DAY_OF_NAME = {
    **{name: day for day, name in enumerate(_WEEKDAYS)},
    **{"среду": 2, "пятницу": 4, "субботу": 5},
    **{"пн": 0, "вт": 1, "ср": 2, "чт": 3, "пт": 4, "сб": 5, "вс": 6},
}
_NAME = (
    "(?:" + "|".join(sorted((name for name in _DAY_OF_NAME if len(name) > 2), key=len, reverse=True)) + ")"
)
# One weekday right beside one date: «каждую среду с 12 апреля» and lists of weekdays say something else.
_BEFORE = re.compile(rf"(?<![а-яё])(?P<name>{_NAME})\s*,?\s*$", re.IGNORECASE)
_NOT_ONE_DAY = re.compile(r"(?:кажд\w+|\bпо|\bи|[,–-])\s*$", re.IGNORECASE)
_AFTER = re.compile(
    rf"(?:\s+года?|\s?г\.)?(?:,\s*|\s*\()(?:во? )?(?P<name>{_NAME}|пн|вт|ср|чт|пт|сб|вс)(?![а-яё])"
    rf"(?!,?\s*(?:\d|и |{_NAME}))",
    re.IGNORECASE,
)
_RANGE = re.compile(r"(?:[-–—]|\bпо|\bи|\d,)\s*$", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_FAR = 30  # signs before a date that may name its weekday


def date_slips(text: str, period: Period) -> Iterator[Slip]:
    """A year that is left out is the one that brings the date nearest to the period."""
    if not _DIGIT.search(text):
        return
    yield from year_slips(text)
    for found in _DATE.finditer(text):
        day = _date_of(found, period)
        if day is None:
            yield Slip(
                code="impossible-date", start=found.start(), end=found.end(), severity=Severity.WARNING
            )
        elif not _RANGE.search(text, max(0, found.start() - _FAR), found.start()):
            yield from _weekday(text, found, day)


def year_slips(text: str) -> Iterator[Slip]:
    """«август 2022 год» for «августа 2022 года»; «за 2022 год» is right."""
    for found in _YEAR.finditer(text):
        yield Slip(
            code="year-in-nominative",
            start=found.start("year"),
            end=found.end("year"),
            replacement=f"{found['year']}а",
        )


def _date_of(found: re.Match[str], period: Period) -> date | None:
    if found["numeric"]:
        day, month, year = (int(part) for part in found["numeric"].split("."))
        return _date(year, month, day)
    written = found["month"].lower()
    month = next(number for number, stem in enumerate(_STEMS, start=1) if written.startswith(stem))
    day = int(found["day"])
    if found["year"]:
        return _date(int(found["year"]), month, day)
    years = range(period.start.year - 1, period.end.year + 2)
    days = [one for year in years if (one := _date(year, month, day)) is not None]
    return min(days, key=lambda one: max(period.start - one, one - period.end), default=None)


def _date(year: int, month: int, day: int) -> date | None:
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def _weekday(text: str, found: re.Match[str], day: date) -> Iterator[Slip]:
    before = _BEFORE.search(text, max(0, found.start() - _FAR), found.start())
    if before and _NOT_ONE_DAY.search(text, max(0, before.start() - _FAR), before.start()):
        before = None
    named = before or _AFTER.match(text, found.end())
    if named and _DAY_OF_NAME[named["name"].lower()] != day.weekday():
        yield Slip(
            code="weekday-differs",
            start=min(found.start(), named.start("name")),
            end=max(found.end(), named.end("name")),
            expected=_WEEKDAYS[day.weekday()],
            severity=Severity.WARNING,
        )
