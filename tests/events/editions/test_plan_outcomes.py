"""Outcomes of a plan by its reports and by hand."""

from datetime import date

import pytest
from django.utils import timezone

from events.access import Access
from events.editions.plan_outcomes import PlanOutcome, outcome_table, plan_outcomes, with_proposals
from events.entries.governing import govern
from events.models import Entry, Event, MatchProposal, Report
from events.vocabulary import Kind, Outcome
from tests.permissions.roles import Who, World

pytestmark = pytest.mark.django_db

FAIR, SHOW = "Ярмарка", "Выставка"


@pytest.fixture(autouse=True)
def after_the_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *args: date(2032, 1, 15))


def report_row(
    world: World, event: Event, day: date, *, title: str = FAIR, period: str = "2031-Q1", **about: object
) -> Entry:
    report, _made = Report.objects.get_or_create(
        kind=Kind.INTERREGIONAL_REPORT,
        period_code=period,
        defaults={"basis": "department", "title": "Отчет", **about},
    )
    entry = Entry.objects.create(
        report=report,
        department=world.department_a,
        event=event,
        start=day,
        end=day,
        cells={"title": title, "dates": "март 2031 года"},
    )
    govern([event])
    return entry


def planned_for(entry: Entry, first: date, last: date) -> None:
    Entry.objects.filter(pk=entry.pk).update(start=first, end=last)
    govern([entry.event])


def rows(world: World) -> list[PlanOutcome]:
    return plan_outcomes(world.plan, Access.of(world.users[Who.COORDINATOR]))


def outcomes(world: World) -> dict[str, Outcome]:
    return {found.title: found.outcome for found in rows(world)}


def test_a_plan_without_any_report_says_that_the_report_is_not_loaded(world: World) -> None:
    assert outcomes(world) == {FAIR: Outcome.NOT_LOADED, SHOW: Outcome.NOT_LOADED}


@pytest.mark.parametrize(("day", "outcome"), [(5, Outcome.HELD), (25, Outcome.RESCHEDULED)])
def test_a_reported_event_was_held_when_planned_or_on_other_days(
    world: World, day: int, outcome: Outcome
) -> None:
    planned_for(world.entry_a, date(2031, 3, 1), date(2031, 3, 10))
    report_row(world, world.entry_a.event, date(2031, 3, day))
    assert outcomes(world)[FAIR] is outcome


def test_what_the_report_of_its_time_does_not_name_is_silent(world: World) -> None:
    planned_for(world.entry_b, date(2031, 3, 1), date(2031, 3, 10))
    report_row(world, world.entry_a.event, date(2031, 2, 12))
    assert outcomes(world)[SHOW] is Outcome.SILENT


@pytest.mark.parametrize(
    ("last", "next_period", "outcome"),
    [
        (date(2031, 3, 20), "", Outcome.SILENT),
        (date(2031, 3, 21), "", Outcome.AWAITED),
        (date(2031, 3, 31), "2031-Q2", Outcome.SILENT),
        (date(2031, 2, 25), "", Outcome.SILENT),  # the quarter does not end with February
    ],
)
def test_what_ends_late_in_a_quarter_is_awaited_in_the_next_report(
    world: World, last: date, next_period: str, outcome: Outcome
) -> None:
    planned_for(world.entry_b, last, last)
    report_row(world, world.entry_a.event, date(2031, 2, 12))
    if next_period:
        report_row(world, world.entry_a.event, date(2031, 2, 12), period=next_period)
    assert outcomes(world)[SHOW] is outcome


def test_the_paper_names_the_report_that_is_missing_or_awaited(world: World) -> None:
    planned_for(world.entry_a, date(2031, 6, 1), date(2031, 6, 2))
    planned_for(world.entry_b, date(2031, 3, 30), date(2031, 3, 30))
    report_row(world, Event.objects.create(title="Иное"), date(2031, 3, 1), title="Иное")
    lines = {line.cells[1]: line.cells[3] for line in outcome_table(world.plan, rows(world)).entries()}
    assert lines[FAIR] == "отчет за II квартал 2031 года не загружен"
    assert lines[SHOW] == "ожидается в отчете за II квартал 2031 года"


def test_what_was_reported_without_a_plan_is_unplanned(world: World) -> None:
    Report.objects.filter(pk=world.plan.pk).update(is_whole=True)
    report_row(world, Event.objects.create(title=FAIR), date(2031, 3, 1))
    assert [found.outcome for found in rows(world) if found.planned is None] == [Outcome.UNPLANNED]


def test_only_a_plan_that_covers_the_department_makes_a_report_unplanned(world: World) -> None:
    """Department A still writes its part of the plan, so nothing says what it did not plan."""
    Report.objects.filter(pk=world.plan.pk).update(is_whole=False)
    report_row(world, Event.objects.create(title=FAIR), date(2031, 3, 1))
    assert [found for found in rows(world) if found.planned is None] == []


def test_a_proposed_row_is_shown_beside_the_planned_one(world: World) -> None:
    entry = report_row(world, Event.objects.create(title=FAIR), date(2031, 3, 1))
    MatchProposal.objects.create(a=world.entry_a, b=entry, score=0.7)
    access = Access.of(world.users[Who.COORDINATOR])
    likely = {found.title: found.likely for found in with_proposals(rows(world), access) if found.planned}
    assert likely == {FAIR: entry, SHOW: None}


@pytest.mark.parametrize(
    ("fate", "word"), [("cancelled", "отменено"), ("postponed", "перенесено"), ("not_held", "не проведено")]
)
def test_a_persons_word_stands_with_its_reason(world: World, fate: str, word: str) -> None:
    Entry.objects.filter(pk=world.entry_a.pk).update(fate=fate, fate_note="Нет средств")
    govern([world.entry_a.event])
    table = outcome_table(world.plan, rows(world))
    assert next(line.cells[3:] for line in table.entries()) == (word, "", "Нет средств")
    assert table.notes == (f"Запланировано мероприятий: 2; {word} – 1, отчет не загружен – 1.",)


def test_a_report_counts_more_than_a_word_said_before_it(world: World) -> None:
    planned_for(world.entry_a, date(2031, 3, 1), date(2031, 3, 10))
    Entry.objects.filter(pk=world.entry_a.pk).update(fate="postponed", fate_dates="25 марта")
    report_row(world, world.entry_a.event, date(2031, 3, 25))
    assert outcomes(world)[FAIR] is Outcome.RESCHEDULED


def test_outcomes_of_a_plan_cost_the_same_for_one_row_and_thirty(
    world: World, django_assert_max_num_queries
) -> None:
    access = Access.of(world.users[Who.COORDINATOR])
    for number in range(30):
        event = Event.objects.create(title=f"Встреча {number}")
        Entry.objects.create(report=world.plan, event=event, cells={"title": f"Встреча {number}"})
    with django_assert_max_num_queries(6):
        outcome_table(world.plan, plan_outcomes(world.plan, access))
