"""Separate days of an event."""

from datetime import date

import pytest

from events.event_list.separate_days import separate_days
from events.models import Event
from events.vocabulary import Kind
from tests.events.cooperation.world import coordinator, make_entry, report

pytestmark = pytest.mark.django_db
DAYS = ["2031-03-12", "2031-03-19", "2031-03-26"]


def fair(start: date, end: date) -> Event:
    entry = make_entry(report(Kind.INTERNATIONAL_REPORT, "2031-Q1"), "Ярмарка", "by", day=date(2031, 3, 12))
    entry.recognised = {"dates": {"days": DAYS}}
    entry.start, entry.end = start, end
    entry.save()
    Event.objects.filter(pk=entry.event_id).update(start=date(2031, 3, 12), end=date(2031, 3, 26))
    return Event.objects.get(pk=entry.event_id)


def test_the_days_of_the_governing_entry_are_found() -> None:
    event = fair(date(2031, 3, 12), date(2031, 3, 26))
    assert separate_days([event], coordinator()) == {event.pk: [date.fromisoformat(day) for day in DAYS]}


def test_dates_corrected_by_hand_go_before_the_recognised_days() -> None:
    event = fair(date(2031, 3, 12), date(2031, 3, 20))
    assert separate_days([event], coordinator()) == {}


def test_single_days_cost_no_query(django_assert_num_queries) -> None:
    access = coordinator()
    with django_assert_num_queries(0):
        day = date(2031, 3, 12)
        assert separate_days([Event(pk=1, start=day, end=day), Event(pk=2)], access) == {}
