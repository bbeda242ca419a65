"""Reads what stands under a header: sections, rows, continued cells, repeated headers, closing notes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from agreements.names.folding import fold
from events.vocabulary import Role, Severity

from ..columns import StatedColumns
from ..document import Continued, DocumentRow, DocumentSection
from ..grid import Merge, Row, Table
from ..issues import DocumentIssue, SourceRef
from .across import FilledCell, are_totals, filled_cells, text_across
from .base import ColumnWords, Layout
from .blockers import refuse_two_reports
from .ending import signs
from .header import LONGEST, Header, header_at
from .numbers import counts_columns, read_number
from .same_document import is_repeated
from .sections import goes_on, says_nothing_held
from .titles import Title, find_title

_CARRIED = (Role.PARTNER, Role.AGREEMENT)  # an empty cell of theirs continues the one above
_SHEETS = ("xlsx", "xls", "ods")


class UnsettledLine(NamedTuple):
    """A text across the table, or a paragraph between tables: a section if rows follow it, else a note."""

    text: str
    source: SourceRef
    across: bool  # a row of the table
    sure: bool = False  # a section even without rows: the next line says that nothing was held


class Body:
    """Gathers sections and rows over all tables of a document, in order."""

    def __init__(
        self,
        format: str,
        columns: Sequence[ColumnWords],
        layouts: Sequence[type[Layout]],
        title: Title | None,
        *,
        is_plan: bool,
        stated: StatedColumns,
    ) -> None:
        self.columns = columns
        self.stated = stated
        self.layouts = layouts
        self.title = title
        self.is_plan = is_plan
        self.silent = format == "txt"  # a text dump does not tell a merged cell from an empty one
        self.sheet = format in _SHEETS
        self.headers: list[Header] = []
        self.sections: list[DocumentSection] = []
        self.rows: list[DocumentRow] = []
        self.unsettled: list[UnsettledLine] = []
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

    # -- tables and headers ------------------------------------------------------------------------------

    def use(self, header: Header) -> None:
        header = header.of(is_plan=self.is_plan)
        if self.headers and header.folded != self.header.folded:
            self._report(
                "header-differs",
                Severity.INFO,
                SourceRef(table=header.table, row=header.row),
                " | ".join(claim.text for claim in header.claims),
                " | ".join(claim.text for claim in self.header.claims),
            )
            self._above = None
        place = SourceRef(table=header.table, row=header.row)
        left = self.without_repeated_title([line.text for line in self.unsettled], place)
        self.unsettled = [line for line in self.unsettled if line.text in left]
        self.headers.append(header)
        self._known_headings.update(header.folded)
        self._columns = header.columns(self.sheet)

    def begin_sheet(self, name: str) -> None:
        """Start a further sheet: its name is the section of its rows, unless it has headings of its own."""
        self._sheet_name = name
        self._above = None

    def without_repeated_title(self, lines: list[str], place: SourceRef) -> list[str]:
        """The lines above a further header, without a repeated title. Another title is a second report."""
        if not self.headers:
            return lines
        repeated = find_title([part for line in lines for part in line.split("\n")], self.layouts)
        if repeated is None or not repeated.families:
            return lines
        if not is_repeated(repeated, self.title):
            refuse_two_reports(place, self.title.text if self.title else "", repeated.text)
        self._set_aside("title-repeated", place, repeated.text)
        return [line for line in lines if line.strip() not in repeated.text]

    def read_table(self, table: Table, start: int = 0) -> None:
        header = self.header
        number_at, title_at = header.index.get(Role.NUMBER), header.index[Role.TITLE]
        index = start
        while index < len(table.rows):
            row = table.rows[index]
            under = header.assign(row.cells, table.number, self.sheet)
            if number_at is not None and under == header.straight:  # nearly every row, hence the fast path
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
        """Handle a row that is no plain entry; returns how many rows that took."""
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
            self._take_across(across, place)
        elif header := self._header_again(table, index):
            self.use(header)
            return header.depth
        else:
            self._uneven(table, row, under)
        return 1

    def _header_again(self, table: Table, index: int) -> Header | None:
        """The header repeated, or another one. An entry may have words of headings in its cells («дата будет
        уточнена»), so more than words of headings is asked for here."""
        texts = [cell.text for cell in table.rows[index].cells if cell.text]
        if any(len(text) > LONGEST for text in texts) or not any(map(self._hints_at_header, texts)):
            return None
        header = header_at(table, index, self.columns, self.stated)
        if header is None:
            return None
        known = sum(text in self.header.folded for text in header.folded)
        claims_number = any(claim.role is Role.NUMBER and claim.text for claim in header.claims)
        return header if claims_number or 2 * known >= len(header.folded) else None

    def _hints_at_header(self, text: str) -> bool:
        """A cheap test before the expensive one: a known heading, or a heading of row numbers."""
        folded = fold(text)
        return folded in self._known_headings or Layout.number.claims((folded,)) is not None

    def _take_across(self, text: str, place: SourceRef) -> None:
        title = find_title(text.split("\n"), self.layouts)
        if title is not None and title.families and title.period and not is_repeated(title, self.title):
            refuse_two_reports(place, self.title.text if self.title else "", title.text)
        if says_nothing_held(text):
            self._set_aside("nothing-held", place, text, self.unsettled[-1].text if self.unsettled else "")
            self.unsettled = [line._replace(sure=True) for line in self.unsettled]
        else:
            self.unsettled.append(UnsettledLine(text, place, across=True))

    def _uneven(self, table: Table, row: Row, under: tuple[tuple[int, ...], ...]) -> None:
        """A row whose cells do not match the headings one to one, or that has no number."""
        header = self.header
        place = SourceRef(table=table.number, row=row.number)
        parts: list[list[str]] = [[] for _ in header.headings]
        merges = [Merge.NONE] * len(header.headings)
        for cell, found in zip(row.cells, under, strict=True):
            text = cell.text.strip()
            at = replace(place, column=cell.column + 1)
            if not found:
                if text:
                    self._report("cell-outside-columns", Severity.WARNING, at, text)
                    self.extras.append(text)
                continue
            if len(found) > 1 and text:
                headings = ", ".join(header.headings[index].text for index in found)
                self._report("cell-over-columns", Severity.WARNING, at, text, headings)
            if text or not parts[found[0]]:
                if parts[found[0]] and parts[found[0]] != [""]:
                    self._report("cells-under-one-heading", Severity.WARNING, at, text)
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
        if self._continues_above(header, texts, merges):
            self._join_above(header, place, texts)
            return
        others = [text for role, text in zip(header.roles, texts, strict=True) if role is not Role.NUMBER]
        if number is not None and not any(others) and Merge.CONTINUE not in merges:
            self._report("numbered-blank-row", Severity.INFO, place, self._text(header, texts, Role.NUMBER))
            return
        if missing and not self.sheet and not any(len(found) > 1 for found in under):
            self._report("short-row", Severity.WARNING, place, str(len(row.cells)), str(len(header.headings)))
        self._enter(table, row, texts, number, merges)

    @staticmethod
    def _text(header: Header, texts: Sequence[str], role: Role) -> str:
        index = header.index.get(role)
        return "" if index is None else texts[index]

    def _continues_above(self, header: Header, texts: Sequence[str], merges: Sequence[Merge]) -> bool:
        """Whether a page break cut this row off the one above: no number, dates, partner, merge or title
        of its own."""
        if self._above is None or any(merge is Merge.CONTINUE for merge in merges):
            return False
        if not self.rows or len(self._above) != len(texts):
            return False
        filled = {role for role, text in zip(header.roles, texts, strict=True) if text}
        if filled & {Role.NUMBER, Role.DATES, Role.PARTNER, Role.AGREEMENT}:
            return False
        return Role.TITLE not in filled or goes_on(self._text(header, texts, Role.TITLE))

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
        self._report(
            "row-continues", Severity.WARNING, place, " | ".join(filter(None, texts)), str(row.number or "")
        )

    # -- entries --------------------------------------------------------------------------------------------

    def _enter(
        self, table: Table, row: Row, texts: list[str], number: int | None, merges: Sequence[Merge]
    ) -> None:
        header = self.header
        place = SourceRef(table=table.number, row=row.number)
        if self.unsettled:
            self._open_sections()
        elif self._sheet_name:
            self._report("section-from-sheet-name", Severity.INFO, place, self._sheet_name)
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
                    self._report("nothing-to-continue", Severity.WARNING, self._at(place, role))
                continue
            texts[index] = above[index]
            continued[role] = Continued.MERGED if self.silent else Continued.BLANK
            if not self.silent:
                self._report("continued-blank-cell", Severity.INFO, self._at(place, role), "", texts[index])
        cells: dict[Role, str] = {}
        extra: dict[str, str] = {}
        for heading, text in zip(header.headings, texts, strict=True):
            if heading.role is None:
                extra[heading.text] = text
            else:
                cells[heading.role] = text
        if not cells[Role.TITLE]:
            self._report("row-without-title", Severity.WARNING, self._at(place, Role.TITLE))
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
                self._report(
                    "merge-across-section", Severity.WARNING, self._under(place, index), texts[index]
                )
                continue
            if texts[index] and texts[index] != self._above[index]:
                self._report(
                    "hidden-merged-text",
                    Severity.INFO,
                    self._under(place, index),
                    texts[index],
                    self._above[index],
                )
            texts[index] = self._above[index]
            if role is not None:
                continued[role] = Continued.MERGED

    def take_sure_sections(self) -> list[UnsettledLine]:
        """Open the sections in which nothing was held, at the end; returns the other unsettled lines."""
        count = max((at for at, line in enumerate(self.unsettled, 1) if line.sure), default=0)
        left, self.unsettled = self.unsettled[count:], self.unsettled[:count]
        self._open_sections()
        return left

    def _open_sections(self) -> None:
        for line in self.unsettled:
            self.sections.append(DocumentSection(text=line.text, source=line.source))
        self.unsettled.clear()
        self._above = None

    # -- issues ---------------------------------------------------------------------------------------------

    def _at(self, place: SourceRef, role: Role) -> SourceRef:
        return self._under(place, self.header.index[role])

    def _under(self, place: SourceRef, index: int) -> SourceRef:
        header = self.header
        column = header.claims[index].start if self.sheet else index
        return replace(place, column=column + 1, heading=header.headings[index].text)

    def _hidden(self, filled: Sequence[FilledCell], place: SourceRef) -> None:
        for text, cell, _ in filled:
            self._report("hidden-merged-text", Severity.INFO, replace(place, column=cell.column + 1), text)

    def _set_aside(self, code: str, place: SourceRef, text: str, expected: str = "") -> None:
        self.extras.append(text)
        self._report(code, Severity.INFO, place, text, expected)

    def _report(
        self, code: str, severity: Severity, place: SourceRef, found: str = "", expected: str = ""
    ) -> None:
        self.issues.append(
            DocumentIssue(code=code, severity=severity, place=place, found=found, expected=expected)
        )
