"""What was planned beside what was: a report holds what was, a plan what is planned; neither loses a cell."""

import pytest

from events.vocabulary import Role
from importers.documents.document import Document
from importers.documents.grid import Grid
from importers.documents.layouts import recognise
from tests.importers.documents.layouts.grids import PLAN_TITLE, REPORT_TITLE, Line, grid, table


def document(title: str, *lines: Line) -> Document:
    return recognise(grid(title, table(*lines)))


def said(read: Document) -> list[tuple[str, str, str]]:
    codes = ("planned-column", "planned-column-alone", "fact-missing", "second-column", "held-column")
    return [(one.code, one.found, one.expected) for one in read.issues if one.code in codes]


TWO_ROWS: tuple[Line, ...] = (
    ("№ п/п", "Мероприятие", ("Срок проведения", 2), "Место проведения", "Участники"),
    (None, None, "план", "факт", None, None),
)
TWO_DATES = ("№ п/п", "Мероприятие", "Плановая дата", "Фактическая дата", "Место проведения", "Участники")
CASES = [
    (
        REPORT_TITLE,
        [TWO_DATES, ("1", "Слет", "12 октября 2031 года", "15 октября 2031 года", "г. Минск", "20 человек")],
        {Role.DATES: "15 октября 2031 года"},
        {"Плановая дата": "12 октября 2031 года"},
        [("planned-column", "Плановая дата", "dates")],
    ),
    (
        REPORT_TITLE,
        [
            ("№ п/п", "Мероприятие", "Дата (факт)", "Дата (план)", "Место проведения", "Участники"),
            ("1", "Слет", "15 октября 2031 года", "12 октября 2031 года", "г. Минск", "20 человек"),
        ],
        {Role.DATES: "15 октября 2031 года"},
        {"Дата (план)": "12 октября 2031 года"},
        [("planned-column", "Дата (план)", "dates")],
    ),
    (
        REPORT_TITLE,
        [TWO_DATES, ("1", "Слет", "12 октября 2031 года", "", "г. Минск", "20 человек")],
        {Role.DATES: ""},
        {"Плановая дата": "12 октября 2031 года"},
        [("planned-column", "Плановая дата", "dates"), ("fact-missing", "12 октября 2031 года", "dates")],
    ),
    (
        PLAN_TITLE,
        [TWO_DATES, ("1", "Слет", "12 мая 2031 года", "", "г. Минск", "20 человек")],
        {Role.DATES: "12 мая 2031 года"},
        {"Фактическая дата": ""},
        [("held-column", "Фактическая дата", "dates")],
    ),
    (
        REPORT_TITLE,
        [
            ("№ п/п", "Мероприятие", "Планируемый срок", "Место проведения", "Участники"),
            ("1", "Слет", "12 октября 2031 года", "г. Минск", "20 человек"),
        ],
        {Role.DATES: "12 октября 2031 года"},
        {},
        [("planned-column-alone", "Планируемый срок", "dates")],
    ),
    (
        REPORT_TITLE,
        [
            (
                *("№ п/п", "Мероприятие", "Срок", "Место"),
                *("Количество участников (план)", "Количество участников (факт)"),
            ),
            ("1", "Слет", "октябрь 2031 года", "г. Минск", "50", "43"),
        ],
        {Role.PARTICIPANTS: "43"},
        {"Количество участников (план)": "50"},
        [("planned-column", "Количество участников (план)", "participants")],
    ),
    (
        REPORT_TITLE,
        [
            ("№ п/п", "Мероприятие", "Срок", "Место", "План", "Участники"),
            ("1", "Слет", "октябрь 2031 года", "г. Минск", "да", "43"),
        ],
        {Role.PARTICIPANTS: "43"},
        {"План": "да"},
        [],
    ),
    (
        REPORT_TITLE,
        [
            ("№ п/п", "Мероприятие", "Срок план/факт", "Место", "Участники"),
            ("1", "Слет", "12/15 октября 2031 года", "г. Минск", "43"),
        ],
        {Role.DATES: "12/15 октября 2031 года"},
        {},
        [("planned-column-alone", "Срок план/факт", "dates")],
    ),
]


@pytest.mark.parametrize(("title", "lines", "cells", "extra", "expected"), CASES)
def test_what_was_is_read(
    title: str,
    lines: list[Line],
    cells: dict[Role, str],
    extra: dict[str, str],
    expected: list[tuple[str, str, str]],
) -> None:
    read = document(title, *lines)
    (row,) = read.rows
    assert {role: row.cells[role] for role in cells} == cells
    assert dict(row.extra) == extra
    assert said(read) == expected


def test_the_headings_may_take_two_rows() -> None:
    lines = (*TWO_ROWS, ("1", "Слет", "12 октября 2031 года", "15 октября 2031 года", "г. Минск", "20"))
    read = document(REPORT_TITLE, *lines)
    assert read.rows[0].cells[Role.DATES] == "15 октября 2031 года"
    assert dict(read.rows[0].extra) == {"Срок проведения\nплан": "12 октября 2031 года"}


def test_a_further_table_is_read_alike() -> None:
    row = ("Слет", "12 октября 2031 года", "15 октября 2031 года", "г. Минск", "20 человек")
    blocks: Grid = grid(
        REPORT_TITLE,
        table(TWO_DATES, ("1", *row)),
        "Сотрудничество в сфере туризма",
        table(TWO_DATES, ("2", *row), number=2),
    )
    assert [one.cells[Role.DATES] for one in recognise(blocks).rows] == ["15 октября 2031 года"] * 2
