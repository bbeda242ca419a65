"""What a plan said of a held event finds it in the list, marked; figures and calendars count its own days."""

from datetime import date
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.utils.translation import override

from agreements.models import Department
from events.access import Access
from events.event_list.filters import EventFilter
from events.event_list.rows import event_rows
from events.models import Entry
from events.vocabulary import Kind
from tests.events.cooperation.world import coordinator, make_entry, report, unfinished, viewer
from tests.events.figures.scopes import figures

pytestmark = pytest.mark.django_db


@pytest.fixture
def moved() -> Entry:
    """Planned for 10 February and online, held on 5 April in person."""
    plan = make_entry(
        report(Kind.INTERNATIONAL_PLAN, "2031-H1"), "Ярмарка", "by", day=date(2031, 2, 10), mode="online"
    )
    return make_entry(
        report(Kind.INTERNATIONAL_REPORT, "2031-Q2"), "Ярмарка", "by", event=plan.event,
        day=date(2031, 4, 5), mode="in_person",
    )  # fmt: skip


def listed(query: str, access: Access) -> list[tuple[str, str]]:
    """Dates and mode of the rows."""
    found = EventFilter(QueryDict(query), access).events.with_outcome(access.drafts())
    with override("en"):
        return [(row.dates, row.mode) for row in event_rows(list(found), access)]


def days(first: str, last: str, **more: str) -> str:
    return urlencode({"since": first, "until": last, **more})


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        (days("2031-04-01", "2031-04-30"), True),
        (days("2031-02-01", "2031-02-28"), True),
        (days("2031-03-01", "2031-03-31"), False),  # between the two: neither span reaches it
        ("since=2031-03-01", True),
        ("until=2031-03-01", True),
        (days("2031-02-01", "2031-02-28", by_plan="no"), False),
        ("until=2031-03-01&by_plan=no", False),
        (days("2031-02-01", "2031-02-28", outcome="reported"), False),
        (days("2031-04-01", "2031-04-30", outcome="reported"), True),
        ("mode=in_person", True),
        ("mode=online", True),
        ("mode=online&by_plan=no", False),
        ("mode=online&outcome=held", False),
        ("mode=hybrid", False),
        ("mode=online&exclude=mode", False),
    ],
)
def test_an_event_is_found_by_the_days_and_the_mode_of_its_plan(
    moved: Entry, query: str, is_found: bool
) -> None:
    assert bool(listed(query, coordinator())) is is_found


def test_what_the_plan_alone_says_is_marked_in_the_list(moved: Entry) -> None:
    assert listed("", coordinator()) == [
        ("5 апреля 2031 года; 10 февраля 2031 года (by the plan)", "in person; online (by the plan)")
    ]


def test_a_plan_the_held_days_lie_in_is_no_other_day() -> None:
    plan = make_entry(
        report(Kind.INTERNATIONAL_PLAN, "2031-H1"), "Ярмарка", "by",
        start=date(2031, 2, 1), end=date(2031, 2, 28), precision="month",
    )  # fmt: skip
    make_entry(
        report(Kind.INTERNATIONAL_REPORT, "2031-Q1"), "Ярмарка", "by", event=plan.event, day=date(2031, 2, 5)
    )
    assert [dates for dates, _mode in listed("", coordinator())] == ["5 февраля 2031 года"]
    assert listed(days("2031-02-20", "2031-02-28"), coordinator()) == []


def test_a_report_still_being_written_hides_the_plan_from_nobody_else(moved: Entry) -> None:
    moved.department = Department.objects.first()
    moved.save()
    unfinished(moved.report, moved)
    assert len(listed(days("2031-02-01", "2031-02-28", by_plan="no"), viewer())) == 1
    assert listed(days("2031-04-01", "2031-04-30"), viewer()) == []


def test_figures_of_a_period_count_the_days_held_and_their_lists_agree(moved: Entry) -> None:
    of_first, of_second = (figures(f"period=2031-{part}&by=dates", coordinator()) for part in ("Q1", "Q2"))
    assert (of_first.total.events, of_second.total.events) == (0, 1)
    for told in (of_first, of_second):
        assert len(listed(told.scope.query(), coordinator())) == told.total.events
