"""A period as a value: its days, its names and the one after it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.period import FIRST_YEAR, LAST_YEAR, MONTH_PARTS, Period
from events.phrases.periods import read_period

PARTS = ("", "H1", "H2", "9M", "Q1", "Q2", "Q3", "Q4", *MONTH_PARTS)
CODES = [*(f"2024-{part}".rstrip("-") for part in PARTS), "2024..2025", "2024..2030"]
YEARS = st.integers(FIRST_YEAR, LAST_YEAR)
WITHIN_A_YEAR = st.builds(Period, YEARS, st.sampled_from(PARTS))
SEVERAL_YEARS = (
    st.tuples(YEARS, YEARS)
    .filter(lambda years: years[0] < years[1])
    .map(lambda years: Period(years[0], last_year=years[1]))
)
PERIODS = WITHIN_A_YEAR | SEVERAL_YEARS


@pytest.mark.parametrize("code", CODES)
def test_parse_reads_back_the_code(code: str) -> None:
    period = Period.parse(code)
    assert period.code == code
    assert str(period) == code


@pytest.mark.parametrize(
    "code",
    [
        *("", "24-H1", "2024-H3", "2024-Q5", "2024-q1", "2024 H1", "2024-H1 ", "1989", "2101"),
        *(
            "2024-00",
            "2024-13",
            "2024-7",
            "2024..2024",
            "2024..2023",
            "2024..2101",
            "2024..25",
            "2024-H1..2025",
        ),
    ],
)
def test_parse_refuses_anything_else(code: str) -> None:
    with pytest.raises(ValueError, match=r"period|year"):
        Period.parse(code)


def test_period_refuses_an_unknown_part() -> None:
    with pytest.raises(ValueError, match="no such part"):
        Period(2024, "H3")


def test_several_years_have_no_part() -> None:
    with pytest.raises(ValueError, match="no part"):
        Period(2024, "Q1", 2025)


@pytest.mark.parametrize(
    ("code", "start", "end", "months"),
    [
        ("2024", "2024-01-01", "2024-12-31", 12),
        ("2024-H1", "2024-01-01", "2024-06-30", 6),
        ("2024-H2", "2024-07-01", "2024-12-31", 6),
        ("2024-9M", "2024-01-01", "2024-09-30", 9),
        ("2024-Q1", "2024-01-01", "2024-03-31", 3),
        ("2024-Q4", "2024-10-01", "2024-12-31", 3),
        ("2024-02", "2024-02-01", "2024-02-29", 1),
        ("2024-12", "2024-12-01", "2024-12-31", 1),
        ("2024..2026", "2024-01-01", "2026-12-31", 36),
    ],
)
def test_period_knows_its_days(code: str, start: str, end: str, months: int) -> None:
    period = Period.parse(code)
    assert (str(period.start), str(period.end), period.months) == (start, end, months)
    assert period.start in period
    assert period.end in period
    assert date(2023, 12, 31) not in period
    assert date(2027, 1, 1) not in period


@pytest.mark.parametrize(
    ("code", "title", "held_in"),
    [
        ("2024", "2024 год", "в 2024 году"),
        ("2024-H1", "I полугодие 2024 года", "в I полугодии 2024 года"),
        ("2024-9M", "9 месяцев 2024 года", "за 9 месяцев 2024 года"),
        ("2024-Q4", "IV квартал 2024 года", "в IV квартале 2024 года"),
        ("2024-05", "май 2024 года", "в мае 2024 года"),
        ("2024-08", "август 2024 года", "в августе 2024 года"),
        ("2024..2026", "2024–2026 годы", "в 2024–2026 годах"),
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
        ("2024-07", "2024-08"),
        ("2024-12", "2025-01"),
        ("2024..2026", "2027..2029"),
    ],
)
def test_next_has_the_same_length(code: str, following: str) -> None:
    assert Period.parse(code).next().code == following


@given(PERIODS)
def test_a_code_is_read_back_and_fits_its_column(period: Period) -> None:
    assert Period.parse(period.code) == period
    assert len(period.code) <= 16


@given(
    PERIODS.filter(lambda period: period.end.year < 2100)
)  # titles name years of this century and the last
def test_names_of_any_period_are_read_back(period: Period) -> None:
    assert read_period(f"План мероприятий на {period.title}") == period
    assert read_period(f"Отчет о мероприятиях, проведенных {period.held_in}") == period


@given(PERIODS, PERIODS)
def test_order_and_containment_are_those_of_the_days(one: Period, other: Period) -> None:
    assert (one < other) == ((one.start, one.end) < (other.start, other.end))
    assert (one == other) == ((one.start, one.end) == (other.start, other.end))
    assert (one in other) == (one.start in other and one.end in other)


@given(PERIODS)
def test_the_next_period_begins_the_day_after_or_a_year_later(period: Period) -> None:
    try:
        following = period.next()
    except ValueError:
        assert period.end.year + period.years > LAST_YEAR
        return
    assert following.months == period.months
    begins = period.shifted(1).start if period.part == "9M" else period.end + timedelta(days=1)
    assert following.start == begins


@given(WITHIN_A_YEAR)
def test_a_part_of_a_year_is_found_by_its_months(period: Period) -> None:
    assert Period.of_months(period.start.month, period.end.month, period.year) == period


def test_other_months_are_no_period() -> None:
    assert Period.of_months(5, 6, 2024) is None
