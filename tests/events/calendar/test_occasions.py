"""The days events take place on, and events without a known day."""

from datetime import date

import pytest

from events.calendar.occasions import is_in_one_month, occasions, vague_events
from events.vocabulary import Precision
from tests.events.calendar.days import event

MARCH = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("end", "inside"), [(date(2026, 3, 31), True), (date(2026, 4, 30), False), (date(2027, 3, 31), False)]
)
def test_two_months_are_vaguer_than_one(end: date, inside: bool) -> None:
    assert is_in_one_month(event(MARCH, end, "month")) is inside


def test_vague_events_are_grouped_finest_first() -> None:
    year = event(date(2026, 1, 1), date(2026, 12, 31), "year")
    month, other_month = event(MARCH, date(2026, 3, 31), "month"), event(MARCH, date(2026, 3, 31), "month")
    assert vague_events([year, month, event(MARCH), other_month]) == [
        (Precision.MONTH, [month, other_month]),
        (Precision.YEAR, [year]),
    ]


def test_of_equal_starts_the_longer_occasion_comes_first() -> None:
    short, long = event(MARCH), event(MARCH, date(2026, 3, 9))
    later = event(date(2026, 3, 2))
    assert [occasion.event for occasion in occasions([later, short, long], {})] == [long, short, later]


def test_each_separate_day_is_an_occasion() -> None:
    gaps = event(date(2026, 3, 12), date(2026, 3, 26))
    days = [date(2026, 3, day) for day in (12, 19, 26)]
    found = occasions([gaps], {gaps.pk: days})
    assert [(occasion.start, occasion.end) for occasion in found] == [(day, day) for day in days]
