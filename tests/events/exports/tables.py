"""Report tables for the tests of the exports: invented, or drawn by hypothesis."""

from hypothesis import strategies as st

from events.exports.table import Column, EntryLine, Line, ReportTable, SectionLine, Span
from events.vocabulary import Kind, Role

PLAN_COLUMNS = tuple(
    Column(heading, role)
    for heading, role in (
        ("№ п/п", Role.NUMBER),
        ("Субъект,\nс которым планируется взаимодействие", Role.PARTNER),
        ("Наименование и формат мероприятия", Role.TITLE),
        ("Сроки проведения\nмероприятия", Role.DATES),
        ("Место проведения мероприятия", Role.PLACE),
        ("Участники мероприятия", Role.PARTICIPANTS),
        ("Содержание мероприятия", Role.CONTENT),
    )
)
REPORT_COLUMNS = tuple(
    Column(heading, role)
    for heading, role in (
        ("№ п/п", Role.NUMBER),
        ("Наименование мероприятия", Role.TITLE),
        ("Место проведения", Role.PLACE),
        ("Сроки проведения", Role.DATES),
        ("Содержание и результат", Role.CONTENT),
        ("Участники мероприятия", Role.PARTICIPANTS),
    )
)

FORMULAS = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1;1)",
    "\t=1+1",
    "\t1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "\N{NO-BREAK SPACE}=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://example.invalid/";"текст")',
    '=IMPORTXML("http://example.invalid/";"//a")',
    "=1+1;=2+2",
    "\x00=1+1",
    "＝1+1",  # full width
    '"=1+1',
)


def entry(
    number: int, partner: str = "Тестовая область", span: Span = Span.NONE, content: str = ""
) -> EntryLine:
    """A row of the plan; only its partner cell may be merged."""
    cells = (
        f"{number}.",
        partner,
        f"Выставка «Образец № {number}»",
        f"{number % 28 + 1} февраля\n2024 года",
        "г. Образцовск",
        "Жители г. Образцовска",
        content or "Показ работ А.А. Примерова",
    )
    return EntryLine(cells, (Span.NONE, span, *(Span.NONE,) * 5))


def plan(*lines: Line, **changes: object) -> ReportTable:
    fields: dict[str, object] = {
        "kind": Kind.INTERREGIONAL_PLAN,
        "title": "План мероприятий в сфере межрегионального сотрудничества\nна I полугодие 2024 года",
        "columns": PLAN_COLUMNS,
        "lines": lines,
    }
    return ReportTable(**(fields | changes))  # type: ignore[arg-type]


def sample_plan() -> ReportTable:
    """Two sections, a merge of three rows, a closing note."""
    return plan(
        SectionLine("Министерство образцов"),
        entry(1, "г. Москва", Span.START),
        entry(2, "г. Москва", Span.CONTINUE),
        entry(3, "г. Москва", Span.CONTINUE),
        entry(4),
        SectionLine("Департамент примеров"),
        entry(5),
        notes=("Всего состоялось 4 встречи\nв здании правительства",),
    )


texts = st.text(max_size=40) | st.sampled_from(FORMULAS)


@st.composite
def tables(draw: st.DrawFn) -> ReportTable:
    """Any texts in a table of one to eight columns, with any merges, sensible or not."""
    columns = tuple(
        Column(draw(texts), role)
        for role in draw(st.lists(st.none() | st.sampled_from(Role), min_size=1, max_size=8))
    )
    count = len(columns)
    entries = st.builds(
        EntryLine,
        st.tuples(*(texts,) * count),
        st.tuples(*(st.sampled_from(Span),) * count),
    )
    return ReportTable(
        kind=draw(st.sampled_from(Kind)),
        title=draw(texts),
        columns=columns,
        lines=tuple(draw(st.lists(st.builds(SectionLine, texts) | entries, max_size=8))),
        notes=tuple(draw(st.lists(texts, max_size=2))),
        extras=tuple(draw(st.lists(texts, max_size=2))),
        column_numbers=draw(st.booleans()),
    )
