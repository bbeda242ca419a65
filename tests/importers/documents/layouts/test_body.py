from typing import Any

import pytest

from events.vocabulary import Role, SectionBasis, Severity
from importers.documents.document import Continued, Document
from importers.documents.grid import SideNote
from importers.documents.issues import SourceRef
from importers.documents.layouts import recognise
from tests.importers.documents.layouts.grids import (
    PLAN,
    PLAN_TITLE,
    REPORT,
    REPORT_TITLE,
    UP,
    Line,
    codes,
    event,
    grid,
    plan,
    table,
)

WEST, EAST = "Министерство запада", "Министерство востока"


def sections_of(document: Document) -> list[tuple[str | None, list[int | None]]]:
    """Each section with the numbers of its rows."""
    found: list[tuple[str | None, list[int | None]]] = [(section.text, []) for section in document.sections]
    loose: list[int | None] = [row.number for row in document.rows if row.section is None]
    for row in document.rows:
        if row.section is not None:
            found[row.section][1].append(row.number)
    return [(None, loose), *found] if loose else found


def partners(document: Document) -> list[str]:
    return [row.cells[Role.PARTNER] for row in document.rows]


# --- sections, notes and what is neither


def test_row_across_is_a_section_before_rows_and_a_note_after_the_last() -> None:
    document = plan(WEST, event("1."), EAST, event("2."), "Всего в полугодии намечены 2 встречи.")
    assert sections_of(document) == [(WEST, [1]), (EAST, [2])]
    assert document.notes == ("Всего в полугодии намечены 2 встречи.",)
    assert codes(document) == []


def test_section_without_rows_is_kept_before_another() -> None:
    assert sections_of(plan(WEST, EAST, event("1."))) == [(WEST, []), (EAST, [1])]


def test_rows_before_any_section_have_none() -> None:
    assert sections_of(plan(event("1."), WEST, event("2."))) == [(None, [1]), (WEST, [2])]


@pytest.mark.parametrize(
    "line",
    [
        (WEST, "", "", "", "", "", ""),
        ("", WEST, "", "", "", "", ""),
        ("", "", WEST, "", "", "", ""),
        (WEST,) * 7,
        ("", (WEST, 6)),
        ((WEST, 5), "", ""),
        (WEST,),
    ],
)
def test_section_may_be_typed_in_many_ways(line: Line) -> None:
    assert sections_of(plan(line, event("1."))) == [(WEST, [1])]


@pytest.mark.parametrize("number", ["I.", "ІІ.", "2.", "1.1."])
def test_number_of_a_section_in_its_own_cell_is_part_of_its_text(number: str) -> None:
    document = plan((number, (WEST, 6)), event("1."))
    assert sections_of(document) == [(f"{number} {WEST}", [1])]


def test_section_is_kept_as_written() -> None:
    document = plan(" Раздел  I. \nКультура \n", event("1."))
    assert document.sections[0].text == "Раздел  I. \nКультура"
    assert document.sections[0].source == SourceRef(table=1, row=2)


@pytest.mark.parametrize(
    ("headings", "basis"),
    [
        (["Министерство запада", "Главное управление востока"], SectionBasis.DEPARTMENT),
        (["Сотрудничество в сфере спорта", "В сфере культуры"], SectionBasis.SPHERE),
        (["Запад", "Восток"], SectionBasis.DEPARTMENT),  # nothing told: as the layout says
        (["Министерство запада", "Сотрудничество в сфере спорта"], SectionBasis.DEPARTMENT),
    ],
)
def test_sections_tell_what_they_stand_for(headings: list[str], basis: SectionBasis) -> None:
    lines: list[Line] = [line for number, text in enumerate(headings, 1) for line in (text, event(number))]
    assert plan(*lines).basis is basis


@pytest.mark.parametrize(
    "line", ["Мероприятия не планируются", ("", "", "Мероприятия не проводились", "", "", "", "")]
)
def test_formal_answer_makes_its_section_sure(line: Line) -> None:
    document = plan(WEST, event("1."), EAST, line)
    assert sections_of(document) == [(WEST, [1]), (EAST, [])]
    assert (document.notes, len(document.extras), codes(document)) == ((), 1, ["nothing-held"])


