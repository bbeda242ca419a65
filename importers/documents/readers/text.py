"""Text dumps of Word tables: a cell begins with a tab, its further paragraphs follow without one."""

import codecs
import re

from events.vocabulary import Severity

from ..grid import Cell, Grid, Paragraph, Row, Table
from ..issues import DocumentIssue, SourceRef
from .dumprows import DumpCell, DumpRow, rows_of_dump
from .refusals import refusal

CELL = re.compile(r"[ \u00a0]*\t")
BOOKMARK = re.compile(r"\[bookmark:[^\]\n]*\]")
# Word processors write soft line breaks and page breaks into plain text; other controls are no text.
BREAKS = re.compile(r"\r\n?|[\v\f\u2028\u2029\x85]")
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
HIGH_BYTES = (0x00, 0x04, 0x20, 0x21)
COMMON_LETTERS = frozenset("оеаинтсрвл")
BYTE_ENCODINGS = ("cp1251", "cp866", "koi8_r")


def read(data: bytes) -> Grid:
    text, encoding = decode(data)
    issues = []
    if encoding != "utf-8":
        issues.append(DocumentIssue(code="text-encoding", severity=Severity.INFO, found=encoding))
    text = BOOKMARK.sub("", BREAKS.sub("\n", text))
    text, controls = CONTROLS.subn("", text)
    if controls:
        issues.append(DocumentIssue(code="control-characters", severity=Severity.INFO, found=str(controls)))
    preamble, cells = _cells(text)
    blocks: list[Paragraph | Table] = [Paragraph(line) for line in preamble]
    if cells:
        tables, row_issues = _blocks(cells)
        blocks += tables
        issues += row_issues
    return Grid(format="txt", blocks=tuple(blocks), issues=tuple(issues))


def decode(data: bytes) -> tuple[str, str]:
    """The text and its encoding: by its mark, as UTF-8, else the most plausible Russian encoding."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding), encoding
            except UnicodeDecodeError as error:
                raise refusal("damaged", found=str(error)) from error
    if encoding := utf16_without_mark(data):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError as error:
            raise refusal("damaged", found=str(error)) from error
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        texts = [(data.decode(encoding, errors="replace"), encoding) for encoding in BYTE_ENCODINGS]
        return max(texts, key=lambda text: sum(letter in COMMON_LETTERS for letter in text[0]))


def utf16_without_mark(data: bytes) -> str:
    """The byte order of UTF-16, judged by its high bytes: nearly all are Latin, Cyrillic or punctuation."""
    sample = data[: 64 * 1024]
    for half, other, encoding in (
        (sample[1::2], sample[::2], "utf-16-le"),
        (sample[::2], sample[1::2], "utf-16-be"),
    ):
        usual = sum(half.count(byte) for byte in HIGH_BYTES)
        if half.count(0) and not other.count(0) and usual > 0.9 * len(half):
            return encoding
    return ""


def _cells(text: str) -> tuple[list[str], list[list[str]]]:
    """The lines above the first cell, and the lines of each cell."""
    preamble: list[str] = []
    cells: list[list[str]] = []
    for line in text.split("\n"):
        if start := CELL.match(line):
            cells.append([line[start.end() :]])
        elif cells:
            cells[-1].append(line)
        elif line.strip():
            preamble.append(line)
    return preamble, cells


def _blocks(cells: list[list[str]]) -> tuple[list[Paragraph | Table], list[DocumentIssue]]:
    """Tables and the paragraphs between and after them.

    A line without a tab belongs to the cell above, unless a row is complete and two blank lines or a
    repeated header set it apart.
    """
    dump_cells = [_dump_cell(lines) for lines in cells]
    columns, dump_rows = rows_of_dump(dump_cells)
    blocks: list[Paragraph | Table] = []
    issues: list[DocumentIssue] = []
    rows: list[Row] = []
    number = 1
    for dump_row in dump_rows:
        last = dump_row.start + dump_row.length - 1
        header_follows = last + 1 < len(dump_cells) and dump_cells[last + 1].text == dump_cells[0].text
        kept, apart = _apart(cells[last], 1 if header_follows else 2)
        texts = [cell.text for cell in dump_cells[dump_row.start : last]] + ["\n".join(kept)]
        rows.append(_row(len(rows) + 1, dump_row, texts, columns))
        issues += _row_issues(dump_row, texts[0], columns, SourceRef(table=number, row=len(rows)))
        if apart or last + 1 == len(dump_cells):
            width = max(columns, *(len(row.cells) for row in rows))
            blocks.append(Table(number=number, rows=tuple(rows), columns=width))
            number, rows = number + 1, []
        blocks += [Paragraph(line) for line in apart]
    return blocks, issues


def _dump_cell(lines: list[str]) -> DumpCell:
    filled = _without_tail(lines)
    return DumpCell("\n".join(filled), len(filled) < max(len(lines), 1) and (len(lines) > 1))


def _without_tail(lines: list[str]) -> list[str]:
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    return lines[:end]


def _apart(lines: list[str], blanks: int) -> tuple[list[str], list[str]]:
    """Split a row's last cell at the first run of so many blank lines."""
    lines = _without_tail(lines)
    run = 0
    for at, line in enumerate(lines):
        if not line.strip() and at:
            run += 1
        elif run >= blanks:
            return lines[: at - run], [line for line in lines[at:] if line.strip()]
        else:
            run = 0
    return lines, []


def _row(number: int, dump_row: DumpRow, texts: list[str], columns: int) -> Row:
    if dump_row.lone:
        return Row(number, (Cell(texts[0], 0, columns),))
    return Row(number, tuple(Cell(text, column) for column, text in enumerate(texts)))


def _row_issues(dump_row: DumpRow, text: str, columns: int, place: SourceRef) -> list[DocumentIssue]:
    """A lone cell without blank lines around it may be a section, or a surplus cell of the row above."""
    if not dump_row.neat:
        return [DocumentIssue(code="glued-row", severity=Severity.INFO, place=place, found=text)]
    if dump_row.lone or dump_row.length == columns:
        return []
    found, expected = str(dump_row.length), str(columns)
    return [
        DocumentIssue(
            code="irregular-row", severity=Severity.WARNING, place=place, found=found, expected=expected
        )
    ]
