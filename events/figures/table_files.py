"""One table of figures as XLSX or CSV."""

from collections.abc import Sequence

from events.exports.figure_files import write_figures_csv, write_figures_xlsx

from .cells import FigureCell
from .scope import Scope
from .tables import FigureTable
from .wording import basis_in_words, moment_in_words, selection_in_words


def table_file(table: FigureTable, scope: Scope, suffix: str, remarks: Sequence[str] = ()) -> bytes:
    """Numbers stay numbers: the words of a column that has any get a column of their own. Requires Russian as
    the active language."""
    has_words = [any(row[column].text for row in table.rows) for column in range(len(table.headings))]
    headings: list[str] = []
    for heading, with_words in zip(table.headings, has_words, strict=True):
        headings += [heading, f"{heading}: пояснение"] if with_words else [heading]
    rows = [_values(row, has_words) for row in table.rows]
    about = [
        scope.period.title,
        basis_in_words(scope),
        f"Отбор: {selection_in_words(scope)}",
        f"Выгружено из реестра: {moment_in_words()}",
        *([table.note] if table.note else []),
        *remarks,
    ]
    if suffix == "csv":
        return write_figures_csv(about, headings, rows)
    return write_figures_xlsx(f"{table.title}: {scope.period.title}", about, headings, rows)


def _values(row: tuple[FigureCell, ...], has_words: list[bool]) -> list[str | int]:
    values: list[str | int] = []
    for cell, with_words in zip(row, has_words, strict=True):
        values += [cell.value, cell.whole if cell.text else ""] if with_words else [cell.value]
    return values
