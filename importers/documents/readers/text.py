"""Text dumps of Word tables: a cell begins with a tab, its further paragraphs follow without one."""

import codecs
import re

from events.vocabulary import Severity

from ..grid import Cell, Grid, Paragraph, Row, Table
from ..issues import DocumentIssue, SourceRef
from .dumprows import Lump, Stretch, cut_into_rows
from .refusals import refusal

CELL = re.compile(r"[ \u00a0]*\t")
BOOKMARK = re.compile(r"\[bookmark:[^\]\n]*\]")
# What word processors write into plain text: soft line breaks and page breaks; the rest is no text at all.
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
        tables, found = _blocks(cells)
        blocks += tables
        issues += found
    return Grid(format="txt", blocks=tuple(blocks), issues=tuple(issues))


def decode(data: bytes) -> tuple[str, str]:
    """The text and its encoding: by its mark, as UTF-8, else as the Russian encoding that reads best."""
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
    """The order of UTF-16 by its high bytes: nearly all say Latin, Cyrillic or general punctuation."""
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
    lumps = [_lump(lines) for lines in cells]
    columns, stretches = cut_into_rows(lumps)
    blocks: list[Paragraph | Table] = []
    issues: list[DocumentIssue] = []
    rows: list[Row] = []
    number = 1
    for stretch in stretches:
        last = stretch.start + stretch.length - 1
        header_follows = last + 1 < len(lumps) and lumps[last + 1].text == lumps[0].text
        kept, apart = _apart(cells[last], 1 if header_follows else 2)
        texts = [lump.text for lump in lumps[stretch.start : last]] + ["\n".join(kept)]
        rows.append(_row(len(rows) + 1, stretch, texts, columns))
        issues += _row_issues(stretch, texts[0], columns, SourceRef(table=number, row=len(rows)))
        if apart or last + 1 == len(lumps):
            width = max(columns, *(len(row.cells) for row in rows))
            blocks.append(Table(number=number, rows=tuple(rows), columns=width))
            number, rows = number + 1, []
        blocks += [Paragraph(line) for line in apart]
    return blocks, issues


def _lump(lines: list[str]) -> Lump:
    filled = _without_tail(lines)
    return Lump("\n".join(filled), len(filled) < max(len(lines), 1) and (len(lines) > 1))


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


def _row(number: int, stretch: Stretch, texts: list[str], columns: int) -> Row:
    if stretch.lone:
        return Row(number, (Cell(texts[0], 0, columns),))
    return Row(number, tuple(Cell(text, column) for column, text in enumerate(texts)))


def _row_issues(stretch: Stretch, text: str, columns: int, place: SourceRef) -> list[DocumentIssue]:
    """A lone cell without a blank line around it may be a section, or one cell too many of the row above."""
    if not stretch.neat:
        return [DocumentIssue(code="glued-row", severity=Severity.INFO, place=place, found=text)]
    if stretch.lone or stretch.length == columns:
        return []
    found, expected = str(stretch.length), str(columns)
    return [
        DocumentIssue(
            code="irregular-row", severity=Severity.WARNING, place=place, found=found, expected=expected
        )
    ]
