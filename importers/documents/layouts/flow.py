"""Walks a document from its first header on: tables, headings between them, the ending."""

from collections.abc import Sequence

from agreements.names.folding import fold
from events.vocabulary import Role, Severity

from ..grid import Grid, Paragraph, Row, Table
from ..issues import DocumentIssue, SourceRef
from .body import Body, UnsettledLine
from .ending import signs, split_ending
from .header import Header, find_header
from .numbers import read_number
from .sections import goes_on, like_a_section
from .words import words

_HEADING = 200  # characters; a longer paragraph, or one with a full stop, is no heading of a section
_PLAIN_SHEET = words("^лист*", "^sheet*", "^таблица*", "^table*")
_PAGE_MARK = words("^продолжение*", "^окончание таблицы", "^таблица *", "^страница *", "^стр *")


class Flow:
    def __init__(self, grid: Grid, body: Body) -> None:
        self.grid = grid
        self.body = body
        self.notes: list[str] = []
        self._lines: list[str] = []  # paragraphs since the last table that was read

    def read(self, block: int, row: int, header: Header, above: Sequence[str]) -> None:
        """Read from the header on; `above` are lines between the title and the header."""
        first, *others = self.grid.blocks[block:]
        assert isinstance(first, Table)
        self._lines = list(above)
        several = any(
            isinstance(other, Table)
            and (other.columns == first.columns or self._header_of(other) is not None)
            for other in others
        )
        self._place_lines(SourceRef(table=first.number), strict=not several)
        self._read_table(first, header, row + header.depth)
        for found in others:
            if isinstance(found, Paragraph):
                if found.text.strip():
                    self._lines.append(found.text.strip())
                continue
            begun = self._header_of(found)
            if begun is not None:
                start = next(at for at, row in enumerate(found.rows) if row.number == begun.row)
                self._lines += _texts(found.rows[:start])
                self._place_lines(SourceRef(table=found.number))
                self._read_table(found, begun, start + begun.depth)
            elif self._goes_on(found):
                self._place_lines(SourceRef(table=found.number))
                self._read_table(found, None, 0)
            else:
                self._leave(found)
        self._end()

    def _read_table(self, table: Table, header: Header | None, start: int) -> None:
        if header is not None:
            self.body.use(header)
        if self.body.sheet and len(self.grid.tables) > 1 and not _PLAIN_SHEET.match(fold(table.name)):
            self.body.begin_sheet(table.name)
        self.body.read_table(table, start)

    def _header_of(self, table: Table) -> Header | None:
        """The header a further table begins with; only single lines may stand above it."""
        header = find_header(table, self.body.columns, self.body.stated)
        if header is None:
            return None
        for row in table.rows:
            if row.number == header.row:
                return header
            if len({cell.text for cell in row.cells if cell.text.strip()}) > 1:
                return None
        return header

    def _goes_on(self, table: Table) -> bool:
        """Whether a table without a header continues the one above, cut in two by a page break or section."""
        header = self.body.header
        number_at = header.index.get(Role.NUMBER)
        alike = [row for row in table.rows if len(row.cells) == len(header.headings)]
        if number_at is None:
            return bool(alike)
        return any(read_number(row.cells[number_at].text.strip()) is not None for row in alike)

    def _leave(self, table: Table) -> None:
        """Keep a table that is no part of the report: signatures, approvals, a summary."""
        texts = _texts(table.rows)
        self.body.extras += texts
        if texts:
            self._report("unread-table", SourceRef(table=table.number), " | ".join(texts)[:_HEADING])

    def _place_lines(self, place: SourceRef, strict: bool = False) -> None:
        """Paragraphs above a table: headings of sections, or text that is set aside.

        `strict`: only lines with the words of a section; otherwise also the line next to the table, if it is
        short and no sentence.
        """
        lines = self.body.without_repeated_title(self._lines, place)
        self._lines = []
        unsettled = self.body.unsettled
        opened = False  # by the line above
        for at, line in enumerate(lines):
            if opened and goes_on(line):
                unsettled[-1] = unsettled[-1]._replace(text=f"{unsettled[-1].text}\n{line.strip()}")
            elif like_a_section(line) or (not strict and at == len(lines) - 1 and _could_be_heading(line)):
                unsettled.append(UnsettledLine(line.strip(), place, across=False))
                opened = True
            else:
                opened = False
                self.body.extras.append(line.strip())
                if not strict:
                    self._report("stray-paragraph", place, line)

    def _end(self) -> None:
        """Settle what no row follows: rows across the table are notes, paragraphs if they are sentences."""
        apart = False
        unsettled = self.body.take_sure_sections()
        for at, found in enumerate(unsettled):
            apart = apart or signs(found.text, [later.text for later in unsettled[at + 1 :]])
            if found.across and not apart:
                self.notes.append(found.text)
            else:
                self.body.extras.append(found.text)
            if not apart and (like_a_section(found.text) or not found.across):
                self._report("section-without-rows", found.source, found.text)
        notes, rest = split_ending(self._lines)
        self.notes += notes
        self.body.extras += rest

    def _report(self, code: str, place: SourceRef, found: str) -> None:
        self.body.issues.append(DocumentIssue(code=code, severity=Severity.INFO, place=place, found=found))


def _texts(rows: Sequence[Row]) -> list[str]:
    return [text for row in rows for cell in row.cells if (text := cell.text.strip())]


def _could_be_heading(line: str) -> bool:
    return (
        len(line) <= _HEADING
        and not line.endswith((".", ";", ":"))
        and any(sign.isalpha() for sign in line)
        and _PAGE_MARK.match(fold(line)) is None
    )
