"""Which events are meetings and delegations."""

from datetime import date

import pytest

from events.meetings.visits import Visit, visit_conditions
from events.models import Event
from events.vocabulary import Kind
from tests.events.cooperation.world import coordinator, make_entry, report

pytestmark = pytest.mark.django_db


def test_content_alone_makes_no_delegation() -> None:
    done = report(Kind.INTERNATIONAL_REPORT, "2031-Q1")
    for cell in ("participants", "content"):
        entry = make_entry(done, f"Форум {cell}", "by", day=date(2031, 2, 2), direction="at_home")
        entry.cells[cell] = "Делегация области"
        entry.save()
    received = visit_conditions(coordinator().entries())[Visit.INCOMING]
    assert [event.title for event in Event.objects.filter(received)] == ["Форум participants"]


@pytest.mark.parametrize(
    ("title", "activity", "direction", "visits"),
    [
        ("Визит", "visit", "outgoing", {Visit.OUTGOING}),
        ("Визит", "visit", "incoming", {Visit.INCOMING}),
        ("Визит", "visit", "", set()),
        ("Командировка", "business_trip", "at_home", {Visit.INCOMING}),
        ("Прием", "reception", "", {Visit.INCOMING, Visit.MEETING}),
        ("Прием", "reception", "outgoing", {Visit.INCOMING, Visit.MEETING}),
        ("Переговоры", "negotiations", "outgoing", {Visit.MEETING}),
        ("Выставка", "exhibition", "outgoing", set()),
        ("Тур делегации мастеров", "excursion", "outgoing", {Visit.OUTGOING}),
        ("Делегация на форуме", "forum", "incoming", {Visit.INCOMING}),
    ],
)
def test_a_visit_follows_from_kind_direction_and_words(
    title: str, activity: str, direction: str, visits: set[Visit]
) -> None:
    done = report(Kind.INTERNATIONAL_REPORT, "2031-Q1")
    make_entry(done, title, "by", day=date(2031, 2, 2), activity=activity, direction=direction)
    conditions = visit_conditions(coordinator().entries())
    assert {visit for visit, condition in conditions.items() if Event.objects.filter(condition)} == visits
