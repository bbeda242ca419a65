"""The Word document: everything in the table is in the file, in the order and style of the rules."""

import re
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from hypothesis import given, settings
from lxml import etree

from events.exports.docx import write_docx
from events.exports.merges import printable
from events.exports.page_style import Formalities, Margins, PageStyle, Properties, Signature
from events.exports.table import EntryLine, ReportTable, SectionLine, Span
from events.exports.text import clean
from tests.events.exports.tables import entry, plan, sample_plan, tables
from tests.events.exports.word import W, WordRow, read_word

_MERGES = {Span.NONE: "", Span.START: "restart", Span.CONTINUE: "continue"}

# The sequences of ECMA-376, part 1, as far as they can occur here: Word refuses another order.
_ORDER = {
    "tblPr": "tblStyle tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "tblBorders": "top left bottom right insideH insideV",
    "tblCellMar": "top left bottom right",
    "tbl": "tblPr tblGrid tr",
    "tr": "trPr tc",
    "tc": "tcPr p",
    "tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar vAlign",
    "p": "pPr r",
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl tabs spacing ind jc rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps color spacing sz szCs vertAlign lang",
    "sectPr": "headerReference footerReference type pgSz pgMar pgNumType cols vAlign titlePg docGrid",
    "style": "name aliases basedOn next link uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr",
    "styles": "docDefaults latentStyles style",
    "docDefaults": "rPrDefault pPrDefault",
    "settings": "zoom defaultTabStop characterSpacingControl footnotePr compat themeFontLang decimalSymbol"
    " listSeparator",
}


def written(table: ReportTable, **options: object) -> bytes:
    out = BytesIO()
    write_docx(table, out, **options)  # type: ignore[arg-type]
    return out.getvalue()


def folded(text: str) -> str:
    return " ".join(clean(text).split())


def texts(row: WordRow) -> list[str]:
    return [folded(cell.text) for cell in row.cells]


def test_docx_holds_titles_headings_sections_rows_merges_and_notes() -> None:
    table = sample_plan()
    document = read_word(written(table))
    assert document.before == [*table.title.split("\n"), ""]
    header, *rows = document.rows
    assert [cell.text for cell in header.cells] == [column.heading for column in table.columns]
    assert header.header
    assert [row.header for row in rows] == [False] * 8
    assert [[cell.merge for cell in row.cells][1:2] for row in rows] == [
        [],
        ["restart"],
        ["continue"],
        ["continue"],
        [""],
        [],
        [""],
        [],
    ]
    assert texts(rows[2]) == [
        "2.",
        "",
        "Выставка «Образец № 2»",
        "3 февраля 2024 года",
        "г. Образцовск",
        "Жители г. Образцовска",
        "Показ работ А.А. Примерова",
    ]
    for row, text, style in (
        (rows[0], "Министерство образцов", "Section"),
        (rows[5], "Департамент примеров", "Section"),
        (rows[7], "Всего состоялось 4 встречи\nв здании правительства", "TableText"),
    ):
        (cell,) = row.cells
        assert (cell.text, cell.span, cell.styles) == (text, 7, {style})


@settings(deadline=None)
@given(tables())
def test_docx_gives_back_every_text_span_and_merge(table: ReportTable) -> None:
    document = read_word(written(table))
    title = [table.title] if clean(table.title) else []
    assert folded("\n".join(document.before)) == folded("\n".join(title))
    assert document.after == [""]
    assert [folded(note) for note in document.footnotes] == [folded(extra) for extra in table.extras]
    expected = [[(folded(column.heading), 1, "") for column in table.columns]]
    if table.column_numbers:
        expected.append([(str(number + 1), 1, "") for number in range(len(table.columns))])
    for line in printable(table.lines):
        if isinstance(line, SectionLine):
            expected.append([(folded(line.text), len(table.columns), "")])
        else:
            expected.append(
                [
                    ("" if span is Span.CONTINUE else folded(text), 1, _MERGES[span])
                    for text, span in zip(line.cells, line.spans, strict=True)
                ]
            )
    expected += [[(folded(note), len(table.columns), "")] for note in table.notes]
    assert [
        [(folded(cell.text), cell.span, cell.merge) for cell in row.cells] for row in document.rows
    ] == expected
    assert all(sum(cell.width for cell in row.cells) == sum(document.grid) for row in document.rows)


@settings(deadline=None, max_examples=30)
@given(tables())
def test_docx_is_the_same_for_the_same_table(table: ReportTable) -> None:
    assert written(table) == written(table)


