"""Outcomes of a plan by its reports and by hand."""

from datetime import date

import pytest

from events.editions.plan_outcomes import outcome_table, plan_outcomes, with_likely_reports
from events.models import Entry, Event, Report
from events.vocabulary import Kind, Outcome
from tests.permissions.roles import World

pytestmark = pytest.mark.django_db


def report_row(world: World, event: Event, dates: tuple[date, date]) -> Entry:
    report = Report.objects.create(
        kind=Kind.INTERREGIONAL_REPORT, period_code="2031-Q1", basis="department", title="Отчет"
    )
    return Entry.objects.create(
        report=report,
        department=world.department_a,
        event=event,
        start=dates[0],
        end=dates[1],
        cells={"title": "Ярмарка", "dates": "март 2031 года"},
    )


def outcomes(world: World) -> dict[str, Outcome]:
    return {found.title: found.outcome for found in plan_outcomes(world.plan, Entry.objects.all())}


def test_a_plan_nobody_reported_on_is_silent(world: World) -> None:
    assert outcomes(world) == {"Ярмарка": Outcome.SILENT, "Выставка": Outcome.SILENT}


@pytest.mark.parametrize(("day", "outcome"), [(5, Outcome.HELD), (25, Outcome.POSTPONED)])
def test_a_reported_event_was_held_when_planned_or_later(world: World, day: int, outcome: Outcome) -> None:
    Entry.objects.filter(pk=world.entry_a.pk).update(start=date(2031, 3, 1), end=date(2031, 3, 10))
    report_row(world, world.entry_a.event, (date(2031, 3, day), date(2031, 3, day)))
    assert outcomes(world)["Ярмарка"] is outcome


def test_what_was_reported_without_a_plan_is_unplanned(world: World) -> None:
    report_row(world, Event.objects.create(title="Ярмарка"), (date(2031, 3, 1), date(2031, 3, 1)))
    found = [found.outcome for found in plan_outcomes(world.plan, Entry.objects.all())]
    assert found == [Outcome.SILENT, Outcome.SILENT, Outcome.UNPLANNED]


@pytest.mark.parametrize(
    ("title", "likely"), [("Ярмарка", "Ярмарка"), ("ЯРМАРКА.", "Ярмарка"), ("Ярмарочный совет", None)]
)
def test_a_silent_row_shows_the_unplanned_report_that_may_be_its_own(
    world: World, title: str, likely: str | None
) -> None:
    entry = report_row(world, Event.objects.create(title=title), (date(2031, 3, 1), date(2031, 3, 1)))
    Entry.objects.filter(pk=entry.pk).update(cells={"title": title})
    rows = with_likely_reports(plan_outcomes(world.plan, Entry.objects.all()))
    assert [row.title for row in rows if row.likely] == ([likely] if likely else [])
    assert {row.likely.pk for row in rows if row.likely} <= {entry.pk}


def test_a_cancelled_row_says_why(world: World) -> None:
    Entry.objects.filter(pk=world.entry_a.pk).update(fate="cancelled", fate_note="Нет средств")
    table = outcome_table(world.plan, plan_outcomes(world.plan, Entry.objects.all()))
    assert [line.cells[3:] for line in table.entries()] == [
        ("отменено", "", "Нет средств"),
        ("нет сведений", "", ""),
    ]
    assert table.notes == ("Запланировано мероприятий: 2; отменено – 1, нет сведений – 1.",)


def test_outcomes_of_a_plan_cost_the_same_for_one_row_and_thirty(
    world: World, django_assert_max_num_queries
) -> None:
    for number in range(30):
        event = Event.objects.create(title=f"Встреча {number}")
        Entry.objects.create(report=world.plan, event=event, cells={"title": f"Встреча {number}"})
    with django_assert_max_num_queries(4):
        outcome_table(world.plan, plan_outcomes(world.plan, Entry.objects.all()))
