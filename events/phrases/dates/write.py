"""Writes dates in the house wording; reading the text back gives the same value."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from agreements.names.folding import fold
from events.period import MONTHS_NOMINATIVE
from events.vocabulary import Precision

from .habits import TO_BE_SPECIFIED, leaves_open
from .model import Dates, Recurrence
from .points import month_end
from .words import MONTHS_GENITIVE

_ROMAN = ("I", "II", "III", "IV")
_PARTS = {  # days of a month, 0: its last → name
    (1, 10): "первая декада",
    (11, 20): "вторая декада",
    (21, 0): "третья декада",
    (1, 20): "первая-вторая декада",
    (11, 0): "вторая-третья декада",
    (1, 15): "первая половина",
    (16, 0): "вторая половина",
    (1, 7): "первая неделя",
    (8, 14): "вторая неделя",
    (15, 21): "третья неделя",
    (22, 28): "четвертая неделя",
    (29, 0): "пятая неделя",
}
_SEASONS = {3: "весна", 6: "лето", 9: "осень", 12: "зима"}
_RECURRENCES = {
    Recurrence.DAILY: "ежедневно",
    Recurrence.WEEKLY: "еженедельно",
    Recurrence.MONTHLY: "ежемесячно",
    Recurrence.QUARTERLY: "ежеквартально",
    Recurrence.YEARLY: "ежегодно",
}
_TIME = re.compile(
    r"(?:(?:в|с|до|к|начало) )*[0-9]{1,2}[.:][0-9]{2}(?: ?(?:-|–|до) ?[0-9]{1,2}[.:][0-9]{2})?"
)
_DAY_OR_TIME = re.compile(r"[0-9]\.(?:0[1-9]|1[0-2])")  # «10.10» is a time only after a year


@dataclass(frozen=True, slots=True, kw_only=True)
class DateStyle:
    """An office's habits."""

    day_dash: str = "-"  # between days of one month, and between years
    month_dash: str = " – "  # where a month stands on either side
    short_year: bool = False  # «2024 г.», not «2024 года»


HOUSE = DateStyle()


def write_dates(dates: Dates, style: DateStyle = HOUSE) -> str:
    """«26-28 сентября 2024 года», «январь – февраль 2024 года», «В течение всего периода»."""
    recurrence = _RECURRENCES.get(dates.recurrence, "")
    open_note = TO_BE_SPECIFIED[0] if dates.to_be_specified and not leaves_open(fold(dates.note)) else ""
    if dates.precision is Precision.PERIOD and dates.start_precision is Precision.PERIOD:
        text = recurrence or open_note or "в течение всего периода"
        open_note = open_note if recurrence else ""
        text = text[0].upper() + text[1:]
    else:
        text = _spans(dates, style) + (f", {recurrence}" if recurrence else "")
    if _TIME.fullmatch(dates.note) and (dates.year_given or not _DAY_OR_TIME.search(dates.note)):
        text, note = f"{text}, {dates.note}", ""
    else:
        note = dates.note
    beside = "; ".join(part for part in (note, open_note) if part)
    return f"{text} ({beside})" if beside else text


def date_in_words(day: date) -> str:
    """«20 декабря 2024 года»."""
    return f"{day.day} {MONTHS_GENITIVE[day.month - 1]} {day.year} года"


def _spans(dates: Dates, style: DateStyle) -> str:
    if dates.days:
        return _separate_days(dates, style)
    if dates.end_precision is Precision.PERIOD:
        return f"с {_day(dates.start)}{_year(dates, dates.start.year, style)}"
    if dates.start_precision is dates.end_precision:
        text = _whole(dates, style)
        if text:
            return text
    first, last = _end(dates, style, closing=False), _end(dates, style, closing=True)
    return f"{first}{style.month_dash}{last}"


def _year(dates: Dates, year: int, style: DateStyle) -> str:
    if not dates.year_given:
        return ""
    return f" {year} г." if style.short_year else f" {year} года"


def _day(day: date) -> str:
    return f"{day.day} {MONTHS_GENITIVE[day.month - 1]}"


