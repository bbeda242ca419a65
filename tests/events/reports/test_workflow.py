"""The life of a report: what follows what, what reopening clears."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

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
    with pytest.raises(NotNow, match=r"^Укажите, почему документ открывается для изменений\.$"):
        workflow.reopen(world.plan, reason=" ", collect=collect)
    workflow.reopen(world.plan, reason="Перенос ярмарки", collect=collect)
    report = Report.objects.get(pk=world.plan.pk)
    assert (report.state, report.approved_on, report.published_on) == (state, None, None)
    assert (report.approved_by, report.approval_number, report.published_at) == ("", "", "")


def live_through(report: Report) -> None:
    """Every step there is, each in a change set of its own."""
    steps = (
        lambda: workflow.compile_report(report),
        lambda: workflow.collect_again(report),
        lambda: workflow.close_for_approval(Report.objects.get(pk=report.pk)),
        lambda: workflow.approve(report, on=date(2030, 12, 25), by="Заместитель Губернатора"),
        lambda: workflow.publish(report, on=date(2030, 12, 26), address="https://example.org/plan"),
        lambda: workflow.reopen(report, reason=" Перенос ярмарки "),
    )
    for step in steps:
        with change_set():
            step()


def test_a_step_gives_its_reason_in_the_history(world: World) -> None:
    before = ChangeSet.objects.count()
    live_through(world.plan)
    assert list(ChangeSet.objects.order_by("pk").values_list("reason", flat=True))[before:] == [
        "Сбор сведений завершен",
        "Сбор сведений продолжен",
        "Зафиксирована редакция для согласования",
        "Утвержден",
        "Опубликован",
        "Открыт для изменений: Перенос ярмарки",
    ]


def test_a_step_is_logged_by_key_and_states(world: World, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO", logger="events.reports"):
        live_through(world.plan)
    report = f"Report {world.plan.pk}"
    assert caplog.messages == [
        f"{report}: compile, from collecting to compiled",
        f"{report}: collect, from compiled to collecting",
        f"{report}: fix, from collecting to in_approval",
        f"{report}: approve, from in_approval to approved",
        f"{report}: publish, from approved to published",
        f"{report}: reopen, from published to compiled",
    ]


def test_a_reason_is_cut_to_what_the_history_holds(world: World) -> None:
    Report.objects.filter(pk=world.plan.pk).update(state=State.APPROVED)
    reason = "Перенос ярмарки " * 40
    with change_set() as written:
        workflow.reopen(world.plan, reason=reason)
    assert ChangeSet.objects.get(pk=written.written.pk).reason == f"Открыт для изменений: {reason}"[:500]


def test_an_approval_needs_no_number(world: World) -> None:
    Report.objects.filter(pk=world.plan.pk).update(state=State.IN_APPROVAL)
    workflow.approve(world.plan, on=date(2030, 12, 25), by="Заместитель Губернатора")
    assert Report.objects.get(pk=world.plan.pk).approval_number == ""


def test_a_report_without_a_table_is_moved_on_but_not_with_a_wrong_address(world: World) -> None:
    Report.objects.filter(pk=world.plan.pk).update(state=State.APPROVED, headings=[])
    with pytest.raises(ValidationError):
        workflow.publish(world.plan, on=date(2030, 12, 26), address="на сайте")
    assert state_of(world.plan) == State.APPROVED
    workflow.publish(world.plan, on=date(2030, 12, 26), address="https://example.org/plan")
    assert state_of(world.plan) == State.PUBLISHED


def test_closing_lets_the_last_row_of_a_shared_event_govern_it(world: World) -> None:
    """Two departments still write of one event, so neither governs it; closing finishes the rows of both."""
    event = world.entry_a.event
    world.entry_b.event = event
    world.entry_b.save()
    workflow.compile_report(world.plan)
    event.refresh_from_db()
    assert event.title == "Ярмарка"
    workflow.close_for_approval(Report.objects.get(pk=world.plan.pk))
    event.refresh_from_db()
    assert event.title == "Выставка"
