"""Registers list the events of their filter with the words they were told by."""

from datetime import date
from io import BytesIO

import docx
import openpyxl
import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from coopregistry.models import User
from events.access import Access
from events.event_list.filters import EventFilter
from events.figures.registers import REGISTERS, register_events, register_lines
from events.meetings.visits import Visit
from events.vocabulary import Kind
from tests.events.cooperation.world import make_entry, report
from tests.events.figures.scopes import scope_of

pytestmark = pytest.mark.django_db


# --- registers


@pytest.mark.parametrize("slug", REGISTERS)
@pytest.mark.parametrize(
    "query", ["period=2024", "period=2025", "period=2025&by=documents", "period=2024&partner=kz"]
)
def test_a_register_holds_the_events_of_its_list(boss: User, slug: str, query: str) -> None:
    access, visit = Access.of(boss), REGISTERS[slug][0]
    scope = scope_of(query, access)
    listed = EventFilter(QueryDict(scope.query(visit=visit, outcome="reported")), access).events
    lines = register_lines(register_events(scope, visit), access)
    assert sorted(line.event.pk for line in lines) == sorted(event.pk for event in listed)


def test_a_register_says_who_when_where_and_from_which_row(boss: User) -> None:
    lines = register_lines(
        register_events(scope_of("period=2025", Access.of(boss)), Visit.INCOMING), Access.of(boss)
    )
    (line,) = lines
    assert (line.event.title, line.dates) == ("Приём делегации мастеров", "02.04.2025")
    assert line.source.report.period_code == "2025-Q2"
    assert [piece.text for piece in line.pieces if piece.labels] == ["Приём делегации"]


@pytest.mark.parametrize("slug", REGISTERS)
def test_files_hold_the_register(client: Client, boss: User, slug: str) -> None:
    access = Access.of(boss)
    lines = register_lines(register_events(scope_of("period=2024", access), REGISTERS[slug][0]), access)
    url = reverse("events:register_file", args=[slug, "docx"]) + "?period=2024"
    table = docx.Document(BytesIO(client.get(url).content)).tables[0]
    titles = [" ".join(cells.cells[2].text.split()) for cells in table.rows][1:-1]
    assert titles == [line.event.title for line in lines]
    book = openpyxl.load_workbook(BytesIO(client.get(url.replace("docx", "xlsx")).content))
    assert [cell.value for cell in book.active["C"]][-1 - len(lines) : -1] == titles


@pytest.mark.parametrize("rows", [1, 30])
def test_queries_of_a_register_do_not_grow(
    client: Client, rows: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    done = report(Kind.INTERNATIONAL_REPORT, "2031-Q1")
    for number in range(rows):
        make_entry(done, f"Рабочая встреча {number}", "by", day=date(2031, 2, 2), activity="meeting")
    with django_assert_max_num_queries(18):
        client.get(reverse("events:register", args=["meetings"]) + "?period=2031")


# --- the closing note


# --- two groupings


# --- agreements and plans


@pytest.mark.parametrize("name", ["groupings", "agreements_and_plans"])
@pytest.mark.parametrize("query", ["", "period=x", "partner=%00", "kind=x", "by=x", "sphere=1e99"])
def test_pages_answer_whatever_is_asked(client: Client, name: str, query: str) -> None:
    assert client.get(f"{reverse(f'events:{name}')}?{query}").status_code == 200


@pytest.mark.parametrize("query", ["period=x", "partner=%00", "page=x", "page=999999999999999999999"])
def test_a_register_answers_whatever_is_asked(client: Client, query: str) -> None:
    assert client.get(f"{reverse('events:register', args=['meetings'])}?{query}").status_code == 200
