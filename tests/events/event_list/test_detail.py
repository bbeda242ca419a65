"""The page of one event: its entries side by side."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from events.entries.governing import govern
from events.entries.joining import Grounds, join, part
from events.models import Entry, EntryPartner, Event, Report, Submission
from tests.events.entries.grid.test_steps import change, keep
from tests.events.event_world import BOOK, CHOIR, GARDEN, TEA
from tests.permissions.roles import Who, World, make_world

pytestmark = pytest.mark.django_db

QUERIES_OF_EVENT = 22


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
    boss_client.force_login(world.users[Who.COORDINATOR])
    keep(boss_client, world, change(world.entry_a, title="Ярмарка ремесел"))
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


def joined(world: World) -> tuple[int, int]:
    """The kept event and the one joined with it, of an unfinished row and a reported one."""
    kept, gone = sorted((world.entry_a.event_id, world.done_entry.event_id))
    join(world.entry_a, world.done_entry, Grounds())
    return kept, gone


def test_the_address_of_a_joined_event_leads_to_the_kept_one_until_they_are_parted(
    client_of: Callable[[Who], Client], world: World
) -> None:
    kept, gone = joined(world)
    address = reverse("events:event", args=[gone])
    answers = {who: client_of(who).get(address) for who in (Who.VIEWER, Who.EDITOR_A, Who.COORDINATOR)}
    assert {
        who: (answer.status_code, answer["Location"]) for who, answer in answers.items()
    } == dict.fromkeys(answers, (302, reverse("events:event", args=[kept])))
    part(Entry.objects.get(own_event=gone), Grounds())
    assert client_of(Who.COORDINATOR).get(address).status_code == 200


def test_an_address_leads_nowhere_the_reader_may_not_see(
    client_of: Callable[[Who], Client], world: World
) -> None:
    join(world.entry_a, world.entry_b, Grounds())
    gone = reverse("events:event", args=[max(world.entry_a.own_event_id, world.entry_b.own_event_id)])
    assert {who: client_of(who).get(gone).status_code for who in (Who.VIEWER, Who.COORDINATOR)} == {
        Who.VIEWER: 404,
        Who.COORDINATOR: 302,
    }


def test_rows_that_contradict_each_other_are_said(boss_client: Client, world: World) -> None:
    later = Report.objects.create(
        kind=world.done.kind, period_code="2031-Q1", basis=world.done.basis, title="Отчет"
    )
    other = Entry.objects.get(pk=world.done_entry.pk)
    other.pk, other._state.adding, other.report, other.own_event = None, True, later, None
    other.cells = {**other.cells, "place": "г. Брянск"}
    other.start = other.end = date(2031, 2, 14)
    other.precision = "day"
    other.save()
    world.done_entry.cells |= {"place": "г. Орел"}
    world.done_entry.start = world.done_entry.end = date(2031, 2, 12)
    world.done_entry.precision = "day"
    world.done_entry.save()
    govern([other.event])
    boss_client.force_login(world.users[Who.COORDINATOR])
    context = boss_client.get(reverse("events:event", args=[other.event_id])).context
    dates, place = context["told_differently"]
    assert "«14 февраля 2031 года»; «12 февраля 2031 года»" in dates
    assert "«г. Брянск»; «г. Орел»" in place


def test_what_only_the_plan_says_is_marked(boss_client: Client, world: World) -> None:
    Entry.objects.filter(pk=world.entry_a.pk).update(
        start=date(2031, 3, 1), end=date(2031, 3, 31), precision="month"
    )
    Entry.objects.filter(pk=world.done_entry.pk).update(
        start=date(2031, 2, 12), end=date(2031, 2, 12), precision="day"
    )
    Submission.objects.filter(pk=world.submission_a.pk).update(state=Submission.State.ACCEPTED)
    EntryPartner.objects.create(entry=world.entry_a, partner=world.partner, role="partner")
    event = join(Entry.objects.get(pk=world.entry_a.pk), Entry.objects.get(pk=world.done_entry.pk), Grounds())
    boss_client.force_login(world.users[Who.COORDINATOR])
    shown = boss_client.get(reverse("events:event", args=[event.pk]))
    assert shown.context["planned_dates"] == "март 2031 года"
    assert [link.by_plan for link in shown.context["partners"]] == [True]
    assert set(shown.context["partable"]) == {world.entry_a.pk, world.done_entry.pk}


def test_who_may_take_a_row_out_of_an_event(client_of: Callable[[Who], Client], world: World) -> None:
    Submission.objects.filter(report=world.plan).update(state=Submission.State.ACCEPTED)
    kept, _gone = joined(world)
    rows = {world.entry_a.pk, world.done_entry.pk}
    url = reverse("events:event", args=[kept])
    assert {who: set(client_of(who).get(url).context["partable"]) for who in Who if who != Who.ANONYMOUS} == {
        Who.VIEWER: set(),
        Who.EDITOR_A: rows,  # of two rows either may go if one is one's own
        Who.EDITOR_B: rows,
        Who.COORDINATOR: rows,
        Who.ADMINISTRATOR: rows,
    }
