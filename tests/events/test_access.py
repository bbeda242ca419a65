"""Who sees and changes which rows: by role, by body, by the state of the part and of the document."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from agreements.models import Department, Membership, Succession
from coopregistry.models import ChangeSet, User
from events.access import (
    Access,
    AccessMiddleware,
    administrator_required,
    coordinator_required,
    writer_required,
)
from events.models import (
    CalendarLink,
    DossierCopy,
    Entry,
    PartnerFacts,
    Report,
    SavedFilter,
    StructureChange,
    Submission,
)
from tests.permissions.roles import Who, World

pytestmark = pytest.mark.django_db

INSIDE = [who for who in Who if who is not Who.ANONYMOUS]
COORDINATING = {Who.COORDINATOR, Who.ADMINISTRATOR}


def access(world: World, who: Who) -> Access:
    return Access.of(world.users[who])


def seen(world: World, who: Who) -> set[Entry]:
    return set(access(world, who).entries())


def calendar_of(user: User) -> CalendarLink:
    link = CalendarLink(user=user, name="Наши мероприятия")
    link.renew()
    link.save()
    return link


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
    Succession.objects.create(predecessor=world.department_a, successor=successor)
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


@pytest.mark.parametrize("who", [Who.EDITOR_A, Who.COORDINATOR])
def test_a_request_that_changes_nothing_asks_for_its_drafts_once(
    world: World, who: Who, django_assert_num_queries
) -> None:
    reading = replace(access(world, who), asks_drafts_once=True)
    with django_assert_num_queries(1):
        drafts = reading.drafts()
        assert reading.drafts() is drafts
    assert set(drafts) == set(access(world, who).drafts()) != set()
    assert set(reading.events()) == set(access(world, who).events())


def test_a_stranger_sees_nothing_of_bodies(world: World) -> None:
    stranger = AnonymousUser()
    assert Access.of(stranger) == Access(
        user=stranger, administers=False, coordinates=False, edits=False, reads=False, departments=frozenset()
    )


def test_whoever_has_no_role_sees_nothing(world: World) -> None:
    nobody = Access.of(User.objects.create(username="nobody"))
    Membership.objects.create(user=nobody.user, department=world.department_a)
    nobody = Access.of(nobody.user)
    assert not nobody.reads
    PartnerFacts.objects.create(partner=world.partner)
    SavedFilter.objects.create(owner=nobody.user, name="Мой", is_shared=True)
    calendar_of(nobody.user)
    seen_by_nobody = (
        nobody.entries(),
        nobody.events(),
        nobody.reports(),
        nobody.submissions(),
        nobody.editable_entries(),
        nobody.followed_entries(),
        nobody.removed_entries(),
        nobody.writable_reports(),
        nobody.writable_departments(world.plan),
        nobody.agreements(),
        nobody.partner_facts(),
        nobody.calendar_links(),
        nobody.saved_filters(),
        nobody.editable_filters(),
        nobody.structure_changes(),
    )
    assert [list(records) for records in seen_by_nobody] == [[]] * len(seen_by_nobody)


@pytest.mark.parametrize("who", INSIDE)
def test_every_role_reads(world: World, who: Who) -> None:
    facts = PartnerFacts.objects.create(partner=world.partner)
    reader = access(world, who)
    assert reader.reads
    assert set(reader.reports()) == {world.plan, world.done}
    assert list(reader.agreements()) == [world.agreement]
    assert list(reader.partner_facts()) == [facts]


def test_a_superuser_needs_no_role(world: World) -> None:
    assert Access.of(User.objects.create(username="root", is_superuser=True)).entries().count() == 3


def test_rights_are_resolved_in_three_queries(world: World, django_assert_num_queries) -> None:
    with django_assert_num_queries(3):
        Access.of(world.users[Who.EDITOR_A])


# --- rules that hold over several steps or records


def test_the_latest_successor_writes_the_rows_of_the_whole_chain(world: World) -> None:
    names = ("Министерство первых дел", "Министерство вторых дел", "Министерство третьих дел")
    chain = [world.department_a, *(Department.objects.create(name=name) for name in names)]
    for predecessor, successor in pairwise(chain):
        Succession.objects.create(predecessor=predecessor, successor=successor)
    Membership.objects.filter(user=world.users[Who.EDITOR_A]).update(department=chain[-1])
    editor = access(world, Who.EDITOR_A)
    assert editor.departments == {department.pk for department in chain}
    assert set(editor.editable_entries()) == {world.entry_a}


def test_a_predecessor_does_not_write_the_rows_of_its_successor(world: World) -> None:
    Succession.objects.create(predecessor=world.department_a, successor=world.department_b)
    editor = access(world, Who.EDITOR_A)
    assert editor.departments == {world.department_a.pk}
    assert set(editor.editable_entries()) == {world.entry_a}


def test_rows_of_a_predecessor_go_with_the_submission_of_its_successor(world: World) -> None:
    successor = Department.objects.create(name="Министерство новых дел")
    Succession.objects.create(predecessor=world.department_a, successor=successor)
    Membership.objects.filter(user=world.users[Who.EDITOR_A]).update(department=successor)
    world.submission_a.remove()
    editor = access(world, Who.EDITOR_A)
    assert list(editor.editable_entries()) == []  # nothing is requested of either
    new = Submission.objects.create(report=world.plan, department=successor)
    assert set(editor.editable_entries()) == {world.entry_a}
    new.state = Submission.State.HANDED_IN
    new.save()
    assert list(editor.editable_entries()) == []


def test_a_submitted_predecessor_stays_closed_while_its_successor_writes(world: World) -> None:
    successor = Department.objects.create(name="Министерство новых дел")
    Succession.objects.create(predecessor=world.department_a, successor=successor)
    Membership.objects.filter(user=world.users[Who.EDITOR_A]).update(department=successor)
    Submission.objects.create(report=world.plan, department=successor)
    world.submission_a.state = Submission.State.HANDED_IN
    world.submission_a.save()
    assert list(access(world, Who.EDITOR_A).editable_entries()) == []


@pytest.mark.parametrize("who", [Who.EDITOR_A, Who.COORDINATOR])
def test_rows_of_a_removed_report_are_neither_changed_nor_put_back_nor_followed(
    world: World, who: Who
) -> None:
    row = Entry.objects.create(
        report=world.plan,
        department=world.department_a,
        event=world.entry_a.event,
        cells={"title": "Ярмарка"},
        removed_at=timezone.now(),
    )
    mine = access(world, who)
    assert (row in mine.removed_entries(), world.entry_a in mine.followed_entries()) == (True, True)
    assert world.submission_a in mine.submissions()
    world.plan.remove()
    assert [
        list(records)
        for records in (
            mine.editable_entries(),
            mine.removed_entries(),
            mine.followed_entries(),
            mine.submissions().filter(report=world.plan),
        )
    ] == [[]] * 4


def test_history_of_another_department_is_told_from_when_it_submitted(world: World) -> None:
    submitted = timezone.now() - timedelta(days=2)
    Submission.objects.filter(pk=world.submission_b.pk).update(
        state=Submission.State.HANDED_IN, handed_in_at=submitted
    )
    entries = [world.entry_a, world.entry_b]
    assert access(world, Who.EDITOR_A).visible_history_since(entries) == {
        world.entry_a.pk: None,
        world.entry_b.pk: submitted,
    }
    assert access(world, Who.COORDINATOR).visible_history_since(entries) == dict.fromkeys(
        (world.entry_a.pk, world.entry_b.pk)
    )


def test_history_of_a_department_that_never_submitted_is_not_told(world: World) -> None:
    before = timezone.now()
    visible_history_since = access(world, Who.EDITOR_A).visible_history_since([world.entry_b])[
        world.entry_b.pk
    ]
    assert before <= visible_history_since <= timezone.now()


@pytest.mark.parametrize(
    ("report", "submission", "writable"),
    [
        ("collecting", "asked", True),
        ("collecting", "sent_back", True),
        ("collecting", "handed_in", False),
        ("collecting", "accepted", False),
        ("compiled", "asked", False),
        ("approved", "asked", False),
    ],
)
def test_reports_are_open_to_the_departments_that_still_write_them(
    world: World, report: str, submission: str, writable: bool
) -> None:
    Report.objects.filter(pk=world.plan.pk).update(state=report)
    Submission.objects.filter(pk=world.submission_a.pk).update(state=submission)
    assert access(world, Who.EDITOR_A).writable_reports().filter(pk=world.plan.pk).exists() == writable
    closed = report == "approved"
    coordinator = access(world, Who.COORDINATOR)
    assert coordinator.writable_reports().filter(pk=world.plan.pk).exists() == (not closed)


@pytest.mark.parametrize("state", ["collecting", "compiled"])
def test_a_coordinator_adds_rows_for_every_department_until_the_document_is_closed(
    world: World, state: str
) -> None:
    world.plan.state = state
    assert set(access(world, Who.COORDINATOR).writable_departments(world.plan)) == set(
        Department.objects.all()
    )


def test_an_editor_adds_rows_for_own_departments_that_still_write_this_document(world: World) -> None:
    editor = access(world, Who.EDITOR_A)
    assert list(editor.writable_departments(world.plan)) == [world.department_a]
    assert list(editor.writable_departments(world.done)) == []
    world.plan.state = Report.State.COMPILED
    assert list(editor.writable_departments(world.plan)) == []
    other = Report.objects.create(kind=world.plan.kind, period_code="2031-H2", basis=world.plan.basis)
    assert list(editor.writable_departments(other)) == []
    Submission.objects.create(report=other, department=world.department_b)
    assert list(editor.writable_departments(other)) == []


@pytest.mark.parametrize("who", [Who.EDITOR_A, Who.COORDINATOR])
def test_what_may_be_put_back_is_removed_rows_alone(world: World, who: Who) -> None:
    assert list(access(world, who).removed_entries()) == []
    world.entry_a.remove()
    world.entry_b.remove()
    own = {world.entry_a} if who is Who.EDITOR_A else {world.entry_a, world.entry_b}
    assert set(access(world, who).removed_entries()) == own


# --- within a transaction that writes


def test_a_row_is_held_for_whom_it_is_writable(world: World) -> None:
    editor = access(world, Who.EDITOR_A)
    editor.hold_row(world.entry_a)
    with pytest.raises(Http404):
        editor.hold_row(world.entry_b)
    Submission.objects.filter(pk=world.submission_a.pk).update(state="handed_in")
    with pytest.raises(Http404):
        editor.hold_row(world.entry_a)
    access(world, Who.COORDINATOR).hold_row(world.entry_a)


def test_a_document_is_held_open_by_its_state_as_stored(world: World) -> None:
    """It was read before it was closed by somebody else."""
    for who in (Who.EDITOR_A, Who.COORDINATOR):
        access(world, who).hold_open(world.plan)
    with pytest.raises(Http404):
        access(world, Who.VIEWER).hold_open(world.plan)
    Report.objects.filter(pk=world.plan.pk).update(state="approved", title="Новый заголовок")
    for who in (Who.EDITOR_A, Who.COORDINATOR):
        world.plan.state = Report.State.COLLECTING
        with pytest.raises(Http404):
            access(world, who).hold_open(world.plan)
    assert (world.plan.state, world.plan.title) == ("approved", "Пробный документ")


# --- what is a user's own


def test_a_subscription_to_a_calendar_is_seen_by_its_user_alone(world: World) -> None:
    links = {who: [calendar_of(world.users[who])] for who in INSIDE}
    assert {who: list(access(world, who).calendar_links()) for who in INSIDE} == links


def test_filters_are_seen_where_shared_and_changed_by_their_owner_or_the_coordinators(world: World) -> None:
    private, shared = (
        SavedFilter.objects.create(owner=world.users[Who.EDITOR_A], name=name, is_shared=is_shared)
        for name, is_shared in (("Мой", False), ("Наш", True))
    )
    assert {who: set(access(world, who).saved_filters()) for who in INSIDE} == {
        who: {private, shared} if who is Who.EDITOR_A else {shared} for who in INSIDE
    }
    assert {who: set(access(world, who).editable_filters()) for who in INSIDE} == {
        Who.VIEWER: set(),
        Who.EDITOR_A: {private, shared},
        Who.EDITOR_B: set(),
        Who.COORDINATOR: {shared},
        Who.ADMINISTRATOR: {shared},
    }


def test_a_dossier_handed_out_is_seen_by_its_author_and_the_coordinators(world: World) -> None:
    of_a, of_b = (
        DossierCopy.objects.create(
            partner=world.partner, start=date(2030, 1, 1), end=date(2030, 12, 31), made_by=world.users[who]
        )
        for who in (Who.EDITOR_A, Who.EDITOR_B)
    )
    assert {who: set(access(world, who).dossier_copies()) for who in INSIDE} == {
        Who.VIEWER: set(),
        Who.EDITOR_A: {of_a},
        Who.EDITOR_B: {of_b},
        Who.COORDINATOR: {of_a, of_b},
        Who.ADMINISTRATOR: {of_a, of_b},
    }


# --- what is above departments


def test_departments_and_partners_are_merged_by_administrators_other_records_by_coordinators(
    world: World,
) -> None:
    kinds = set(StructureChange.Kind)
    for kind in kinds:
        StructureChange.objects.create(kind=kind, text="", change_set=ChangeSet.objects.create())
    mergeable = {
        who: {kind for kind in kinds if access(world, who).may_merge(kind)} - {"reorganisation"}
        for who in INSIDE
    }
    assert mergeable == {
        Who.VIEWER: set(),
        Who.EDITOR_A: set(),
        Who.EDITOR_B: set(),
        Who.COORDINATOR: {"spheres", "agreements", "events"},
        Who.ADMINISTRATOR: kinds - {"reorganisation"},
    }
    seen_changes = {
        who: set(access(world, who).structure_changes().values_list("kind", flat=True)) for who in INSIDE
    }
    assert seen_changes == {**mergeable, Who.ADMINISTRATOR: kinds}


@pytest.mark.parametrize(
    ("required", "allowed"),
    [
        (writer_required, {Who.EDITOR_A, Who.EDITOR_B} | COORDINATING),
        (coordinator_required, COORDINATING),
        (administrator_required, {Who.ADMINISTRATOR}),
    ],
)
def test_a_guarded_view_answers_those_it_is_meant_for(world: World, required, allowed: set[Who]) -> None:
    @required
    def view(request: HttpRequest, pk: int, *, page: int) -> HttpResponse:
        return HttpResponse(f"{pk}, {page}")

    def answer(request: HttpRequest) -> HttpResponse:
        return view(request, 7, page=2)

    answered = {}
    for who in Who:
        request = HttpRequest()
        request.user = world.users.get(who, AnonymousUser())
        try:
            answered[who] = AccessMiddleware(answer)(request).content
        except PermissionDenied:
            continue
    assert answered == dict.fromkeys(allowed, b"7, 2")
    assert view.__name__ == "view"
