"""Moves and cancellations taken over into the next edition."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from events.access import Access
from events.editions.change_list import change_list
from events.editions.fixing import current_table, fix
from events.editions.taking_over import take_over, told_since
from events.entries.saving import read_cells, store
from events.models import Entry, Event, Report
from events.reports import workflow
from events.reports.printed_table import report_table
from events.reports.transitions import NotNow
from events.vocabulary import Kind, Outcome
from importers.resolving.subject import Subject
from tests.permissions.roles import Who, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(world: World) -> World:
    """An edition was fixed; then one row was postponed and one cancelled, and the plan was opened again."""
    for entry in (world.entry_a, world.entry_b):
        store(entry, read_cells(world.plan, entry.cells))
    fix(world.plan, user=None)
    Entry.objects.filter(pk=world.entry_a.pk).update(
        fate="postponed",
        fate_dates="3-5 апреля 2031 года",
        fate_note="Карантин",
        fate_letter="№ 12 от 01.03.2031",
    )
    Entry.objects.filter(pk=world.entry_b.pk).update(fate="cancelled", fate_note="Нет средств")
    workflow.reopen(world.plan, reason="Перенос", collect=False)
    world.plan.refresh_from_db()
    return world


def titles(report: Report) -> list[str]:
    return [line.cells[2] for line in report_table(report).entries()]


def test_new_dates_go_into_the_row_and_cancelled_rows_out_of_print(told: World) -> None:
    assert take_over(told.plan) == (1, 1)
    moved = Entry.objects.get(pk=told.entry_a.pk)
    assert (moved.cells["dates"].replace("\n", " "), moved.start, moved.fate) == (
        "3-5 апреля 2031 года",
        date(2031, 4, 3),
        "",
    )
    assert (moved.fate_note, moved.fate_letter) == ("Карантин", "№ 12 от 01.03.2031")
    assert titles(told.plan) == ["Ярмарка"]
    assert not told_since(told.plan).exists()


def test_a_cancelled_row_still_counts_as_cancelled(told: World) -> None:
    take_over(told.plan)
    access = Access.of(told.users[Who.COORDINATOR])
    event = Event.objects.with_outcome(access.drafts()).get(pk=told.entry_b.event_id)
    assert event.outcome == Outcome.CANCELLED


def test_a_cancelled_row_is_not_missing_when_the_document_is_read_again(told: World) -> None:
    take_over(told.plan)
    subject = Subject(
        kind=Kind(told.plan.kind),
        period=told.plan.period,
        partner=None,
        agreement=None,
        about=(),
        department=None,
        report=told.plan,
    )
    assert [entry.pk for entry in subject.entries()] == [told.entry_a.pk]


def test_the_list_of_changes_prints_reasons_and_letters(told: World) -> None:
    before = told.plan.editions.get().table
    table = change_list(Kind(told.plan.kind), "Перечень", before, current_table(told.plan))
    assert [line.cells[2:] for line in table.entries()] == [
        ("Основание", "Карантин; № 12 от 01.03.2031", "перенесено на 3-5 апреля 2031 года"),
        ("Основание", "Нет средств", "отменено"),
    ]
    take_over(told.plan)
    table = change_list(Kind(told.plan.kind), "Перечень", before, current_table(told.plan))
    words = [line.cells[4] for line in table.entries()]
    assert words[:2] == ["учтено", "отменено"]
    assert "3-5 апреля 2031 года" in [word.replace("\n", " ") for word in words]


def test_editions_of_earlier_versions_are_compared_as_well(told: World) -> None:
    before = {name: value for name, value in told.plan.editions.get().table.items() if name != "told"}
    table = change_list(Kind(told.plan.kind), "Перечень", before, current_table(told.plan))
    assert len(list(table.entries())) == 2


def test_a_closed_document_takes_nothing_over(told: World) -> None:
    fix(told.plan, user=None)
    with pytest.raises(NotNow):
        take_over(told.plan)


def test_the_page_of_editions_offers_it_and_the_document_shows_it(told: World, client: Client) -> None:
    client.force_login(told.users[Who.COORDINATOR])
    state = reverse("events:report_state", args=[told.plan.pk])
    assert client.get(state).context["told"] == 2
    shown = client.get(reverse("events:report", args=[told.plan.pk]))
    assert [entry.pk for entry in shown.context["told"]] == [told.entry_a.pk, told.entry_b.pk]
    client.post(state, {"action": "take_over"})
    assert client.get(state).context["told"] == 0
