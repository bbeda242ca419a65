"""Who sees and changes which rows: by role, by body, by the state of the part and of the document."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from agreements.models import Department, Membership, Succession
from coopregistry.models import User
from events.access import Access
from events.models import Entry, Report, Submission
from tests.permissions.roles import Who, World

pytestmark = pytest.mark.django_db

INSIDE = [who for who in Who if who is not Who.ANONYMOUS]


def access(world: World, who: Who) -> Access:
    return Access.of(world.users[who])


def seen(world: World, who: Who) -> set[Entry]:
    return set(access(world, who).entries())


@pytest.mark.parametrize("who", INSIDE)
def test_unfinished_rows_exist_for_their_body_and_the_coordinator_alone(world: World, who: Who) -> None:
    own = {
        Who.VIEWER: set(),
        Who.EDITOR_A: {world.entry_a},
        Who.EDITOR_B: {world.entry_b},
        Who.COORDINATOR: {world.entry_a, world.entry_b},
        Who.ADMINISTRATOR: {world.entry_a, world.entry_b},
    }[who]
    assert seen(world, who) == own | {world.done_entry}


def test_a_part_handed_in_is_seen_by_all(world: World) -> None:
    world.submission_a.state = Submission.State.HANDED_IN
    world.submission_a.save()
    assert seen(world, Who.VIEWER) == {world.entry_a, world.done_entry}


@pytest.mark.parametrize("state", [Report.State.IN_APPROVAL, Report.State.PUBLISHED])
def test_a_fixed_document_is_seen_whole_whoever_was_silent(world: World, state: str) -> None:
    world.plan.state = state
    world.plan.save()
    assert seen(world, Who.VIEWER) == {world.entry_a, world.entry_b, world.done_entry}


def test_events_are_seen_as_their_rows_are(world: World) -> None:
    assert set(access(world, Who.EDITOR_A).events()) == {world.entry_a.event, world.done_entry.event}


@pytest.mark.parametrize("who", INSIDE)
def test_rows_are_changed_by_their_body_and_the_coordinator_alone(world: World, who: Who) -> None:
    editable = set(access(world, who).editable_entries())
    own = {Who.EDITOR_A: {world.entry_a}, Who.EDITOR_B: {world.entry_b}, Who.VIEWER: set()}
    assert editable == own.get(who, {world.entry_a, world.entry_b})


@pytest.mark.parametrize("state", [Submission.State.HANDED_IN, Submission.State.NOTHING, "accepted"])
def test_a_body_no_longer_changes_what_it_handed_in(world: World, state: str) -> None:
    world.submission_a.state = state
    world.submission_a.save()
    editor = access(world, Who.EDITOR_A)
    assert list(editor.editable_entries()) == []
    assert list(editor.writable_departments(world.plan)) == []


@pytest.mark.parametrize("state", [state for state in Report.State if state != "collecting"])
def test_a_body_writes_only_while_the_document_collects(world: World, state: str) -> None:
    world.plan.state = state
    world.plan.save()
    assert list(access(world, Who.EDITOR_A).editable_entries()) == []


@pytest.mark.parametrize("state", ["in_approval", "approved", "published"])
def test_nobody_changes_a_closed_document(world: World, state: str) -> None:
    world.plan.state = state
    world.plan.save()
    coordinator = access(world, Who.COORDINATOR)
    assert list(coordinator.editable_entries()) == []
    assert list(coordinator.writable_departments(world.plan)) == []


def test_a_successor_writes_the_rows_of_the_body_it_came_from(world: World) -> None:
    successor = Department.objects.create(name="Министерство новых дел")
    Succession.objects.create(predecessor=world.body_a, successor=successor)
    Membership.objects.filter(user=world.users[Who.EDITOR_A]).update(department=successor)
    assert set(access(world, Who.EDITOR_A).editable_entries()) == {world.entry_a}


def test_a_part_handed_in_stays_closed_while_another_body_of_the_same_user_writes(world: World) -> None:
    Membership.objects.create(user=world.users[Who.EDITOR_A], department=world.submission_b.department)
    world.submission_a.state = Submission.State.HANDED_IN
    world.submission_a.save()
    assert set(access(world, Who.EDITOR_A).editable_entries()) == {world.entry_b}


def test_a_stand_in_whose_time_is_over_sees_no_more_than_others(world: World) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    Membership.objects.filter(user=world.users[Who.EDITOR_A]).update(until=yesterday)
    assert seen(world, Who.EDITOR_A) == {world.done_entry}


def test_parts_are_listed_to_their_body_and_the_coordinator(world: World) -> None:
    assert set(access(world, Who.EDITOR_A).submissions()) == {world.submission_a}
    assert set(access(world, Who.VIEWER).submissions()) == set()
    assert access(world, Who.COORDINATOR).submissions().count() == 3


def test_a_removed_document_hides_its_rows(world: World) -> None:
    world.plan.remove()
    assert seen(world, Who.COORDINATOR) == {world.done_entry}


def test_a_stranger_sees_nothing_of_bodies(world: World) -> None:
    stranger = Access.of(AnonymousUser())
    assert (stranger.coordinates, stranger.edits, stranger.departments) == (False, False, frozenset())


def test_whoever_has_no_role_sees_nothing(world: World) -> None:
    nobody = Access.of(User.objects.create(username="nobody"))
    Membership.objects.create(user=nobody.user, department=world.body_a)
    nobody = Access.of(nobody.user)
    assert not nobody.reads
    seen_by_nobody = (
        nobody.entries(),
        nobody.events(),
        nobody.reports(),
        nobody.submissions(),
        nobody.editable_entries(),
        nobody.followed_entries(),
        nobody.removed_entries(),
    )
    assert [list(records) for records in seen_by_nobody] == [[]] * len(seen_by_nobody)


@pytest.mark.parametrize("who", INSIDE)
def test_every_role_reads(world: World, who: Who) -> None:
    assert access(world, who).reads
    assert access(world, who).reports().count() == 2


def test_a_superuser_needs_no_role(world: World) -> None:
    assert Access.of(User.objects.create(username="root", is_superuser=True)).entries().count() == 3


def test_rights_are_resolved_in_three_queries(world: World, django_assert_num_queries) -> None:
    with django_assert_num_queries(3):
        Access.of(world.users[Who.EDITOR_A])
