"""Figures of a partner against the entries they count."""

from datetime import date

import pytest

from agreements.models import Department, Partner
from events.cooperation.figures import cooperation
from events.cooperation.queries import events_with
from events.entries.governing import govern
from events.models import Entry, Meeting
from events.vocabulary import DateFrom, Kind, MeetingKind
from tests.events.cooperation.world import (
    cooperation_with,
    coordinator,
    make_entry,
    report,
    some_cooperation,
    unfinished,
    viewer,
)

pytestmark = pytest.mark.django_db


def test_figures_count_each_event_once() -> None:
    received = some_cooperation()["unplanned"]
    dates = {"start": received.start, "end": received.end, "date_from": DateFrom.ROW}
    Meeting.objects.create(entry=received, key="1", kind=MeetingKind.RECEPTION, **dates)
    total = cooperation_with("by").total
    assert (total.events, total.planned, total.held, total.cancelled) == (4, 3, 2, 1)
    assert (total.participants, total.at_least) == (1500, True)
    assert (total.rows_with_figure, total.rows) == (1, 2)
    assert (total.signed, total.arrangements) == (3, 1)
    assert (total.outgoing, total.incoming) == (0, 1)


def test_plans_are_those_without_a_report() -> None:
    made = some_cooperation()
    assert [event.pk for event in cooperation_with("by").plans] == [made["silent"].event_id]


def test_a_country_takes_its_regions_and_cities() -> None:
    make_entry(report(Kind.INTERNATIONAL_REPORT, "2031-Q1"), "Ярмарка", "by-vitebskaya")
    assert cooperation_with("by").total.events == 1
    assert cooperation_with("by-vitebskaya").total.events == 1
    assert cooperation_with("kz").total.events == 0


def test_a_partner_that_is_only_mentioned_is_not_counted() -> None:
    made = some_cooperation()
    assert {event.title for event in cooperation_with("by").events} == {
        entry.cells["title"] for entry in made.values()
    }


@pytest.mark.parametrize(
    ("start", "end", "titles"),
    [
        (date(2031, 2, 2), date(2031, 2, 2), ["Ярмарка"]),
        (date(2031, 2, 3), None, []),
        (None, date(2031, 2, 1), []),
        (date(2030, 1, 1), date(2032, 1, 1), ["Ярмарка"]),
    ],
)
def test_a_period_takes_events_any_day_of_which_lies_in_it(start, end, titles) -> None:
    make_entry(report(Kind.INTERNATIONAL_REPORT, "2031-Q1"), "Ярмарка", "by", day=date(2031, 2, 2))
    assert [event.title for event in cooperation_with("by", start, end).events] == titles


def test_years_add_up_to_the_total() -> None:
    some_cooperation()
    make_entry(report(Kind.INTERNATIONAL_REPORT, "2030-Q4"), "Встреча", "by", participants_count=7)
    with_partner = cooperation_with("by")
    assert [year.year for year in with_partner.years] == [2031, 2030]
    for name in ("events", "planned", "held", "participants", "rows_with_figure", "rows", "signed"):
        assert sum(getattr(year, name) for year in with_partner.years) == getattr(with_partner.total, name)


def test_an_event_of_several_years_is_told_apart_in_each_and_counts_once() -> None:
    done = report(Kind.INTERNATIONAL_REPORT, "2031-Q1")
    long = make_entry(done, "Программа обмена", "by", day=date(2031, 2, 1), participants_count=9)
    Entry.objects.filter(pk=long.pk).update(end=date(2033, 5, 1))
    govern([long.event])
    make_entry(report(Kind.INTERNATIONAL_REPORT, "2032-Q1"), "Встреча", "by", day=date(2032, 2, 1))
    whole = cooperation_with("by")
    assert [(year.year, year.events, year.carried, year.participants) for year in whole.years] == [
        (2033, 1, 1, 0),
        (2032, 2, 1, 0),
        (2031, 1, 0, 9),
    ]
    assert sum(year.events - year.carried for year in whole.years) == whole.total.events == 2
    part = cooperation_with("by", date(2032, 1, 1), date(2032, 12, 31))
    assert [(year.year, year.events, year.carried) for year in part.years] == [(2032, 2, 0)]


def test_the_last_contact_is_the_latest_event_that_took_place() -> None:
    done = report(Kind.INTERNATIONAL_REPORT, "2020-Q1")
    make_entry(done, "Первая встреча", "by", day=date(2020, 1, 10))
    make_entry(done, "Вторая встреча", "by", day=date(2020, 2, 10))
    make_entry(report(Kind.INTERNATIONAL_PLAN, "2020-H1"), "Третья встреча", "by", day=date(2020, 3, 10))
    make_entry(report(Kind.INTERNATIONAL_REPORT, "2099-Q1"), "Встреча будущего", "by", day=date(2099, 2, 10))
    last = cooperation_with("by").last_contact
    assert last is not None
    assert last.title == "Вторая встреча"


def test_rows_a_department_still_writes_are_seen_by_the_coordinator_alone() -> None:
    department = Department.objects.create(name="Министерство пробных дел")
    plan = report(Kind.INTERNATIONAL_PLAN, "2031-H1")
    unfinished(plan, make_entry(plan, "Ярмарка", "by", department=department))
    assert cooperation_with("by").total.events == 1
    assert cooperation_with("by", access=viewer()).total.events == 0
    assert cooperation_with("by", access=viewer()).departments == ()


def test_shares_count_events_with_departments() -> None:
    department = Department.objects.create(name="Министерство пробных дел")
    plan = report(Kind.INTERNATIONAL_PLAN, "2031-H1")
    first = make_entry(plan, "Ярмарка", "by", department=department)
    make_entry(
        report(Kind.INTERNATIONAL_REPORT, "2031-Q1"),
        "Ярмарка",
        "by",
        department=department,
        event=first.event,
    )
    make_entry(plan, "Выставка", "by", department=department)
    assert [(share.name, share.events) for share in cooperation_with("by").departments] == [
        ("Министерство пробных дел", 2)
    ]


@pytest.mark.parametrize("rows", [1, 12])
def test_the_number_of_queries_does_not_grow(rows: int, django_assert_num_queries) -> None:
    done = report(Kind.INTERNATIONAL_REPORT, "2031-Q1")
    for number in range(rows):
        make_entry(done, f"Встреча {number}", "by", signed=True)
    access, partner = coordinator(), Partner.objects.get(code="by")
    with django_assert_num_queries(13):
        with_partner = cooperation(access, events_with(access, partner.tree()))
    assert with_partner.total.events == rows
