"""Dates as offices abbreviate them; what is not understood gives no date."""

import pytest

from events.period import Period
from events.phrases.dates import read_dates

H1, Q3 = Period.parse("2024-H1"), Period.parse("2024-Q3")


def said(text: str, period: Period = H1) -> str:
    """«05-12», «05-12 05-14 day»; other years in full; «?» where they are still to be specified."""
    dates = read_dates(text, period)
    if dates is None:
        return "-"
    ends = (str(dates.start).removeprefix("2024-"), str(dates.end).removeprefix("2024-"))
    return f"{ends[0]} {ends[1]} {dates.precision.value}{'?' if dates.to_be_specified else ''}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("25/04/24", "04-25 04-25 day"),
        ("25/04/2024 г.", "04-25 04-25 day"),
        ("14-16/06", "06-14 06-16 day"),
        ("14/06–16/06/2024", "06-14 06-16 day"),
        ("14/06", "06-14 06-14 day"),
        ("12÷15 июня", "06-12 06-15 day"),
        ("12.06÷15.06.2024", "06-12 06-15 day"),
        ("17–19 мая с.г.", "05-17 05-19 day"),
        ("17 мая с. г.", "05-17 05-17 day"),
        ("17-19.05.24", "05-17 05-19 day"),
        ("17-19.05.24 г.", "05-17 05-19 day"),
        ("17,18.05.2024", "05-17 05-18 day"),
        ("10/11 мая", "05-10 05-11 day"),
        ("12.V.2024", "05-12 05-12 day"),
        ("12-14.V.2024", "05-12 05-14 day"),
        ("12 … 15 июня", "06-12 06-15 day"),
        ("с 12-го по 15-е июня", "06-12 06-15 day"),
        ("в ночь с 21 на 22 июня", "06-21 06-22 day"),
        ("01.06.–03.06.24г.", "06-01 06-03 day"),
        ("сб., 15.06.2024", "06-15 06-15 day"),
        ("25-04-2024", "04-25 04-25 day"),
    ],
)
def test_days(text: str, expected: str):
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("24/09/2024", "09-24 09-24 day"),
        ("27-30.08.24", "08-27 08-30 day"),
        ("С 1 по 10 августа 2024 г.", "08-01 08-10 day"),
        ("с 25 июля по 5 августа", "07-25 08-05 day"),
        ("конец августа", "08-21 08-31 month"),
        ("кон. августа", "08-21 08-31 month"),
        ("нач. сент.", "09-01 09-10 month"),
        ("сер. июля 2024 г.", "07-11 07-20 month"),
        ("в теч. квартала", "07-01 09-30 period"),
        ("в теч. августа", "08-01 08-31 month"),
        ("в теч. года", "01-01 12-31 year"),
        ("3 кв-л", "07-01 09-30 quarter"),
        ("III кв-л 2024 г.", "07-01 09-30 quarter"),
        ("июль ÷ сентябрь", "07-01 09-30 month"),
        ("VII-IX.2024", "07-01 09-30 month"),
        ("VIII.2024", "08-01 08-31 month"),
    ],
)
def test_summer(text: str, expected: str):
    assert said(text, Q3) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1-я пол. мая", "05-01 05-15 month"),
        ("2-я пол. мая 2024 г.", "05-16 05-31 month"),
        ("перв. пол. июня", "06-01 06-15 month"),
        ("втор. пол. июня", "06-16 06-30 month"),
        ("3-я дек. мая", "05-21 05-31 month"),
        ("посл. дек. мая", "05-21 05-31 month"),
        ("1/2 кв. 2024 г.", "01-01 06-30 quarter"),
        ("май или июнь", "05-01 06-30 month?"),
        ("12 или 19 мая", "05-12 05-19 day?"),
        ("2-3 недели мая –", "05-08 05-21 month"),
        ("1-я пол. 2024 г.", "01-01 06-30 half_year"),
        ("1 пол. 2024 г.", "01-01 06-30 half_year"),
        ("I п/г 2024 г.", "01-01 06-30 half_year"),
        ("1 п/годие 2024", "01-01 06-30 half_year"),
        ("V-VI.2024", "05-01 06-30 month"),
        ("V–VI 2024 г.", "05-01 06-30 month"),
        ("05-06.2024", "05-01 06-30 month"),
        ("05.2024-06.2024", "05-01 06-30 month"),
        ("февраль-апрель т.г.", "02-01 04-30 month"),
        ("апр.-июнь", "04-01 06-30 month"),
        ("май/июнь", "05-01 06-30 month"),
        ("1-2 дек. июня", "06-01 06-20 month"),
        ("посл. неделя мая", "05-25 05-31 month"),
        ("2-й кв-л", "04-01 06-30 quarter"),
        ("1 и 2 кв. 2024 г.", "01-01 06-30 quarter"),
        ("с мая по н.в.", "05-01 06-30 period"),
        ("с 15 мая по настоящее время", "05-15 06-30 period"),
        ("с 2020 года по настоящее время", "2020-01-01 06-30 period"),
        ("с января 2024 г. по наст. время", "01-01 06-30 period"),
        ("по настоящее время", "01-01 06-30 period"),
    ],
)
def test_parts_of_the_year(text: str, expected: str):
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("23-я неделя 2024 года", "06-03 06-09 month"),
        ("23 неделя 2024 г.", "06-03 06-09 month"),
        ("1-я неделя 2024 года", "01-01 01-07 month"),
        ("22-23 недели 2024 года", "05-27 06-09 month"),
        ("23-я неделя", "01-01 06-30 period?"),
        ("54-я неделя 2024 года", "-"),
        ("весенние каникулы", "03-01 05-31 quarter?"),
        ("на весенних каникулах 2024 года", "03-01 05-31 quarter?"),
        ("в дни весенних школьных каникул", "03-01 05-31 quarter?"),
    ],
)
def test_weeks_and_holidays(text: str, expected: str):
    assert said(text) == expected


def test_month_of_a_month_period():
    may = Period.parse("2024-05")
    assert said("в течение месяца", may) == "05-01 05-31 period"
    assert said("в теч. месяца", may) == "05-01 05-31 period"
    assert said("в теч. мес.", may) == "05-01 05-31 period"
    assert said("весь месяц", may) == "05-01 05-31 period"


@pytest.mark.parametrize(
    "text",
    [
        "12/13",
        "14/13/2024",
        "31/06",
        "31.04.2024",
        "XIII.2024",
        "VI-V.2024",
        "0/05/2024",
        "две недели мая",
        "новогодние каникулы",
        "в день города",
        "1/2 мая 13",
        "пол. мая",
        "2024/25",
        "через неделю после 9 мая",
        "за 3 дня до 9 мая",
        "накануне 9 мая",
        "15.IV-20.V.2024",
        "60-я неделя",
    ],
)
def test_what_is_not_understood_gives_no_date(text: str):
    assert said(text) == "-"
