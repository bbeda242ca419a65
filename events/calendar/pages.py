"""The calendar as values: which days a page shows, and what lies on them.

An event whose day is not known never lies on a day: it stands in a band of its own, by what its date says.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from events.models import Event
from events.vocabulary import Precision

FIRST, LAST = date(1990, 1, 1), date(2100, 12, 31)
_DAY = timedelta(days=1)
_LANES = 3  # events of several days drawn one above the other
_LINES = 5  # events of one day before «ещё N»


class Extent(StrEnum):
    """How much of the time a page shows."""

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
        if extent is Extent.MONTH:
            day = day.replace(day=1)
        elif extent is Extent.QUARTER:
            day = day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
        elif extent is Extent.YEAR:
            day = day.replace(month=1, day=1)
        return cls(extent, day)

    @property
    def months(self) -> int:
        return {Extent.DAY: 0, Extent.MONTH: 1, Extent.QUARTER: 3, Extent.YEAR: 12}[self.extent]

    @property
    def end(self) -> date:
        return months_later(self.start, self.months) - _DAY if self.months else self.start

    def beside(self, steps: int) -> "Window | None":
        """The page before or after; None where the calendar ends."""
        if self.months:
            number = self.start.year * 12 + self.start.month - 1 + steps * self.months
            if not FIRST.year * 12 <= number < (LAST.year + 1) * 12:
                return None
            return Window(self.extent, months_later(self.start, steps * self.months))
        day = self.start.toordinal() + steps
        if not FIRST.toordinal() <= day <= LAST.toordinal():
            return None
        return Window(self.extent, date.fromordinal(day))

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end


def months_later(first: date, months: int) -> date:
    number = first.year * 12 + first.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


@dataclass(frozen=True, slots=True)
class Occasion:
    """An event from one day to another: of «12, 19 и 26 марта» there are three."""

    event: Event
    start: date
    end: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """An event of several days in one week: it begins in this cell and lies over `days` of them."""

    event: Event
    days: int
    begins: bool  # its first day is here, not in an earlier week
    ends: bool


@dataclass(slots=True, kw_only=True)
class Cell:
    """One day of a grid. `lanes` holds a bar, or None where a bar of an earlier cell or nothing lies."""

    day: date
    inside: bool  # of the month shown
    is_free: bool  # a day off
    feast: str = ""
    lanes: list[Bar | None] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)  # those of this day alone that are shown
    more: int = 0  # and how many are not
    number: int = 0  # all events of the day

    @property
    def is_wordless(self) -> bool:
        """Nothing is written in it, though a bar may pass over it."""
        return not self.events and not self.more and not any(self.lanes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month with its weeks from Monday on."""

    start: date
    weeks: tuple[tuple[Cell, ...], ...]
    vague: tuple[Event, ...]  # said to be in this month, on no day
    number: int  # events that touch it, vague ones among them

    @property
    def days(self) -> Iterator[Cell]:
        return (cell for week in self.weeks for cell in week if cell.inside)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """A month as a list."""

    month: Month
    occasions: tuple[Occasion, ...]
    more: int


def occasions(events: Iterable[Event], days_of: Mapping[int, Sequence[date]]) -> list[Occasion]:
    """Of events whose days are known, in their order; `days_of` names the days of those that have gaps."""
    found = []
    for event in events:
        if is_vague(event):
            continue
        if event.pk in days_of:
            found += [Occasion(event, day, day) for day in days_of[event.pk]]
        else:
            found.append(Occasion(event, event.start, event.end))
    return sorted(found, key=lambda one: (one.start, one.start - one.end, one.event.pk))


def is_vague(event: Event) -> bool:
    return event.precision not in ("", Precision.DAY)


def lies_in_month(event: Event) -> bool:
    """«В марте», but not «март-апрель»: that stands with the vaguer ones."""
    return event.precision == Precision.MONTH and (event.start.year, event.start.month) == (
        event.end.year,
        event.end.month,
    )