def test_total_is_set_aside_and_said() -> None:
    document = plan(event("1."), (("ИТОГО", 2), "1", "", "", "", ""))
    assert [row.number for row in document.rows] == [1]
    assert (document.extras, codes(document)) == (("ИТОГО\t1",), ["total-row"])


def test_signature_in_the_table_is_set_aside() -> None:
    document = plan(event("1."), ("", "", "Министр", "", "", "", "А.Б. Пример"))
    assert len(document.rows) == 1
    assert (document.extras, codes(document)) == (("Министр\tА.Б. Пример",), ["signature-row"])


def test_repeated_header_is_skipped() -> None:
    document = plan(event("1."), PLAN, event("2."))
    assert [row.number for row in document.rows] == [1, 2]
    assert codes(document) == []


def test_header_in_other_order_counts_from_its_row_on() -> None:
    turned = (PLAN[0], *reversed(PLAN[1:]))
    document = plan(WEST, event("1."), EAST, turned, (event("2.")[0], *reversed(event("2.")[1:])))
    assert [row.cells[Role.PLACE] for row in document.rows] == ["г. Приречный", "г. Приречный"]
    assert codes(document) == ["header-differs"]


def test_blank_rows_are_skipped_and_counted() -> None:
    document = plan(("",) * 7, event("1."), ("", "", " ", "", "", "\n", ""), event("2."))
    assert [row.source.row for row in document.rows] == [3, 5]


def test_numbered_row_without_any_text_is_said() -> None:
    document = plan(event("1."), ("2.", "", "", "", "", "", ""))
    assert len(document.rows) == 1
    assert [(issue.code, issue.found) for issue in document.issues] == [("numbered-blank-row", "2.")]


# --- cells


def test_cells_lose_white_space_at_their_ends_only() -> None:
    document = plan(event("1.\u00a0\n", " Тверская \n\n область \n\n", "Вы\u00adставка"))
    assert document.rows[0].cells[Role.NUMBER] == "1."
    assert document.rows[0].cells[Role.PARTNER] == "Тверская \n\n область"
    assert document.rows[0].cells[Role.TITLE] == "Вы\u00adставка"


def test_empty_partner_goes_on_with_the_one_above_within_its_section() -> None:
    document = plan(WEST, event("1."), event("2.", ""), EAST, event("3.", ""))
    assert partners(document) == ["Тверская область", "Тверская область", ""]
    assert [dict(row.continued) for row in document.rows] == [{}, {Role.PARTNER: Continued.BLANK}, {}]
    assert [(issue.code, issue.severity, issue.place.row) for issue in document.issues] == [
        ("continued-blank-cell", Severity.INFO, 4),
        ("nothing-to-continue", Severity.WARNING, 6),
    ]


@pytest.mark.parametrize("format", ["txt", "docx"])
def test_merged_or_dumped_partner_goes_on_silently(format: str) -> None:
    document = plan(event("1."), event("2.", "" if format == "txt" else UP), format=format)
    assert partners(document) == ["Тверская область"] * 2
    assert document.rows[1].continued == {Role.PARTNER: Continued.MERGED}
    assert codes(document) == []


def test_empty_agreement_goes_on_with_the_one_above() -> None:
    headings = ("№ п/п", "Соглашение о сотрудничестве", *PLAN[2:])
    title = "Отчет о реализации соглашений в сфере межрегионального сотрудничества за IV квартал 2031 года"
    agreement = "Соглашение с Тверской областью"
    document = recognise(grid(title, table(headings, event("1.", agreement), event("2.", ""))))
    assert [row.cells[Role.AGREEMENT] for row in document.rows] == [agreement, agreement]
    assert document.rows[1].continued == {Role.AGREEMENT: Continued.BLANK}


def test_merge_does_not_cross_a_section() -> None:
    document = plan(WEST, event("1."), EAST, event("2.", UP))
    assert partners(document) == ["Тверская область", ""]
    assert codes(document) == ["merge-across-section"]


def test_any_merged_cell_goes_on_and_other_empty_cells_do_not() -> None:
    document = plan(event("1."), ("2.", "Брянская область", "Слет", UP, "", "гости", UP))
    assert document.rows[1].cells[Role.DATES] == "май 2031 года"
    assert document.rows[1].cells[Role.PLACE] == ""
    assert document.rows[1].continued == {Role.DATES: Continued.MERGED, Role.CONTENT: Continued.MERGED}