def _last_day(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


# --- one stretch with one name


def _whole(dates: Dates, style: DateStyle) -> str:
    """The name of a stretch whose ends have the same precision; "" when it has none."""
    start, end = dates.start, dates.end
    year = _year(dates, end.year, style)
    same_month = (start.year, start.month) == (end.year, end.month)
    aligned = start.day == 1 and _last_day(end)
    if dates.precision is Precision.DAY and same_month:
        days = str(start.day) if start == end else f"{start.day}{style.day_dash}{end.day}"
        return f"{days} {MONTHS_GENITIVE[start.month - 1]}{year}"
    if dates.precision is Precision.MONTH and same_month:
        if aligned:
            return f"{MONTHS_NOMINATIVE[start.month - 1]}{year}"
        part = _part_of_month(start, end)
        return part and f"{part} {MONTHS_GENITIVE[start.month - 1]}{year}"
    if not aligned:
        return ""
    if dates.precision is Precision.YEAR:
        return _years(dates, style)
    season = (
        dates.precision is Precision.QUARTER and start.month % 3 == 0 and _months_between(start, end) == 3
    )
    if season and start.month == 12:
        return _winter(dates, end.year, style)
    if season:
        return f"{_SEASONS[start.month]}{year}"
    length = {Precision.QUARTER: 3, Precision.HALF_YEAR: 6}.get(dates.precision, 0)
    if not length or start.year != end.year or (start.month - 1) % length or end.month % length:
        return ""
    first, last = _ROMAN[start.month // length], _ROMAN[end.month // length - 1]
    noun, nouns = ("квартал", "кварталы") if length == 3 else ("полугодие", "полугодия")
    return f"{first} {noun}{year}" if first == last else f"{first}-{last} {nouns}{year}"


def _winter(dates: Dates, end_year: int, style: DateStyle) -> str:
    """A winter always names both its years: «зима 2024 года» might be either."""
    if not dates.year_given:
        return "зима"
    return f"зима {end_year - 1}-{end_year} {'гг.' if style.short_year else 'годов'}"


def _months_between(start: date, end: date) -> int:
    return (end.year - start.year) * 12 + end.month - start.month + 1


def _part_of_month(start: date, end: date) -> str:
    first, last = start.day, 0 if _last_day(end) else end.day
    if last == 0 and (end - start).days == 6:
        return "последняя неделя"
    return _PARTS.get((first, last), "")


def _years(dates: Dates, style: DateStyle) -> str:
    first, last = dates.start.year, dates.end.year
    if dates.start.month == 9 and dates.end.month == 8 and last == first + 1:
        return f"{first}/{last} учебный год" if dates.year_given else "В течение учебного года"
    if (dates.start.month, dates.end.month) != (1, 12):
        return ""
    if first == last:
        return f"{first} {'г.' if style.short_year else 'год'}" if dates.year_given else "В течение года"
    return f"{first}{style.day_dash}{last} {'гг.' if style.short_year else 'годы'}"


# --- two ends, each with its own name


def _end(dates: Dates, style: DateStyle, *, closing: bool) -> str:
    """One end; its year only where the other end does not give it."""
    day = dates.end if closing else dates.start
    precision = dates.end_precision if closing else dates.start_precision
    one_year = dates.start.year == dates.end.year and dates.end_precision is not Precision.YEAR
    year = "" if one_year and not closing else _year(dates, day.year, style)
    edge = _last_day(day) if closing else day.day == 1
    if precision is Precision.YEAR and edge:
        return f"конец{year or ' года'}" if closing else f"{day.year} год"
    if precision is Precision.HALF_YEAR and edge and (day.month % 6 == (0 if closing else 1)):
        return f"{_ROMAN[(day.month - 1) // 6]} полугодие{year}"
    if precision is Precision.QUARTER and edge:
        if day.month % 3 == (0 if closing else 1):
            return f"{_ROMAN[(day.month - 1) // 3]} квартал{year}"
        season = _SEASONS.get((day.month - 3) % 12 + 1 if closing else day.month)
        if season == "зима":
            return _winter(dates, day.year + (not closing), style)
        if season:
            return f"{season}{year}"
    if precision is Precision.MONTH:
        if edge:
            return f"{MONTHS_NOMINATIVE[day.month - 1]}{year}"
        part = next((name for days, name in _PARTS.items() if days[closing] == day.day), "")
        if not closing and (month_end(day.year, day.month) - day).days == 6:
            part = "последняя неделя"
        if part:
            return f"{part} {MONTHS_GENITIVE[day.month - 1]}{year}"
    return f"{_day(day)}{year}"


# --- several separate days


def _separate_days(dates: Dates, style: DateStyle) -> str:
    """«3, 5 и 7 февраля», «3-5, 10 февраля», «14 мая, 3 июня»."""
    groups: list[tuple[tuple[int, int], list[str]]] = []  # year and month → days
    for first, last in _runs(dates.days):
        month = (last.year, last.month)
        if (first.year, first.month) != month:
            year = _year(dates, first.year, style) if first.year != last.year else ""
            groups.append((month, [f"{_day(first)}{year}{style.month_dash}{last.day}"]))
            continue
        text = str(first.day) if first == last else f"{first.day}{style.day_dash}{last.day}"
        if groups and groups[-1][0] == month and style.month_dash not in groups[-1][1][0]:
            groups[-1][1].append(text)
        else:
            groups.append((month, [text]))
    parts: list[str] = []
    for index, ((year_number, month_number), days) in enumerate(groups):
        plain = all(day.isdecimal() for day in days)
        joined = f"{', '.join(days[:-1])} и {days[-1]}" if plain and len(days) > 1 else ", ".join(days)
        closes = index + 1 == len(groups) or groups[index + 1][0][0] != year_number
        year = _year(dates, year_number, style) if closes else ""
        parts.append(f"{joined} {MONTHS_GENITIVE[month_number - 1]}{year}")
    return ", ".join(parts)


def _runs(days: Sequence[date]) -> list[tuple[date, date]]:
    """Consecutive days as ranges."""
    runs: list[tuple[date, date]] = []
    for day in days:
        if runs and day - runs[-1][1] == timedelta(days=1):
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return runs
