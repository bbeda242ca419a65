"""Spans of time the calendar shows on one page."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

FIRST, LAST = date(1990, 1, 1), date(2100, 12, 31)
_DAY = timedelta(days=1)


class Extent(StrEnum):
    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Window:
    """The days of one page."""

    extent: Extent
    start: date

    @classmethod
    def around(cls, extent: Extent, day: date) -> "Window":
        """The day, month, quarter or year that contains `day`."""
        if extent is Extent.MONTH:
            day = day.replace(day=1)
        elif extent is Extent.QUARTER:
            day = day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
        elif extent is Extent.YEAR:
            day = day.replace(month=1, day=1)
        return cls(extent, day)

    @property
    def months(self) -> int:
        """0 for a day."""
        return {Extent.DAY: 0, Extent.MONTH: 1, Extent.QUARTER: 3, Extent.YEAR: 12}[self.extent]

    @property
    def end(self) -> date:
        return months_later(self.start, self.months) - _DAY if self.months else self.start

    def beside(self, steps: int) -> "Window | None":
        """So many pages later, or earlier if negative; None outside of FIRST to LAST."""
        if self.months:
            number = self.start.year * 12 + self.start.month - 1 + steps * self.months
            if not FIRST.year * 12 <= number < (LAST.year + 1) * 12:
                return None
            return Window(self.extent, months_later(self.start, steps * self.months))
        day = self.start.toordinal() + steps
        if not FIRST.toordinal() <= day <= LAST.toordinal():
            return None
        return Window(self.extent, date.fromordinal(day))


def months_later(first: date, months: int) -> date:
    """The first day of a month so many months after that of `first`."""
    number = first.year * 12 + first.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def last_day(month: date) -> date:
    return months_later(month, 1) - _DAY