def test_merged_number_counts_for_each_of_its_rows() -> None:
    document = plan(event("1."), (UP, UP, "Слет", "июнь", "дом", "гости", "мир"), event("2."))
    assert [row.number for row in document.rows] == [1, 1, 2]
    assert codes(document) == []


def test_text_hidden_in_a_merge_is_said() -> None:
    blocks = table(PLAN, event("1."), event("2.", UP))
    hidden = blocks.rows[2].cells[1]._replace(text="Курская область")
    row = blocks.rows[2]._replace(cells=(blocks.rows[2].cells[0], hidden, *blocks.rows[2].cells[2:]))
    changed = type(blocks)(number=1, rows=(*blocks.rows[:2], row), columns=7)
    document = recognise(grid(PLAN_TITLE, changed))
    assert partners(document)[1] == "Тверская область"
    assert [(issue.code, issue.found) for issue in document.issues] == [
        ("hidden-merged-text", "Курская область")
    ]


def test_cell_over_two_columns_goes_to_the_first_and_is_said() -> None:
    document = plan(("1.", "Тверская область", "Слет", ("май, дом", 2), "гости", "мир"))
    assert document.rows[0].cells[Role.DATES] == "май, дом"
    assert document.rows[0].cells[Role.PLACE] == ""
    assert [(issue.code, issue.found) for issue in document.issues] == [("cell-over-columns", "май, дом")]


def test_short_row_is_read_by_the_grid_and_said() -> None:
    document = plan(event("1."), (None, None, "Слет", "июнь", "дом", "гости", "мир"))
    assert document.rows[1].cells[Role.TITLE] == "Слет"
    assert partners(document)[1] == "Тверская область"
    assert codes(document) == ["short-row", "continued-blank-cell", "number-missing"]


def test_cell_outside_the_columns_is_kept_and_said() -> None:
    document = plan((*event("1."), "лишнее"), event("2."))
    assert document.extras == ("лишнее",)
    assert codes(document) == ["cell-outside-columns"]


def test_row_cut_by_a_page_break_is_joined_and_said() -> None:
    document = plan(event("1."), ("", "", "", "", "", "и гости", "с соседями"), event("2."))
    assert document.rows[0].cells[Role.PARTICIPANTS] == "жители\nи гости"
    assert document.rows[0].cells[Role.CONTENT] == "знакомство\nс соседями"
    assert [(issue.code, issue.expected) for issue in document.issues] == [("row-continues", "1")]


def test_cut_row_that_names_an_official_is_no_signature() -> None:
    document = plan(event("1."), ("", "", "", "", "", "Министр А.Б. Пример", ""))
    assert document.rows[0].cells[Role.PARTICIPANTS] == "жители\nМинистр А.Б. Пример"


def test_two_cells_under_one_heading_are_joined_and_said() -> None:
    header = (*PLAN[:-1], ("Содержание", 2))
    document = recognise(grid(PLAN_TITLE, table(header, (*event("1."), "итог"), event("2."))))
    assert document.rows[0].cells[Role.CONTENT] == "знакомство\nитог"
    assert codes(document) == ["cells-under-one-heading"]


def test_title_that_goes_on_in_small_letters_is_joined() -> None:
    document = plan(event("1."), ("", "", "народных ремесел", "", "", "", ""))
    assert [row.cells[Role.TITLE] for row in document.rows] == ["Выставка\nнародных ремесел"]


# --- numbers


@pytest.mark.parametrize("text", ["7", "7.", "7)", "№ 7", "№7.", "7 .", "(7)", "7.\u00a0"])
def test_number_is_read_in_every_usual_form(text: str) -> None:
    assert plan(event(text)).rows[0].number == 7


