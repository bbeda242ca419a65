"""Events as the pages and papers of cooperation show them."""

from datetime import date

import pytest

from events.vocabulary import Kind
from tests.events.cooperation.world import cooperation_with, make_entry, report
from tests.events.meetings.reports import RECEPTION, TRIP, report_of_rows

pytestmark = pytest.mark.django_db


def test_a_signing_that_is_planned_is_no_signed_document() -> None:
    plan = report(Kind.INTERNATIONAL_PLAN, "2031-H1")
    make_entry(
        plan, "Подписание меморандума", "by", signed=True, results={"documents": [{"phrase": "подписание"}]}
    )
    assert cooperation_with("by").total.signed == 0


def test_what_a_person_calls_signed_counts_without_a_phrase() -> None:
    make_entry(report(Kind.INTERNATIONAL_REPORT, "2031-Q1"), "Встреча", "by", signed=True)
    assert cooperation_with("by").total.signed == 1


def test_an_event_without_dates_goes_by_the_period_of_its_document() -> None:
    make_entry(report(Kind.INTERNATIONAL_REPORT, "2031-Q1"), "Ярмарка", "by")
    (event,) = cooperation_with("by", date(2031, 3, 31), date(2031, 12, 31)).events
    assert (event.moment, event.until) == (date(2031, 1, 1), date(2031, 3, 31))
    assert cooperation_with("by", date(2031, 4, 1)).events == ()


def test_visits_are_records_of_meetings_and_not_kinds_of_events() -> None:
    plan = report(Kind.INTERNATIONAL_PLAN, "2031-H1")
    make_entry(plan, "Визит", "am", activity="visit", direction="outgoing")
    report_of_rows(TRIP, RECEPTION)
    total = cooperation_with("am").total
    assert (total.outgoing, total.incoming) == (1, 0)
    (year,) = cooperation_with("by", date(2031, 1, 1), date(2031, 12, 31)).years
    assert (year.year, year.outgoing, year.incoming) == (2031, 0, 1)
    assert cooperation_with("by", date(2031, 3, 1)).total.incoming == 0
