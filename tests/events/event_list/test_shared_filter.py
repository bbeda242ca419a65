"""The event filter on pages other than the list."""

import pytest
from django.http import QueryDict

from coopregistry.models import User
from events.access import Access
from events.event_list.shared_filter import filter_context, filter_from_query, filter_parameters
from tests.events.event_world import ALL, CHOIR, DANCE, TEA, titles

pytestmark = pytest.mark.django_db


def test_a_dropped_field_is_no_longer_inverted(boss: User) -> None:
    query = QueryDict("partner=by&exclude=partner&exclude=kind&kind=interregional_plan&order=title")
    event_filter = filter_from_query(query, Access.of(boss), without=("partner",))
    assert titles(event_filter.events) == {DANCE, TEA}
    assert event_filter.data.urlencode() == "kind=interregional_plan&exclude=kind"


def test_only_parameters_of_the_filter_are_kept() -> None:
    query = QueryDict("partner=by&order=title&page=3&show=year&at=2025-01-01&since=2025-02-02")
    assert filter_parameters(query) == "partner=by&since=2025-02-02"


def test_an_invalid_filter_shows_its_fields_and_no_events(boss: User) -> None:
    event_filter = filter_from_query(QueryDict("since=x"), Access.of(boss))
    context = filter_context(event_filter, {"show": "year"}, without=("partner",))
    assert (context["valid"], context["active_filters"], context["own"]) == (False, [], {"show": "year"})
    assert {"order", "partner"}.isdisjoint(field.name for field in context["filter_fields"])
    assert titles(event_filter.events) == set()


def test_an_empty_filter_shows_every_event(boss: User) -> None:
    assert titles(filter_from_query(QueryDict(""), Access.of(boss)).events) == ALL
    online = filter_from_query(QueryDict("mode=online"), Access.of(boss))
    assert titles(online.events) == {CHOIR}
