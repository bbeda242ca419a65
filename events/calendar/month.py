"""A month as a grid of weeks and as an agenda.

Events whose days are unknown never lie on a day; the month lists them apart.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from events.models import Event

from .holidays import holiday_of
from .occasions import Occasion, is_in_one_month
from .window import last_day

_MAX_LANES = 3  # bars drawn one above the other
_MAX_LINES = 5  # bars and events of one day before «ещё N»


@dataclass(frozen=True, slots=True, kw_only=True)
class EventBar:
    """An event of several days within one week; it starts in its cell and spans `days` cells."""

    event: Event
    days: int
    begins: bool  # not continued from the week before
    ends: bool  # not continued in the next week


@dataclass(slots=True, kw_only=True)
class DayCell:
    """One day of a grid. A lane is None where nothing lies or a bar of an earlier cell passes."""

    day: date
    inside: bool  # belongs to the month shown
    is_free: bool  # a day off
    holiday: str = ""
    lanes: list[EventBar | None] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)  # one-day events that are shown
    more: int = 0  # events that are not shown
    number: int = 0  # all events of the day

    @property
    def is_wordless(self) -> bool:
        """Has no text; a bar may still pass over it."""
        return not self.events and not self.more and not any(self.lanes)


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthGrid:
    """Weeks begin on Monday."""

    start: date
    weeks: tuple[tuple[DayCell, ...], ...]
    vague: tuple[Event, ...]  # in this month, on an unknown day
    number: int  # events that touch it, vague ones included

    @property
    def days(self) -> Iterator[DayCell]:
        return (cell for week in self.weeks for cell in week if cell.inside)


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthAgenda:
    month: MonthGrid
    occasions: tuple[Occasion, ...]
    more: int  # occasions left out


def month_grid(start: date, occasions: Sequence[Occasion], events: Sequence[Event]) -> MonthGrid:
    """`occasions` and `events` outside of the month are ignored."""
    end = last_day(start)
    first = start - timedelta(days=start.weekday())
    weeks = []
    while first <= end:
        weeks.append(_week(first, start.month, occasions))
        first += timedelta(days=7)
    vague = [event for event in events if is_in_one_month(event) and event.start == start]
    return MonthGrid(
        start=start,
        weeks=tuple(weeks),
        vague=tuple(vague),
        number=len({occasion.event.pk for occasion in _between(start, end, occasions)}) + len(vague),
    )


def _between(start: date, end: date, occasions: Sequence[Occasion]) -> list[Occasion]:
    return [occasion for occasion in occasions if occasion.start <= end and occasion.end >= start]


def _week(monday: date, month: int, occasions: Sequence[Occasion]) -> tuple[DayCell, ...]:
    cells = [
        DayCell(
            day=day,
            inside=day.month == month,
            is_free=day.weekday() > 4 or bool(holiday_of(day)),
            holiday=holiday_of(day),
        )
        for day in (monday + timedelta(days=shift) for shift in range(7))
    ]
    taken: list[list[bool]] = []  # lane → which of its seven days a bar occupies
    for occasion in occasions:
        first = max((occasion.start - monday).days, 0)
        last = min((occasion.end - monday).days, 6)
        if first > 6 or last < 0:
            continue
        for cell in cells[first : last + 1]:
            cell.number += 1
        if occasion.start == occasion.end:
            cells[first].events.append(occasion.event)
        else:
            _add_bar(occasion, first, last, monday, cells, taken)
    for cell in cells:
        _limit(cell)
        cell.lanes += [None] * (len(taken) - len(cell.lanes))
    return tuple(cells)


def _limit(cell: DayCell) -> None:
    room = _MAX_LINES - len(cell.lanes)  # positive: there are fewer lanes than lines
    if len(cell.events) > room:
        cell.more += len(cell.events) - room
        cell.events = cell.events[:room]


def _add_bar(
    occasion: Occasion, first: int, last: int, monday: date, cells: list[DayCell], taken: list[list[bool]]
) -> None:
    """In the topmost lane free on all of its days; without one, each of its days counts one more."""
    free = (lane for lane, days in enumerate(taken) if not any(days[first : last + 1]))
    lane = next(free, len(taken))
    if lane == _MAX_LANES:
        for cell in cells[first : last + 1]:
            cell.more += 1
        return
    if lane == len(taken):
        taken.append([False] * 7)
    taken[lane][first : last + 1] = [True] * (last - first + 1)
    lanes = cells[first].lanes
    lanes += [None] * (lane + 1 - len(lanes))
    lanes[lane] = EventBar(
        event=occasion.event,
        days=last - first + 1,
        begins=occasion.start >= monday,
        ends=occasion.end <= monday + timedelta(days=6),
    )


def month_agenda(month: MonthGrid, occasions: Sequence[Occasion], most: int) -> MonthAgenda:
    in_month = _between(month.start, last_day(month.start), occasions)
    return MonthAgenda(month=month, occasions=tuple(in_month[:most]), more=max(len(in_month) - most, 0))
