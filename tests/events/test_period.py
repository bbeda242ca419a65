"""A period as a value: its days, its names and the one after it."""

from datetime import date

import pytest

from events.period import Period
from events.phrases.periods import read_period

CODES = [f"2024{part}" for part in ("", "-H1", "-H2", "-9M", "-Q1", "-Q2", "-Q3", "-Q4")]


@pytest.mark.parametrize("code", CODES)
def test_parse_reads_back_the_code(code: str) -> None:
    period = Period.parse(code)
    assert period.code == code
    assert str(period) == code


@pytest.mark.parametrize(
    "code", ["", "24-H1", "2024-H3", "2024-Q5", "2024-q1", "2024 H1", "2024-H1 ", "1989", "2101"]
)
def test_parse_refuses_anything_else(code: str) -> None:
    with pytest.raises(ValueError, match=r"period|year out of range"):
        Period.parse(code)


def test_period_refuses_an_unknown_part() -> None:
    with pytest.raises(ValueError, match="no such part"):
        Period(2024, "H3")


@pytest.mark.parametrize(
    ("code", "start", "end", "months"),
    [
        ("2024", "2024-01-01", "2024-12-31", 12),
        ("2024-H1", "2024-01-01", "2024-06-30", 6),
        ("2024-H2", "2024-07-01", "2024-12-31", 6),
        ("2024-9M", "2024-01-01", "2024-09-30", 9),
        ("2024-Q1", "2024-01-01", "2024-03-31", 3),
        ("2024-Q4", "2024-10-01", "2024-12-31", 3),
    ],
)
def test_period_knows_its_days(code: str, start: str, end: str, months: int) -> None:
    period = Period.parse(code)
    assert (str(period.start), str(period.end), period.months) == (start, end, months)
    assert period.start in period
    assert period.end in period
    assert date(2023, 12, 31) not in period
    assert date(2025, 1, 1) not in period


@pytest.mark.parametrize(
    ("code", "title", "held_in"),
    [
        ("2024", "2024 год", "в 2024 году"),
        ("2024-H1", "I полугодие 2024 года", "в I полугодии 2024 года"),
        ("2024-9M", "9 месяцев 2024 года", "за 9 месяцев 2024 года"),
        ("2024-Q4", "IV квартал 2024 года", "в IV квартале 2024 года"),
    ],
)
def test_period_is_named_in_russian(code: str, title: str, held_in: str) -> None:
    period = Period.parse(code)
    assert (period.title, period.held_in) == (title, held_in)


@pytest.mark.parametrize("code", CODES)
def test_names_of_a_period_are_read_back(code: str) -> None:
    period = Period.parse(code)
    assert read_period(f"План мероприятий на {period.title}") == period
    assert read_period(f"Отчет о мероприятиях, проведенных {period.held_in}") == period


@pytest.mark.parametrize(
    ("code", "following"),
    [
        ("2024", "2025"),
        ("2024-H1", "2024-H2"),
        ("2024-H2", "2025-H1"),
        ("2024-Q3", "2024-Q4"),
        ("2024-Q4", "2025-Q1"),
        ("2024-9M", "2025-9M"),
    ],
)
def test_next_has_the_same_length(code: str, following: str) -> None:
    assert Period.parse(code).next().code == following
