"""The printed table: order of rows, numbers, merged cells, further columns, hidden entries."""

import pytest

from events.exports.table import ReportTable, SectionLine, Span
from events.models import Entry, Event, Report, Section
from events.reports.printed_table import report_table
from events.vocabulary import Kind, SectionBasis

pytestmark = pytest.mark.django_db

PARTNER, AGREEMENT, TITLE, NOTE = "Субъект", "Соглашение", "Мероприятие", "Примечание"


@pytest.fixture
def report() -> Report:
    """An empty document; the last of its columns has no role."""
    return Report.objects.create(
        kind=Kind.INTERREGIONAL_PLAN,
        period_code="2031-H1",
        basis=SectionBasis.DEPARTMENT,
        title="Пробный план",
        headings=[
            ["№", "number"],
            [PARTNER, "partner"],
            [AGREEMENT, "agreement"],
            [TITLE, "title"],
            [NOTE, None],
        ],
    )


def section(report: Report, title: str, order: int) -> Section:
    return Section.objects.create(report=report, title=title, order=order)


def entry(report: Report, order: int, section: Section | None = None, **values: object) -> Entry:
    event = Event.objects.create(title=f"Встреча {order}")
    return Entry.objects.create(report=report, section=section, order=order, event=event, **values)


def as_written(report: Report) -> None:
    report.numbering = Report.Numbering.AS_WRITTEN
    report.save()


def column(table: ReportTable, heading: str) -> list[tuple[str, Span]]:
    place = [column.heading for column in table.columns].index(heading)
    return [(line.cells[place], line.spans[place]) for line in table.entries()]


def headings(table: ReportTable) -> list[str]:
    return [line.text for line in table.lines if isinstance(line, SectionLine)]


def texts(table: ReportTable, heading: str) -> list[str]:
    return [text for text, _span in column(table, heading)]


def spans(table: ReportTable, heading: str) -> list[Span]:
    return [span for _text, span in column(table, heading)]


def test_sections_stand_in_their_order_below_the_entries_of_none(report: Report) -> None:
    second, first = section(report, "Вторая", 2), section(report, "Первая", 1)
    for of in (second, first, None):
        for order in (2, 1):
            entry(report, order, of, cells={"title": f"{of or '–'} {order}"})
    assert [
        line.text if isinstance(line, SectionLine) else line.cells[3] for line in report_table(report).lines
    ] == ["– 1", "– 2", "Первая", "Первая 1", "Первая 2", "Вторая", "Вторая 1", "Вторая 2"]


def test_a_running_number_counts_on_over_sections(report: Report) -> None:
    for order, title in ((1, "Первая"), (2, "Пустая"), (3, "Третья")):
        made = section(report, title, order)
        for place in () if title == "Пустая" else (1, 2):
            entry(report, place, made, cells={"number": "17"})
    assert texts(report_table(report), "№") == ["1.", "2.", "3.", "4."]


def test_an_imported_document_keeps_its_numbers(report: Report) -> None:
    as_written(report)
    for order, number in enumerate(("1", "1.1", ""), start=1):
        entry(report, order, cells={"number": number})
    assert texts(report_table(report), "№") == ["1", "1.1", ""]


def test_a_column_without_a_role_prints_what_the_source_had_there(report: Report) -> None:
    entry(report, 1, extra={NOTE: "онлайн"})
    entry(report, 2)
    assert texts(report_table(report), NOTE) == ["онлайн", ""]


def test_equal_partners_and_agreements_of_a_document_made_here_are_merged(report: Report) -> None:
    same = {"partner": "Брянская область", "agreement": "Договор", "title": "Встреча"}
    for order in (1, 2, 3):
        entry(report, order, cells=same)
    entry(report, 4, cells={**same, "partner": "Тверская область"})
    table = report_table(report)
    merged = [Span.START, Span.CONTINUE, Span.CONTINUE]
    assert spans(table, PARTNER) == [*merged, Span.NONE]
    assert spans(table, AGREEMENT) == [*merged, Span.CONTINUE]
    assert spans(table, TITLE) == [Span.NONE] * 4
    assert texts(table, PARTNER) == ["Брянская область"] * 3 + ["Тверская область"]


def test_empty_cells_and_cells_of_two_sections_are_not_merged(report: Report) -> None:
    for order in (1, 2):
        entry(report, 9, section(report, f"Раздел {order}", order), cells={"partner": "Брянская область"})
    for order in (1, 2):
        entry(report, order)
    assert column(report_table(report), PARTNER) == [
        ("", Span.NONE),
        ("", Span.NONE),
        ("Брянская область", Span.NONE),
        ("Брянская область", Span.NONE),
    ]


def test_an_imported_document_merges_what_its_source_merged(report: Report) -> None:
    as_written(report)
    same = {"partner": "Брянская область"}
    entry(report, 1, cells=same)
    entry(report, 2, cells=same)  # equal, but a cell of its own
    entry(report, 3, cells=same, continued={"partner": "merged"})
    entry(
        report, 4, cells={"partner": "Орловская область"}, continued={"partner": "merged"}
    )  # reworded since
    assert spans(report_table(report), PARTNER) == [Span.NONE, Span.START, Span.CONTINUE, Span.NONE]


def test_a_cell_the_source_left_blank_stays_blank(report: Report) -> None:
    as_written(report)
    entry(report, 1, cells={"partner": "Брянская область"})
    entry(report, 2, cells={"partner": "Брянская область"}, continued={"partner": "blank"})
    assert column(report_table(report), PARTNER) == [("Брянская область", Span.NONE), ("", Span.NONE)]


def test_a_section_of_hidden_entries_is_left_out_and_an_empty_one_is_not(report: Report) -> None:
    hidden, seen = section(report, "Скрытая", 1), section(report, "Видимая", 2)
    section(report, "Пустая", 3)
    entry(report, 1, hidden, cells={"title": "Ярмарка"})
    entry(report, 2, seen, cells={"title": "Выставка"})
    table = report_table(report, report.entries.filter(section=seen))
    assert headings(table) == ["Видимая", "Пустая"]
    assert texts(table, TITLE) == ["Выставка"]
    assert texts(table, "№") == ["1."]


def test_two_queries_whatever_the_size(report: Report, django_assert_num_queries) -> None:
    titles = [f"Раздел {order}" for order in range(1, 6)]
    for order, title in enumerate(titles):
        entry(report, 1, section(report, title, order))
    with django_assert_num_queries(2):
        table = report_table(report)
    assert headings(table) == titles
