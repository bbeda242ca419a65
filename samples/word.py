"""A sample as a Word document: real list numbering, vertical merges, repeated header rows."""

import io
import re
from datetime import datetime

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from lxml import etree

from .model import SAME, Numbers, Sample, Section, Sections

_MOMENT = datetime(2025, 7, 1, 9, 0)  # noqa: DTZ001 -- python-docx writes it as UTC
# «г. Смоленск», «12 февраля»: as a careful typist keeps them on one line
_UNBROKEN = re.compile(
    r"(?<=\bг\.) (?=[А-Я])|(?<=\d) (?=(?:янв|фев|мар|апр|ма|июн|июл|авг|сен|окт|ноя|дек)[а-я]+)"
)
_LIST = 77  # number of the list; the template has none so high


def word_document(sample: Sample) -> bytes:
    document = Document()
    _prepare(document, sample)
    for paragraph in sample.title:
        _write(document.add_paragraph(), paragraph, bold=True, size=14, centred=True)
    if sample.title:
        document.add_paragraph()
    counter = iter(range(1, 1000))
    if sample.sections is Sections.BETWEEN:
        for section in sample.content:
            heading = document.add_paragraph()
            _write(heading, section.heading, bold=True, centred=True)
            heading.paragraph_format.space_before = Pt(6)
            heading.paragraph_format.keep_with_next = True
            table = _table(document, sample)
            for row in section.rows:
                _row(table, sample, row, next(counter))
    else:
        table = _table(document, sample)
        for section in sample.content:
            _section_row(table, section)
            for row in section.rows:
                _row(table, sample, row, next(counter))
        for note in sample.notes:
            _across(table, note, bold=False)
    document.add_paragraph()  # a document that ends with a table loses it in other formats
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _prepare(document: DocumentType, sample: Sample) -> None:
    page = document.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = Mm(297), Mm(210)
    page.left_margin, page.right_margin, page.top_margin, page.bottom_margin = Mm(20), Mm(10), Mm(20), Mm(20)
    normal = document.styles["Normal"]
    normal.font.name = "Times New Roman"
    normal.font.size = Pt(12)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
    normal.element.rPr.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="ru-RU"/>'))
    normal.paragraph_format.space_after = Pt(0)
    properties = document.core_properties
    properties.author = "Правительство Смоленской области (образец)"
    properties.last_modified_by = properties.author
    properties.title = " ".join(sample.title) or "Сведения к плану"
    properties.comments = ""
    properties.language = "ru-RU"
    properties.created = properties.modified = _MOMENT
    properties.revision = 1
    if sample.numbers is Numbers.AUTOMATIC:
        _define_list(document)


def _define_list(document: DocumentType) -> None:
    numbering = document.part.numbering_part.element
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{_LIST}"><w:multiLevelType w:val="singleLevel"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>'
        '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl></w:abstractNum>'
    )
    numbering.insert(0, abstract)  # all w:abstractNum stand before the first w:num
    numbering.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="{_LIST}"><w:abstractNumId w:val="{_LIST}"/></w:num>')
    )


def _table(document: DocumentType, sample: Sample) -> Table:
    table: Table = document.add_table(rows=1, cols=len(sample.headings))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, sample.widths, strict=True):
        column.width = Mm(width)
    _fill_header(table.rows[0], sample, sample.headings, bold=True)
    if sample.column_numbers:
        _fill_header(
            _new_row(table), sample, [str(at) for at in range(1, len(sample.headings) + 1)], bold=False
        )
    return table


def _new_row(table: Table) -> _Row:
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    return row


def _fill_header(row: _Row, sample: Sample, texts: list[str] | tuple[str, ...], *, bold: bool) -> None:
    row._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    for cell, text, width in zip(row.cells, texts, sample.widths, strict=True):
        cell.width = Mm(width)
        _fill(cell, text, bold=bold, centred=True)


def _section_row(table: Table, section: Section) -> None:
    if section.heading:
        _across(table, section.heading, bold=True)


def _across(table: Table, text: str, *, bold: bool) -> None:
    cells = _new_row(table).cells
    merged = cells[0].merge(cells[-1])
    _fill(merged, text, bold=bold, centred=bold)
    merged.paragraphs[0].paragraph_format.keep_with_next = bold


def _row(table: Table, sample: Sample, texts: tuple[str, ...], number: int) -> None:
    row = _new_row(table)
    row._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
    cells = row.cells
    for cell, width in zip(cells, sample.widths, strict=True):
        cell.width = Mm(width)
    if sample.numbers is Numbers.AUTOMATIC:
        _number(cells[0].paragraphs[0])
    else:
        _fill(cells[0], f"{number}.")
    for at, text in enumerate(texts, 1):
        if text == SAME:
            _continue(table, at)
        else:
            _fill(cells[at], text)


def _number(paragraph: Paragraph) -> None:
    properties = paragraph._p.get_or_add_pPr()
    properties.append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{_LIST}"/></w:numPr>')
    )


def _continue(table: Table, column: int) -> None:
    """Merge the last row's cell with the one above."""
    above, below = (row.tc_lst[column] for row in table._tbl.tr_lst[-2:])
    _merge(above.get_or_add_tcPr(), "restart")
    _merge(below.get_or_add_tcPr(), "continue")


def _merge(properties: etree._Element, value: str) -> None:
    if properties.find(qn("w:vMerge")) is None:
        mark = parse_xml(f'<w:vMerge {nsdecls("w")} w:val="{value}"/>')
        properties.append(mark)  # after w:tcW, which is all these cells have


def _fill(cell: _Cell, text: str, *, bold: bool = False, centred: bool = False) -> None:
    for index, line in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
        _write(paragraph, line, bold=bold, centred=centred)


def _write(
    paragraph: Paragraph, text: str, *, bold: bool = False, centred: bool = False, size: int = 0
) -> None:
    run = paragraph.add_run(_UNBROKEN.sub("\u00a0", text))
    run.bold = bold or None
    if size:
        run.font.size = Pt(size)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
