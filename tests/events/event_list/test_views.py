"""The list of events and its files hold the same rows; the page of one event shows what documents say."""

import csv
from collections.abc import Callable, Iterator
from datetime import date, datetime
from io import BytesIO, StringIO

import docx
import openpyxl
import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, DjangoDbBlocker

from coopregistry.models import User
from events.exports.event_columns import PAGE_COLUMNS, SHEET_COLUMNS, EventRow
from events.models import Entry, Event, EventPartner
from tests.events.event_world import ALL, BOOK, CHOIR, DANCE, GARDEN, SUMMER, TEA, import_world
from tests.permissions.roles import Who, World, make_world

pytestmark = pytest.mark.django_db

QUERIES_OF_LIST = 16
QUERIES_OF_EVENT = 14


@pytest.fixture
def world(db: None) -> World:
    """Not the one of a whole module: most tests here count events."""
    return make_world()


@pytest.fixture(scope="module")
def boss(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[User]:
    with django_db_blocker.unblock(), transaction.atomic():
        import_world()
        yield User.objects.create_superuser("a-boss")
        transaction.set_rollback(True)


@pytest.fixture
def client(boss: User) -> Client:
    client = Client()
    client.force_login(boss)
    return client


def shown(client: Client, query: str) -> list[EventRow]:
    return client.get(f"{reverse('events:events')}?{query}").context["rows"]


def file_of(client: Client, suffix: str, query: str) -> bytes:
    response = client.get(f"{reverse('events:events_file', args=[suffix])}?{query}")
    assert response.status_code == 200
    return response.getvalue()


QUERIES = [
    "",
    "order=title",
    "partner=ru-32",
    "kind=international_report&order=participants",
    "text=абракадабра",
]


@pytest.mark.parametrize("query", QUERIES)
def test_a_sheet_holds_the_list_row_by_row(client: Client, query: str) -> None:
    rows = shown(client, query)
    sheet = openpyxl.load_workbook(BytesIO(file_of(client, "xlsx", query))).active
    lines = list(sheet.iter_rows(min_row=6, values_only=True))
    assert list(lines[0][1:]) == [column.heading for column in SHEET_COLUMNS]
    for number, (line, row) in enumerate(zip(lines[1:], rows, strict=True), start=1):
        wanted = [column.value(row) for column in SHEET_COLUMNS]
        got = [value.date() if isinstance(value, datetime) else value for value in line[1:]]
        assert (line[0], got) == (number, [value if value != "" else None for value in wanted])
    assert sheet["A4"].value == f"Мероприятий: {len(rows)}"
    assert isinstance(sheet.cell(7, 4).value, datetime if rows else type(None))


@pytest.mark.parametrize("query", QUERIES)
def test_a_csv_holds_the_list_row_by_row(client: Client, query: str) -> None:
    rows = shown(client, query)
    text = file_of(client, "csv", query).decode("utf-8-sig")
    table, _empty, below = text.partition("\r\n\r\n")
    lines = list(csv.reader(StringIO(table), delimiter=";"))
    assert [line[1:] for line in lines[1:]] == [
        [column.text(row) for column in SHEET_COLUMNS] for row in rows
    ]
    assert below.splitlines()[-1] == f'"Мероприятий: {len(rows)}"'


@pytest.mark.parametrize("group", ["department", "sphere", "partner"])
@pytest.mark.parametrize("query", QUERIES)
def test_every_grouping_holds_every_row_of_the_list_once(client: Client, query: str, group: str) -> None:
    rows = shown(client, query)
    table = docx.Document(BytesIO(file_of(client, "docx", f"{query}&group={group}"))).tables[0]
    lines = [[cell.text for cell in row.cells] for row in table.rows][1:]
    entries = [line[1:] for line in lines if len(set(line)) > 1]
    words = [[column.text(row) for column in PAGE_COLUMNS] for row in rows]
    assert sorted(map(plain, entries)) == sorted(map(plain, words))


def plain(cells: list[str]) -> list[str]:
    """A printed document binds words by no-break spaces."""
    return [" ".join(cell.split()) for cell in cells]


def test_groups_stand_in_printing_order(client: Client) -> None:
    table = docx.Document(BytesIO(file_of(client, "docx", "group=partner"))).tables[0]
    lines = [[cell.text for cell in row.cells] for row in table.rows][1:]
    headings = [line[0] for line in lines if len(set(line)) == 1]
    assert headings[:5] == [
        "Брянская область",
        "Витебская область",
        "Калужская область",
        "Пекин",
        "Тверская область",
    ]
    assert headings[5].startswith("Отбор: все мероприятия")


def test_a_file_says_its_filter(client: Client) -> None:
    sheet = openpyxl.load_workbook(BytesIO(file_of(client, "xlsx", "partner=by&text=танец"))).active
    assert sheet["A2"].value == "Отбор: Слова – танец; Партнер – Беларусь"


def test_the_cells_of_a_row(client: Client) -> None:
    row = shown(client, "text=ярмарка")[0]
    assert (row.title, row.dates, row.start, row.place) == (
        BOOK,
        "12 марта 2025 года",
        date(2025, 3, 12),
        "г. Тверь",
    )
    assert [one.name for one in row.partners] == ["Тверская область"]
    assert (row.participants, row.figure, row.outcome_code) == (120, "не менее 120", "held")


def test_a_press_on_a_heading_sorts_and_a_second_one_turns_round(client: Client) -> None:
    page = client.get(reverse("events:events"), {"order": "title", "partner": "ru-32"})
    link = next(column.link for column in page.context["columns"] if column.key == "title")
    assert [row.title for row in page.context["rows"]] == [GARDEN, SUMMER]
    assert [row.title for row in shown(client, link)] == [SUMMER, GARDEN]


def test_a_wrong_value_is_said_on_the_page_and_makes_no_file(client: Client) -> None:
    page = client.get(reverse("events:events"), {"since": "вчера", "order": "x"})
    assert (page.status_code, page.context["rows"]) == (200, [])
    assert set(page.context["form"].errors) == {"since", "order"}
    assert page.content.decode().count("errorlist") == 2
    answer = client.get(reverse("events:events_file", args=["csv"]), {"group": "moon"})
    assert answer.status_code == 302


@pytest.mark.parametrize("page", ["\0", "1" * 5000, "10" * 15, "-1", "x"])
def test_any_page_number_shows_a_page(client: Client, page: str) -> None:
    assert len(client.get(reverse("events:events"), {"page": page}).context["rows"]) == len(ALL)


@pytest.mark.parametrize("more", [0, 30])
def test_a_longer_list_costs_no_more_queries(
    client: Client, more: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    sown(more)
    with django_assert_num_queries(QUERIES_OF_LIST):
        assert len(shown(client, "")) == len(ALL) + more


def sown(count: int) -> None:
    model = Entry.objects.get(cells__title=DANCE)
    partner = EventPartner.objects.filter(event=model.event).first().partner
    for number in range(count):
        event = Event.objects.create(title=f"Концерт {number}")
        EventPartner.objects.create(event=event, partner=partner, role="partner")
        model.pk, model._state.adding, model.event, model.order = None, True, event, 100 + number
        model.save()


# --- the page of one event


def page_of(client: Client, title: str) -> dict:
    event = Event.objects.get(title=title)
    return client.get(reverse("events:event", args=[event.pk])).context


def test_what_was_planned_stands_beside_what_was_reported(client: Client) -> None:
    context = page_of(client, BOOK)
    plan, report = context["speakers"]
    assert (plan.is_plan, report.is_plan) == (True, False)
    assert (plan.sources, report.sources[0][:15]) == (["план.txt, таблица 1, строка 3"], "соглашения.txt,")
    lines = {line.label: line.cells for line in context["lines"]}
    assert [cell and "".join(piece.text for piece in cell.pieces) for cell in lines["партнер"]] == [
        "Тверская область",
        None,
    ]
    marked = [piece.text for piece in lines["участники"][1].pieces if piece.labels]
    assert marked == ["Более 120 участников"]
    assert lines["участники"][1].read == ["участников: не менее 120"]


def test_a_change_of_a_row_is_told_with_its_reason(client: Client, world: World) -> None:
    url = reverse("events:cell", args=[world.entry_a.pk, "title"])
    client.force_login(world.users[Who.COORDINATOR])
    version = client.get(url).context["form"].initial["version"]
    client.post(url, {"text": "Ярмарка ремесел", "version": version})
    step = client.get(reverse("events:event", args=[world.entry_a.event_id])).context["history"][0]
    differences = [(one.label, one.before, one.after) for _name, found in step.what for one in found]
    assert ("наименование", "Ярмарка", "Ярмарка ремесел") in differences
    assert step.made.user == world.users[Who.COORDINATOR]


@pytest.mark.parametrize("more", [0, 10])
def test_more_rows_of_an_event_cost_no_more_queries(
    client: Client, more: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    event = Event.objects.get(title=CHOIR)
    model = event.entries.get()
    for number in range(more):
        model.pk, model._state.adding, model.order = None, True, 100 + number
        model.save()
    url = reverse("events:event", args=[event.pk])
    with django_assert_num_queries(QUERIES_OF_EVENT):
        assert len(client.get(url).context["speakers"]) == 1 + more


def test_rows_of_others_that_are_not_finished_are_no_column(
    client_of: Callable[[Who], Client], world: World
) -> None:
    world.entry_b.event = world.done_entry.event
    world.entry_b.save()
    url = reverse("events:event", args=[world.done_entry.event_id])
    columns = {
        who: len(client_of(who).get(url).context["speakers"])
        for who in (Who.VIEWER, Who.EDITOR_A, Who.EDITOR_B, Who.COORDINATOR)
    }
    assert columns == {Who.VIEWER: 1, Who.EDITOR_A: 1, Who.EDITOR_B: 2, Who.COORDINATOR: 2}


def test_a_cancelled_plan_says_so(client: Client) -> None:
    context = page_of(client, GARDEN)
    assert context["event"].outcome == "cancelled"
    assert page_of(client, TEA)["event"].outcome == "held"
