"""A document opened by mistake: what is asked while it is opened, withdrawing it, putting it back."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from agreements.models import Department, Succession
from coopregistry.answers import undo_address
from events.models import Entry, Report, Submission
from events.period import Period
from events.reports.opening import departments_in_period
from events.reports.transitions import NotNow
from events.reports.withdrawal import hindrance, restore_report, withdraw_report
from events.submissions import workflow
from events.vocabulary import Kind
from tests.permissions.roles import Who, World

OPEN = reverse("events:report_open")


@pytest.fixture
def coordinator(world: World, client: Client) -> Client:
    client.force_login(world.users[Who.COORDINATOR])
    return client


def test_document_goes_with_requests_and_begun_rows_and_comes_back(world: World, coordinator: Client) -> None:
    plan = world.plan
    Submission.objects.filter(report=plan).update(state="asked", first_handed_in_at=None, handed_in_at=None)
    rows = set(Entry.objects.filter(report=plan).values_list("pk", flat=True))
    asked = set(plan.submissions.values_list("pk", flat=True))
    page = reverse("events:report_withdraw", args=[plan.pk])
    shown = coordinator.get(page).context
    assert (shown["hindrance"], shown["row_count"], len(shown["submissions"])) == ("", len(rows), len(asked))

    said = coordinator.post(page, follow=True).context["messages"]
    assert not Report.objects.filter(pk=plan.pk).exists()
    assert not Submission.objects.filter(pk__in=asked).exists()
    assert not Entry.objects.filter(pk__in=rows).exists()

    coordinator.post(undo_address(list(said)[-1].extra_tags))
    assert set(Entry.objects.filter(report=plan).values_list("pk", flat=True)) == rows
    assert set(plan.submissions.values_list("pk", flat=True)) == asked


def test_document_stays_once_something_was_handed_in(world: World) -> None:
    plan = world.plan
    Submission.objects.filter(report=plan).update(state="asked", first_handed_in_at=None)
    workflow.submit(world.submission_a, user=world.users[Who.EDITOR_A])
    assert hindrance(plan)
    with pytest.raises(NotNow):
        withdraw_report(plan)
    workflow.withdraw(world.submission_a)  # what was taken back counts as never received
    withdraw_report(plan)
    Report.objects.create(kind=plan.kind, period_code=plan.period_code, basis=plan.basis, title="Новый")
    with pytest.raises(NotNow):
        restore_report(plan)


def test_kind_and_period_are_checked_against_each_other(world: World, coordinator: Client) -> None:
    quarter = {"kind": "interregional_plan", "part": "Q3", "year": "2033"}
    form = coordinator.post(OPEN, quarter).context["form"]
    assert (form.has_error("part"), form.asks_about_period) == (True, True)
    assert coordinator.post(OPEN, {**quarter, "other_period": "on"}).status_code == 302
    report = {"kind": "interregional_report", "part": "H1", "year": "2033"}
    assert coordinator.get(OPEN, report).context["form"]["part"].value().startswith("Q")
    assert coordinator.get(OPEN, {**report, "partner": "1"}).context["form"]["part"].value() == "H1"


def test_opening_only_asks_nobody(world: World, coordinator: Client) -> None:
    data = {
        "kind": "interregional_plan",
        "part": "H1",
        "year": "2034",
        "departments": [world.department_a.pk],
    }
    nobody = coordinator.post(OPEN, {**data, "departments": [], "then": "ask"})
    assert nobody.context["form"].has_error("departments")
    coordinator.post(OPEN, {**data, "departments": [world.department_a.pk], "then": "only"})
    assert not Report.objects.get(period_code="2034-H1").submissions.exists()


def test_departments_of_the_time_of_the_document_are_asked(world: World, coordinator: Client) -> None:
    old, new = world.department_a, Department.objects.create(name="Новое ведомство")
    old.in_force_to, new.in_force_from = date(2033, 2, 9), date(2033, 2, 10)
    old.save()
    new.save()
    Succession.objects.create(predecessor=old, successor=new, date=date(2033, 2, 10))

    def asked(part: str, year: int) -> set[Department]:
        query = {"kind": Kind.INTERREGIONAL_REPORT, "part": part, "year": year}
        ticked = coordinator.get(OPEN, query).context["form"].fields["departments"].initial
        return {department for department in (old, new) if department.pk in ticked}

    assert asked("Q4", 2032) == {old}
    assert asked("Q1", 2033) == {new}
    assert asked("Q2", 2033) == {new}
    within = departments_in_period(Period.parse("2033-Q1"))
    assert {old, new} <= set(within)  # the one that ends within the period can be ticked
