"""Why a grid is no plan or report: each blocker says what was expected and what was found."""

from collections.abc import Sequence
from typing import NoReturn

from events.vocabulary import Role, Severity

from ..grid import Grid, Paragraph
from ..issues import NOWHERE, DocumentIssue, SourceRef, UnreadableDocument
from .base import ColumnWords, Layout
from .header import SEARCHED, likeness
from .titles import Title

_SHOWN = 200  # characters of the source in a message
_COLUMN_WORDS = {
    Role.NUMBER: "№ п/п",
    Role.PARTNER: "Субъект",
    Role.AGREEMENT: "Соглашение",
    Role.TITLE: "Наименование мероприятия",
    Role.DATES: "Сроки проведения",
    Role.PLACE: "Место проведения",
    Role.PARTICIPANTS: "Участники",
    Role.CONTENT: "Содержание и результат",
}


def refuse_no_table(grid: Grid) -> NoReturn:
    _refuse("no-table", _opening_words(grid), expected=_headings(Role.TITLE, Role.DATES))


def refuse_no_rows(place: SourceRef, headings: Sequence[str]) -> NoReturn:
    _refuse("no-rows", " | ".join(headings), place=place)


def refuse_two_reports(place: SourceRef, first: str, second: str) -> NoReturn:
    _refuse("two-reports-in-one-file", " ".join(second.split()), " ".join(first.split()), place=place)


def refuse_ambiguous(title: str, candidates: Sequence[type[Layout]]) -> NoReturn:
    _refuse("ambiguous-layout", " ".join(title.split()), ", ".join(layout.name for layout in candidates))


def refuse_unknown(
    grid: Grid, columns: Sequence[ColumnWords], layouts: Sequence[type[Layout]], title: Title | None
) -> NoReturn:
    """Names the title and the row most like a header, the nearest layout and the columns it lacks there."""
    rows = [(table, row) for table in grid.tables for row in table.rows[:SEARCHED]]
    table, row = max(rows, key=lambda found: len(likeness(found[1], columns)))
    roles = likeness(row, columns)
    entitled = title.families if title else ()
    of_a_kind = [layout for layout in layouts if layout.plan is None]
    nearest = max(
        entitled or of_a_kind, key=lambda layout: len(roles & _wanted(layout)) / len(_wanted(layout))
    )
    missing = [role for role in _COLUMN_WORDS if role in _wanted(nearest) - roles]
    heading = " | ".join(" ".join(cell.text.split()) for cell in row.cells if cell.text.strip())
    found = f"{' '.join(title.text.split())}: {heading}" if title else heading
    _refuse(
        "unknown-layout",
        found or _opening_words(grid),
        _headings(*missing),
        nearest.name,
        SourceRef(table=table.number, row=row.number),
    )


def _wanted(layout: type[Layout]) -> set[Role]:
    """The columns a table of this layout should have."""
    wanted = {column.role for column in layout.columns() if column.required or column.expected}
    return {role for role in wanted if role is not None} | {Role.PLACE, Role.PARTICIPANTS, Role.CONTENT}


def _headings(*roles: Role) -> str:
    return ", ".join(_COLUMN_WORDS[role] for role in roles)


def _opening_words(grid: Grid) -> str:
    texts = (block.text for block in grid.blocks if isinstance(block, Paragraph))
    return " ".join(" ".join(texts).split())


def _refuse(
    code: str, found: str, expected: str = "", suggestion: str = "", place: SourceRef = NOWHERE
) -> NoReturn:
    if len(found) > _SHOWN:
        found = found[: _SHOWN - 1] + "…"
    raise UnreadableDocument(
        DocumentIssue(
            code=code,
            severity=Severity.BLOCKER,
            place=place,
            found=found,
            expected=expected,
            suggestion=suggestion,
        )
    )
