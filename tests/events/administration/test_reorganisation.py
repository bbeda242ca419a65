"""Departments split and merge; their users and open entries follow, closed documents stay."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from agreements.models import Department, Membership, Succession
from events.access import Access
from events.administration.merging import StructureChangeRefused, undo_structure_change
from events.administration.reorganisation import (
    ReorganisationPlan,
    reorganisation_effect,
    reorganise,
    share_key,
)
from events.models import Entry, Submission
from tests.permissions.roles import Who, World

pytestmark = pytest.mark.django_db
DAY = date(2031, 1, 15)


def plan(
    before: list[Department], after: list[Department], new: list[str], heir: object
) -> ReorganisationPlan:
    return ReorganisationPlan(
        predecessors=before, existing_successors=after, new_names=new, heir=str(heir), day=DAY, act="Указ № 1"
    )


@pytest.fixture
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The act is entered on the day it takes effect."""
    monkeypatch.setattr(timezone, "localdate", lambda: DAY)


@pytest.mark.usefixtures("_on_the_day")
def test_two_departments_become_one(world: World) -> None:
    admin = world.users[Who.ADMINISTRATOR]
    Submission.objects.filter(pk=world.submission_a.pk).update(state="accepted")
    done = reorganise(
        plan([world.department_a, world.department_b], [], ["Единое министерство"], "Единое министерство"),
        user=admin,
    )
    new = Department.objects.get(name="Единое министерство")
    world.department_a.refresh_from_db()
    assert (new.in_force_from, world.department_a.in_force_to) == (DAY, date(2031, 1, 14))
    assert set(Succession.objects.filter(successor=new).values_list("predecessor", "date", "act")) == {
        (department.pk, DAY, "Указ № 1") for department in (world.department_a, world.department_b)
    }
    submission = Submission.objects.get(report=world.plan)
    assert (submission.department, submission.state) == (new, "asked")  # one half has not come yet
    assert set(world.plan.entries.values_list("department", flat=True)) == {new.pk}
    assert (
        Entry.objects.get(pk=world.done_entry.pk).department == world.department_b
    )  # the document is closed
    assert Submission.objects.get(pk=world.done_submission.pk).department == world.department_b
    assert set(Membership.objects.values_list("department", flat=True)) == {new.pk}
    editor = Access.of(world.users[Who.EDITOR_A])
    assert set(editor.editable_entries()) == {world.entry_a, world.entry_b}
    assert undo_structure_change(done, user=admin).refused == ()
    assert Submission.objects.get(pk=world.submission_a.pk).state == "accepted"
    assert set(Membership.objects.values_list("department", flat=True)) == {
        world.department_a.pk,
        world.department_b.pk,
    }
    assert not Department.objects.filter(pk=new.pk).exists()
    assert not Succession.objects.filter(successor=new).exists()


def test_one_department_becomes_two_and_the_heir_takes_users_and_open_rows(world: World) -> None:
    reorganise(
        plan([world.department_a], [world.department_b], ["Новое управление"], world.department_b.pk),
        user=world.users[Who.ADMINISTRATOR],
    )
    new = Department.objects.get(name="Новое управление")
    world.department_b.refresh_from_db()
    assert world.department_b.in_force_from is None  # it stood before
    assert set(world.department_a.successions.values_list("successor", flat=True)) == {
        new.pk,
        world.department_b.pk,
    }
    assert Entry.objects.get(pk=world.entry_a.pk).department == world.department_b
    assert list(new.memberships.all()) == []


@pytest.mark.usefixtures("_on_the_day")
def test_each_user_and_each_row_gets_its_own_heir(world: World) -> None:
    admin = world.users[Who.ADMINISTRATOR]
    stays = Membership.objects.get(user=world.users[Who.EDITOR_A])
    goes = Membership.objects.create(user=world.users[Who.VIEWER], department=world.department_a)
    other = Entry.objects.create(
        report=world.plan,
        section=world.entry_a.section,
        department=world.department_a,
        order=2,
        event=world.entry_a.event,
        cells={"title": "Чтения"},
    )
    Submission.objects.filter(pk=world.submission_a.pk).update(state="sent_back", request_number="7")
    apart = ReorganisationPlan(
        predecessors=[world.department_a],
        existing_successors=[],
        new_names=["Первое управление", "Второе управление"],
        heir="Первое управление",
        day=DAY,
        act="Указ № 1",
        heirs={share_key(goes): "Второе управление", share_key(other): "Второе управление"},
    )
    done = reorganise(apart, user=admin)
    assert done.change_set.reason == done.text
    first, second = (Department.objects.get(name=name) for name in apart.new_names)
    works = dict(Membership.objects.filter(pk__in=(stays.pk, goes.pk)).values_list("pk", "department"))
    assert works == {stays.pk: first.pk, goes.pk: second.pk}
    rows = Entry.objects.filter(report=world.plan, department__in=(first, second))
    assert set(rows.values_list("pk", "department", "section__department", "section__title")) == {
        (world.entry_a.pk, first.pk, first.pk, first.name),
        (other.pk, second.pk, second.pk, second.name),
    }
    submissions = Submission.objects.filter(report=world.plan, department__in=(first, second))
    assert set(submissions.values_list("department", "state", "request_number")) == {
        (first.pk, "sent_back", "7"),
        (second.pk, "sent_back", "7"),
    }
    world.users[Who.VIEWER].groups.set(world.users[Who.EDITOR_A].groups.all())
    assert list(Access.of(world.users[Who.VIEWER]).editable_entries()) == [other]
    assert undo_structure_change(done, user=admin).refused == ()
    assert set(Entry.objects.filter(department=world.department_a).values_list("pk", "section")) == {
        (row.pk, world.entry_a.section_id) for row in (world.entry_a, other)
    }
    assert Submission.objects.filter(report=world.plan).count() == 2
    assert not Department.objects.filter(pk__in=(first.pk, second.pk)).exists()


