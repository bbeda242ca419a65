"""Dates that contradict themselves: weekdays, days that do not exist, a year in the wrong case."""

import pytest

from events.period import Period
from events.proofreading.dates import date_slips, year_slips
from events.proofreading.slip import replaced

PERIOD = Period.parse("2024-Q2")

SLIPS = [
    ("weekday-differs", "понедельник, 12 апреля 2024 года", "пятница"),
    ("weekday-differs", "12 апреля (в среду)", "пятница"),
    ("weekday-differs", "12.04.2024, вторник", "пятница"),
    ("weekday-differs", "12.04.2024 (вт)", "пятница"),
    ("impossible-date", "31 июня 2024 года", ""),
    ("impossible-date", "30 февраля", ""),
    ("impossible-date", "29 февраля 2023 года", ""),
    ("impossible-date", "с 15 по 31 апреля", ""),
    ("impossible-date", "31.04.2024", ""),
    ("impossible-date", "15.13.2024", ""),
    ("year-in-nominative", "август\n2022 год", ""),
    ("year-in-nominative", "18-19 мая 2024 год", ""),
    ("year-in-nominative", "в II квартале 2024 год", ""),
]

RIGHT = [
    "пятница, 12 апреля 2024 года",
    "12 апреля (пятница)",
    "12 апреля (в пятницу), 13 апреля (в субботу)",
    "каждую среду с 12 апреля 2024 года",
    "по понедельникам, 1-30 апреля 2024 года",
    "по вторникам и четвергам с 12 апреля",
    "29 февраля 2024 года",
    "31 мая, 30 июня",
    "за 2022 год",
    "план на 2024 год",
    "отчет за апрель, итоги за 2024 год",
    "2024 год объявлен Годом семьи",
    "в апреле подведены итоги. 2024 год стал рекордным",
    "п. 31.04 договора",
    "IP 10.13.2024.5",
    "31 март",
    "суббота, воскресенье: 13-14 апреля 2024 года",
    "12 апреля – понедельник, 15 апреля",
]


@pytest.mark.parametrize(("code", "text", "expected"), SLIPS)
def test_a_wrong_date_is_named(code: str, text: str, expected: str) -> None:
    assert [(slip.code, slip.expected) for slip in date_slips(text, PERIOD)] == [(code, expected)]


@pytest.mark.parametrize("text", RIGHT)
def test_a_right_date_is_let_alone(text: str) -> None:
    assert list(date_slips(text, PERIOD)) == []


def test_the_year_is_put_into_its_case() -> None:
    assert replaced("август\n2022 год", year_slips("август\n2022 год")) == "август\n2022 года"
    assert replaced("за 2022 год", year_slips("за 2022 год")) == "за 2022 год"
