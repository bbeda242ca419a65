"""Reads what stands under a header: sections, rows, continued cells, repeated headers and closing notes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from agreements.names.folding import fold
from events.vocabulary import Role, Severity

from ..document import Continued, DocumentRow, DocumentSection
from ..grid import Merge, Row, Table
from ..issues import DocumentIssue, SourceRef
from .across import Filled, are_totals, filled_cells, text_across
from .base import Column, Layout
from .blockers import refuse_two_reports
from .ending import signs
from .header import LONGEST, Header, header_at
from .numbers import counts_columns, read_number
from .sections import goes_on, says_nothing_held
from .titles import Title, find_title

_CARRIED = (Role.PARTNER, Role.AGREEMENT)  # an empty cell of theirs goes on with the one above
_SHEETS = ("xlsx", "xls", "ods")


class Waiting(NamedTuple):
    """A text across the table, or a paragraph between tables: a section if rows follow, else a note."""

    text: str
    source: SourceRef
    across: bool  # a row of the table
    sure: bool = False  # a section though no row follows: what follows says that nothing was held


class Body:
    """Gathers sections and rows over all tables of a document, in order."""

    def __init__(
        self, format: str, columns: Sequence[Column], layouts: Sequence[type[Layout]], title: Title | None
    ) -> None:
        self.columns = columns
        self.layouts = layouts
        self.title = title
        self.silent = format == "txt"  # a dump cannot tell a merged cell from an empty one
        self.sheet = format in _SHEETS
        self.headers: list[Header] = []
        self.sections: list[DocumentSection] = []
        self.rows: list[DocumentRow] = []
        self.waiting: list[Waiting] = []
        self.extras: list[str] = []
        self.issues: list[DocumentIssue] = []
        self.column_numbers = False
        self._above: list[str] | None = None  # texts of the row above, by heading; None at a section's start
        self._above_table = 0
        self._sheet_name = ""
        self._known_headings: set[str] = set()
        self._columns: Mapping[Role, int] = MappingProxyType({})

    @property
    def header(self) -> Header:
        return self.headers[-1]

    # -- what comes in ------------------------------------------------------------------------------------

    def use(self, header: Header) -> None:
        if self.headers and header.folded != self.header.folded:
            self._say(
                "header-differs",
                Severity.INFO,
                SourceRef(table=header.table, row=header.row),
                " | ".join(claim.text for claim in header.claims),
                " | ".join(claim.text for claim in self.header.claims),
            )
            self._above = None
        place = SourceRef(table=header.table, row=header.row)
        left = self.without_repeated_title([waiting.text for waiting in self.waiting], place)
        self.waiting = [waiting for waiting in self.waiting if waiting.text in left]
        self.headers.append(header)
        self._known_headings.update(header.folded)
        self._columns = header.columns(self.sheet)

    def begin_sheet(self, name: str) -> None:
        """A sheet of a workbook of several: its name stands for a section where it gives none itself."""
        self._sheet_name = name
        self._above = None

    def without_repeated_title(self, lines: list[str], place: SourceRef) -> list[str]:
        """The lines above a further header without a title said again; another title is a second report."""
        if not self.headers:
            return lines
        said = find_title([part for line in lines for part in line.split("\n")], self.layouts)
        if said is None or not said.families:
            return lines
        first = self.title
        if first is None or (said.families, said.period) != (first.families, first.period):
            refuse_two_reports(place, first.text if first else "", said.text)
        self._set_aside("title-repeated", place, said.text)
        return [line for line in lines if line.strip() not in said.text]

    def read_table(self, table: Table, start: int = 0) -> None:
        header = self.header
        number_at, title_at = header.index.get(Role.NUMBER), header.index[Role.TITLE]
        index = start
        while index < len(table.rows):
            row = table.rows[index]
            under = header.assign(row.cells, table.number, self.sheet)
            if number_at is not None and under == header.straight:  # nearly every row, so it is quick
                texts = [cell[0].strip() for cell in row.cells]
                number = read_number(texts[number_at])
                if number is not None and texts[title_at] and not texts[title_at].isdigit():
                    self._enter(table, row, texts, number, [cell[3] for cell in row.cells])
                    index += 1
                    continue
            index += self._irregular(table, index, under)
            if header is not self.header:
                header = self.header
                number_at, title_at = header.index.get(Role.NUMBER), header.index[Role.TITLE]

    # -- rows that are no plain entries ---------------------------------------------------------------------

    def _irregular(self, table: Table, index: int, under: tuple[tuple[int, ...], ...]) -> int:
        """Handle a row that needs a second look; returns how many rows were used up."""
        row = table.rows[index]
        filled = filled_cells(row, under)
        place = SourceRef(table=table.number, row=row.number)
        if not filled or all(cell.merge is Merge.CONTINUE for cell in row.cells):
            self._hidden(filled, place)
            return 1
        texts = [found.text for found in filled]
        if counts_columns(texts) and len(texts) >= len(self.header.headings) - 1:
            self.column_numbers = True
        elif are_totals(texts):
            self._set_aside("total-row", place, "\t".join(texts))
        elif (across := text_across(table, row, filled, self.header)) is not None:
            self._wait(across, place)
        elif header := self._header_again(table, index):
            self.use(header)
            return header.depth
        else:
            self._uneven(table, row, under)
        return 1

    def _header_again(self, table: Table, index: int) -> Header | None:
        """The header repeated, or another one. A row of an event may speak of a date and a place yet to be
        named, so the words of headings alone do not make a header here."""
        texts = [cell.text for cell in table.rows[index].cells if cell.text]
        if any(len(text) > LONGEST for text in texts) or not any(map(self._hints_at_header, texts)):
            return None
        header = header_at(table, index, self.columns)
        if header is None:
            return None
        known = sum(text in self.header.folded for text in header.folded)
        claims_number = any(claim.role is Role.NUMBER and claim.text for claim in header.claims)
        return header if claims_number or 2 * known >= len(header.folded) else None

    def _hints_at_header(self, text: str) -> bool:
        """A cheap look before the costly one: a heading that is known, or one of numbers."""
        folded = fold(text)
        return folded in self._known_headings or Layout.number.claims((folded,)) is not None

    def _wait(self, text: str, place: SourceRef) -> None:
        if says_nothing_held(text):
            self._set_aside("nothing-held", place, text, self.waiting[-1].text if self.waiting else "")
            self.waiting = [waiting._replace(sure=True) for waiting in self.waiting]
        else:
            self.waiting.append(Waiting(text, place, across=True))

    def _uneven(self, table: Table, row: Row, under: tuple[tuple[int, ...], ...]) -> None:
        """A row whose cells do not fit the headings one to one, or that has no number."""
        header = self.header
        place = SourceRef(table=table.number, row=row.number)
        parts: list[list[str]] = [[] for _ in header.headings]
        merges = [Merge.NONE] * len(header.headings)
        for cell, found in zip(row.cells, under, strict=True):
            text = cell.text.strip()
            at = replace(place, column=cell.column + 1)
            if not found:
                if text:
                    self._say("cell-outside-columns", Severity.WARNING, at, text)
                    self.extras.append(text)
                continue
            if len(found) > 1 and text:
                headings = ", ".join(header.headings[index].text for index in found)
                self._say("cell-over-columns", Severity.WARNING, at, text, headings)
            if text or not parts[found[0]]:
                if parts[found[0]] and parts[found[0]] != [""]:
                    self._say("cells-under-one-heading", Severity.WARNING, at, text)
                parts[found[0]].append(text)
            merges[found[0]] = cell.merge
        missing = sum(1 for index, part in enumerate(parts) if not part)
        texts = ["\n".join(filter(None, part)) for part in parts]
        if not any(texts):
            return
        number = read_number(self._text(header, texts, Role.NUMBER))
        written = [text for text in texts if text]
        dated = texts[header.index[Role.DATES]]
        if number is None and not dated and len(written) > 1 and signs("\t".join(written), ()):
            self._set_aside("signature-row", place, "\t".join(written))
            return
        if self._goes_on_above(header, texts, merges):
            self._join_above(header, place, texts)
            return
        said = [text for role, text in zip(header.roles, texts, strict=True) if role is not Role.NUMBER]
        if number is not None and not any(said) and Merge.CONTINUE not in merges:
            self._say("numbered-blank-row", Severity.INFO, place, self._text(header, texts, Role.NUMBER))
            return
        if missing and not self.sheet and not any(len(found) > 1 for found in under):
            self._say("short-row", Severity.WARNING, place, str(len(row.cells)), str(len(header.headings)))
        self._enter(table, row, texts, number, merges)

    @staticmethod
    def _text(header: Header, texts: Sequence[str], role: Role) -> str:
        index = header.index.get(role)
        return "" if index is None else texts[index]

    def _goes_on_above(self, header: Header, texts: Sequence[str], merges: Sequence[Merge]) -> bool:
        """A row cut by a page break: no number, dates or partner of its own, no merge, no new title."""
        if self._above is None or any(merge is Merge.CONTINUE for merge in merges):
            return False
        if not self.rows or len(self._above) != len(texts):
            return False
        own = {role for role, text in zip(header.roles, texts, strict=True) if text}
        if own & {Role.NUMBER, Role.DATES, Role.PARTNER, Role.AGREEMENT}:
            return False
        return Role.TITLE not in own or goes_on(self._text(header, texts, Role.TITLE))

    def _join_above(self, header: Header, place: SourceRef, texts: Sequence[str]) -> None:
        row = self.rows[-1]
        cells, extra = dict(row.cells), dict(row.extra)
        for heading, text in zip(header.headings, texts, strict=True):
            if not text:
                continue
            if heading.role is None:
                extra[heading.text] = "\n".join(filter(None, (extra.get(heading.text, ""), text)))
            else:
                cells[heading.role] = "\n".join(filter(None, (cells[heading.role], text)))
        self.rows[-1] = replace(row, cells=cells, extra=extra)
        self._say(
            "row-continues", Severity.WARNING, place, " | ".join(filter(None, texts)), str(row.number or "")
        )

    # -- entries --------------------------------------------------------------------------------------------

    def _enter(
        self, table: Table, row: Row, texts: list[str], number: int | None, merges: Sequence[Merge]
    ) -> None:
        header = self.header
        place = SourceRef(table=table.number, row=row.number)
        if self.waiting:
            self._open_sections()
        elif self._sheet_name:
            self._say("section-from-sheet-name", Severity.INFO, place, self._sheet_name)
            self.sections.append(DocumentSection(text=self._sheet_name, source=place))
        self._sheet_name = ""
        continued: dict[Role, Continued] = {}
        above = self._above
        if any(merges):
            self._fill_merged(header, table, place, texts, merges, continued)
            if Role.NUMBER in continued:
                number = read_number(self._text(header, texts, Role.NUMBER))
        for role in _CARRIED:
            index = header.index.get(role)
            if index is None or texts[index] or role in continued:
                continue
            if above is None or not above[index]:
                if above is None and merges[index] is not Merge.CONTINUE:
                    self._say("nothing-to-continue", Severity.WARNING, self._at(place, role))
                continue
            texts[index] = above[index]
            continued[role] = Continued.MERGED if self.silent else Continued.BLANK
            if not self.silent:
                self._say("continued-blank-cell", Severity.INFO, self._at(place, role), "", texts[index])
        cells: dict[Role, str] = {}
        extra: dict[str, str] = {}
        for heading, text in zip(header.headings, texts, strict=True):
            if heading.role is None:
                extra[heading.text] = text
            else:
                cells[heading.role] = text
        if not cells[Role.TITLE]:
            self._say("row-without-title", Severity.WARNING, self._at(place, Role.TITLE))
        self.rows.append(
            DocumentRow(
                section=len(self.sections) - 1 if self.sections else None,
                number=number,
                cells=cells,
                extra=extra,
                continued=continued,
                source=place,
                columns=self._columns,
            )
        )
        self._above = texts
        self._above_table = table.number

    def _fill_merged(
        self,
        header: Header,
        table: Table,
        place: SourceRef,
        texts: list[str],
        merges: Sequence[Merge],
        continued: dict[Role, Continued],
    ) -> None:
        for index, merge in enumerate(merges):
            if merge is not Merge.CONTINUE:
                continue
            role = header.roles[index]
            if self._above is None or self._above_table != table.number:
                self._say("merge-across-section", Severity.WARNING, self._under(place, index), texts[index])
                continue
            if texts[index] and texts[index] != self._above[index]:
                self._say(
                    "hidden-merged-text",
                    Severity.INFO,
                    self._under(place, index),
                    texts[index],
                    self._above[index],
                )
            texts[index] = self._above[index]
            if role is not None:
                continued[role] = Continued.MERGED

    def take_sure_sections(self) -> list[Waiting]:
        """Open the sections in which nothing was held, at the end; returns what else is waiting there."""
        count = max((at for at, waiting in enumerate(self.waiting, 1) if waiting.sure), default=0)
        left, self.waiting = self.waiting[count:], self.waiting[:count]
        self._open_sections()
        return left

    def _open_sections(self) -> None:
        for waiting in self.waiting:
            self.sections.append(DocumentSection(text=waiting.text, source=waiting.source))
        self.waiting.clear()
        self._above = None

    # -- issues ---------------------------------------------------------------------------------------------

    def _at(self, place: SourceRef, role: Role) -> SourceRef:
        return self._under(place, self.header.index[role])

    def _under(self, place: SourceRef, index: int) -> SourceRef:
        header = self.header
        column = header.claims[index].start if self.sheet else index
        return replace(place, column=column + 1, heading=header.headings[index].text)

    def _hidden(self, filled: Sequence[Filled], place: SourceRef) -> None:
        for text, cell, _ in filled:
            self._say("hidden-merged-text", Severity.INFO, replace(place, column=cell.column + 1), text)

    def _set_aside(self, code: str, place: SourceRef, text: str, expected: str = "") -> None:
        self.extras.append(text)
        self._say(code, Severity.INFO, place, text, expected)

    def _say(
        self, code: str, severity: Severity, place: SourceRef, found: str = "", expected: str = ""
    ) -> None:
        self.issues.append(
            DocumentIssue(code=code, severity=severity, place=place, found=found, expected=expected)
        )
