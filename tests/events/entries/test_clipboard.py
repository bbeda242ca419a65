"""Tables pasted from the clipboard, mapped to the columns of a report."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.entries.clipboard import as_rows, read_pasted
from events.exports.house_form import HEADINGS
from events.vocabulary import Kind, Role

PLAN = [(heading, role.value) for heading, role in HEADINGS[Kind.INTERREGIONAL_PLAN]]
ROW = ["Брянская область", "Ярмарка", "май 2031 года", "г. Брянск", "мастера", "Продажа"]


def cells(text: str) -> list[dict[str, str]]:
    return [row.cells for row in as_rows(read_pasted(text), PLAN)]


def expected(**other: str) -> dict[str, str]:
    roles = [role for _heading, role in PLAN if role != Role.NUMBER]
    return {**dict(zip(roles, ROW, strict=True)), **other}


@pytest.mark.parametrize(
    "text",
    [
        "\t".join(["1.", *ROW]),
        "\t".join(ROW),
        "\t".join(["", *ROW]),
        "\t".join([heading.replace("\n", " ") for heading, _role in PLAN]) + "\n" + "\t".join(["1", *ROW]),
        "<table><tr>" + "".join(f"<td><p>{cell}</p></td>" for cell in ["1.", *ROW]) + "</tr></table>",
    ],
    ids=["numbered", "without numbers", "empty numbers", "with header", "html"],
)
def test_row_is_read_however_it_was_copied(text: str) -> None:
    assert cells(text) == [expected()]


def test_paragraphs_of_a_cell_stay() -> None:
    text = "<table><tr><td>1.</td><td>Брянская область</td><td><p>Ярмарка</p><p>ремесел</p></td></tr></table>"
    assert cells(text)[0]["title"] == "Ярмарка\nремесел"


def test_cell_with_line_breaks_out_of_excel_stays_one() -> None:
    assert cells('1.\tБрянская область\t"Ярмарка\nремесел"\tмай')[0]["title"] == "Ярмарка\nремесел"


def test_partner_goes_on_below() -> None:
    rows = cells("1.\tБрянская область\tЯрмарка\n2.\t\tФорум")
    assert [row["partner"] for row in rows] == ["Брянская область"] * 2


def test_merged_partner_is_repeated() -> None:
    first = "<tr><td>1</td><td rowspan=2>Брянская область</td><td>А</td></tr>"
    html = f"<table>{first}<tr><td>2</td><td>Б</td></tr></table>"
    assert [(row["partner"], row["title"]) for row in cells(html)] == [
        ("Брянская область", "А"),
        ("Брянская область", "Б"),
    ]


def test_row_of_column_numbers_is_no_event() -> None:
    assert cells("1\t2\t3\t4\t5\t6\t7\n" + "\t".join(["1.", *ROW])) == [expected()]


def test_headings_in_short_are_headings_and_say_the_order() -> None:
    short = ["№", "Сроки", "Наименование", "Субъект", "Место", "Участники", "Содержание"]
    [row] = as_rows([short, ["1", "март 2031 года", "Ярмарка", "Брянская область", "", "", ""]], PLAN)
    assert (row.cells["dates"], row.cells["title"], row.cells["partner"]) == (
        "март 2031 года",
        "Ярмарка",
        "Брянская область",
    )
    # Words that begin no heading are a row.
    assert len(as_rows([["1", "Место встречи", "Участники похода", "", "", "", ""]], PLAN)) == 1


def test_heading_over_rows_is_the_section_of_those_below() -> None:
    html = "<table><tr><td>1</td><td>Брянская область</td><td>А</td></tr>"
    html += (
        "<tr><td colspan=7>Культура</td></tr><tr><td>2</td><td>Брянская область</td><td>Б</td></tr></table>"
    )
    rows = as_rows(read_pasted(html), PLAN)
    assert [(row.section, row.cells["title"]) for row in rows] == [("", "А"), ("Культура", "Б")]


@given(st.text(max_size=300))
def test_no_text_breaks_the_reading(text: str) -> None:
    for row in cells(text):
        assert set(row) <= {role for _heading, role in PLAN}