def bands(events: Iterable[Event]) -> list[tuple[Precision, list[Event]]]:
    """Vague events by what their dates say, finest first."""
    found: dict[Precision, list[Event]] = defaultdict(list)
    for event in events:
        if is_vague(event):
            found[Precision(event.precision)].append(event)
    return sorted(found.items(), key=lambda pair: pair[0].coarseness)


def month_of(start: date, exact: Sequence[Occasion], events: Sequence[Event]) -> Month:
    """`exact` and `events` may reach beyond the month; that is passed over."""
    end = months_later(start, 1) - _DAY
    own = [occasion for occasion in exact if occasion.start <= end and occasion.end >= start]
    first = start - timedelta(days=start.weekday())
    weeks = []
    while first <= end:
        weeks.append(_week(first, start.month, exact))
        first += timedelta(days=7)
    vague = [event for event in events if lies_in_month(event) and event.start == start]
    return Month(
        start=start,
        weeks=tuple(weeks),
        vague=tuple(vague),
        number=len({occasion.event.pk for occasion in own}) + len(vague),
    )


def _week(monday: date, month: int, exact: Sequence[Occasion]) -> tuple[Cell, ...]:
    cells = [
        Cell(
            day=day,
            inside=day.month == month,
            is_free=day.weekday() > 4 or bool(feast_of(day)),
            feast=feast_of(day),
        )
        for day in (monday + timedelta(days=shift) for shift in range(7))
    ]
    taken: list[list[bool]] = []  # lane → which of the seven days it has given away
    for occasion in exact:
        first = max((occasion.start - monday).days, 0)
        last = min((occasion.end - monday).days, 6)
        if first > 6 or last < 0:
            continue
        for cell in cells[first : last + 1]:
            cell.number += 1
        if occasion.start == occasion.end:
            cells[first].events.append(occasion.event)
        else:
            _lay(occasion, first, last, monday, cells, taken)
    for cell in cells:
        room = max(_LINES - len(cell.lanes), 1)
        if len(cell.events) > room:
            cell.more += len(cell.events) - room
            cell.events = cell.events[:room]
        cell.lanes += [None] * (len(taken) - len(cell.lanes))
    return tuple(cells)


def _lay(
    occasion: Occasion, first: int, last: int, monday: date, cells: list[Cell], taken: list[list[bool]]
) -> None:
    """Into the uppermost lane that is free on all of its days; where none is, each day tells of one more."""
    free = (lane for lane, days in enumerate(taken) if not any(days[first : last + 1]))
    lane = next(free, len(taken))
    if lane == _LANES:
        for cell in cells[first : last + 1]:
            cell.more += 1
        return
    if lane == len(taken):
        taken.append([False] * 7)
    taken[lane][first : last + 1] = [True] * (last - first + 1)
    lanes = cells[first].lanes
    lanes += [None] * (lane + 1 - len(lanes))
    lanes[lane] = Bar(
        event=occasion.event,
        days=last - first + 1,
        begins=occasion.start >= monday,
        ends=occasion.end <= monday + timedelta(days=6),
    )


def agenda_of(month: Month, exact: Sequence[Occasion], most: int) -> Agenda:
    end = months_later(month.start, 1) - _DAY
    own = [occasion for occasion in exact if occasion.start <= end and occasion.end >= month.start]
    return Agenda(month=month, occasions=tuple(own[:most]), more=max(len(own) - most, 0))


# Days off by law (Labour Code, article 112), whatever is moved to other days in one year or another.
_FEASTS = {
    (2, 23): "День защитника Отечества",
    (3, 8): "Международный женский день",
    (5, 1): "Праздник Весны и Труда",
    (5, 9): "День Победы",
    (6, 12): "День России",
    (11, 4): "День народного единства",
}


def feast_of(day: date) -> str:
    if day.month == 1 and day.day <= 8:
        return "Рождество Христово" if day.day == 7 else "Новогодние каникулы"
    return _FEASTS.get((day.month, day.day), "")
