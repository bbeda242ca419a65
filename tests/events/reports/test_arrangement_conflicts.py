"""A submission that is submitted between reading and writing one of its entries takes no more changes."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from coopregistry.history import version_of
from events.access import Access
from events.models import Entry, EntryDraft, Report, Submission
from events.submissions import workflow
from tests.events.entries.grid.test_steps import change as cell_changed
from tests.events.entries.grid.test_steps import keep
from tests.events.entries.test_views import new, typed
from tests.permissions.roles import Who, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def handed_in_meanwhile(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another request of the department takes the lock first."""
    hold = Access._hold

    def held(access: Access, report: int) -> None:
        if world.submission_a.state == Submission.State.ASKED:
            world.submission_a = workflow.submit(world.submission_a, user=world.users[Who.EDITOR_A])
        hold(access, report)

    monkeypatch.setattr(Access, "_hold", held)


def rows(world: World) -> list[dict]:
    return list(Entry.with_removed.filter(report=world.plan).order_by("pk").values())


def enter(world: World, editor: Client) -> int:
    return editor.post(new(world), typed(world), headers={"HX-Request": "true"}).status_code


def change(world: World, editor: Client) -> int:
    address = reverse("events:entry_edit", args=[world.entry_a.pk])
    sent = typed(world, version=version_of(world.entry_a))
    return editor.post(address, sent).status_code


def remove(world: World, editor: Client) -> int:
    return editor.post(reverse("events:entry_remove", args=[world.entry_a.pk])).status_code


def paste(world: World, editor: Client) -> int:
    address = reverse("events:my_part_paste", args=[world.submission_a.pk])
    table = "Брянская область\tВыставка кукол\t12 марта 2031 года\tг. Брянск\tмастера\tПоказ"
    looked = editor.post(address, {"table": table, "step": "show"})
    shown = looked.context["shown"]
    return editor.post(address, {"table": table, "step": "add", "shown": shown, "take_0": "on"}).status_code


@pytest.mark.parametrize("write", [enter, change, remove, paste])
@pytest.mark.usefixtures("handed_in_meanwhile")
def test_nothing_lands_in_a_submission_submitted_meanwhile(
    world: World, editor: Client, write: Callable[[World, Client], int]
) -> None:
    before = rows(world)
    assert write(world, editor) == 404
    assert rows(world) == before
    assert world.submission_a.state == Submission.State.HANDED_IN


@pytest.mark.usefixtures("handed_in_meanwhile")
def test_what_was_typed_is_kept(world: World, editor: Client) -> None:
    enter(world, editor)
    assert EntryDraft.objects.get(report=world.plan).data["title"] == ["Ярмарка ремесел"]


def test_a_cell_of_a_document_closed_meanwhile_stays(
    world: World, client_of: Callable[[Who], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    hold = Access._hold

    def held(access: Access, report: int) -> None:
        Report.objects.filter(pk=report).update(state=Report.State.IN_APPROVAL)
        hold(access, report)

    monkeypatch.setattr(Access, "_hold", held)
    before = rows(world)
    late = cell_changed(world.entry_a, title="Поздно")
    assert keep(client_of(Who.COORDINATOR), world, late).status_code == 404
    assert rows(world) == before
