"""The orders of the event list."""

import pytest

from coopregistry.models import User
from events.event_list.ordering import ORDERS
from tests.events.event_world import (
    ALL,
    BOOK,
    DANCE,
    GARDEN,
    SUMMER,
    TEA,
    chosen,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("order", "first", "last"),
    [
        ("newest", SUMMER, DANCE),
        ("oldest", DANCE, SUMMER),
        ("title", GARDEN, TEA),
        ("title-down", TEA, GARDEN),
        ("partner", SUMMER, BOOK),
        ("partner-down", BOOK, GARDEN),
        ("department", BOOK, DANCE),
        ("department-down", SUMMER, DANCE),
        ("participants", BOOK, None),
        ("participants-up", DANCE, None),
    ],
)
def test_the_list_has_an_order(boss: User, order: str, first: str, last: str | None) -> None:
    ordered = [event.title for event in chosen(f"order={order}", boss).events]
    assert (ordered[0], ordered[-1] if last else None) == (first, last)
    assert set(ordered) == ALL


def test_every_order_is_tried() -> None:
    columns = ("title", "partner", "department")
    both = {f"{column}{way}" for column in columns for way in ("", "-down")}
    assert set(ORDERS) == {"newest", "oldest", "participants", "participants-up", *both}
