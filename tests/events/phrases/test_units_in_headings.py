"""A bare number has the unit that the heading of its column names."""

import pytest

from agreements.names.gazetteer import Gazetteer
from events.period import Period
from events.phrases.beside import Beside
from events.phrases.values import Values, read_values
from events.vocabulary import Kind, Role

# The heading, the cell, and who took part and watched
OWN_COLUMN = [
    ("Количество участников, чел.", "120", (120, None)),
    ("Количество участников, тыс. чел.", "1,2", (1200, None)),
    ("Кол-во участников (тыс. человек)", "0,5", (500, None)),
    ("Количество участников, тыс.", "3", (3000, None)),
    ("Количество участников, тыс. чел.", "1,2 тыс.", (1200, None)),
    ("Количество участников, тыс. чел.", "1200 чел.", (1200, None)),
    ("Количество участников, тыс. чел.", "более 1,5", (1500, None)),
    ("Численность участников, чел.", "12 команд, 120 человек", (120, None)),
    ("Количество участников (команд)", "12", (None, None)),
    ("Количество зрителей, чел.", "350", (None, 350)),
    ("Количество зрителей, тыс. чел.", "3", (None, 3000)),
    ("Число посетителей", "1 500", (None, 1500)),
    ("Количество команд", "12", (None, None)),
]
OF_PARTICIPANTS = [
    ("Участники, чел.", "45", (45, None)),
    ("Участники (тыс. чел.)", "1,5", (1500, None)),
    ("Количество участников", "1 200", (1200, None)),
    ("Участники (команд)", "8", (None, None)),
    ("Участники (количество команд)", "8", (None, None)),
    ("Участники (общее количество, представители регионов, тыс. рублей)", "40", (40, None)),
    ("Участники (тыс. чел.)", "20 спортсменов", (20, None)),
    ("Количество участников, тыс. чел.", "до 2", (2000, None)),
]


def counted(values: Values) -> tuple[int | None, int | None]:
    return values.counts.participants, values.counts.audience


def read(gazetteer: Gazetteer, heading: str, cell: str, *, is_extra: bool) -> Values:
    cells = {Role.TITLE: "Слет", Role.DATES: "май", Role.PARTICIPANTS: "гребцы" if is_extra else cell}
    headings = () if is_extra else ((heading, Role.PARTICIPANTS),)
    beside = Beside.of_columns({heading: cell} if is_extra else {}, headings)
    return read_values(Kind.INTERREGIONAL_REPORT, Period(2031), cells, gazetteer, beside=beside)


@pytest.mark.parametrize(("heading", "cell", "expected"), OWN_COLUMN)
def test_of_a_column_of_its_own(
    heading: str, cell: str, expected: tuple[int | None, int | None], gazetteer: Gazetteer
) -> None:
    assert counted(read(gazetteer, heading, cell, is_extra=True)) == expected


@pytest.mark.parametrize(("heading", "cell", "expected"), OF_PARTICIPANTS)
def test_of_the_participants(
    heading: str, cell: str, expected: tuple[int | None, int | None], gazetteer: Gazetteer
) -> None:
    values = read(gazetteer, heading, cell, is_extra=False)
    assert counted(values) == expected
    assert all(cell[figure.start : figure.end] == figure.phrase for figure in values.counts.figures)
    assert expected != (None, None) or "unread-participants" in {issue.code for issue in values.issues}
