"""The spans of time a page of the calendar shows."""

from datetime import date

import pytest

from events.calendar.window import Extent, Window, last_day, months_later


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


def test_months_are_counted_over_the_turn_of_a_year() -> None:
    assert months_later(date(2026, 11, 1), 3) == date(2027, 2, 1)
    assert months_later(date(2026, 1, 1), -1) == date(2025, 12, 1)
    assert last_day(date(2024, 2, 1)) == date(2024, 2, 29)
