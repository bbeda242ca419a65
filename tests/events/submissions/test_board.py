"""The board: one document at a time, who is awaited, who is late, whom to telephone; steps of a document."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from coopregistry.history import change_set
from coopregistry.models import User
from events.models import Entry, Event, Finding, Report, Submission
from events.reports.awaited import awaited_in_words
from events.reports.steps import report_steps, submission_steps
from events.reports.workflow import compile_report
from events.submissions import workflow
from tests.permissions.roles import Who, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(client_of: Callable[[Who], Client]) -> Client:
    return client_of(Who.COORDINATOR)


def requested_by(department, term: date | None, period: str) -> Report:
    report = Report.objects.create(
        kind="interregional_report", period_code=period, basis="department", title="Отчет", deadline=term
    )
    Submission.objects.create(report=report, department=department)
    return report


def test_the_board_opens_with_the_document_whose_term_is_nearest(world: World, coordinator: Client) -> None:
    today = timezone.localdate()
    Report.objects.filter(pk=world.plan.pk).update(deadline=today + timedelta(days=40))
    requested_by(world.department_a, None, "2031-Q1")
    just_over = requested_by(world.department_a, today - timedelta(days=5), "2031-Q2")

    def shown(query: str) -> set[int]:
        page = coordinator.get(reverse("events:board") + query)
        return {submission.report_id for submission in page.context["submissions"]}

    assert shown("") == {just_over.pk}
    assert shown(f"?report={world.plan.pk}") == {world.plan.pk}
    assert len(shown("?report=")) == 3


def test_a_body_is_late_after_its_term_and_awaited_before(world: World) -> None:
    today = timezone.localdate()
    world.plan.deadline = today
    submissions = [world.submission_a, world.submission_b]
    for submission in submissions:
        submission.report = world.plan
    awaited = awaited_in_words(submissions)
    world.plan.deadline = today - timedelta(days=1)
    assert len(awaited) == 1
    assert awaited_in_words(submissions) != awaited
    world.submission_b.state = Submission.State.SENT_BACK
    assert len(awaited_in_words(submissions)) == 2
    world.submission_a.state = world.submission_b.state = Submission.State.NOTHING
    assert awaited_in_words(submissions) == []


def test_every_page_of_a_document_tells_one_number_of_remarks(world: World, coordinator: Client) -> None:
    for entry, role, severity in (
        (world.entry_a, "dates", "warning"),
        (world.entry_a, "dates", "info"),
        (world.entry_a, "place", "error"),
        (world.entry_b, "dates", "warning"),
        (None, "", "warning"),
    ):
        Finding.objects.create(
            report=world.plan, entry=entry, code="no-partner-found", role=role, severity=severity
        )
    page = coordinator.get(reverse("events:report", args=[world.plan.pk])).context["page"]
    board = coordinator.get(reverse("events:board"), {"report": world.plan.pk}).context
    by_body = {one.department_id: one.remark_count for one in board["submissions"]}
    assert (len(page.serious), board["remarks"]) == (4, 4)
    assert by_body == {world.department_a.pk: 2, world.department_b.pk: 1}
    own = coordinator.get(reverse("events:my_part", args=[world.submission_a.pk])).context
    assert own["remarks"] == 2


def test_the_board_says_whom_to_telephone(world: World, coordinator: Client) -> None:
    User.objects.filter(pk=world.users[Who.EDITOR_A].pk).update(phone="8 (4812) 29-00-00, доб. 5")
    page = coordinator.get(reverse("events:board"), {"report": world.plan.pk})
    told = {
        one.department_id: [contact.phone for contact in one.contacts] for one in page.context["submissions"]
    }
    assert told == {world.department_a.pk: ["8 (4812) 29-00-00, доб. 5"], world.department_b.pk: [""]}


def test_what_was_to_be_corrected_is_told_until_it_is_handed_in_again(
    world: World, coordinator: Client
) -> None:
    note = "Уточните место"
    pages = [
        reverse("events:board") + f"?report={world.plan.pk}",
        reverse("events:part", args=[world.submission_a.pk]),
    ]

    def tells() -> list[bool]:
        return [f'lang="ru">{note}' in coordinator.get(page).content.decode() for page in pages]

    workflow.submit(world.submission_a, user=world.users[Who.EDITOR_A])
    workflow.return_submission(world.submission_a, note=note)
    assert tells() == [True, True]
    workflow.submit(world.submission_a, user=world.users[Who.EDITOR_A])
    assert tells() == [False, False]


def test_steps_tell_who_took_them_and_forget_those_left_again(world: World) -> None:
    with change_set(user=world.users[Who.EDITOR_A]):
        submission = workflow.submit(world.submission_a, user=world.users[Who.EDITOR_A])
    taken = [(step.state, step.is_done, step.is_current, step.by) for step in submission_steps(submission)]
    assert taken == [
        ("asked", True, False, None),
        ("handed_in", False, True, world.users[Who.EDITOR_A]),
        ("accepted", False, False, None),
    ]
    with change_set(user=world.users[Who.EDITOR_A]):
        submission = workflow.withdraw(submission)
    assert [step.by for step in submission_steps(submission)] == [world.users[Who.EDITOR_A], None, None]
    with change_set(user=world.users[Who.COORDINATOR]):
        compile_report(world.plan)
    world.plan.refresh_from_db()
    [collecting, compiled, *later] = report_steps(world.plan)
    assert (collecting.is_done, compiled.is_current, compiled.by) == (
        True,
        True,
        world.users[Who.COORDINATOR],
    )
    assert {step.at for step in later} == {None}


def test_a_submission_costs_the_same_with_one_row_and_with_many(
    world: World, coordinator: Client, django_assert_max_num_queries
) -> None:
    page = reverse("events:part", args=[world.submission_a.pk])
    with django_assert_max_num_queries(30) as short:
        coordinator.get(page)
    for number in range(5):
        Entry.objects.create(
            report=world.submission_a.report,
            event=Event.objects.create(title=f"Встреча {number}"),
            department=world.submission_a.department,
            cells={"title": f"Встреча {number}"},
        )
    with django_assert_max_num_queries(len(short)):
        coordinator.get(page)