@pytest.mark.parametrize(
    ("text", "expected"), [("", ["numbers-missing"]), ("1.1.", []), ("-", ["numbers-missing"])]
)
def test_no_number_is_none_and_kept_as_written(text: str, expected: list[str]) -> None:
    document = plan(event(text))
    assert (document.rows[0].number, document.rows[0].cells[Role.NUMBER]) == (None, text)
    assert codes(document) == expected


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (["1.", "2.", "3."], []),
        (["1.", "", "2."], ["number-missing"]),
        (["1.", "2а.", "3."], ["number-unread", "number-out-of-order"]),
        (["1.", "3."], ["number-out-of-order"]),
        (["1.", "2.", "2."], ["number-repeated"]),
        (["5.", "6."], ["number-out-of-order"]),
        (["", ""], ["numbers-missing"]),
    ],
)
def test_numbering_is_doubted(numbers: list[str], expected: list[str]) -> None:
    assert codes(plan(*(event(number) for number in numbers))) == expected


def test_numbering_may_restart_in_a_section() -> None:
    document = plan(WEST, event("1."), event("2."), EAST, event("1."), event("2."))
    assert [row.number for row in document.rows] == [1, 2, 1, 2]
    assert [(issue.code, issue.severity) for issue in document.issues] == [
        ("numbering-restarts", Severity.INFO)
    ]


# --- several tables


def test_headings_between_tables_are_sections() -> None:
    document = recognise(
        grid(
            PLAN_TITLE, "Запад", table(PLAN, event("1.")), "Восток", table(PLAN, event("2."), event("3.", ""))
        )
    )
    assert sections_of(document) == [("Запад", [1]), ("Восток", [2, 3])]
    assert codes(document) == ["continued-blank-cell"]


def test_heading_over_two_paragraphs_is_one_section() -> None:
    document = recognise(
        grid(PLAN_TITLE, "Министерство запада", "Приречной области", table(PLAN, event("1.")))
    )
    assert sections_of(document) == [("Министерство запада\nПриречной области", [1])]


def test_list_below_the_table_is_one_note() -> None:
    below = [
        "В полугодии состоялись встречи:",
        "- в Доме дружбы;",
        "- в парке",
        "* перенесено по общей просьбе сторон",
    ]
    document = recognise(grid(PLAN_TITLE, table(PLAN, event("1.")), *below))
    assert document.notes == (
        "В полугодии состоялись встречи:\n- в Доме дружбы;\n- в парке",
        "* перенесено по общей просьбе сторон",
    )


def test_table_cut_in_two_goes_on_in_its_section() -> None:
    document = recognise(
        grid(PLAN_TITLE, table(PLAN, WEST, event("1.")), "", table(event("2.", ""), event("3.")))
    )
    assert sections_of(document) == [(WEST, [1, 2, 3])]
    assert partners(document) == ["Тверская область"] * 3


def test_section_across_a_table_of_another_grid_is_a_section() -> None:
    wide = table(((EAST, 9), ""), tuple((text, 2) for text in event("2.")))
    document = recognise(grid(PLAN_TITLE, table(PLAN, WEST, event("1.")), "", wide))
    assert sections_of(document) == [(WEST, [1]), (EAST, [2])]


def test_table_without_numbers_may_be_cut_in_two() -> None:
    document = recognise(grid(PLAN_TITLE, table(PLAN[1:], event("")[1:]), "", table(event("")[1:])))
    assert len(document.rows) == 2


def test_lines_above_the_header_of_a_later_table_are_its_heading() -> None:
    later = table(("", (EAST, 6)), PLAN, event("2."))
    document = recognise(grid(PLAN_TITLE, table(PLAN, WEST, event("1.")), later))
    assert sections_of(document) == [(WEST, [1]), (EAST, [2])]


def test_table_with_rows_above_its_second_header_goes_on_from_its_first_row() -> None:
    later = table(event("2."), PLAN, event("3."))
    document = recognise(grid(PLAN_TITLE, table(PLAN, WEST, event("1.")), later))
    assert sections_of(document) == [(WEST, [1, 2, 3])]


def test_further_column_of_a_later_table_stands_in_every_row() -> None:
    later = table((*PLAN, "Примечание"), (*event("2."), "важно"))
    document = recognise(grid(PLAN_TITLE, table(PLAN, event("1.")), "Восток", later))
    assert [dict(row.extra) for row in document.rows] == [{"Примечание": ""}, {"Примечание": "важно"}]
    assert document.headings[-1].text == "Примечание"


