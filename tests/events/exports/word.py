"""A small independent reader of Word documents, to check the writer against."""

from dataclasses import dataclass
from io import BytesIO
from typing import NamedTuple
from zipfile import ZipFile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class WordCell(NamedTuple):
    text: str
    span: int
    merge: str  # "", "restart", "continue"
    width: int
    styles: frozenset[str]


@dataclass
class WordRow:
    cells: list[WordCell]
    header: bool
    whole: bool


@dataclass
class WordDocument:
    """Paragraphs before the table, its grid and rows, paragraphs after it, footnotes that are referred to."""

    before: list[str]
    grid: list[int]
    rows: list[WordRow]
    after: list[str]
    footnotes: list[str]
    body: etree._Element


def read_word(data: bytes) -> WordDocument:
    with ZipFile(BytesIO(data)) as package:
        body = etree.fromstring(package.read("word/document.xml"))[0]
        notes = {note.get(f"{W}id"): note for note in etree.fromstring(package.read("word/footnotes.xml"))}
    (table,) = body.findall(f"{W}tbl")
    return WordDocument(
        before=[_text(paragraph) for paragraph in table.itersiblings(f"{W}p", preceding=True)][::-1],
        grid=[int(column.get(f"{W}w")) for column in table.find(f"{W}tblGrid")],
        rows=[_row(row) for row in table.findall(f"{W}tr")],
        after=[_text(paragraph) for paragraph in table.itersiblings(f"{W}p")],
        footnotes=[
            "\n".join(map(_text, notes[reference.get(f"{W}id")]))
            for reference in body.iter(f"{W}footnoteReference")
        ],
        body=body,
    )


def _row(row: etree._Element) -> WordRow:
    return WordRow(
        cells=[_cell(cell) for cell in row.findall(f"{W}tc")],
        header=row.find(f"{W}trPr/{W}tblHeader") is not None,
        whole=row.find(f"{W}trPr/{W}cantSplit") is not None,
    )


def _cell(cell: etree._Element) -> WordCell:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return WordCell(
        text="\n".join(map(_text, cell.findall(f"{W}p"))),
        span=1 if span is None else int(span.get(f"{W}val")),
        merge="" if merge is None else merge.get(f"{W}val", "continue"),
        width=int(cell.find(f"{W}tcPr/{W}tcW").get(f"{W}w")),
        styles=frozenset(style.get(f"{W}val") for style in cell.iterfind(f"{W}p/{W}pPr/{W}pStyle")),
    )


def _text(paragraph: etree._Element) -> str:
    return "".join(
        "\t" if part.tag == f"{W}tab" else part.text or "" for part in paragraph.iter(f"{W}t", f"{W}tab")
    )
