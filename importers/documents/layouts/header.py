"""Finds the header of a table by its words and says which cell of a row belongs to which heading."""

from collections.abc import Sequence
from types import MappingProxyType
from typing import NamedTuple

from events.phrases.beside import is_of_other_time, says_held, says_planned
from events.vocabulary import ColumnUse, Role

from ..columns import NOTHING_STATED, Meaning, StatedColumns, signature_of
from ..document import ColumnHeading, ReadHeader
from ..grid import Cell, Merge, Row, Table
from .base import ColumnWords
from .words import readings

LONGEST = 400  # characters; no heading is longer, many cells are
_FEWEST = 2  # headings
SEARCHED = 40  # rows of a table in which its header may stand


class Claim(NamedTuple):
    """A heading with the role its words claim, before duplicates are settled."""

    text: str
    role: Role | None
    start: int  # first grid column
    end: int  # after the last
    stated: Meaning | None = None  # what a person says instead


class Header:
    """The header row (or rows) of one table; maps the cells of any row to headings."""

    def __init__(
        self, claims: Sequence[Claim], table: int, row: int, depth: int, *, is_plan: bool = False
    ) -> None:
        self.table = table
        self.row = row
        self.depth = depth
        self.is_plan = is_plan
        self.claims = tuple(claims)
        self.headings = _settle(claims, is_plan=is_plan)
        self.roles = tuple(heading.role for heading in self.headings)
        self.index = {role: index for index, role in enumerate(self.roles) if role is not None}
        self.straight = tuple((index,) for index in range(len(self.headings)))  # cells one to one
        self.folded = signature_of([claim.text for claim in claims])
        self._shapes: dict[tuple[int, tuple[tuple[int, int], ...]], tuple[tuple[int, ...], ...]] = {}

    def of(self, *, is_plan: bool) -> "Header":
        """As a plan or a report has it: of columns of what was planned and of what was held, its own."""
        return Header(self.claims, self.table, self.row, self.depth, is_plan=is_plan)

    @property
    def read(self) -> ReadHeader:
        return ReadHeader(headings=tuple(claim.text for claim in self.claims), columns=self.headings)

    def columns(self, sheet: bool) -> MappingProxyType[Role, int]:
        """Role → column from 1: as a sheet letters it, or as a person counts the headings of a Word table."""
        return MappingProxyType(
            {role: (self.claims[index].start if sheet else index) + 1 for role, index in self.index.items()}
        )

    def assign(self, cells: Sequence[Cell], table: int, sheet: bool) -> tuple[tuple[int, ...], ...]:
        """For each cell the headings it stands under; () where it stands under none.

        In Word, rows with as many cells as the header match it one to one: the grids of two tables of one
        document rarely agree, and edges slightly off make odd spans.
        """
        shape = (table, tuple([cell[1:3] for cell in cells]))
        found = self._shapes.get(shape)
        if found is None:
            found = tuple(
                tuple(
                    index
                    for index, claim in enumerate(self.claims)
                    if claim.start < column + span and column < claim.end
                )
                for column, span in shape[1]
            )
            one_to_one = len(cells) == len(self.claims) and (
                (table != self.table and not sheet)
                or all(index in under for index, under in enumerate(found))
            )
            if one_to_one:
                found = self.straight
            self._shapes[shape] = found
        return found


def claim_of(text: str, columns: Sequence[ColumnWords]) -> ColumnWords | None:
    """The column whose words come first in a heading."""
    if len(text) > LONGEST:
        return None
    read = readings(text)
    found = [(key, index) for index, column in enumerate(columns) if (key := column.claims(read)) is not None]
    return columns[min(found)[1]] if found else None


def claims_of(table: Table, first: int, depth: int, columns: Sequence[ColumnWords]) -> list[Claim]:
    """Headings of a header of one to three rows: a lower cell is read together with those above it."""
    claims: list[Claim] = []
    for cell, above in _leaves(table, first, depth):
        whole = "\n".join([*above, cell.text.strip()])
        lines = [*above, cell.text]
        # The lowest words that name a column by themselves; «начало» means nothing without its «Сроки»
        own = ("\n".join(lines[at:]) for at in range(len(lines) - 1, -1, -1))
        asked = next((text for text in own if claim_of(text, columns)), whole)
        claims.append(_claim(whole, asked, cell, columns))
    if claims and not claims[0].text and all(claim.role is not Role.NUMBER for claim in claims):
        claims[0] = claims[0]._replace(role=Role.NUMBER)  # a blank first heading is that of the row numbers
    return claims


def find_header(
    table: Table, columns: Sequence[ColumnWords], stated: StatedColumns = NOTHING_STATED
) -> Header | None:
    for first in range(min(SEARCHED, len(table.rows))):
        header = header_at(table, first, columns, stated)
        if header is not None:
            return header
    return None


