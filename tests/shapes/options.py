"""What may differ between two files that say the same."""

from dataclasses import dataclass

from events.vocabulary import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The defaults are a plain table; each shape of the tests changes one or several of them."""

    merged: str = "merge"  # of continued cells: merge (with val), bare (without), blank
    sections: str = "row"  # row across, cell (unmerged), same (text in every cell), tables (headings between)
    repeat_header: int = 0  # again after so many rows
    column_numbers: bool = False
    order: str = "written"  # written, turned, per_table
    extra: bool = False  # a column «Примечание»
    drop: tuple[Role, ...] = ()
    reword: bool = False  # headings in other words
    deep_header: bool = False  # a header of two rows with merged cells
    numbering: str = "typed"  # typed, automatic, bracket, none
    wrapped: bool = False  # content controls around cells and rows
    tracked: bool = False
    links: bool = False
    runs: bool = False  # words cut over runs, bookmarks and proofing marks between
    ragged: bool = False  # gridBefore and gridAfter
    title: str = "paragraphs"  # paragraphs, joined, breaks, table, box
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    cell_breaks: bool = False  # w:br in place of paragraphs
    roman: str = "latin"  # latin, cyrillic, arabic
    short_year: bool = False  # «г.»
    typography: bool = False  # no-break spaces, soft hyphens
    footnote: bool = False
    text_box: bool = False
    nested: bool = False
    split_tables: int = 0  # a new table without a header after so many rows
    blank_rows: bool = False
    sheets: bool = False  # XLSX: a sheet for each section
    offset: bool = False  # XLSX: the table begins at C4


DOCX_SHAPES = {
    "plain": Shape(),
    "merge without val": Shape(merged="bare"),
    "blank cells": Shape(merged="blank"),
    "section in one cell": Shape(sections="cell"),
    "section in every cell": Shape(sections="same"),
    "section headings between tables": Shape(sections="tables"),
    "section tables, columns in their own order": Shape(sections="tables", order="per_table"),
    "section tables, column numbers": Shape(sections="tables", column_numbers=True, merged="blank"),
    "repeated header": Shape(repeat_header=3, merged="blank"),
    "repeated header, column numbers": Shape(repeat_header=5, column_numbers=True),
    "column numbers": Shape(column_numbers=True),
    "other order": Shape(order="turned"),
    "extra column": Shape(extra=True),
    "extra column, other order and words": Shape(extra=True, order="turned", reword=True),
    "no place": Shape(drop=(Role.PLACE,)),
    "no number": Shape(drop=(Role.NUMBER,), numbering="none"),
    "no participants and content": Shape(drop=(Role.PARTICIPANTS, Role.CONTENT)),
    "other words": Shape(reword=True),
    "header of two rows": Shape(deep_header=True),
    "automatic numbers": Shape(numbering="automatic"),
    "numbers with brackets": Shape(numbering="bracket"),
    "no numbers typed": Shape(numbering="none"),
    "content controls": Shape(wrapped=True),
    "tracked changes": Shape(tracked=True),
    "links": Shape(links=True),
    "many runs": Shape(runs=True),
    "everything in runs": Shape(runs=True, tracked=True, links=True, wrapped=True, numbering="automatic"),
    "ragged": Shape(ragged=True, drop=(Role.NUMBER,), numbering="none", merged="blank"),
    "title joined": Shape(title="joined"),
    "title with breaks": Shape(title="breaks"),
    "title in a table": Shape(title="table"),
    "title in a text box": Shape(title="box"),
    "stamps above, signature below": Shape(
        above=("ПРОЕКТ", "Приложение № 1", "УТВЕРЖДАЮ", "Заместитель Председателя Правительства"),
        below=("Министр", "Смоленской области\tА.Б. Пример", "Исп.: Пример А.Б., тел. 00-00-00"),
    ),
    "breaks in cells": Shape(cell_breaks=True),
    "Roman in Cyrillic": Shape(roman="cyrillic", short_year=True),
    "Arabic": Shape(roman="arabic"),
    "typography": Shape(typography=True),
    "footnote, text box": Shape(footnote=True, text_box=True),
    "table cut in two": Shape(split_tables=7),
    "blank rows": Shape(blank_rows=True),
}
XLSX_SHAPES = {
    "plain": Shape(),
    "blank cells": Shape(merged="blank"),
    "section in one cell": Shape(sections="cell"),
    "section in every cell": Shape(sections="same"),
    "repeated header, column numbers": Shape(repeat_header=4, column_numbers=True),
    "other order, extra column": Shape(order="turned", extra=True),
    "other words": Shape(reword=True),
    "header of two rows": Shape(deep_header=True),
    "no place": Shape(drop=(Role.PLACE,)),
    "title joined": Shape(title="joined"),
    "title with breaks": Shape(title="breaks"),
    "bracketed numbers": Shape(numbering="bracket"),
    "offset": Shape(offset=True),
    "sheets": Shape(sheets=True, merged="blank"),
    "blank rows": Shape(blank_rows=True, roman="cyrillic"),
    "stamps and signature": Shape(above=("ПРОЕКТ",), below=("Министр\tА.Б. Пример",)),
}
