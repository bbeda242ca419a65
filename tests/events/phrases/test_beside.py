"""Columns that are read together with another."""

import pytest

from agreements.names.gazetteer import Gazetteer
from events.period import Period
from events.phrases.beside import Beside, use_of
from events.phrases.values import Values, read_values
from events.vocabulary import Kind, Role


@pytest.mark.parametrize(
    ("heading", "beside"),
    [
        ("Дата окончания", Beside(until="x")),
        ("Срок\nокончания реализации", Beside(until="x")),
        ("Дата по", Beside(until="x")),
        ("Кол-во участников", Beside(count="x")),
        ("Количество представителей", Beside(count="x")),
        ("Численность делегации, чел.", Beside(count="x")),
        ("Дата подписания", Beside()),
        ("Количество часов", Beside()),
        ("Ответственный", Beside()),
    ],
)
def test_headings_tell_what_stands_beside(heading: str, beside: Beside) -> None:
    assert Beside.of_columns({heading: "x"}) == beside
    assert (use_of(heading, is_plan=False) is not None) is (beside != Beside())


def read(gazetteer: Gazetteer, dates: str, **beside: str) -> Values:
    cells = {Role.TITLE: "Слет", Role.DATES: dates, Role.PARTICIPANTS: "Гребцы"}
    return read_values(Kind.INTERNATIONAL_PLAN, Period(2031), cells, gazetteer, beside=Beside(**beside))


@pytest.mark.parametrize(
    ("begin", "end", "days"),
    [
        ("15.05.2031", "17.05.2031", ("2031-05-15", "2031-05-17")),
        ("15 мая", "", ("2031-05-15", "2031-05-15")),
        ("май", "июль", ("2031-05-01", "2031-07-31")),
        ("15.05.2031", "15.05.2031", ("2031-05-15", "2031-05-15")),
        ("15-20 мая", "17.05.2031", ("2031-05-15", "2031-05-20")),
        ("15.05.2031", "уточняется", ("2031-05-15", "2031-12-31")),
    ],
)
def test_dates_go_on_to_the_end_beside_them(
    begin: str, end: str, days: tuple[str, str], gazetteer: Gazetteer
) -> None:
    dates = read(gazetteer, begin, until=end).dates
    assert dates is not None
    assert (str(dates.start), str(dates.end)) == days


def test_an_end_before_the_beginning_is_said_and_not_taken(gazetteer: Gazetteer) -> None:
    values = read(gazetteer, "15.05.2031", until="10.05.2031")
    assert values.dates is not None
    assert str(values.dates.end) == "2031-05-15"
    said = [(issue.code, issue.found, issue.expected) for issue in values.issues if issue.role is Role.DATES]
    assert said == [("ends-before-it-begins", "15.05.2031", "10.05.2031")]


def test_a_number_beside_the_participants_counts_them(gazetteer: Gazetteer) -> None:
    assert read(gazetteer, "май", count="250 человек").counts.participants == 250
