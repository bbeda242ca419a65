"""Points of time as a phrase gives them, perhaps without a year, and how missing years are found."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from events.period import Period
from events.vocabulary import Precision

YEARS = range(1990, 2101)


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A stretch of one year. `year` is the year of its end; a winter or a school year starts the year before.

    A bare day («3» in «3, 5 и 7 февраля») has month 0 until its month is met.
    """

    precision: Precision
    start: tuple[int, int]  # month, day
    end: tuple[int, int]  # month, day; day 0: the month's last
    year: int | None = None
    wraps: bool = False
    either_year: bool = False  # «зима 2024 года»: the winter that ends or the one that begins in it
    weekday: tuple[int, int] | None = None  # n-th (0: the last), weekday; of the month of `start`
    tail: int = 0  # days counted from the month's end: the last week is 7

    @property
    def bare(self) -> bool:
        return self.start[0] == 0

    @property
    def month_of_year(self) -> int:
        """A month of it that lies in `year`."""
        return self.end[0] if self.wraps else self.start[0]

    def span(self, year: int) -> tuple[date, date] | None:
        """Its days in `year`, None where there is no such day."""
        try:
            if self.weekday is not None:
                day = _weekday(year, self.start[0], *self.weekday)
                return day, day
            month, day_of_month = self.end
            last = date(year, month, day_of_month) if day_of_month else month_end(year, month)
            if self.tail:
                return last - timedelta(days=self.tail - 1), last
            return date(year - self.wraps, *self.start), last
        except ValueError:
            return None


def month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _weekday(year: int, month: int, nth: int, weekday: int) -> date:
    if nth == 0:
        last = month_end(year, month)
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return date(year, month, 1 + (weekday - first.weekday()) % 7 + 7 * (nth - 1))


def day(month: int, number: int, year: int | None = None) -> Point:
    return Point(precision=Precision.DAY, start=(month, number), end=(month, number), year=year)


def months(first: int, last: int, precision: Precision = Precision.MONTH) -> Point:
    return Point(precision=precision, start=(first, 1), end=(last, 0))


def weeks(first: int, last: int, year: int) -> Point | None:
    """Weeks of a year begin on Mondays, its first holds 4 January (GOST ISO 8601)."""
    try:
        start, end = date.fromisocalendar(year, first, 1), date.fromisocalendar(year, last, 7)
    except ValueError:
        return None
    return Point(
        precision=Precision.MONTH,
        start=(start.month, start.day),
        end=(end.month, end.day),
        year=end.year,
        wraps=start.year < end.year,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DateSpan:
    """From the first day of `first` to the last of `last`; a None end is open: the period's."""

    first: Point | None
    last: Point | None

    @property
    def reversed(self) -> bool:
        """Whether it would end before it starts if read within one year."""
        if self.first is None or self.last is None or self.first is self.last:
            return False
        begin = (self.first.start[0] - 12 * self.first.wraps, self.first.start[1])
        return begin > (self.last.end[0], self.last.end[1] or 31)

    @property
    def year(self) -> int | None:
        point = self.last or self.first
        return point.year if point else None

    def with_year(self, year: int) -> "DateSpan":
        """`year` is that of the end; the start is a year earlier where the span runs over New Year."""
        if self.first is None or self.last is None:
            return DateSpan(
                first=self.first and replace(self.first, year=year),
                last=self.last and replace(self.last, year=year),
            )
        if self.first is self.last:
            point = replace(self.last, year=year)
            return DateSpan(first=point, last=point)
        return DateSpan(
            first=replace(self.first, year=year - self.reversed), last=replace(self.last, year=year)
        )


def share_years(spans: Sequence[DateSpan]) -> tuple[DateSpan, ...] | None:
    """Gives each span the year of its other end or of a neighbour; None when the years contradict."""
    known: list[DateSpan] = []
    for span in spans:
        shared = _share_within(span)
        if shared is None:
            return None
        known.append(shared)
    for index in range(len(known) - 2, -1, -1):  # a year at the end of a list holds for all before it
        known[index] = _beside(known[index], known[index + 1], step=-1)
    for index in range(1, len(known)):
        known[index] = _beside(known[index], known[index - 1], step=1)
    return tuple(known)


def _share_within(span: DateSpan) -> DateSpan | None:
    first, last = span.first, span.last
    if first is None or last is None or first is last:
        return span
    if first.year is not None and last.year is not None:
        return span
    if span.reversed and first.start[0] == last.end[0]:
        return None  # «12 – 5 марта» is a slip, no range over a year
    if first.year is None and last.year is not None:
        return span.with_year(last.year)
    if first.year is not None and last.year is None:
        return span.with_year(first.year + span.reversed)
    return span


def _beside(span: DateSpan, neighbour: DateSpan, *, step: int) -> DateSpan:
    mine = span.last or span.first
    theirs = (neighbour.first or neighbour.last) if step < 0 else (neighbour.last or neighbour.first)
    if mine is None or mine.year is not None or theirs is None or theirs.year is None:
        return span
    # «28 декабря, 3 января 2024 года»: more than half a year the wrong way is the turn of the year
    turns = (mine.month_of_year - theirs.month_of_year) * -step > 6
    return span.with_year(theirs.year + step * turns)


def nearest_year(spans: Sequence[DateSpan], period: Period) -> tuple[DateSpan, ...] | None:
    """Years for spans that have none: those that bring them nearest to the period."""

    def dated(year: int) -> tuple[DateSpan, ...]:
        result = [spans[0].with_year(year)]
        for span in spans[1:]:
            result.append(_beside(span, result[-1], step=1))
        return tuple(result)

    def rank(year: int) -> tuple[int, bool, int]:
        candidate = dated(year)
        start = min(end for span in candidate for end in _rough(span))
        return distance(candidate, period), start not in period, abs(year - period.year)

    return dated(min((period.year - 1, period.year, period.year + 1), key=rank))


def distance(spans: Sequence[DateSpan], period: Period) -> int:
    """Days between dated spans and the period; 0 where they meet."""
    ends = [end for span in spans for end in _rough(span)]
    apart = max((min(ends) - period.end).days, (period.start - max(ends)).days, 0)
    # «до 1 октября» begins with the period, so it cannot end before it; «после 15 мая» likewise
    if any(span.first is None for span in spans) and max(ends) < period.start:
        return apart + 1000
    if any(span.last is None for span in spans) and min(ends) > period.end:
        return apart + 1000
    return apart


def _rough(span: DateSpan) -> list[date]:
    """Its ends, with 29 February taken as the 28th; for measuring distances only."""
    return [
        date(point.year - (point.wraps and not is_end), month, min(number or 28, 28))
        for point in (span.first, span.last)
        if point is not None and point.year is not None
        for is_end, (month, number) in ((False, point.start), (True, point.end))
    ]
