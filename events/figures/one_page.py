"""«Сводные показатели» on one page: the figures beside those of the year before, and the longest lines."""

from dataclasses import replace

from events.basis.wording import basis_in_one_sentence
from events.exports.page_style import Margins
from events.exports.paper import (
    Block,
    FinePrintBlock,
    Paper,
    SubheadingBlock,
    TableBlock,
    height,
    paper_style,
    room,
)

from .dashboard import Dashboard
from .tables import FigureTable
from .wording import source_note

ONE_PAGE_STYLE = replace(paper_style(10), margins=Margins(left=20, right=10, top=12, bottom=12))
_LINES = (3, 2, 1)  # of each breakdown: as many as fit
_TITLE = 3  # lines


def one_page_paper(dashboard: Dashboard) -> Paper:
    """Requires Russian as the active language."""
    for lines in _LINES:
        blocks = _blocks(dashboard, lines)
        if height(blocks, ONE_PAGE_STYLE) + _TITLE <= room(ONE_PAGE_STYLE):
            break
    return Paper(title=("СВОДНЫЕ ПОКАЗАТЕЛИ", f"за {dashboard.scope.period.title}"), blocks=tuple(blocks))


def _blocks(dashboard: Dashboard, lines: int) -> list[Block]:
    whole, *others = dashboard.tables
    blocks: list[Block] = [_table_block(whole, (70, 43, 43, 24))]
    for table in others:
        if table.slug == "quarter":
            widths = (36, 28, 28, 62, 26)
            blocks += [SubheadingBlock(table.title), _table_block(_quarters(table), widths)]
        elif table.rows:
            left = len(table.rows) - lines
            more = f" (первые {lines} из {len(table.rows)})" if left > 0 else ""
            columns = _columns(table, (0, 1, 2, 4, 5))
            blocks += [
                SubheadingBlock(table.title + more),
                _table_block(columns, (54, 28, 28, 44, 26), lines),
            ]
    comparison = dashboard.comparison
    said = [*comparison.reasons, basis_in_one_sentence(comparison.basis)]
    return [*blocks, FinePrintBlock(" ".join([*said, source_note(dashboard.scope)]))]


def _columns(table: FigureTable, columns: tuple[int, ...]) -> FigureTable:
    """Those the page has room for: events, those of the year before, participants, signings."""
    return replace(
        table,
        headings=tuple(table.headings[column] for column in columns),
        rows=tuple(tuple(row[column] for column in columns) for row in table.rows),
    )


def _quarters(table: FigureTable) -> FigureTable:
    """Without the half-years that figures by documents have besides."""
    quarters = tuple(row for row in table.rows if row[0].words.endswith("квартал"))
    return _columns(replace(table, rows=quarters), (0, 1, 2, 5, 7))


def _table_block(table: FigureTable, widths: tuple[float, ...], most: int | None = None) -> TableBlock:
    return TableBlock(
        headings=table.headings,
        rows=tuple(tuple(cell.whole for cell in row) for row in table.rows[:most]),
        widths=widths,
        numbers=frozenset(range(1, len(table.headings))),
    )
