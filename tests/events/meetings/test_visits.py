"""Which events are meetings and delegations, and by which words."""

from datetime import date

import pytest

from events.figures.registers import register_events
from events.meetings.visits import Visit, visit_conditions, visit_evidence
from events.models import Event
from events.vocabulary import Kind, Role
from tests.events.cooperation.world import coordinator, make_entry, report
from tests.events.figures.scopes import scope_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("cells", "role", "words"),
    [
        ({"title": "Служебная командировка в г. Минск"}, Role.TITLE, "Служебная командировка"),
        ({"title": "Форум", "participants": "Делегация области"}, Role.PARTICIPANTS, "Делегация"),
        ({"title": "Рабочая встреча с Послом"}, Role.TITLE, "встреча"),
        ({"title": "Прием официальной делегации города"}, Role.TITLE, "Прием официальной делегации"),
        ({"title": "Выставка"}, Role.TITLE, ""),
    ],
)
def test_the_words_that_show_a_visit(cells: dict[str, str], role: Role, words: str) -> None:
    assert visit_evidence(cells) == (role, words)


def test_content_alone_makes_no_delegation() -> None:
    done = report(Kind.INTERNATIONAL_REPORT, "2031-Q1")
    for cell in ("participants", "content"):
        entry = make_entry(done, f"Форум {cell}", "by", day=date(2031, 2, 2), direction="at_home")
        entry.cells[cell] = "Делегация области"
        entry.save()
    access = coordinator()
    found = register_events(scope_of("period=2031", access), Visit.INCOMING)
    assert [event.title for event in found] == ["Форум participants"]


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
