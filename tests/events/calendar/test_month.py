"""A month as a grid: weeks from Monday, bars in lanes, events without a known day."""

from datetime import date

import pytest

from events.calendar.month import MonthGrid, month_agenda, month_grid
from events.calendar.occasions import occasions, vague_events
from events.models import Event
from events.vocabulary import Precision
from tests.events.calendar.days import event

MARCH = date(2026, 3, 1)


def march(*events: Event, days_of: dict | None = None) -> MonthGrid:
    return month_grid(MARCH, occasions(events, days_of or {}), events)


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
    assert vague_events([vague]) == [(Precision(precision), [vague])]
    assert (month.vague == (vague,)) is (precision == "month")


def test_an_agenda_cuts_long_months_and_says_so() -> None:
    on_days = occasions([event(date(2026, 3, day)) for day in range(1, 11)], {})
    agenda = month_agenda(march(), on_days, 7)
    assert (len(agenda.occasions), agenda.more) == (7, 3)


def test_bars_that_begin_on_a_day_leave_room_for_fewer_events() -> None:
    bars = [event(date(2026, 3, 9), date(2026, 3, 15)) for _number in range(3)]
    single = [event(date(2026, 3, 9)) for _number in range(4)]
    monday = march(*bars, *single).weeks[2][0]
    assert (len(monday.lanes), len(monday.events), monday.more, monday.number) == (3, 2, 2, 7)