def test_docx_carries_no_time_of_its_own() -> None:
    data = written(sample_plan())
    with ZipFile(BytesIO(data)) as package:
        assert {member.date_time for member in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.namelist()[0] == "[Content_Types].xml"
        assert b"dcterms" not in package.read("docProps/core.xml").partition(b"<dc:title>")[2]


FULL = Formalities(
    draft=True,
    stamp=("УТВЕРЖДАЮ", "Министр образцов"),
    signature=Signature(post="Начальник управления\nпо образцам", name="О.О. Примеров"),
    executor=("Пример Примерович Примеров", "00-00-00"),
)


@pytest.mark.parametrize("formalities", [Formalities(), FULL])
def test_docx_keeps_the_order_of_the_standard(formalities: Formalities) -> None:
    table = plan(*sample_plan().lines, column_numbers=True, notes=("Примечание",), extras=("* сноска",))
    with ZipFile(BytesIO(written(table, formalities=formalities))) as package:
        parts = [etree.fromstring(package.read(name)) for name in package.namelist() if "word/" in name]
    checked = set()
    for part in parts:
        for element in part.iter(f"{W}*"):
            name = etree.QName(element).localname
            if name in _ORDER:
                order = _ORDER[name].split()
                places = [order.index(etree.QName(child).localname) for child in element]
                assert places == sorted(places), etree.tostring(element)
                checked.add(name)
    assert checked == set(_ORDER)


def test_docx_opens_in_another_reader_with_styles_and_properties() -> None:
    properties = Properties(author="Управление <образцов>", created=datetime(2024, 5, 6, 7, 8, tzinfo=UTC))
    document = docx.Document(BytesIO(written(sample_plan(), properties=properties)))
    about = document.core_properties
    assert (about.author, about.language, about.created, about.title) == (
        "Управление <образцов>",
        "ru-RU",
        datetime(2024, 5, 6, 7, 8, tzinfo=UTC),
        "План мероприятий в сфере межрегионального сотрудничества на I полугодие 2024 года",
    )
    assert {style.style_id for style in document.styles} > {"Title", "TableHeader", "TableText", "Section"}
    assert document.styles["Normal"].font.name is None  # the font is the document's default
    assert document.styles["Таблица: текст"].paragraph_format.alignment == WD_ALIGN_PARAGRAPH.LEFT
    section = document.sections[0]
    assert section.different_first_page_header_footer
    assert [round(length.mm) for length in (section.page_width, section.page_height)] == [297, 210]
    assert [
        round(length.mm)
        for length in (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
    ] == [20, 10, 20, 20]


def test_docx_fills_the_page_from_margin_to_margin() -> None:
    assert read_word(written(sample_plan())).grid == [680, 2155, 2834, 1531, 2268, 2664, 3005]


def test_docx_ends_with_a_paragraph() -> None:
    body = read_word(written(sample_plan())).body
    assert [etree.QName(element).localname for element in body][-3:] == ["tbl", "p", "sectPr"]


def test_docx_repeats_a_row_of_column_numbers() -> None:
    document = read_word(written(plan(entry(1), column_numbers=True)))
    assert texts(document.rows[1]) == ["1", "2", "3", "4", "5", "6", "7"]
    assert [row.header for row in document.rows] == [True, True, False]


def test_docx_lets_only_long_rows_break() -> None:
    document = read_word(
        written(plan(SectionLine("Раздел"), entry(1), entry(2, content="Длинное содержание. " * 20)))
    )
    assert [row.whole for row in document.rows] == [True, True, True, False]


def test_docx_lets_a_row_break_that_a_merged_text_makes_long() -> None:
    long = "Соглашение о сотрудничестве " * 20
    lines = entry(1, long, Span.START), entry(2, long, Span.CONTINUE), entry(3)
    assert [row.whole for row in read_word(written(plan(*lines))).rows] == [True, True, False, True]


@pytest.mark.parametrize(
    ("lines", "merges"),
    [
        ([entry(1, span=Span.CONTINUE)], [""]),
        ([entry(1, span=Span.START)], [""]),
        ([entry(1, span=Span.NONE), entry(2, span=Span.CONTINUE)], ["", ""]),
        (
            [entry(1, span=Span.START), SectionLine("Раздел"), *[entry(2, span=Span.CONTINUE)] * 2],
            ["", "section", "restart", "continue"],
        ),
        (
            [
                *[entry(1, span=Span.CONTINUE)] * 2,
                SectionLine("Раздел"),
                *[entry(2, span=Span.CONTINUE)] * 2,
            ],
            ["restart", "continue", "section", "restart", "continue"],
        ),
        (
            [entry(1, span=Span.START), entry(2, span=Span.CONTINUE), entry(3, span=Span.START)],
            ["restart", "continue", ""],
        ),
    ],
)
def test_docx_never_merges_over_a_section_nor_without_a_start(
    lines: list[EntryLine | SectionLine], merges: list[str]
) -> None:
    rows = read_word(written(plan(*lines))).rows[1:]
    assert [row.cells[1].merge if len(row.cells) > 1 else "section" for row in rows] == merges
    assert all(cell.text for row in rows for cell in row.cells if cell.merge != "continue")


def test_docx_binds_words_unless_the_look_says_no() -> None:
    table = plan(entry(1))
    bound = read_word(written(table)).rows[1].cells
    loose = read_word(written(table, page_style=PageStyle(bind_words=False))).rows[1].cells
    assert bound[3].text == "2\N{NO-BREAK SPACE}февраля\n2024 года"
    assert loose[3].text == "2 февраля\n2024 года"


def test_docx_takes_page_font_and_sizes_of_the_look() -> None:
    page_style = PageStyle(
        page_width=210,
        page_height=297,
        margins=Margins(left=30),
        font='Шрифт "А&Б"',
        title_size=13,
        table_size=10.5,
    )
    data = written(sample_plan(), page_style=page_style)
    document = docx.Document(BytesIO(data))
    assert document.sections[0].page_width.mm == pytest.approx(210, abs=0.1)
    assert sum(read_word(data).grid) == round(170 / 25.4 * 1440)
    assert document.styles["Таблица: текст"].font.size.pt == 10.5
    assert document.styles["Title"].font.size.pt == 13
    fonts = document.styles.element.find(f".//{W}rFonts")
    assert {fonts.get(f"{W}{name}") for name in ("ascii", "hAnsi", "cs", "eastAsia")} == {'Шрифт "А&Б"'}


def test_docx_prints_the_formal_parts_that_are_asked_for() -> None:
    document = read_word(written(plan(entry(1), extras=("* сноска",)), formalities=FULL))
    assert document.before[:5] == ["ПРОЕКТ", "", "УТВЕРЖДАЮ", "Министр образцов", ""]
    assert [note.strip() for note in document.footnotes] == ["* сноска"]
    assert document.after == [
        "",
        "",
        "Начальник управления",
        "по образцам\tО.О.\N{NO-BREAK SPACE}Примеров",
        "Пример Примерович Примеров",
        "00-00-00",
        "",
    ]


@pytest.mark.parametrize(("extras", "places"), [((), 2), (("* сноска",), 0)])
def test_docx_sets_the_executor_at_the_foot_where_no_footnote_stands(
    extras: tuple[str, ...], places: int
) -> None:
    body = read_word(written(plan(entry(1), extras=extras), formalities=FULL)).body
    assert len(list(body.iter(f"{W}framePr"))) == places


@pytest.mark.parametrize(
    ("table", "kept"),
    [
        (plan(entry(1), entry(2)), [False, False, True]),
        (plan(entry(1), notes=("Первое", "Второе")), [False, False, False, True]),
    ],
)
def test_docx_keeps_the_last_row_with_the_signature(table: ReportTable, kept: list[bool]) -> None:
    rows = read_word(written(table, formalities=FULL)).body.iter(f"{W}tr")
    assert [row.find(f".//{W}keepNext") is not None for row in rows] == kept


def test_docx_has_no_comments_no_tracked_changes_and_no_empty_attributes() -> None:
    with ZipFile(BytesIO(written(sample_plan(), formalities=FULL))) as package:
        assert not any("comments" in name for name in package.namelist())
        body = package.read("word/document.xml").decode()
    assert re.findall(r"<w:(?:ins|del|comment)\b", body) == []
    assert '=""' not in body


@pytest.mark.parametrize("text", ["\x00\x07", "\ud83d", "\ufffe", "а\x0bб", "]]>", "<w:p/>", "x" * 40_000])
def test_docx_never_fails_on_a_text(text: str) -> None:
    table = plan(SectionLine(text), entry(1, content=text), title=text, notes=(text,), extras=(text,))
    document = read_word(written(table, properties=Properties(author=text)))
    assert document.rows[2].cells[6].text == clean(text)
