"""Whatever is in the cells of a grid is in the document or in an issue."""

from hypothesis import given, settings
from hypothesis import strategies as st

from importers.documents.document import Document
from importers.documents.grid import Cell, Grid, Merge, Paragraph, Row, SideNote, Table
from importers.documents.issues import UnreadableDocument
from importers.documents.layouts import recognise
from tests.importers.documents.layouts.grids import PLAN, PLAN_TITLE

SPECIAL = st.sampled_from(
    [
        *("", "", " ", "1.", "2.", "3", "7)", "1.1.", "II.", "-"),
        *(
            "Министерство запада",
            "Сотрудничество в сфере спорта",
            "Раздел I. Восток",
            "Мероприятия не планируются",
        ),
        *(
            "Тверская область",
            "Выставка",
            "выставка народная",
            "май 2031 года",
            "Дата уточняется",
            "г. Приречный",
        ),
        *(
            "ИТОГО",
            "Всего намечены три встречи в Доме дружбы.",
            "Министр А.Б. Пример",
            "Исп. Пример, тел. 00-00-00",
        ),
        *("Наименование мероприятия", "Сроки проведения", "№ п/п"),
        *("длинный текст о дружбе " * 30, "две\n\nстроки ", "\u00adмягкий перенос"),
    ]
)
# Texts that occur once, so that each is missed when it is lost
UNIQUE = st.tuples(
    st.sampled_from(["Событие", "событие", "Встреча гостей в доме"]), st.integers(10_000, 99_999)
).map(lambda words: f"{words[0]} {words[1]}")
TEXTS = SPECIAL | UNIQUE


@st.composite
def rows(draw: st.DrawFn, number: int, width: int = 7) -> Row:
    cells = []
    column = draw(st.sampled_from([0, 0, 0, 0, 1]))
    while column < width:
        span = draw(st.sampled_from([1, 1, 1, 1, 1, 2, 6, 7]))
        merge = draw(st.sampled_from([Merge.NONE, Merge.NONE, Merge.NONE, Merge.START, Merge.CONTINUE]))
        cells.append(Cell(draw(TEXTS), column, span, merge))
        column += span
    return Row(number, tuple(cells[: draw(st.sampled_from([8, 8, 8, 8, 3, 1]))]))


@st.composite
def tables(draw: st.DrawFn, number: int, headed: bool) -> Table:
    header = Row(1, tuple(Cell(text, column) for column, text in enumerate(PLAN)))
    found = [draw(rows(at)) for at in range(2, 2 + draw(st.integers(0, 7)))]
    if headed and found and draw(st.booleans()):
        found.insert(len(found) // 2, header._replace(number=99))
    return Table(number=number, rows=(header, *found) if headed else tuple(found), columns=7)


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    blocks: list[Paragraph | Table] = [Paragraph(text) for text in draw(st.lists(TEXTS, max_size=2))]
    blocks += [Paragraph(PLAN_TITLE), *map(Paragraph, draw(st.lists(TEXTS, max_size=2)))]
    blocks.append(draw(tables(1, headed=True)))
    blocks += map(Paragraph, draw(st.lists(TEXTS, max_size=2)))
    if draw(st.booleans()):
        blocks.append(draw(tables(2, headed=draw(st.booleans()))))
        blocks += map(Paragraph, draw(st.lists(TEXTS, max_size=2)))
    notes = tuple(SideNote("footnote", text) for text in draw(st.lists(TEXTS, max_size=1)))
    return Grid(format=draw(st.sampled_from(["docx", "xlsx", "txt"])), blocks=tuple(blocks), notes=notes)


def everything_in(document: Document) -> str:
    texts = [document.title, *document.notes, *document.extras]
    texts += [heading.text for heading in document.headings]
    texts += [section.text for section in document.sections]
    texts += [text for row in document.rows for text in (*row.cells.values(), *row.extra.values())]
    texts += [text for issue in document.issues for text in (issue.found, issue.expected)]
    return "\n".join(texts)


@settings(max_examples=200, deadline=None)
@given(grids())
def test_every_text_is_in_the_document_or_in_an_issue(grid: Grid) -> None:
    try:
        document = recognise(grid)
    except UnreadableDocument:
        return  # a blocker keeps the whole file
    everything = everything_in(document)
    texts = [block.text for block in grid.blocks if isinstance(block, Paragraph)]
    texts += [cell.text for table in grid.tables for row in table.rows for cell in row.cells]
    texts += [note.text for note in grid.notes]
    for line in (line.strip() for text in texts for line in text.split("\n")):
        if not (document.column_numbers and line.isdigit()):
            assert line in everything
