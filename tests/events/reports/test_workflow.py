"""The life of a report: what follows what, what reopening clears."""

from datetime import date

import pytest

from coopregistry.history import change_set
from coopregistry.models import ChangeSet
from events.models import Report
from events.reports import workflow
from events.reports.transitions import NotNow
from tests.permissions.roles import World

pytestmark = pytest.mark.django_db

State = Report.State


def state_of(report: Report) -> str:
    return Report.objects.get(pk=report.pk).state


def test_a_collection_ends_and_goes_on(world: World) -> None:
    workflow.compile_report(world.plan)
    assert state_of(world.plan) == State.COMPILED
    workflow.collect_again(world.plan)
    assert state_of(world.plan) == State.COLLECTING


def test_a_report_is_not_approved_before_an_edition_is_fixed(world: World) -> None:
    workflow.compile_report(world.plan)
    with pytest.raises(NotNow):
        workflow.approve(world.plan, on=date(2030, 12, 25), by="Заместитель Губернатора")
    assert state_of(world.plan) == State.COMPILED


def test_a_report_is_approved_and_published(world: World) -> None:
    Report.objects.filter(pk=world.plan.pk).update(state=State.IN_APPROVAL)
    workflow.approve(world.plan, on=date(2030, 12, 25), by="Заместитель Губернатора", number="5")
    workflow.publish(world.plan, on=date(2030, 12, 26), address="https://example.org/plan")
    report = Report.objects.get(pk=world.plan.pk)
    assert (report.state, report.approved_on, report.approved_by, report.approval_number) == (
        State.PUBLISHED,
        date(2030, 12, 25),
        "Заместитель Губернатора",
        "5",
    )
    assert (report.published_on, report.published_at) == (date(2030, 12, 26), "https://example.org/plan")


@pytest.mark.parametrize(("collect", "state"), [(False, State.COMPILED), (True, State.COLLECTING)])
def test_a_closed_report_is_reopened_only_with_a_reason(world: World, collect: bool, state: str) -> None:
    Report.objects.filter(pk=world.plan.pk).update(
        state=State.PUBLISHED,
        approved_on=date(2030, 12, 25),
        approved_by="Заместитель Губернатора",
        approval_number="5",
        published_on=date(2030, 12, 26),
        published_at="https://example.org/plan",
    )
    with pytest.raises(NotNow):
        workflow.reopen(world.plan, reason=" ", collect=collect)
    workflow.reopen(world.plan, reason="Перенос ярмарки", collect=collect)
    report = Report.objects.get(pk=world.plan.pk)
    assert (report.state, report.approved_on, report.published_on) == (state, None, None)
    assert (report.approved_by, report.approval_number, report.published_at) == ("", "", "")


def test_a_step_gives_its_reason_in_the_history(world: World) -> None:
    with change_set():
        workflow.compile_report(world.plan)
    compiled = ChangeSet.objects.order_by("pk").last()
    Report.objects.filter(pk=world.plan.pk).update(state=State.APPROVED)
    with change_set():
        workflow.reopen(world.plan, reason="Перенос ярмарки")
    assert compiled.reason != ""
    assert ChangeSet.objects.order_by("pk").last().reason.endswith("Перенос ярмарки")


def test_a_step_is_logged_by_key_and_states(world: World, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO", logger="events.reports"):
        workflow.compile_report(world.plan)
    assert caplog.messages == [f"Report {world.plan.pk}: compile, from collecting to compiled"]
