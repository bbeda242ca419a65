"""Figures from kept numbers are those of the events one by one, for every reader."""

import pytest

from agreements.models import Department
from agreements.partner_tree import counted_partners
from coopregistry.models import User
from events.access import Access
from events.entries.governing import govern
from events.figures.scope import Scope
from events.figures.sums import signed_documents
from events.figures.tallies import Tallies, tally_of
from events.models import Entry, Event, Submission
from tests.events.cooperation.world import viewer
from tests.events.figures.scopes import scope_of

pytestmark = pytest.mark.django_db

_BOTH = 10  # counters that events one by one have, too
PERIODS = ("2025", "2025-Q1", "2025-04", "2024..2025", "2024-H1", "2023")


def told(tallies: Tallies) -> object:
    return (
        tallies.total.counters[:_BOTH],
        {
            (field, values): tally.counters[:_BOTH]
            for field, groups in tallies.groups.items()
            for values, tally in groups.items()
            if any(tally.counters[:_BOTH])
        },
        {named: events for named, events in tallies.named.items() if events},
    )


def one_by_one(scope: Scope) -> Tallies:
    tallies = Tallies()
    tallies.add(scope.facts, counted_partners())
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
            assert told(scope.tallies) == told(one_by_one(scope))
            assert signed_documents(scope) == scope.selection.signed_documents
            within = [tally_of(scope._within(scope.facts, part.period)) for part in scope.parts]
            totals = [tally.counters[:_BOTH] for tally in scope.totals_of(scope.parts)]
            assert totals == [tally.counters[:_BOTH] for tally in within]
            events.append(scope.tallies.total["events"])
    assert len(set(events)) > len(PERIODS) / 2  # they do not all see the same
