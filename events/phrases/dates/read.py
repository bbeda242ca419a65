"""Reads a cell of dates into one value: scans it and finds the years."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from events.period import Period
from events.vocabulary import Precision

from .habits import TO_BE_SPECIFIED, within_holidays
from .model import Dates
from .numerals import ordinal
from .points import DateSpan, Point, distance, nearest_year, share_years
from .scan import Scan, scan
from .words import LAST, MONTHS_GENITIVE, PARTS, UNITS

_LONGEST = 1000  # signs; a longer cell is no cell of dates
_BRACKETS = re.compile(r"\([^()]*\)?|\[[^\[\]]*\]?")
_BARE_DAYS = re.compile(
    r"\s*(?:с\s*)?\d{1,2}(?:\s*(?:[-–—,;и]|по)\s*\d{1,2})*(?:\s*числ[ао])?[\s.]*", re.IGNORECASE
)
_BARE_PART = re.compile(
    r"\s*(?:в(?:о)?\s+)?(?:(?:(?:\d|[ivx]{1,3})(?:-?[а-я]{1,2})?|перв\w+|втор\w+|трет\w+|последн\w+)\s+"
    r"(?:декад|половин|недел)[аеуюяи]|начал[оае]|середин[ауе]|кон(?:ец|це|ца))(?:\s+месяца)?[\s.]*",
    re.IGNORECASE,
)
_EITHER = re.compile(r"(?<!\w)(?:или|либо)(?!\w)", re.IGNORECASE)
# «__ марта», «XX.03.2024», «12 мая (?)»: a place kept for what is not known yet
_PLACEHOLDER = re.compile(r"_{2,}|\?|(?<!\w)[xх]{2}\.\s*\d|^\W*(?:…|\.{3})\s*[а-я]", re.IGNORECASE)
_ROUGHLY = re.compile(
    r"(?<!\w)(?:предварительн|предположительн|ориентировочн|ориент\.|примерн|приблизительн)|"
    r"\d\.?\s*[-–—]\s*$",  # «12.05-»
    re.IGNORECASE,
)
_EDGES = " \t\r\n\u00a0.,;:-–—"


def read_dates(text: str, period: Period | None) -> Dates | None:
    """None where the text names no date, names an impossible one, or needs a period that is not given."""
    if len(text) > _LONGEST:
        return None
    text, length = _with_month(text, period), len(text)
    this_year = period.year if period and period.years == 1 else None
    outside = _BRACKETS.sub(lambda match: " " * len(match[0]), text)
    main, source = scan(outside, this_year), outside
    if main is None:
        return None
    notes: list[str] = []
    holidays = within_holidays(" ".join(text.lower().split()))
    to_be_specified = False
    for match in _BRACKETS.finditer(text):
        inside = match[0].strip("()[]")
        aside = scan(inside, this_year)
        if (joined := _joined(main, aside, text, match, this_year)) is not None:
            main, source = joined, text
            main.end += text[main.end : main.end + 1] in tuple(")]")
            continue
        to_be_specified |= aside is not None and bool(aside.left_open)
        if aside is not None and main.silent and not aside.silent:
            notes += main.texts(source, with_left_open=False)
            main, source = aside, inside
        elif aside is not None and aside.spans and _is_habit_alone(main):  # «по отдельному графику (май)»
            main.spans += aside.spans
        elif aside is not None and holidays and _names_days(aside.spans):
            main, source = aside, inside
        elif aside is not None and _gives_year(aside, main):
            main.spans += aside.spans
        else:
            if aside is None or not aside.only_recurs:
                notes.append(inside)
            if aside is not None:
                main.recurrence = main.recurrence or aside.recurrence
    if not _is_a_date(main):
        return None
    if holidays and _names_days(main.spans):  # «весенние каникулы, 25–31 марта»: as this school sets them
        main.spans = [span for span in main.spans if _names_days([span])]
        holidays = False
    dates = _dated(main, period)
    if dates is None:
        return None
    own_notes = main.texts(source, with_left_open=bool(main.spans or main.point or main.recurrence))
    noted = _tidy((*own_notes, *notes))
    if any(_names_part(note) for note in noted):
        return None
    return replace(
        dates,
        recurrence=main.recurrence,
        to_be_specified=dates.to_be_specified
        or to_be_specified
        or bool(main.left_open)
        or (len(main.spans) > 1 and bool(_EITHER.search(text)))
        or bool(_PLACEHOLDER.search(text))
        or bool(_ROUGHLY.search(text))
        or holidays,
        note="; ".join(noted),
        phrase=(source[main.start : main.end] if main.end >= 0 else source)[:length].strip(_EDGES),
    )


def _is_habit_alone(main: Scan) -> bool:
    return not (main.spans or main.point or main.recurrence or main.left_open)


def _names_days(spans: Sequence[DateSpan]) -> bool:
    return any(
        point is not None and point.precision is Precision.DAY
        for span in spans
        for point in (span.first, span.last)
    )


def _with_month(text: str, period: Period | None) -> str:
    """«15-17», «вторая декада» in a plan of one month, or under its heading, with the month that is not
    repeated."""
    if period is None or period.months != 1:
        return text
    if not (_BARE_DAYS.fullmatch(text) or _BARE_PART.fullmatch(text)):
        return text
    return f"{text.rstrip(_EDGES)} {MONTHS_GENITIVE[period.start.month - 1]}"


def _joined(
    main: Scan, aside: Scan | None, text: str, match: re.Match[str], this_year: int | None
) -> Scan | None:
    """«февраль (вторая декада)»: what stands in brackets says which part of the month is meant."""
    if (aside is not None and aside.spans) or len(main.spans) != 1:
        return None
    joined = scan(_opened(text, match), this_year)
    is_part = joined is not None and len(joined.spans) == 1 and joined.spans != main.spans
    return joined if is_part and joined is not None and not (joined.notes or joined.left_open) else None


def _opened(text: str, match: re.Match[str]) -> str:
    """The text with other brackets blanked and the signs of these ones left out; offsets stay true."""
    blanked = _BRACKETS.sub(lambda one: one[0] if one.start() == match.start() else " " * len(one[0]), text)
    return re.sub(r"[()\[\]]", " ", blanked)


def _tidy(notes: Iterable[str]) -> list[str]:
    parts = (part for note in notes for part in note.split(";"))
    tidy = (" ".join(re.sub(r"[()\[\]]", " ", part).split()).strip(_EDGES) for part in parts)
    return [note for note in tidy if note and note.casefold().replace("ё", "е") not in TO_BE_SPECIFIED]


def _names_part(note: str) -> bool:
    """«начало месяца», «II половина» apart from the month it divides: what is meant stays open."""
    words = re.findall(r"[\w-]+", note.casefold().replace("ё", "е"))
    parted = [word for word in words if word in PARTS or word in UNITS or word in LAST]
    return bool(parted) and all(
        word in parted
        or word in ("месяца", "года")
        or (ordinal(word) is not None and not word.isdecimal())  # «2 недели» is a duration
        for word in words
    )


def _is_a_date(found: Scan) -> bool:
    """A sentence that happens to name a month («Участие в выставке «Весна») is no cell of dates."""
    words = sum(note.words for note in found.notes)
    before = sum(note.words for note in found.notes if note.start < found.start)
    points = [point for span in found.spans for point in (span.first, span.last) if point is not None]
    if any(point.year is not None or point.precision is Precision.DAY for point in points):
        return words <= 6
    if any(point.precision is Precision.MONTH or point.start[0] % 3 == 1 for point in points):
        return words <= 3 and before == 0
    if found.silent:
        return False
    return words == 0 or (words <= 4 and before == 0 and not points and found.notes[0].parted)


# --- years


def _gives_year(aside: Scan, main: Scan) -> bool:
    """«май (2024 год)»."""
    return (
        len(aside.spans) == 1 and _lone_year(aside.spans[0]) and all(span.year is None for span in main.spans)
    )


def _lone_year(span: DateSpan) -> bool:
    point = span.last
    return (
        point is not None
        and span.first is point
        and point.precision is Precision.YEAR
        and point.year is not None
        and not point.wraps
    )


def _dated(found: Scan, period: Period | None) -> Dates | None:
    spans = tuple(found.spans)
    if found.point is not None and not spans:
        spans = (DateSpan(first=found.point, last=found.point),)
    spans = tuple(span for span in spans if span.first is not None or span.last is not None)
    if not spans:
        return None if period is None else _whole(period)
    if len(spans) > 1 and any(span.first is None for span in spans):
        return None  # «до 12 февраля, 7 мая»: one stretch or a last day and another one
    year_given = any(point.year is not None for span in spans for point in (span.first, span.last) if point)
    placed = share_years([_nearer_winter(span, period) for span in _spread_lone_year(spans)])
    if placed is not None and any(span.year is None for span in placed):
        if period is not None and period.years > 1:
            return _in_some_year(period, found)
        placed = nearest_year(placed, period) if period else None
    if placed is None:
        return None
    stretches = [_stretch(span, period) for span in placed]
    whole = [stretch for stretch in stretches if stretch is not None]
    if len(whole) < len(stretches):
        return None
    start, _, start_precision, _ = min(whole, key=lambda stretch: stretch[0])
    _, end, _, end_precision = max(whole, key=lambda stretch: stretch[1])
    return Dates(
        start=start,
        end=end,
        start_precision=start_precision,
        end_precision=end_precision,
        year_given=year_given,
        days=_separate_days(whole),
    )


def _whole(period: Period) -> Dates:
    return replace(Dates.of(period.start, period.end, Precision.PERIOD), year_given=False)


def _in_some_year(period: Period, found: Scan) -> Dates:
    """«ежегодно, до 1 марта», «май» in a plan of several years: nothing says in which of them."""
    return replace(_whole(period), to_be_specified=not found.recurrence)


def _spread_lone_year(spans: Sequence[DateSpan]) -> Sequence[DateSpan]:
    """«2024 год: май, октябрь»: a year beside dates without one is theirs, not a date of its own."""
    years = [span for span in spans if _lone_year(span)]
    others = [span for span in spans if not _lone_year(span)]
    if len(years) != 1 or not others or any(span.year is not None for span in others):
        return spans
    return [*others[:-1], others[-1].with_year(years[0].year or 0)]


def _nearer_winter(span: DateSpan, period: Period | None) -> DateSpan:
    if not any(point is not None and point.either_year for point in (span.first, span.last)):
        return span
    year = span.year
    if period is None or year is None:
        return span
    return min(
        (span.with_year(year), span.with_year(year + 1)), key=lambda candidate: distance([candidate], period)
    )


# --- days


def _stretch(span: DateSpan, period: Period | None) -> tuple[date, date, Precision, Precision] | None:
    """Its first and last day; an open end is the period's, or the year's where the period does not reach."""
    first = _days(span.first)
    last = _days(span.last)
    if (span.first and first is None) or (span.last and last is None):
        return None
    if first is None and last is not None and span.last is not None:  # «до 1 октября»
        until = last[1]
        start = period.start if period and period.start <= until else date(until.year, 1, 1)
        return start, until, Precision.DAY, span.last.precision
    if last is None and first is not None and span.first is not None:  # «после 15 мая»
        since = first[0]
        if period and period.end >= since:
            return since, period.end, span.first.precision, Precision.PERIOD
        return since, date(since.year, 12, 31), span.first.precision, Precision.YEAR
    if first is None or last is None or span.first is None or span.last is None or first[0] > last[1]:
        return None
    return first[0], last[1], span.first.precision, span.last.precision


def _days(point: Point | None) -> tuple[date, date] | None:
    return point.span(point.year) if point is not None and point.year is not None else None


def _separate_days(stretches: Sequence[tuple[date, date, Precision, Precision]]) -> tuple[date, ...]:
    """Empty for one range, however it is written: «12 и 13 мая» is «12-13 мая»."""
    if any(precision is not Precision.DAY for stretch in stretches for precision in stretch[2:]):
        return ()
    days = sorted(
        {
            start + timedelta(days=step)
            for start, end, _, _ in stretches
            for step in range((end - start).days + 1)
        }
    )
    return tuple(days) if any((after - before).days > 1 for before, after in pairwise(days)) else ()
