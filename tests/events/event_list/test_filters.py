"""What each condition of the event filter lets through, on imported documents."""

from datetime import timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone

from agreements.models import Agreement, Department, Succession
from coopregistry.models import User
from events.access import Access
from events.entries.governing import govern
from events.models import Entry, Event, Report, Section
from events.vocabulary import Outcome
from tests.events.event_world import (
    ALL,
    BOOK,
    CHOIR,
    DANCE,
    GARDEN,
    SUMMER,
    TEA,
    chosen,
    titles,
)
from tests.importers.dumps import CULTURE
from tests.permissions.roles import Who, make_world

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ALL),
        # a partner with everything under it
        ("partner=ru-32", {GARDEN, SUMMER}),
        ("partner=ru-fd-central", {BOOK, GARDEN, CHOIR, SUMMER}),
        ("partner=by", {DANCE}),
        ("partner=by-vitebskaya", {DANCE}),
        ("partner=cn", {TEA}),
        ("partner=by&partner=ru-40", {DANCE, CHOIR}),
        ("partner=ru-77", set()),
        ("partner_kind=country", {DANCE, TEA}),
        ("partner_kind=subject", {BOOK, GARDEN, CHOIR, SUMMER}),
        ("district=ru-fd-central", {BOOK, GARDEN, CHOIR, SUMMER}),
        ("district=ru-fd-volga", set()),
        # where it was held, with all that lies there
        ("held_in=by-vitebsk", {DANCE}),
        ("held_in=by-vitebskaya", {DANCE}),
        ("held_in=by", {DANCE}),
        ("held_in=ru-67", {SUMMER}),
        ("held_in=ru-69&held_in=cn", {BOOK, TEA}),
        ("held_in=by&exclude=held_in", ALL - {DANCE}),
        # all but these
        ("partner=ru-32&exclude=partner", {BOOK, CHOIR, TEA, DANCE}),
        ("partner=by&partner=ru-40&exclude=partner", {BOOK, GARDEN, SUMMER, TEA}),
        ("district=ru-fd-central&exclude=district", {TEA, DANCE}),
        ("partner_kind=country&exclude=partner_kind", {BOOK, GARDEN, CHOIR, SUMMER}),
        ("kind=agreements_report&exclude=kind", ALL - {BOOK}),
        ("kind=agreements_report&exclude=partner", {BOOK}),
        ("kind=agreements_report&exclude=kind&text=ярмарка", set()),  # of its plan too
        ("activity=fair&exclude=activity", ALL - {BOOK}),
        ("direction=outgoing&exclude=direction", {CHOIR, SUMMER}),
        ("mode=online&exclude=mode", ALL - {CHOIR}),
        ("exclude=partner", ALL),
        # of one row
        ("kind=interregional_plan", {BOOK, GARDEN, CHOIR, SUMMER}),
        ("kind=agreements_report", {BOOK}),
        ("kind=agreements_report&kind=international_report", {BOOK, DANCE, TEA}),
        ("period=2025", {BOOK, GARDEN, CHOIR, SUMMER}),
        ("period=2025-H1", {BOOK, GARDEN, CHOIR, SUMMER}),
        ("period=2025-Q1", {BOOK}),
        ("period=2024-H2", {DANCE, TEA}),
        ("period=2024-Q4", {DANCE, TEA}),
        ("period=2024-Q3", set()),
        ("period=2025-Q1&kind=interregional_plan", set()),
        ("text=ярмарок", {BOOK}),
        ("text=библиотеки", {BOOK}),  # stands in the report alone
        ("text=библиотеки&kind=interregional_plan", set()),
        ("text=слет+хоровые", {CHOIR}),
        ("text=танец", {DANCE}),
        ("text=%25", set()),
        # dates: what overlaps
        ("since=2025-02-28", {BOOK, GARDEN, CHOIR, SUMMER}),
        ("until=2024-10-03", {DANCE}),
        ("since=2025-02-27&until=2025-02-27", {GARDEN, CHOIR}),
        ("since=2024-12-31&until=2024-12-31", {TEA}),
        ("since=28.02.2025&until=28.02.2025", {GARDEN, CHOIR}),
        # what became of it
        ("outcome=planned", {BOOK, GARDEN, CHOIR, SUMMER}),
        ("outcome=reported", {BOOK, DANCE, TEA}),
        ("outcome=held", {BOOK, DANCE, TEA}),  # there is no international plan they could be missing from
        ("outcome=cancelled", {GARDEN}),
        ("outcome=not_loaded", {CHOIR, SUMMER}),
        ("outcome=silent", set()),
        ("outcome=postponed", set()),
        ("outcome=unplanned", set()),
        ("outcome=cancelled&outcome=reported", {GARDEN, BOOK, DANCE, TEA}),
        # of the event
        ("mode=online", {CHOIR}),
        ("activity=fair", {BOOK}),
        ("activity=fair&activity=festival", {BOOK, DANCE}),
        ("direction=outgoing", {DANCE, TEA, BOOK, GARDEN}),
        ("result=signed", {BOOK}),
        ("result=agreed", {TEA}),
        ("result=agreed&result=signed", {TEA, BOOK}),
        ("missing=participants", {GARDEN, CHOIR, SUMMER, TEA}),
        ("missing=dates", set()),
        ("missing=sphere", {BOOK, GARDEN, CHOIR, SUMMER}),
        ("missing=department", {DANCE, TEA}),
        ("missing=agreement", ALL - {BOOK}),
        ("missing=partner", set()),
        ("missing=sphere&exclude=missing", {DANCE, TEA}),
        # together
        ("partner=ru-32&outcome=cancelled&text=сад", {GARDEN}),
        ("partner=ru-32&activity=fair", set()),
    ],
)
def test_a_condition_lets_through(boss: User, query: str, found: set[str]) -> None:
    own = chosen(query, boss)
    assert own.is_valid(), own.form.errors
    assert titles(own.events) == found