def test_two_sections_of_one_department_become_one_under_its_name(world: World) -> None:
    admin = world.users[Who.ADMINISTRATOR]
    done = reorganise(plan([world.department_a, world.department_b], [], ["Единое"], "Единое"), user=admin)
    [section] = world.plan.sections.filter(removed_at=None)
    assert (section.title, section.department.name) == ("Единое", "Единое")
    assert list(section.entries.order_by("order")) == [world.entry_a, world.entry_b]
    assert world.done.sections.get().department == world.department_b
    assert undo_structure_change(done, user=admin).refused == ()
    assert set(world.plan.sections.filter(removed_at=None).values_list("title", flat=True)) == {
        world.department_a.name,
        world.department_b.name,
    }


@pytest.mark.parametrize("state", ["in_approval", "approved", "published"])
def test_a_closed_document_stays(world: World, state: str) -> None:
    type(world.plan).objects.update(state=state)
    moved = reorganisation_effect([world.department_a], DAY)
    assert (moved.entries, moved.submissions, moved.sections) == ([], [], [])


@pytest.mark.parametrize(("day", "moves"), [(date(2031, 6, 30), True), (date(2031, 7, 1), False)])
def test_an_imported_document_of_the_past_stays(world: World, day: date, moves: bool) -> None:
    world.submission_a.remove()
    assert (reorganisation_effect([world.department_a], day).entries == [world.entry_a]) is moves


def test_what_cannot_be_is_refused_whole(world: World) -> None:
    a, b = world.department_a, world.department_b
    for refused in (
        plan([a], [], [], ""),
        plan([a], [a], [], a.pk),
        plan([a, b], [], ["Одно", "Другое"], "Одно"),
        plan([a], [], [b.name], b.name),
    ):
        with pytest.raises(StructureChangeRefused):
            reorganise(refused, user=world.users[Who.ADMINISTRATOR])
    assert Succession.objects.filter(predecessor__in=(a, b)).count() == 0
    assert Department.objects.filter(name__in=("Одно", "Другое")).count() == 0


def test_until_a_day_to_come_everybody_works_on_where_they_do(world: World) -> None:
    admin, editor = world.users[Who.ADMINISTRATOR], world.users[Who.EDITOR_A]
    ahead = timezone.localdate() + timedelta(days=30)
    into_b = replace(plan([world.department_a], [world.department_b], [], world.department_b.pk), day=ahead)
    [touched] = reorganisation_effect([world.department_a], ahead).reports
    done = reorganise(replace(into_b, left=[touched.report.pk]), user=admin)
    works = Membership.objects.filter(user=editor).order_by("since")
    assert set(works.values_list("department", "since", "until")) == {
        (world.department_a.pk, None, ahead - timedelta(days=1)),
        (world.department_b.pk, ahead, None),
    }
    assert set(Access.of(editor).editable_entries()) == {world.entry_a}
    assert set(Access.of(world.users[Who.EDITOR_B]).editable_entries()) == {world.entry_b}
    assert undo_structure_change(done, user=admin).refused == ()
    assert list(works.values_list("department", "until")) == [(world.department_a.pk, None)]


def test_documents_of_a_new_body_are_prepared_before_its_day(world: World) -> None:
    ahead = timezone.localdate() + timedelta(days=30)
    coming = replace(plan([world.department_a], [], ["Новое управление"], "Новое управление"), day=ahead)
    reorganise(coming, user=world.users[Who.ADMINISTRATOR])
    new = Department.objects.get(name="Новое управление")
    assert Entry.objects.get(pk=world.entry_a.pk).department == new
    editor = Access.of(world.users[Who.EDITOR_A])
    assert editor.departments == {world.department_a.pk, new.pk}
    assert set(editor.editable_entries()) == {world.entry_a}


def test_what_begins_before_a_day_to_come_stays_with_the_body_of_its_time(world: World) -> None:
    start = world.plan.start
    existing = plan([world.department_a], [world.department_b], [], world.department_b.pk)
    new = plan([world.department_a], [], ["Новое управление"], "Новое управление")
    [touched] = reorganisation_effect([world.department_a], start).reports
    days = {
        "its first": start,
        "within": start + timedelta(days=5),
        "past": touched.report.end + timedelta(days=1),
    }
    stays = {
        name: (touched.stays(replace(existing, day=day)), touched.stays(replace(new, day=day)))
        for name, day in days.items()
    }
    assert stays == {"its first": (False, False), "within": (True, False), "past": (True, True)}
