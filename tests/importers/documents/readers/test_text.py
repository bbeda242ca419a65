"""Text dumps: cells by tabs, rows by the number of columns."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers.documents.grid import Grid, Paragraph
from importers.documents.issues import UnreadableDocument
from importers.documents.readers import read
from tests.importers.documents.readers.docx_builder import texts

HEADER = "\t№ п/п\n\tНаименование\n\tСроки\n\tМесто\n\n"


def of(text: str) -> Grid:
    return read(text.encode())


def rows(text: str) -> list[list[str]]:
    return [row for table in of(text).tables for row in texts(table)]


def test_rows_are_cut_by_the_number_of_columns() -> None:
    first = "\t1. \n\tПервое\nвторая строка\n\tмай\n\tгород\n\n"
    text = f" План\nна 2024 год\n\n{HEADER}\tОтдел А\n\n{first}\t2.\n\tВторое\n\tиюнь\n\t\n"
    grid = of(text)
    assert grid.blocks[:2] == (Paragraph(" План"), Paragraph("на 2024 год"))
    (table,) = grid.tables
    assert (table.columns, texts(table)) == (
        4,
        [
            ["№ п/п", "Наименование", "Сроки", "Место"],
            ["Отдел А"],
            ["1. ", "Первое\nвторая строка", "май", "город"],
            ["2.", "Второе", "июнь", ""],
        ],
    )
    assert (table.rows[1].cells[0].span, grid.issues) == (4, ())


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("\t1.\n\tа\n\tб\n\tв\n\n", [["1.", "а", "б", "в"]]),
        ("\tОтдел\n\n\t1.\n\tа\n\tб\n\tв\n\n", [["Отдел"], ["1.", "а", "б", "в"]]),
        ("\tОтдел\n\n\t1.\n\tа\n\tб\n\tв\n\n\tИтого 1\n", [["Отдел"], ["1.", "а", "б", "в"], ["Итого 1"]]),
        ("\t1.\n\tа\n\tб\n\tв\n\n\tИтого 1\n\n\tещё\n", [["1.", "а", "б", "в"], ["Итого 1"], ["ещё"]]),
        ("\t1.\n\tа\n\n\n\tб\n\n\tв\n\n", [["1.", "а", "б", "в"]]),
        (
            "\t1.\n\tа\n\tб\n\tв\n \tОтдел\n\n\t2.\n\tг\n\tд\n\tе\n",
            [["1.", "а", "б", "в"], ["Отдел"], ["2.", "г", "д", "е"]],
        ),
        (
            "\t1\n\t2\n\t3\n\t4\n\n\t1.\n\tа\n\tб\n\tв\n",
            [["1", "2", "3", "4"], ["1.", "а", "б", "в"]],
        ),
        (
            "\t1.\n\tа\n\tб\n\tв\n\n\t\n\tг\n\tд\n\tе\n\n\t3.\n\tж\n\tз\n\tи\n\n",
            [["1.", "а", "б", "в"], ["", "г", "д", "е"], ["3.", "ж", "з", "и"]],
        ),
        (
            "\t1.\n\tа\n\tб\n\tв\n\n\tб/н\n\tг\n\tд\n\tе\n\n\t2.\n\tж\n\tз\n\tи\n\n",
            [["1.", "а", "б", "в"], ["б/н", "г", "д", "е"], ["2.", "ж", "з", "и"]],
        ),
        (
            f"\t1.\n\tа\n\tб\n\tв\n\n{HEADER}\t2.\n\tг\n\tд\n\tе\n\n",
            [["1.", "а", "б", "в"], ["№ п/п", "Наименование", "Сроки", "Место"], ["2.", "г", "д", "е"]],
        ),
        ("\t1.\n\tа\n\t2.\n\tв\n\n\t2.\n\tг\n\tд\n\tе\n", [["1.", "а", "2.", "в"], ["2.", "г", "д", "е"]]),
    ],
)
def test_rows_under_a_header(body: str, expected: list[list[str]]) -> None:
    assert rows(HEADER + body)[1:] == expected


def test_table_without_a_header_is_cut() -> None:
    assert rows("\t1.\n\tа\n\tб\n\n\t2.\n\tв\n\tг\n\n\t3.\n\tд\n\tе\n") == [
        *(["1.", "а", "б"], ["2.", "в", "г"], ["3.", "д", "е"]),
    ]


def row(number: int, *cells: str) -> str:
    return "".join(f"\t{cell}\n" for cell in (f"{number}.", *cells)) + "\n"


def test_row_that_is_short_of_cells_is_kept_and_said() -> None:
    grid = of(
        HEADER + row(1, "а", "б", "в") + row(2, "д", "е") + row(3, "и", "к", "л") + row(4, "м", "н", "о")
    )
    assert texts(grid.tables[0])[1:] == [
        *(["1.", "а", "б", "в"], ["2.", "д", "е"], ["3.", "и", "к", "л"], ["4.", "м", "н", "о"]),
    ]
    assert [(issue.code, issue.place.row, issue.found, issue.expected) for issue in grid.issues] == [
        ("irregular-row", 3, "3", "4")
    ]


@pytest.mark.parametrize(
    ("extra", "expected", "code"),
    [
        (["ж"], [["2.", "д", "е", "з"], ["ж"]], "glued-row"),
        (["ж", "и"], [["2.", "д", "е", "з", "ж", "и"]], "irregular-row"),
    ],
)
def test_cells_too_many_are_kept_and_said(extra: list[str], expected: list[list[str]], code: str) -> None:
    first = row(1, "а", "б", "в")
    grid = of(HEADER + first + row(2, "д", "е", "з", *extra) + row(3, "и", "к", "л") + row(4, "м", "н", "о"))
    assert texts(grid.tables[0])[2:-2] == expected
    assert [issue.code for issue in grid.issues] == [code]


def test_heading_between_tables_parts_them() -> None:
    grid = of(f"{HEADER}{row(1, 'а', 'б', 'в')}\nОтдел Б\n\n{HEADER}{row(2, 'г', 'д', 'е')}")
    assert [block.text if isinstance(block, Paragraph) else len(block.rows) for block in grid.blocks] == [
        *(2, "Отдел Б", 2),
    ]
    assert [table.number for table in grid.tables] == [1, 2]


def test_lines_far_below_the_table_are_paragraphs() -> None:
    grid = of(f"{HEADER}{row(1, 'а', 'б', 'в')}\n\nИсполнитель\nтел. 1\n")
    assert grid.blocks[1:] == (Paragraph("Исполнитель"), Paragraph("тел. 1"))


def test_blank_line_inside_a_cell_is_kept() -> None:
    text = HEADER + "\t1.\n\tа\n\tб\n\tг. Первый;\n\nг. Второй\n\n" + row(2, "в", "г", "д")
    assert rows(text)[1] == ["1.", "а", "б", "г. Первый;\n\nг. Второй"]


def test_bookmarks_are_no_text() -> None:
    grid = of(f"[bookmark: _GoBack]План\n{HEADER}\t1.\n\tа\n\t[bookmark: x]\n\tв[bookmark: _GoBack]г\n")
    assert grid.blocks[0] == Paragraph("План")
    assert texts(grid.tables[0])[1] == ["1.", "а", "", "вг"]


TEXT = f"План мероприятий учебной области\n{HEADER}" + row(1, "Выставка", "май", "город")


@pytest.mark.parametrize(
    "encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "cp866", "koi8-r"]
)
def test_encodings_are_told(encoding: str) -> None:
    grid = read(TEXT.replace("№", "N").encode(encoding))
    assert grid.blocks == read(TEXT.replace("№", "N").encode()).blocks
    assert [issue.code for issue in grid.issues] == ([] if encoding == "utf-8-sig" else ["text-encoding"])


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_dense_text_without_a_mark_is_told(encoding: str) -> None:
    text = "\tУчебныймежрегиональный форум «Школа»\n" * 5
    assert read(text.encode(encoding)).blocks == of(text).blocks


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_other_systems(end: str) -> None:
    assert of(TEXT.replace("\n", end)) == of(TEXT)


def test_control_characters_are_taken_out_and_said() -> None:
    grid = of(HEADER + row(1, "а\x07", "б\vв", "г"))
    assert texts(grid.tables[0])[1] == ["1.", "а", "б\nв", "г"]
    assert [issue.code for issue in grid.issues] == ["control-characters"]


def test_text_without_a_table_is_paragraphs() -> None:
    assert of("Просто письмо.\n\nВторой абзац.").blocks == (
        Paragraph("Просто письмо."),
        Paragraph("Второй абзац."),
    )


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"\xff\xfe\x00\xd8\x00"])
def test_broken_utf16_is_damaged(data: bytes) -> None:
    with pytest.raises(UnreadableDocument) as refused:
        read(data)
    assert refused.value.issue.code == "damaged"


WORDS = st.sampled_from(
    ["выставка", "г. Учебный", "12-14 мая\n2024 года", "Представители отделов", "5", "обмен опытом"]
)
CELL = st.tuples(WORDS, st.booleans())


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, list[list[str]]]:
    """A dump of our own with the wrinkles of the real ones, and its rows."""
    columns = draw(st.integers(3, 9))
    count = draw(st.integers(2, 8))
    blanks = draw(st.sampled_from([0, 0, 4]))  # every so many inner cells have a blank line behind
    expected = [["№ п/п", *(f"Графа {column}" for column in range(2, columns + 1))]]
    lines = "".join(f"\t{cell}\n" for cell in expected[0]) + "\n"
    for number in range(1, count + 1):
        if draw(st.booleans()):
            expected.append([f"Отдел {number}"])
            lines += f"\tОтдел {number}\n\n"
        words = draw(
            st.lists(WORDS.filter(lambda word: word != "5"), min_size=columns - 1, max_size=columns - 1)
        )
        gap = draw(st.integers(1, columns - 2))
        cells = [f"{number}.", *words]
        expected.append(cells)
        for at, cell in enumerate(cells):
            lines += f"\t{cell}\n" + ("\n" if blanks and at == gap and number % blanks == 0 else "")
        lines += "\n"
    if draw(st.booleans()):
        expected.append(["Всего проведено встреч"])
        lines += "\tВсего проведено встреч\n\n"
    return lines, expected


@settings(max_examples=300, deadline=None, derandomize=True)
@given(documents())
def test_written_rows_are_read_back(document: tuple[str, list[list[str]]]) -> None:
    lines, expected = document
    assert rows(lines) == expected


@settings(max_examples=200, deadline=None, derandomize=True)
@given(
    st.lists(
        st.sampled_from(["\t", "\n", " ", "1.", "2.", "№", "текст", "\u00a0", "[bookmark: x]"]), max_size=60
    )
)
def test_no_word_is_lost(pieces: list[str]) -> None:
    text = "слово" + "".join(pieces)
    grid = of(text)
    read_words = " ".join(
        block.text if isinstance(block, Paragraph) else " ".join(cell for row in texts(block) for cell in row)
        for block in grid.blocks
    )
    assert read_words.split() == text.replace("[bookmark: x]", "").split()