def test_what_lies_ahead_is_counted_from_today(boss: User) -> None:
    today = timezone.localdate()
    for title, first, last in ((BOOK, -3, 0), (GARDEN, 7, 9), (CHOIR, 8, 8), (SUMMER, -9, -1)):
        days = {"start": today + timedelta(days=first), "end": today + timedelta(days=last)}
        Event.objects.filter(title=title).update(**days)
    assert titles(chosen("ahead=7", boss).events) == {BOOK, GARDEN}
    assert titles(chosen("ahead=30", boss).events) == {BOOK, GARDEN, CHOIR}


def test_a_department_may_be_left_out_with_those_it_came_from(boss: User) -> None:
    now = Department.objects.get(name=CULTURE)
    found = titles(chosen(f"department={now.pk}&exclude=department", boss).events)
    assert found == ALL - {BOOK, GARDEN}


def test_a_department_takes_those_it_came_from(boss: User) -> None:
    now = Department.objects.get(name=CULTURE)
    before = Department.objects.create(name="Департамент пробных зрелищ")
    Succession.objects.create(predecessor=before, successor=now)
    Entry.objects.filter(cells__title=SUMMER).update(department=before)
    for department in (now, before):
        assert titles(chosen(f"department={department.pk}", boss).events) == {BOOK, GARDEN, SUMMER}


def test_a_sphere_and_an_agreement_are_those_of_rows(boss: User) -> None:
    sphere = Section.objects.exclude(sphere=None).get().sphere
    assert titles(chosen(f"sphere={sphere.pk}", boss).events) == {DANCE, TEA}
    agreement = Agreement.objects.get(entries__cells__title=BOOK)
    assert titles(chosen(f"agreement={agreement.pk}", boss).events) == {BOOK}


def test_remarks_are_asked_of_rows(boss: User) -> None:
    doubted = titles(chosen("findings=yes", boss).events)
    assert titles(chosen("findings=no", boss).events) == ALL - doubted
    rows = Entry.objects.filter(findings__severity__in=("warning", "error", "blocker"))
    assert doubted == titles(entry.event for entry in rows)


def test_what_no_plan_names_is_unplanned_where_there_is_a_plan(boss: User) -> None:
    Report.objects.create(
        kind="international_plan", period_code="2024-H2", basis="sphere", title="План", state="published"
    )
    assert titles(chosen("outcome=unplanned", boss).events) == {DANCE, TEA}


def test_other_dates_than_planned_are_said_and_count_as_held(boss: User) -> None:
    planned = Entry.objects.get(cells__title=BOOK, report__kind="interregional_plan")
    planned.start = planned.end = planned.start.replace(month=2)
    planned.save()
    govern([planned.event])
    assert titles(chosen("outcome=rescheduled", boss).events) == {BOOK}
    assert titles(chosen("outcome=held", boss).events) == {BOOK, DANCE, TEA}
    assert titles(chosen("outcome=postponed", boss).events) == set()


