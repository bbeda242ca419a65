"""The page of one event: its entries side by side."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from events.models import Event
from tests.events.event_world import BOOK, CHOIR, GARDEN, TEA
from tests.permissions.roles import Who, World, make_world

pytestmark = pytest.mark.django_db

QUERIES_OF_EVENT = 16


@pytest.fixture
def world(db: None) -> World:
    """Built for each test instead of once per module: most tests here count events."""
    return make_world()


def page_of(boss_client: Client, title: str) -> dict:
    event = Event.objects.get(title=title)
    return boss_client.get(reverse("events:event", args=[event.pk])).context


def test_what_was_planned_stands_beside_what_was_reported(boss_client: Client) -> None:
    context = page_of(boss_client, BOOK)
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


def test_a_change_of_a_row_is_told_with_its_reason(boss_client: Client, world: World) -> None:
    url = reverse("events:cell", args=[world.entry_a.pk, "title"])
    boss_client.force_login(world.users[Who.COORDINATOR])
    version = boss_client.get(url).context["form"].initial["version"]
    boss_client.post(url, {"text": "Ярмарка ремесел", "version": version})
    step = boss_client.get(reverse("events:event", args=[world.entry_a.event_id])).context["history"][0]
    differences = [(one.label, one.before, one.after) for _name, found in step.what for one in found]
    assert ("наименование", "Ярмарка", "Ярмарка ремесел") in differences
    assert step.made.user == world.users[Who.COORDINATOR]


@pytest.mark.parametrize("more", [0, 10])
def test_more_rows_of_an_event_cost_no_more_queries(
    boss_client: Client, more: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    event = Event.objects.get(title=CHOIR)
    model = event.entries.get()
    for number in range(more):
        model.pk, model._state.adding, model.order = None, True, 100 + number
        model.own_event = None
        model.save()
    url = reverse("events:event", args=[event.pk])
    with django_assert_num_queries(QUERIES_OF_EVENT):
        assert len(boss_client.get(url).context["speakers"]) == 1 + more


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


def test_a_cancelled_plan_says_so(boss_client: Client) -> None:
    context = page_of(boss_client, GARDEN)
    assert context["event"].outcome == "cancelled"
    assert page_of(boss_client, TEA)["event"].outcome == "held"
