"""Figures from kept numbers are those the rows of the events tell one by one, for every reader."""

from collections.abc import Iterable

import pytest

from agreements.models import Department
from agreements.partner_tree import counted_partners
from coopregistry.models import User
from events.access import Access
from events.entries.governing import govern
from events.figures.event_facts import EventFacts, told_event_facts
from events.figures.scope import Scope
from events.figures.tallies import Tallies, tally_of
from events.models import Entry, Event, Sphere, Submission
from tests.events.cooperation.world import viewer
from tests.events.figures.scopes import scope_of

pytestmark = pytest.mark.django_db

PERIODS = ("2025", "2025-Q1", "2025-04", "2024..2025", "2024-H1", "2023")


def told(tallies: Tallies) -> object:
    return (
        tallies.total.counters,
        {
            (field, values): tally.counters
            for field, groups in tallies.groups.items()
            for values, tally in groups.items()
            if any(tally.counters)
        },
        {named: events for named, events in tallies.named.items() if events},
    )


def by_rows(scope: Scope) -> tuple[EventFacts, ...]:
    """As the rows tell the events, not as they are kept with them."""
    selection = scope.selection
    return told_event_facts(
        selection.events, selection.access, selection.condition, selection.document_period, selection.chosen
    )


def added_up(facts: Iterable[EventFacts]) -> Tallies:
    tallies = Tallies()
    tallies.add(facts, counted_partners())
    return tallies


@pytest.fixture
def readers(boss: User) -> list[Access]:
    """Half of the rows are being written by a department of one of them."""
    editor = viewer()
    entry = Entry.objects.exclude(department=None).filter(event__is_reported=True, signed=True).first()
    editor = Access(editor.user, False, False, True, True, frozenset([entry.department_id]))
    for report in Entry.objects.filter(department=entry.department_id).values_list("report", flat=True):
        values = {"report_id": report, "department": Department.objects.get(pk=entry.department_id)}
        Submission.objects.update_or_create(**values, defaults={"state": Submission.State.ASKED})
    govern(Event.with_removed.filter(entries__department=entry.department_id).distinct())
    return [Access.of(boss), viewer(), editor]


@pytest.mark.parametrize("basis", ["dates", "documents"])
def test_kept_numbers_are_those_of_the_events(basis: str, readers: list[Access]) -> None:
    events = []
    for access in readers:
        for period in PERIODS:
            scope = scope_of(f"period={period}&by={basis}", access)
            assert scope.is_kept
            rows = by_rows(scope)
            assert told(scope.tallies) == told(added_up(rows))
            within = [tally_of(scope._within(rows, part.period)) for part in scope.parts]
            totals = [tally.counters for tally in scope.totals_of(scope.parts)]
            assert totals == [tally.counters for tally in within]
            events.append(scope.tallies.total["events"])
    assert len(set(events)) > len(PERIODS) / 2  # they do not all see the same


CONDITIONS = (
    *("partner=by", "partner=ru-32&partner=kz", "kind=international_report"),
    *("partner=by&kind=international_report", "department={department}", "sphere={sphere}&partner=by"),
)


@pytest.mark.parametrize("basis", ["dates", "documents"])
@pytest.mark.parametrize("condition", CONDITIONS)
def test_what_is_kept_with_events_is_what_their_rows_say_under_any_condition(
    condition: str, basis: str, readers: list[Access]
) -> None:
    named = {
        "department": Entry.objects.exclude(department=None).values_list("department", flat=True).first(),
        "sphere": Sphere.objects.first().pk,
    }
    counted = 0
    for access in readers:
        for period in ("2025", "2024..2025"):
            scope = scope_of(f"period={period}&by={basis}&{condition.format(**named)}", access)
            assert not scope.is_kept
            rows = by_rows(scope)
            assert told(scope.tallies) == told(added_up(rows))
            assert [tally.counters for tally in scope.totals_of(scope.parts)] == [
                tally_of(scope._within(rows, part.period)).counters for part in scope.parts
            ]
            counted += len(rows)
    assert counted > 0
