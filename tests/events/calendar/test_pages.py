"""What lies on which day: weeks from Monday, bars in lanes, and what has no day at all."""

from datetime import date

import pytest

from events.calendar.pages import (
    Extent,
    Month,
    Window,
    agenda_of,
    bands,
    feast_of,
    lies_in_month,
    month_of,
    occasions,
)
from events.models import Event
from events.vocabulary import Precision

MARCH = date(2026, 3, 1)
_numbers = iter(range(1, 10_000))


def event(start: date, end: date | None = None, precision: str = "day") -> Event:
    return Event(pk=next(_numbers), title="Ярмарка", start=start, end=end or start, precision=precision)


def march(*events: Event, days_of: dict | None = None) -> Month:
    return month_of(MARCH, occasions(events, days_of or {}), events)


@pytest.mark.parametrize(
    ("extent", "day", "start", "end"),
    [
        ("day", date(2026, 3, 15), date(2026, 3, 15), date(2026, 3, 15)),
        ("month", date(2026, 2, 28), date(2026, 2, 1), date(2026, 2, 28)),
        ("month", date(2024, 2, 10), date(2024, 2, 1), date(2024, 2, 29)),
        ("quarter", date(2026, 12, 31), date(2026, 10, 1), date(2026, 12, 31)),
        ("quarter", date(2026, 1, 1), date(2026, 1, 1), date(2026, 3, 31)),
        ("year", date(2026, 7, 1), date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_window_holds_the_whole_of_its_time(extent: str, day: date, start: date, end: date) -> None:
    window = Window.around(Extent(extent), day)
    assert (window.start, window.end) == (start, end)
    assert window.beside(1).beside(-1) == window


@pytest.mark.parametrize("extent", list(Extent))
def test_a_window_ends_where_the_calendar_does(extent: Extent) -> None:
    assert Window.around(extent, date(1990, 1, 1)).beside(-1) is None
    assert Window.around(extent, date(2100, 12, 31)).beside(1) is None


def test_weeks_begin_on_monday_and_hold_the_month() -> None:
    month = march()
    assert [week[0].day.weekday() for week in month.weeks] == [0] * len(month.weeks)
    assert [cell.day.day for cell in month.days] == list(range(1, 32))
    assert month.weeks[0][0].day == date(2026, 2, 23)


def test_a_day_holds_its_events_and_tells_how_many_are_not_shown() -> None:
    month = march(*(event(date(2026, 3, 10)) for _one in range(9)))
    (cell,) = [cell for cell in month.days if cell.number]
    assert (cell.day, len(cell.events), cell.more, cell.number) == (date(2026, 3, 10), 5, 4, 9)


def test_an_event_of_several_days_goes_on_in_the_next_week() -> None:
    month = march(event(date(2026, 3, 6), date(2026, 3, 10)))
    bars = [(cell.day.day, bar) for week in month.weeks for cell in week for bar in cell.lanes if bar]
    assert [(day, bar.days, bar.begins, bar.ends) for day, bar in bars] == [
        (6, 3, True, False),
        (9, 2, False, True),
    ]
    assert [cell.day.day for cell in month.days if cell.number] == [6, 7, 8, 9, 10]


def test_bars_never_lie_upon_each_other() -> None:
    events = [event(date(2026, 3, day), date(2026, 3, day + 3)) for day in (2, 3, 4, 5)]
    week = march(*events).weeks[1]
    taken = set()
    for column, cell in enumerate(week):
        for lane, bar in enumerate(cell.lanes):
            if bar:
                places = {(lane, column + shift) for shift in range(bar.days)}
                assert not places & taken
                taken |= places
    shown = {bar.event.pk for cell in week for bar in cell.lanes if bar}
    assert shown == {one.pk for one in events[:3]}
    assert [cell.more for cell in week] == [0, 0, 0, 1, 1, 1, 1]


def test_separate_days_are_not_the_days_between_them() -> None:
    gaps = event(date(2026, 3, 12), date(2026, 3, 26))
    month = march(gaps, days_of={gaps.pk: [date(2026, 3, day) for day in (12, 19, 26)]})
    assert [cell.day.day for cell in month.days if cell.number] == [12, 19, 26]
    assert month.number == 1


@pytest.mark.parametrize("precision", [one.value for one in Precision if one is not Precision.DAY])
def test_a_vague_event_lies_on_no_day(precision: str) -> None:
    vague = event(MARCH, date(2026, 3, 31), precision)
    month = march(vague)
    assert [cell.number for cell in month.days] == [0] * 31
    assert bands([vague]) == [(Precision(precision), [vague])]
    assert (month.vague == (vague,)) is (precision == "month")


@pytest.mark.parametrize(
    ("end", "inside"), [(date(2026, 3, 31), True), (date(2026, 4, 30), False), (date(2027, 3, 31), False)]
)
def test_two_months_are_vaguer_than_one(end: date, inside: bool) -> None:
    assert lies_in_month(event(MARCH, end, "month")) is inside


def test_an_agenda_cuts_long_months_and_says_so() -> None:
    exact = occasions([event(date(2026, 3, day)) for day in range(1, 11)], {})
    agenda = agenda_of(march(), exact, 7)
    assert (len(agenda.occasions), agenda.more) == (7, 3)


@pytest.mark.parametrize(
    ("day", "free"),
    [
        (date(2026, 1, 8), True),
        (date(2026, 1, 9), False),
        (date(2026, 5, 9), True),
        (date(2026, 5, 2), False),
    ],
)
def test_feasts_of_the_law_are_days_off(day: date, free: bool) -> None:
    assert bool(feast_of(day)) is free
