"""A planned event is ahead until its last day has passed; only then is its outcome unknown."""

from datetime import date, timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone

from events.access import Access
from events.editions.plan_outcomes import plan_outcomes
from events.entries import saving
from events.event_list.filters import EventFilter
from events.models import Entry, Event
from events.phrases.dates import write_dates
from events.phrases.dates.read import Dates
from events.vocabulary import Outcome
from tests.permissions.roles import Who, World

pytestmark = pytest.mark.django_db


def planned(world: World, start: date, end: date) -> Entry:
    cells = {"title": "Слет", "partner": "Брянская область", "dates": write_dates(Dates.of(start, end))}
    entry = Entry(report=world.plan, department=world.department_a, cells=cells)
    return saving.store(entry, saving.read_cells(world.plan, cells))


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (1, 3, Outcome.AHEAD),
        (0, 0, Outcome.AHEAD),
        (-2, 0, Outcome.AHEAD),  # goes on until tonight
        (-3, -1, Outcome.NOT_LOADED),
    ],
)
def test_the_last_day_decides(world: World, start: int, end: int, expected: Outcome) -> None:
    today = timezone.localdate()
    entry = planned(world, today + timedelta(days=start), today + timedelta(days=end))
    access = Access.of(world.users[Who.COORDINATOR])
    told = Event.objects.filter(pk=entry.event_id).with_outcome(access.drafts()).get()
    assert told.outcome == expected
    rows = plan_outcomes(world.plan, access)
    assert [row.outcome for row in rows if row.planned == entry] == [expected]
    for outcome in (Outcome.AHEAD, Outcome.NOT_LOADED, Outcome.SILENT):
        listed = EventFilter(QueryDict(f"outcome={outcome}"), access).events
        assert (told in listed) is (outcome is expected)


def test_an_event_without_days_lies_ahead_until_its_plan_ends(world: World) -> None:
    access = Access.of(world.users[Who.COORDINATOR])
    told = Event.objects.filter(pk=world.entry_a.event_id).with_outcome(access.drafts()).get()
    assert (told.start, told.outcome) == (None, Outcome.AHEAD)


def test_a_fate_told_before_the_day_counts(world: World) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    entry = planned(world, tomorrow, tomorrow)
    entry.fate = Entry.Fate.CANCELLED
    entry.save()
    access = Access.of(world.users[Who.COORDINATOR])
    told = Event.objects.filter(pk=entry.event_id).with_outcome(access.drafts()).get()
    assert told.outcome == Outcome.CANCELLED
