"""Every number of the dashboard is the count of the list it leads to."""

import csv
from datetime import date
from io import BytesIO, StringIO

import docx
import openpyxl
import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from agreements.models import Department
from coopregistry.models import User
from events.access import Access
from events.event_list.filters import EventFilter
from events.exports.paper import height, room
from events.figures.cells import FigureCell
from events.figures.dashboard import Dashboard
from events.figures.one_page import ONE_PAGE_STYLE, one_page_paper
from events.models import Sphere
from events.vocabulary import Kind
from tests.events.cooperation.world import coordinator, make_entry, report, unfinished, viewer
from tests.events.figures.scopes import figures

pytestmark = pytest.mark.django_db

QUERIES = [
    "period=2025",
    "period=2025&by=documents",
    "period=2024&by=documents",
    "period=2025-Q1",
    "period=2025-H1&by=documents",
    "period=2025&partner=by",
    "period=2025&sphere={sphere}",
    "period=2025&by=documents&department={old}",
    "period=2025&department={right}&kind=international_report",
    "period=1990",
]


def filled(query: str) -> str:
    keys = {
        name: Department.objects.get(name__endswith=word).pk
        for name, word in (("old", "прежнее"), ("right", "правое"))
    }
    return query.format(sphere=Sphere.objects.first().pk, **keys)


def listed(query: str, access: Access) -> int:
    found = EventFilter(QueryDict(query), access)
    assert found.is_valid(), (query, found.form.errors)
    return found.events.count()


def numbers(found: Dashboard) -> list[tuple[str, FigureCell]]:
    return [
        (f"{table.slug}: {cells[0].words}", cell)
        for table in found.tables
        for cells in table.rows
        for cell in cells[1:]
    ]


@pytest.mark.parametrize("query", QUERIES)
def test_every_number_is_the_count_of_its_list(boss: User, query: str) -> None:
    access = Access.of(boss)
    found = figures(filled(query), access)
    counted = 0
    for label, cell in numbers(found):
        if cell.query and not cell.text and not cell.register:
            assert (label, cell.value) == (label, listed(cell.query, access))
            counted += 1
        if cell.aside_query:
            of, among = [int(word) for word in cell.aside.split() if word.isdigit()]
            assert (label, of, among) == (label, listed(cell.aside_query, access), listed(cell.query, access))
    assert counted > 10


def test_every_number_of_events_leads_to_a_list(boss: User) -> None:
    bare = [(label, cell) for label, cell in numbers(figures("period=2025", Access.of(boss)))
            if isinstance(cell.value, int) and cell.value and not (cell.query or cell.anchor)]  # fmt: skip
    assert bare == []


def test_an_event_of_two_quarters_stands_in_both_and_once_in_the_year(boss: User) -> None:
    rows = figures("period=2025&kind=international_report", Access.of(boss)).table("quarter").rows
    assert [cells[1].value for cells in rows] == [1, 2, 0, 0]
    assert figures("period=2025&kind=international_report", Access.of(boss)).total.events == 2


def test_by_documents_an_event_without_dates_counts(boss: User) -> None:
    by_dates, by_documents = (
        figures(f"period=2025&by={by}&kind=international_report", Access.of(boss)).total.events
        for by in ("dates", "documents")
    )
    assert (by_dates, by_documents) == (2, 3)


def test_rows_a_department_still_writes_are_counted_for_the_coordinator_alone() -> None:
    department = Department.objects.create(name="Министерство пробных дел")
    plan = report(Kind.INTERNATIONAL_PLAN, "2031-H1")
    unfinished(plan, make_entry(plan, "Ярмарка", "by", day=date(2031, 2, 2), department=department))
    assert figures("period=2031", coordinator()).total.events == 1
    found = figures("period=2031", viewer())
    assert found.total.events == 0
    assert found.table("department").rows == ()


# --- the page and its files


@pytest.mark.parametrize(
    "query",
    [
        *("", "period=2025&by=documents", "partner=by", "since=x&text=%00&order=x"),
        *("period=x", "by=x", "period=0000", "partner=%00", "sphere=1e30", "kind=x"),
        "department=" + "9" * 5000,
    ],
)
def test_the_page_answers_whatever_is_asked(client: Client, query: str) -> None:
    response = client.get(f"{reverse('events:dashboard')}?{query}")
    assert response.status_code == 200
    wrong = ("period=x", "by=x", "period=0000", "partner=%00", "sphere=1e30", "kind=x", "department=9")
    assert bool(response.context["form"].errors) == query.startswith(wrong)


def test_files_hold_the_numbers_of_the_page(client: Client, boss: User) -> None:
    found = figures("period=2025", Access.of(boss))
    for table in found.tables:
        url = reverse("events:figures_file", args=[table.slug, "xlsx"]) + "?period=2025"
        sheet = openpyxl.load_workbook(BytesIO(client.get(url).content)).active
        lines = [list(line) for line in sheet.iter_rows(values_only=True)]
        start = next(index for index, line in enumerate(lines) if line[0] is None) + 2
        assert [line[1] for line in lines[start:]] == [cells[1].value for cells in table.rows]
        text = client.get(url.replace("xlsx", "csv")).content.decode("utf-8-sig")
        read = list(csv.reader(StringIO(text.partition("\r\n\r\n")[0]), delimiter=";"))
        assert [line[1] for line in read[1:]] == [str(cells[1].value) for cells in table.rows]


def test_the_paper_has_the_figures_of_the_page(client: Client, boss: User) -> None:
    response = client.get(reverse("events:dashboard_file") + "?period=2025")
    paper = docx.Document(BytesIO(response.content))
    text = [[cell.text for cell in row.cells] for row in paper.tables[0].rows]
    assert text[1][:2] == ["Мероприятия", "6"]
    assert "2025 год" in "\n".join(paragraph.text for paragraph in paper.paragraphs)


def test_the_paper_keeps_to_one_page_whatever_it_rests_on() -> None:
    for number in range(1, 9):
        department = Department.objects.create(
            name=f"Министерство с долгим наименованием номер {number} области"
        )
        for kind, period in ((Kind.INTERNATIONAL_REPORT, "Q1"), (Kind.INTERREGIONAL_PLAN, "H2")):
            of = report(kind, f"20{30 + number}-{period}")
            make_entry(of, f"Встреча {number}", "by", day=date(2030 + number, 8, 2), department=department)
    paper = one_page_paper(figures("period=2031..2038", coordinator()))
    assert height(paper.blocks, ONE_PAGE_STYLE) + len(paper.title) + 1 <= room(ONE_PAGE_STYLE)


@pytest.mark.parametrize("rows", [1, 30])
def test_the_number_of_queries_does_not_grow(
    client: Client, rows: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    done = report(Kind.INTERNATIONAL_REPORT, "2031-Q1")
    for number in range(rows):
        department = Department.objects.create(name=f"Министерство {number}")
        make_entry(done, f"Встреча {number}", "by", day=date(2031, 2, 2), department=department)
    client.get(reverse("events:dashboard") + "?period=2031")
    with django_assert_max_num_queries(60):
        client.get(reverse("events:dashboard") + "?period=2031")
