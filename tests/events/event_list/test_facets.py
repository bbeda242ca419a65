"""The counts beside the values of the filter: what each would find, the other fields kept."""

from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from coopregistry.models import User
from events.access import Access
from events.event_list.facets import facets
from events.event_list.filters import EventFilter

pytestmark = pytest.mark.django_db

_QUERIES = [
    {},
    {"partner": "ru-32"},
    {"kind": "interregional_plan", "text": "выставка"},
    {"kind": "interregional_plan", "period": "2025-H1", "mode": "online"},
    {"outcome": ["held", "cancelled"], "exclude": "kind", "kind": "agreements_report"},
    {"partner_kind": "country", "result": "agreed"},
    {"held_in": "ru-32", "partner": "ru-32"},
]


def counted(query: dict[str, object], user: User) -> dict[str, dict[str, int]]:
    return facets(QueryDict(urlencode(query, doseq=True)), Access.of(user)) or {}


@pytest.mark.parametrize("query", _QUERIES)
def test_each_count_is_what_the_list_would_find(boss: User, query: dict[str, object]) -> None:
    for name, counts in counted(query, boss).items():
        for value, count in counts.items():
            others = {key: chosen for key, chosen in query.items() if key != name}
            if others.get("exclude") == name:
                del others["exclude"]
            data = QueryDict(urlencode({**others, name: value}, doseq=True))
            assert EventFilter(data, Access.of(boss)).events.count() == count, (name, value)


def test_the_fields_counted(boss: User) -> None:
    found = counted({}, boss)
    assert set(found) == {
        *("kind", "outcome", "activity", "direction"),
        *("mode", "result", "partner_kind", "district", "sphere", "held_in"),
    }
    assert found["kind"] == {
        "interregional_plan": 4,
        "interregional_report": 0,
        "agreements_report": 1,
        "international_plan": 0,
        "international_report": 2,
    }


def test_places_are_counted_with_those_around_them(boss_client: Client) -> None:
    answer = boss_client.get(reverse("events:event_facets")).json()
    assert answer["offered"]["held_in"].keys() == answer["facets"]["held_in"].keys()
    assert answer["facets"]["held_in"]["ru"] >= answer["facets"]["held_in"]["ru-67"] > 0


def test_a_filter_that_is_not_valid_has_none(boss_client: Client) -> None:
    address = reverse("events:event_facets")
    assert boss_client.get(address, {"since": "2025-05-01", "until": "2025-04-01"}).json()["facets"] == {}
    assert boss_client.get(address, {"partner": "by"}).json()["facets"]["kind"]["international_report"] == 1


def test_a_reader_counts_what_he_may_see(boss: User) -> None:
    nobody = User.objects.create_user("a-nobody")
    assert {count for counts in counted({}, nobody).values() for count in counts.values()} == {0}