def test_table_of_something_else_is_kept_as_extras() -> None:
    document = recognise(grid(PLAN_TITLE, table(PLAN, event("1.")), table(("Министр", "А.Б. Пример"))))
    assert (document.extras, codes(document)) == (("Министр", "А.Б. Пример"), ["unread-table"])


def test_mark_between_the_halves_of_a_table_is_no_section() -> None:
    document = recognise(
        grid(PLAN_TITLE, table(PLAN, event("1.")), "Продолжение таблицы", table(PLAN, event("2.")))
    )
    assert document.sections == ()
    assert (document.extras, codes(document)) == (("Продолжение таблицы",), ["stray-paragraph"])


def test_title_said_again_over_each_sheet_is_no_second_report() -> None:
    sheets = [table(PLAN_TITLE, PLAN, WEST, event("1.")), table(PLAN_TITLE, PLAN, EAST, event("2."))]
    document = recognise(grid(*sheets, format="xlsx"))
    assert sections_of(document) == [(WEST, [1]), (EAST, [2])]
    assert codes(document) == ["title-repeated"]


def test_sheet_named_after_its_section_opens_it() -> None:
    sheets = [table(PLAN_TITLE, PLAN, event("1."), name=WEST), table(PLAN, event("2."), name=EAST)]
    document = recognise(grid(*sheets, format="xlsx"))
    assert sections_of(document) == [(WEST, [1]), (EAST, [2])]
    assert codes(document) == ["section-from-sheet-name"] * 2


# --- below the tables


@pytest.mark.parametrize(
    ("below", "notes", "extras"),
    [
        (
            ["В полугодии намечены три встречи с гостями", "в Доме дружбы."],
            ["В полугодии намечены три встречи с гостями\nв Доме дружбы."],
            [],
        ),
        (["Министр", "Приречной области\tА.Б. Пример"], [], ["Министр", "Приречной области\tА.Б. Пример"]),
        (["Начальник отдела культуры А.Б. Пример"], [], ["Начальник отдела культуры А.Б. Пример"]),
        (
            ["Намечены три встречи.", "Исп. Пример А.Б.", "тел. 00-00-00"],
            ["Намечены три встречи."],
            ["Исп. Пример А.Б.", "тел. 00-00-00"],
        ),
        (["2"], [], ["2"]),
    ],
)
def test_sentences_below_are_notes_and_signatures_are_not(
    below: list[str], notes: list[str], extras: list[str]
) -> None:
    document = recognise(grid(PLAN_TITLE, table(PLAN, event("1.")), *below))
    assert (list(document.notes), list(document.extras)) == (notes, extras)


@pytest.mark.parametrize(
    ("kind", "text", "kept"), [("footnote", "сноска", True), ("footer", "- 2 -", False), ("image", "", False)]
)
def test_side_notes_are_extras_but_page_numbers_are_not(kind: str, text: str, kept: bool) -> None:
    document = recognise(grid(PLAN_TITLE, table(PLAN, event("1.")), notes=(SideNote(kind, text),)))
    assert document.extras == ((text,) if kept else ())


def test_international_report_keeps_its_own_columns() -> None:
    title = "Отчет по сотрудничеству между Приречной областью и Страной Примеров за 2031 год"
    document = recognise(grid(title, table(REPORT, ("1.", "Слет", "дом", "май", "мир", "гости"))))
    values: dict[str, Any] = {str(role): text for role, text in document.rows[0].cells.items()}
    assert (document.kind, document.is_plan) == (None, False)  # the partners tell which report it is
    assert document.partner_phrase == "Приречной областью и Страной Примеров"
    assert values == {
        "number": "1.",
        "title": "Слет",
        "place": "дом",
        "dates": "май",
        "content": "мир",
        "participants": "гости",
    }


def test_bare_headings_of_beginning_and_end_are_the_dates() -> None:
    header = ("№", "Мероприятие", "Начало", "Окончание", "Страна", "Место", "Участники", "Содержание")
    row = ("1", "Визит", "12.04.2031", "14.04.2031", "Монголия", "г. Приречный", "14 чел.", "Переговоры")
    (read,) = recognise(grid(REPORT_TITLE, table(header, row))).rows
    assert (read.cells[Role.DATES], read.extra["Окончание"]) == ("12.04.2031", "14.04.2031")
