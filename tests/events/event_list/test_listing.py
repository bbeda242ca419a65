"""The list of events: cells, sorting, wrong values, pages, queries."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from events.entries.governing import govern
from events.models import Entry, EntryPartner, Event
from tests.events.event_world import ALL, BOOK, DANCE, GARDEN, SUMMER, rows_shown

pytestmark = pytest.mark.django_db

QUERIES_OF_LIST = 21


def test_the_cells_of_a_row(boss_client: Client) -> None:
    row = rows_shown(boss_client, "text=ярмарка")[0]
    assert (row.title, row.dates, row.start, row.place) == (
        BOOK,
        "12 марта 2025 года",
        date(2025, 3, 12),
        "г. Тверь",
    )
    assert [one.name for one in row.partners] == ["Тверская область"]
    assert (row.participants, row.figure, row.outcome_code) == (120, "не менее 120", "held")


def test_a_press_on_a_heading_sorts_and_a_second_one_turns_round(boss_client: Client) -> None:
    page = boss_client.get(reverse("events:events"), {"order": "title", "partner": "ru-32"})
    link = next(column.link for column in page.context["columns"] if column.key == "title")
    assert [row.title for row in page.context["rows"]] == [GARDEN, SUMMER]
    assert [row.title for row in rows_shown(boss_client, link)] == [SUMMER, GARDEN]


def test_a_wrong_value_is_said_on_the_page_and_makes_no_file(boss_client: Client) -> None:
    page = boss_client.get(reverse("events:events"), {"since": "вчера", "order": "x"})
    assert (page.status_code, page.context["rows"]) == (200, [])
    assert set(page.context["form"].errors) == {"since", "order"}
    assert page.content.decode().count("errorlist") == 2
    answer = boss_client.get(reverse("events:events_file", args=["csv"]), {"group": "moon"})
    assert answer.status_code == 302


@pytest.mark.parametrize("page", ["\0", "1" * 5000, "10" * 15, "-1", "x"])
def test_any_page_number_shows_a_page(boss_client: Client, page: str) -> None:
    assert len(boss_client.get(reverse("events:events"), {"page": page}).context["rows"]) == len(ALL)


@pytest.mark.parametrize("more", [0, 30])
def test_a_longer_list_costs_no_more_queries(
    boss_client: Client, more: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    sown(more)
    with django_assert_num_queries(QUERIES_OF_LIST):
        assert len(rows_shown(boss_client, "")) == len(ALL) + more


def sown(count: int) -> None:
    model = Entry.objects.get(cells__title=DANCE)
    partner = model.partners.first()
    for number in range(count):
        event = Event.objects.create(title=f"Концерт {number}")
        model.pk, model._state.adding, model.event, model.order = None, True, event, 100 + number
        model.own_event = event
        model.save()
        EntryPartner.objects.create(entry=model, partner=partner, role="partner")
    govern(Event.objects.all())


# --- the page of one event
