"""Keys found by a condition: in the order of the list however many there are."""

import random
from datetime import date, timedelta

import pytest
from django.db.models import QuerySet

from events.event_list import ordered_keys
from events.event_list.ordered_keys import OrderedKeys
from events.models import Event

pytestmark = pytest.mark.django_db
PAGES = [slice(0, 3), slice(3, 6), slice(27, 30), slice(29, 40)]


def latest_first(events: QuerySet[Event]) -> QuerySet[Event]:
    return events.order_by("-start", "-pk")


@pytest.mark.parametrize("few", [1000, 6], ids=["sorted", "walked to the second page"])
@pytest.mark.parametrize("walks", [(10, 1000), (10, 20)], ids=["far enough", "not far enough"])
def test_pages_are_those_of_the_whole_order(
    monkeypatch: pytest.MonkeyPatch, few: int, walks: tuple[int, int]
) -> None:
    monkeypatch.setattr(ordered_keys, "_FEW", few)
    monkeypatch.setattr(ordered_keys, "_WALKS", walks)
    chance = random.Random(1)
    for _number in range(60):
        Event.objects.create(title="", start=date(2024, 1, 1) + timedelta(chance.randrange(30)))
    found = chance.sample(list(Event.objects.values_list("pk", flat=True)), 30)
    in_order = list(latest_first(Event.objects.filter(pk__in=found)).values_list("pk", flat=True))
    keys = OrderedKeys(found, latest_first)
    assert len(keys) == 30
    assert [keys[page] for page in PAGES] == [in_order[page] for page in PAGES]


def test_an_event_that_goes_meanwhile_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ordered_keys, "_FEW", 2)
    first, second, third = (Event.objects.create(title="", start=date(2024, 1, day)) for day in (1, 2, 3))
    keys = OrderedKeys([first.pk, second.pk, third.pk], latest_first)
    second.delete()
    assert keys[0:2] == [third.pk, first.pk]