def header_at(
    table: Table, first: int, columns: Sequence[ColumnWords], stated: StatedColumns = NOTHING_STATED
) -> Header | None:
    """The header that begins at this row: title, dates and a third role are named in cells of their own, or a
    person has said what columns of such headings are."""
    for depth in range(_deepest(table, first), 0, -1):
        claims = claims_of(table, first, depth, columns)
        roles = {claim.role for claim in claims if claim.role is not None}
        by_words = Role.TITLE in roles and Role.DATES in roles and len(roles) >= 3
        if not stated and not (by_words and len(claims) <= 3 * len(roles)):
            continue
        used = [claim for claim in claims if claim.text or _used(table, first + depth, claim)]
        said = stated.get(signature_of([claim.text for claim in used]))
        if said is not None:
            used = [claim._replace(stated=meaning) for claim, meaning in zip(used, said, strict=True)]
        elif not (by_words and len(claims) <= 3 * len(roles)):
            continue
        return Header(used, table.number, table.rows[first].number, depth)
    return None


def likely_header(tables: Sequence[Table], columns: Sequence[ColumnWords]) -> Header | None:
    """Of tables nobody knows the row most like a header, the first of equals, for a person to explain."""
    rows = [
        (table, index)
        for table in tables
        for index, row in enumerate(table.rows[:SEARCHED])
        if len({cell.text.strip() for cell in row.cells} - {""}) >= _FEWEST
    ]
    if not rows:
        return None
    table, first = max(rows, key=lambda found: len(likeness(found[0].rows[found[1]], columns)))
    depth = _deepest(table, first)
    claims = claims_of(table, first, depth, columns)
    used = [claim for claim in claims if claim.text or _used(table, first + depth, claim)]
    return Header(used, table.number, table.rows[first].number, depth)


def likeness(row: Row, columns: Sequence[ColumnWords]) -> set[Role]:
    """The roles a row's cells would claim as a header, found to name the nearest layout."""
    return {
        column.role
        for cell in row.cells
        if (column := claim_of(cell.text, columns)) is not None and column.role is not None
    }


def _claim(text: str, asked: str, cell: Cell, columns: Sequence[ColumnWords]) -> Claim:
    column = claim_of(asked, columns)
    return Claim(text, column.role if column else None, cell.column, cell.column + cell.span)


def _leaves(table: Table, first: int, depth: int) -> list[tuple[Cell, list[str]]]:
    """The lowest cells of a header of so many rows, each with the texts above it."""
    leaves: list[tuple[Cell, list[str]]] = [(cell, []) for cell in table.rows[first].cells]
    for row in range(first + 1, first + depth):
        deeper: list[tuple[Cell, list[str]]] = []
        for cell, above in leaves:
            below = _below(cell, table.rows[row])
            deeper += [(sub, [*above, cell.text.strip()]) for sub in below] or [(cell, above)]
        leaves = deeper
    return leaves


def _below(cell: Cell, row: Row) -> list[Cell]:
    """The cells with a text within its width."""
    return [
        sub
        for sub in row.cells
        if sub.merge is not Merge.CONTINUE
        and sub.text.strip()
        and cell.column <= sub.column
        and sub.column + sub.span <= cell.column + cell.span
    ]


def _deepest(table: Table, first: int) -> int:
    """How many rows the header that begins here may have."""
    if not _splits(table, first):
        return 1
    lower = [cell for cell in table.rows[first + 1].cells if cell.text.strip()]
    return 3 if len(lower) > 1 and _splits(table, first + 1) else 2


def _splits(table: Table, first: int) -> bool:
    """Whether the next row is the lower half of a header: it splits headings of this row, or leaves them."""
    if first + 1 >= len(table.rows):
        return False
    lower = table.rows[first + 1]
    counts = [len(_below(cell, lower)) for cell in table.rows[first].cells if cell.text.strip()]
    halves = sum(cell.text.strip() != "" for cell in lower.cells)
    return len(counts) > 1 and max(counts) > 1 and 1 not in counts and sum(counts) == halves


def _used(table: Table, start: int, heading: Claim) -> bool:
    """Whether any row below has a text of its own under a blank heading."""
    return any(
        cell.column == heading.start and cell.column + cell.span == heading.end and cell.text.strip()
        for row in table.rows[start:]
        for cell in row.cells
    )


def _settle(claims: Sequence[Claim], *, is_plan: bool) -> tuple[ColumnHeading, ...]:
    """A role goes to the heading of which a person says so, else to the one that claims it for the document's
    own time, else to the first one; headings of equal text are numbered."""
    own = says_planned if is_plan else says_held

    def order(claim: Claim) -> tuple[bool, bool, bool]:
        return (
            claim.stated is None,
            not own(claim.text),
            is_of_other_time(claim.text, is_plan=is_plan),
        )

    holders: dict[Role, Claim] = {}
    for claim in sorted(claims, key=order):  # stable: of equals the first
        role = _role_of(claim)
        if role is not None:
            holders.setdefault(role, claim)
    seen: dict[str, int] = {}
    headings: list[ColumnHeading] = []
    for claim in claims:
        role = _role_of(claim)
        seen[claim.text] = seen.get(claim.text, 0) + 1
        headings.append(
            ColumnHeading(
                text=claim.text if seen[claim.text] == 1 else f"{claim.text} ({seen[claim.text]})",
                role=role if role is not None and holders[role] is claim else None,
                use=claim.stated if isinstance(claim.stated, ColumnUse) else None,
                is_stated=claim.stated is not None,
            )
        )
    return tuple(headings)


def _role_of(claim: Claim) -> Role | None:
    if claim.stated is None:
        return claim.role
    return claim.stated if isinstance(claim.stated, Role) else None
