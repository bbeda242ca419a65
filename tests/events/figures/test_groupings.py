"""The same events by department and by sphere."""

from datetime import date

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from coopregistry.models import User
from events.access import Access
from events.event_list.filters import EventFilter
from events.figures.groupings import two_groupings
from events.models import Section, Sphere
from events.vocabulary import Kind
from tests.events.cooperation.world import coordinator, make_entry, report
from tests.events.figures.scopes import scope_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("query", ["period=2025", "period=2025&by=documents", "period=2024", "period=1990"])
def test_both_groupings_hold_the_same_events(boss: User, query: str) -> None:
    access = Access.of(boss)
    found = two_groupings(scope_of(query, access))
    assert found.agree
    departments, spheres = found.sides
    assert departments.total == spheres.total == found.events.value
    assert departments.alone_in_all == departments.grouped - found.both
    assert spheres.alone_in_all == spheres.grouped - found.both
    for side in found.sides:
        for name, cell in (*side.lines, ("", side.nowhere)):
            listed = EventFilter(QueryDict(cell.query), access).events.count()
            assert (name, listed) == (name, cell.value)


def test_events_of_one_grouping_alone_are_named() -> None:
    done = report(Kind.INTERNATIONAL_REPORT, "2031-Q1")
    section = Section.objects.create(report=done, title="Раздел", sphere=Sphere.objects.first())
    make_entry(done, "Ярмарка", day=date(2031, 2, 2), section=section)
    make_entry(done, "Концерт", day=date(2031, 2, 2))
    found = two_groupings(scope_of("period=2031", coordinator()))
    departments, spheres = found.sides
    assert [event.title for event in spheres.alone] == ["Ярмарка"]
    assert (departments.alone, found.neither, found.both) == ((), 1, 0)


def test_the_groupings_leave_conditions_on_departments_and_spheres_out(client: Client) -> None:
    sphere = Sphere.objects.first()
    url = reverse("events:groupings") + "?period=2025"
    narrow, whole = (client.get(url + more) for more in (f"&sphere={sphere.pk}&department=1", ""))
    assert narrow.context["groupings"].events.value == whole.context["groupings"].events.value
    for suffix in ("docx", "xlsx"):
        assert client.get(reverse("events:groupings_file", args=[suffix]) + "?period=2025").status_code == 200
