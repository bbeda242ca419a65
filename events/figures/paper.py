"""«Сводные показатели» on one page: the figures beside those of the year before, and the longest lines."""

from collections.abc import Iterable
from dataclasses import replace

from events.exports.page_style import Margins
from events.exports.paper import Block, FinePrintBlock, Paper, SubheadingBlock, TableBlock, paper_style

from .scope import BY_DOCUMENTS
from .tables import Cell, Dashboard, Table

ONE_PAGE_STYLE = replace(paper_style(10), margins=Margins(left=20, right=10, top=12, bottom=12))
_LINES = 3  # of each grouping: the page is one


def one_page(found: Dashboard, chosen: str, moment: str) -> Paper:
    scope = found.scope
    whole, *others = found.tables
    blocks: list[Block] = [_grid(whole, (70, 43, 43, 24))]
    for table in others:
        if table.slug == "quarter":
            blocks += [SubheadingBlock(table.title), _grid(_narrow(table), (36, 28, 28, 62, 26))]
        elif table.rows:
            left = len(table.rows) - _LINES
            more = f" (первые {_LINES} из {len(table.rows)})" if left > 0 else ""
            blocks += [
                SubheadingBlock(table.title + more),
                _grid(_narrow(table), (54, 28, 28, 44, 26), _LINES),
            ]
    blocks.append(
        FinePrintBlock(
            f"{counted(scope.by)} Отбор: {chosen or 'все мероприятия'}. По данным реестра на {moment}."
        )
    )
    return Paper(title=("СВОДНЫЕ ПОКАЗАТЕЛИ", f"за {scope.period.title}"), blocks=tuple(blocks))


def counted(by: str) -> str:
    if by == BY_DOCUMENTS:
        return "Мероприятия отнесены к периоду по документам, в которых они указаны."
    return "Мероприятия отнесены к периоду по датам проведения."


def _narrow(table: Table) -> Table:
    """The columns a page has room for: events, those of the year before, participants, signings."""
    wanted = (0, 1, 2, 5, 7) if table.slug == "quarter" else (0, 1, 2, 4, 5)
    return Table(
        slug=table.slug,
        title=table.title,
        headings=tuple(table.headings[column] for column in wanted),
        rows=tuple(
            tuple(row[column] for column in wanted)
            for row in table.rows
            if table.slug != "quarter" or row[0].words.endswith("квартал")
        ),
    )


def _grid(table: Table, widths: tuple[float, ...], most: int | None = None) -> TableBlock:
    rows = tuple(_texts(row) for row in table.rows[:most])
    return TableBlock(
        headings=table.headings, rows=rows, widths=widths, numbers=frozenset(range(1, len(table.headings)))
    )


def _texts(row: Iterable[Cell]) -> tuple[str, ...]:
    return tuple(cell.whole for cell in row)
