"""The author's Word document with remarks as comments in the cells they are about (pure)."""

import io
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml.etree import _Element

from .issues import SourceRef

_MARK_STYLE = "annotation reference"  # Word's name of it; its identifier differs between languages
_MARK_STYLE_ID = "CommentReference"


class Remark(NamedTuple):
    """What to write beside a cell; a place without a row is the document as a whole."""

    place: SourceRef
    text: str


def with_comments(data: bytes, remarks: Sequence[Remark], author: str = "Реестр") -> bytes:
    """The document with a comment for each remark; nothing else in it changes."""
    document = docx.Document(io.BytesIO(data))
    body = document.element.body
    tables = [table for table in body.iter(qn("w:tbl")) if _is_counted(table, body)]
    for remark in remarks:
        holder = _cell(tables, remark.place)
        if holder is None:
            holder = body
        paragraphs = list(_paragraphs(holder))
        if not paragraphs:
            continue
        first = next((p for p in paragraphs if p.find(f".//{qn('w:r')}") is not None), paragraphs[0])
        paragraph = Paragraph(first, document._body)  # type: ignore[arg-type]
        if not paragraph.runs:
            paragraph.add_run("")  # a comment refers to a run; an empty cell has none
        runs: list[Run] = [paragraph.runs[0], paragraph.runs[-1]]
        document.add_comment(runs, text=remark.text, author=author, initials="Р")
    _define_mark_style(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _define_mark_style(document: Document) -> None:
    """python-docx gives the marks of comments a style by its English identifier, defined or not."""
    if _MARK_STYLE in document.styles:
        identifier = document.styles[_MARK_STYLE].style_id
        for style in document.element.body.iter(qn("w:rStyle")):
            if style.get(qn("w:val")) == _MARK_STYLE_ID:
                style.set(qn("w:val"), identifier)
    else:
        added = document.styles.add_style(_MARK_STYLE, WD_STYLE_TYPE.CHARACTER, builtin=True)
        added.element.styleId = _MARK_STYLE_ID
        added.font.size = Pt(8)


def _is_counted(table: _Element, body: _Element) -> bool:
    """Tables inside of a cell or a text box are read as notes and have no number."""
    above = table.iterancestors(qn("w:tc"), qn("w:txbxContent"))
    return next(above, None) is None


def _cell(tables: Sequence[_Element], place: SourceRef) -> _Element | None:
    """The cell a person would point at; the first of its row where the column is not known."""
    if not 1 <= place.table <= len(tables):
        return None
    rows = [row for row in tables[place.table - 1].iter(qn("w:tr")) if _in(row, tables[place.table - 1])]
    if not 1 <= place.row <= len(rows):
        return None
    found = None
    for cell, first, after in _cells(rows[place.row - 1]):
        found = cell if found is None else found
        if first <= place.column - 1 < after:
            return cell
    return found


def _in(row: _Element, table: _Element) -> bool:
    return next(row.iterancestors(qn("w:tbl")), None) is table


def _cells(row: _Element) -> Iterator[tuple[_Element, int, int]]:
    """Each cell with the grid columns it covers: the first and the one after the last."""
    column = _number(row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}"), 0)
    for cell in row.iter(qn("w:tc")):
        if next(cell.iterancestors(qn("w:tr")), None) is not row:
            continue
        after = column + _number(cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}"), 1)
        yield cell, column, after
        column = after


def _number(element: _Element | None, otherwise: int) -> int:
    value = element.get(qn("w:val"), "") if element is not None else ""
    return int(value) if value.isdecimal() and len(value) < 6 else otherwise


def _paragraphs(holder: _Element) -> Iterator[_Element]:
    """Paragraphs of the cell itself, those in content controls included."""
    for paragraph in holder.iter(qn("w:p")):
        if next(paragraph.iterancestors(qn("w:tc"), qn("w:txbxContent")), None) in (
            (holder, None) if holder.tag != qn("w:tc") else (holder,)
        ):
            yield paragraph