HOSTILE = ["\0", "10" * 15, "1" * 5000, "2024-13-45", "' OR 1=1 --", "<script>", "‮", "-1", "😀" * 50]
FREE_TEXT = {"text", "took_part"}


@pytest.mark.parametrize("value", HOSTILE)
def test_what_is_no_value_is_said_at_its_field(boss: User, value: str) -> None:
    names = [name for name in chosen("", boss).form.fields if name not in FREE_TEXT]
    for name in names:
        query = QueryDict(mutable=True)
        query[name] = value
        own = chosen(query.urlencode(), boss)
        assert list(own.form.errors) == [name], (name, value)
        assert titles(own.events) == set()


@pytest.mark.parametrize("value", HOSTILE)
def test_any_text_may_be_searched_for(boss: User, value: str) -> None:
    query = QueryDict(mutable=True)
    query["text"] = value
    found = {"-1": {BOOK, DANCE}}  # figures of theirs begin with it
    assert titles(chosen(query.urlencode(), boss).events) == found.get(value, set())


def test_the_end_is_not_before_the_beginning(boss: User) -> None:
    assert list(chosen("since=2025-02-02&until=2025-02-01", boss).form.errors) == ["until"]


def test_unfinished_rows_of_others_are_not_searched() -> None:
    world = make_world()
    seen = {
        who: titles(chosen("text=ярмарка&period=2031", world.users[who]).events)
        for who in Who
        if who is not Who.ANONYMOUS
    }
    allowed = {Who.EDITOR_A, Who.COORDINATOR, Who.ADMINISTRATOR}
    assert seen == {who: {"Ярмарка"} if who in allowed else set() for who in seen}


def test_the_filter_by_outcome_finds_what_the_list_tells(boss: User) -> None:
    """Outcomes set by hand, two plans, a report before its plan: the filter finds what the list says."""
    Report.objects.create(
        kind="international_plan", period_code="2024-H2", basis="sphere", title="План", state="published"
    )
    planned = Entry.objects.get(cells__title=BOOK, report__kind="interregional_plan")
    for number, (title, outcome, days) in enumerate(
        [
            (SUMMER, "held", 0),
            (CHOIR, "postponed", 0),
            (BOOK, "", 40),
            (BOOK, "cancelled", 40),
            (DANCE, "cancelled", 0),
        ]
    ):
        planned.pk, planned._state.adding, planned.own_event = None, True, None
        planned.report = Report.objects.get_or_create(
            kind="interregional_plan",
            period_code=f"202{number % 2 + 4}-H2",
            defaults={"basis": "department", "title": "План"},
        )[0]
        planned.section, planned.event, planned.fate = None, Event.objects.get(title=title), outcome
        planned.start = planned.end = planned.event.start + timedelta(days=days)
        planned.save()
    govern(Event.objects.all())
    drafts = Access.of(boss).drafts()
    told: dict[str, set[str]] = {outcome: set() for outcome in Outcome}
    for event in Event.objects.all().with_outcome(drafts):
        told[event.outcome].add(event.title)
    told[Outcome.HELD] |= told[Outcome.RESCHEDULED]
    assert told == {outcome: titles(chosen(f"outcome={outcome}", boss).events) for outcome in Outcome}
    assert all(told[outcome] for outcome in (Outcome.HELD, Outcome.POSTPONED, Outcome.UNPLANNED))


@pytest.mark.parametrize("text", ["ярм", "книж ярмарки", "Твер", "120 участников"])
def test_the_index_of_words_finds_what_the_rows_hold(boss: User, text: str) -> None:
    def found() -> set[str]:
        return titles(chosen(f"text={text}", boss).events)

    assert found() == {BOOK}
    row = Entry.objects.get(cells__title=BOOK, report__kind="agreements_report")
    plan = Entry.objects.get(cells__title=BOOK, report__kind="interregional_plan")
    for one in (row, plan):
        one.cells = {"title": "Совсем иное"}
        one.save()
    assert found() == set()
    Entry.with_removed.filter(pk=row.pk).update(cells={"title": text})
    assert found() == set()  # a write past the stems: they are what is searched
    row.cells = {"title": text}
    row.save()
    assert found() == {BOOK}


def test_a_word_without_end_is_kept_and_found(boss: User) -> None:
    row = Entry.objects.get(cells__title=GARDEN)
    row.cells = {"title": "ы" * 5000}
    row.save()
    assert titles(chosen(f"text={'ы' * 180}", boss).events) == {GARDEN}
