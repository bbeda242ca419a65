"""What a person says a column is beats its words; no cell is lost by it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.vocabulary import ColumnUse, Kind, Role
from importers.documents.columns import Meaning, StatedColumns, signature_of
from importers.documents.document import Document, fault_in
from importers.documents.issues import UnreadableDocument
from importers.documents.layouts import recognise
from tests.importers.documents.layouts.grids import PLAN_TITLE, REPORT_TITLE, Line, grid, table

HEADINGS = ("№ п/п", "Что было", "Когда", "Наименование", "Дата", "Кто был", "Сколько", "Итог")
ROW = ("1.", "Слет", "май", "зал", "12 мая 2031 года", "гости из Минска", "45", "подписан протокол")


def said(*meanings: Meaning | None, headings: tuple[str, ...] = HEADINGS) -> StatedColumns:
    return {signature_of(headings): meanings}


def read(
    stated: StatedColumns, headings: tuple[str, ...] = HEADINGS, *rows: Line, title: str = REPORT_TITLE
) -> Document:
    return recognise(grid(title, table(headings, *(rows or (ROW,)))), stated=stated)


R, U = Role, ColumnUse
WHOLE = (R.NUMBER, R.TITLE, U.PLANNED, R.PLACE, R.DATES, R.PARTICIPANTS, U.COUNT, R.CONTENT)


def test_a_table_nobody_knows_is_read_once_its_columns_are_said() -> None:
    headings = ("Пункт 1", "Затея", "Когда", "Где собрались")
    row = ("1.", "Слет", "май 2031 года", "г. Минск")
    with pytest.raises(UnreadableDocument) as refused:
        read({}, headings, row)
    assert refused.value.issue.code == "unknown-layout"
    document = read(said(R.NUMBER, R.TITLE, R.DATES, R.PLACE, headings=headings), headings, row)
    assert dict(document.rows[0].cells) == {
        R.NUMBER: "1.",
        R.TITLE: "Слет",
        R.DATES: "май 2031 года",
        R.PLACE: "г. Минск",
    }


def test_what_is_said_beats_the_words() -> None:
    document = read(said(*WHOLE))
    cells = dict(zip(WHOLE, ROW, strict=True))
    assert dict(document.rows[0].cells) == {role: cells[role] for role in WHOLE if isinstance(role, Role)}
    assert dict(document.rows[0].extra) == {"Когда": "май", "Сколько": "45"}
    assert document.uses == {"Когда": "planned", "Сколько": "count"}


@pytest.mark.parametrize(
    ("meanings", "headings", "row", "cells", "uses"),
    [
        (
            (None, None, None, U.LEFT_OUT),
            ("№ п/п", "Мероприятие", "Срок", "Участники"),
            ("1.", "Слет", "май", "45"),
            {R.TITLE: "Слет", R.DATES: "май"},
            {"Участники": "left_out"},
        ),
        (
            (None, None, R.PLACE, R.DATES),
            ("№ п/п", "Мероприятие", "Срок", "Место"),
            ("1.", "Слет", "Минск", "май"),
            {R.TITLE: "Слет", R.PLACE: "Минск", R.DATES: "май"},
            {},
        ),
        (
            (None, None, None, U.UNTIL, None),
            ("№ п/п", "Мероприятие", "Старт, дата", "Финиш", "Место"),
            ("1.", "Слет", "1 мая", "9 мая", "Минск"),
            {R.TITLE: "Слет", R.DATES: "1 мая", R.PLACE: "Минск"},
            {"Финиш": "until"},
        ),
        (
            (None, None, None, None, U.DEPARTMENT),
            ("№ п/п", "Мероприятие", "Срок", "Место", "Куратор"),
            ("1.", "Слет", "май", "Минск", "Министерство спорта"),
            {R.TITLE: "Слет", R.DATES: "май", R.PLACE: "Минск"},
            {"Куратор": "department"},
        ),
        (
            (None, None, None, R.PARTNER, None),
            ("№ п/п", "Мероприятие", "Срок", "С кем", "Место"),
            ("1.", "Слет", "май", "Витебская область", "Минск"),
            {R.TITLE: "Слет", R.DATES: "май", R.PARTNER: "Витебская область", R.PLACE: "Минск"},
            {},
        ),
        (
            (None, None, None, None, R.CONTENT, U.RESULT),
            ("№ п/п", "Мероприятие", "Срок", "Место", "Ход", "Чего добились"),
            ("1.", "Слет", "май", "Минск", "встреча", "подписан протокол"),
            {R.TITLE: "Слет", R.DATES: "май", R.PLACE: "Минск", R.CONTENT: "встреча"},
            {"Чего добились": "result"},
        ),
        (
            (None, None, R.DATES, None, None),
            ("№ п/п", "Мероприятие", "Дата (план)", "Дата (факт)", "Место"),
            ("1.", "Слет", "12 мая", "15 мая", "Минск"),
            {R.TITLE: "Слет", R.DATES: "12 мая", R.PLACE: "Минск"},
            {},
        ),
    ],
)
def test_single_columns_are_said(
    meanings: tuple[Meaning | None, ...],
    headings: tuple[str, ...],
    row: Line,
    cells: dict[Role, str],
    uses: dict[str, str],
) -> None:
    document = read(said(*meanings, headings=headings), headings, row)
    (entry,) = document.rows
    assert {role: text for role, text in entry.cells.items() if role is not R.NUMBER} == cells
    assert document.uses == uses
    assert sorted((*entry.cells.values(), *entry.extra.values())) == sorted(row)


def test_a_department_that_is_said_is_the_department() -> None:
    headings = ("№ п/п", "Мероприятие", "Срок", "Ответственный", "Кто ведет")
    row = ("1.", "Слет", "май", "Иванов", "Министерство спорта")
    assert read({}, headings, row).department_heading == "Ответственный"
    stated = said(None, None, None, None, U.DEPARTMENT, headings=headings)
    assert read(stated, headings, row).department_heading == "Кто ведет"


def test_a_column_that_is_said_raises_no_issue_about_what_it_is() -> None:
    headings = ("№ п/п", "Мероприятие", "Срок", "Место", "Смета")
    before = {issue.code for issue in read({}, headings, ("1.", "Слет", "май", "Минск", "5")).issues}
    stated = said(None, None, None, None, U.LEFT_OUT, headings=headings)
    after = {issue.code for issue in read(stated, headings, ("1.", "Слет", "май", "Минск", "5")).issues}
    assert before - after == {"unclaimed-column"}


def test_other_headings_are_read_by_their_words() -> None:
    headings = ("№ п/п", "Мероприятие", "Срок", "Место", "Участники")
    row = ("1.", "Слет", "май 2031 года", "Минск", "45")
    assert read(said(*WHOLE), headings, row) == read({}, headings, row)


def test_each_header_of_a_document_is_offered_once() -> None:
    first = ("№ п/п", "Мероприятие", "Срок", "Место", "Участники")
    second = ("№ п/п", "Мероприятие", "Дата", "Где", "Участники")
    lines = (("1.", "Слет", "май", "Минск", "45"), first, ("2.", "Смотр", "май", "Минск", "45"))
    blocks = grid(
        PLAN_TITLE,
        table(first, *lines),
        "Министерство туризма",
        table(second, ("3.", "Парад", "май", "Минск", "9"), number=2),
    )
    document = recognise(blocks, Kind.INTERREGIONAL_PLAN)
    assert [header.signature for header in document.headers] == [signature_of(first), signature_of(second)]


@pytest.mark.parametrize(
    ("meanings", "fault"),
    [
        ((None, None, None, None, None), None),
        ((None, R.DATES, R.TITLE, None, None), None),
        ((None, None, R.PLACE, None, None), ("column-lacking", R.DATES)),
        ((None, None, R.PLACE, R.DATES, None), None),
        ((None, None, None, R.PLACE, R.PLACE), ("column-twice", R.PLACE)),
        ((None, None, None, U.LEFT_OUT, U.LEFT_OUT), None),
        ((None, U.LEFT_OUT, None, None, None), ("column-lacking", R.TITLE)),
    ],
)
def test_what_cannot_be_is_told(
    meanings: tuple[Meaning | None, ...], fault: tuple[str, Meaning] | None
) -> None:
    headings = ("№ п/п", "Мероприятие", "Срок", "Место", "Участники")
    (header,) = read({}, headings, ("1.", "Слет", "май", "Минск", "45")).headers
    assert fault_in(header, meanings) == fault


@given(st.permutations([*WHOLE]), st.lists(st.text("абв", min_size=1), min_size=8, max_size=8))
def test_no_cell_is_lost_whatever_is_said(meanings: list[Meaning], texts: list[str]) -> None:
    row = tuple("7." if meaning is R.NUMBER else text for meaning, text in zip(meanings, texts, strict=True))
    document = read(said(*meanings), HEADINGS, row)
    (entry,) = document.rows
    assert sorted((*entry.cells.values(), *entry.extra.values())) == sorted(row)
