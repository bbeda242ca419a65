"""Public holidays of the calendar."""

from datetime import date

import pytest

from events.calendar.holidays import holiday_of


@pytest.mark.parametrize(
    ("day", "free"),
    [
        (date(2026, 1, 8), True),
        (date(2026, 1, 9), False),
        (date(2026, 5, 9), True),
        (date(2026, 5, 2), False),
    ],
)
def test_public_holidays_are_days_off(day: date, free: bool) -> None:
    assert bool(holiday_of(day)) is free


def test_christmas_has_its_name_among_the_new_year_holidays() -> None:
    names = [holiday_of(date(2026, 1, day)) for day in (6, 7, 8)]
    assert names == ["Новогодние каникулы", "Рождество Христово", "Новогодние каникулы"]
