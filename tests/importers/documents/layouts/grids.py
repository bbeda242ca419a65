"""Grids written by hand: a row is a tuple of cells, a text alone is a row across the table."""

from importers.documents.document import Document
from importers.documents.grid import Cell, Grid, Merge, Paragraph, Row, SideNote, Table
from importers.documents.layouts import recognise

PLAN_TITLE = "План мероприятий в сфере межрегионального сотрудничества на I полугодие 2031 года"
REPORT_TITLE = "Отчет о мероприятиях в международной сфере в IV квартале 2031 года"
PLAN = (
    *("№ п/п", "Субъект, с которым планируется взаимодействие", "Наименование мероприятия"),
    *("Сроки проведения мероприятия", "Место проведения мероприятия", "Участники", "Содержание"),
)
REPORT = ("№ п/п", "Наименование мероприятия", "Место проведения", "Сроки", "Содержание", "Участники")
UP = object()  # a cell that continues the merge above

Line = str | tuple[object, ...]


def event(number: object, partner: object = "Тверская область", title: str = "Выставка") -> Line:
    return (number, partner, title, "май 2031 года", "г. Приречный", "жители", "знакомство")


def table(*lines: Line, number: int = 1, name: str = "") -> Table:
    """A cell is a text, UP, a Cell's (text, span), or None where the row has no cell."""
    width = max(sum(_span(cell) for cell in line) for line in lines if not isinstance(line, str))
    rows = []
    below = [not isinstance(line, str) and UP in line for line in lines[1:]] + [False]
    for at, line in enumerate(lines):
        if isinstance(line, str):
            rows.append(Row(at + 1, (Cell(line, 0, width),)))
            continue
        cells, column = [], 0
        for cell in line:
            if cell is not None:
                text, span = cell if isinstance(cell, tuple) else (cell, 1)
                continues = _at(lines, at + 1, column) is UP if below[at] else False
                merge = Merge.CONTINUE if text is UP else Merge.START if continues else Merge.NONE
                cells.append(Cell("" if text is UP else str(text), column, span, merge))
            column += _span(cell)
        rows.append(Row(at + 1, tuple(cells)))
    return Table(number=number, rows=tuple(rows), columns=width, name=name)


def _span(cell: object) -> int:
    return int(cell[1]) if isinstance(cell, tuple) else 1


def _at(lines: tuple[Line, ...], row: int, column: int) -> object:
    line = lines[row]
    return line[column] if not isinstance(line, str) and column < len(line) else None


def grid(*blocks: str | Table, format: str = "docx", notes: tuple[SideNote, ...] = ()) -> Grid:
    numbered: list[Paragraph | Table] = []
    count = 0
    for block in blocks:
        if isinstance(block, str):
            numbered.append(Paragraph(block))
        else:
            count += 1
            numbered.append(Table(number=count, rows=block.rows, columns=block.columns, name=block.name))
    return Grid(format=format, blocks=tuple(numbered), notes=notes)


def plan(*lines: Line, format: str = "docx") -> Document:
    """A plan of one table under the usual title and header."""
    return recognise(grid(PLAN_TITLE, table(PLAN, *lines), format=format))


def codes(document: Document) -> list[str]:
    return [issue.code for issue in document.issues]
