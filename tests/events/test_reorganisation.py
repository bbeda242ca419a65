"""Bodies split and merge; users and open rows go with them, closed documents stay."""

from datetime import date

import pytest

from agreements.models import Department, Membership, Succession
from events.access import Access
from events.merging import NoDoubles, take_back
from events.models import Entry, Submission
from events.reorganisation import Wish, effect, reorganise
from tests.permissions.roles import Who, World

pytestmark = pytest.mark.django_db
DAY = date(2031, 1, 15)


def wish(before: list[Department], after: list[Department], new: list[str], heir: object) -> Wish:
    return Wish(before=before, after=after, new=new, heir=str(heir), day=DAY, act="Указ № 1")


def test_two_bodies_become_one(world: World) -> None:
    admin = world.users[Who.ADMINISTRATOR]
    Submission.objects.filter(pk=world.submission_a.pk).update(state="accepted")
    done = reorganise(
        wish([world.body_a, world.body_b], [], ["Единое министерство"], "Единое министерство"), user=admin
    )
    new = Department.objects.get(name="Единое министерство")
    world.body_a.refresh_from_db()
    assert (new.in_force_from, world.body_a.in_force_to) == (DAY, date(2031, 1, 14))
    assert set(Succession.objects.filter(successor=new).values_list("predecessor", "date", "act")) == {
        (body.pk, DAY, "Указ № 1") for body in (world.body_a, world.body_b)
    }
    part = Submission.objects.get(report=world.plan)
    assert (part.department, part.state) == (new, "asked")  # one half has not come yet
    assert set(world.plan.entries.values_list("department", flat=True)) == {new.pk}
    assert Entry.objects.get(pk=world.done_entry.pk).department == world.body_b  # the document is closed
    assert Submission.objects.get(pk=world.done_submission.pk).department == world.body_b
    assert set(Membership.objects.values_list("department", flat=True)) == {new.pk}
    editor = Access.of(world.users[Who.EDITOR_A])
    assert set(editor.editable_entries()) == {world.entry_a, world.entry_b}
    assert take_back(done, user=admin).refused == ()
    assert Submission.objects.get(pk=world.submission_a.pk).state == "accepted"
    assert set(Membership.objects.values_list("department", flat=True)) == {world.body_a.pk, world.body_b.pk}
    assert not Department.objects.filter(pk=new.pk).exists()
    assert not Succession.objects.filter(successor=new).exists()


def test_one_body_becomes_two_and_the_heir_takes_users_and_open_rows(world: World) -> None:
    reorganise(
        wish([world.body_a], [world.body_b], ["Новое управление"], world.body_b.pk),
        user=world.users[Who.ADMINISTRATOR],
    )
    new = Department.objects.get(name="Новое управление")
    world.body_b.refresh_from_db()
    assert world.body_b.in_force_from is None  # it stood before
    assert set(world.body_a.successions.values_list("successor", flat=True)) == {new.pk, world.body_b.pk}
    assert Entry.objects.get(pk=world.entry_a.pk).department == world.body_b
    assert list(new.memberships.all()) == []


@pytest.mark.parametrize("state", ["in_approval", "approved", "published"])
def test_a_closed_document_stays(world: World, state: str) -> None:
    type(world.plan).objects.update(state=state)
    moved = effect([world.body_a], DAY)
    assert (moved.entries, moved.submissions, moved.sections) == ([], [], [])


@pytest.mark.parametrize(("day", "moves"), [(date(2031, 6, 30), True), (date(2031, 7, 1), False)])
def test_an_imported_document_of_the_past_stays(world: World, day: date, moves: bool) -> None:
    world.submission_a.remove()
    assert (effect([world.body_a], day).entries == [world.entry_a]) is moves


def test_what_cannot_be_is_refused_whole(world: World) -> None:
    a, b = world.body_a, world.body_b
    for refused in (
        wish([a], [], [], ""),
        wish([a], [a], [], a.pk),
        wish([a, b], [], ["Одно", "Другое"], "Одно"),
        wish([a], [], [b.name], b.name),
    ):
        with pytest.raises(NoDoubles):
            reorganise(refused, user=world.users[Who.ADMINISTRATOR])
    assert Succession.objects.filter(predecessor__in=(a, b)).count() == 0
    assert Department.objects.filter(name__in=("Одно", "Другое")).count() == 0
