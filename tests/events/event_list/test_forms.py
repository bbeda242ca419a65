"""Forms of the event list: chosen columns, and a filter saved under a name."""

import pytest

from events.access import Access
from events.event_list.forms import ColumnsForm, SavedFilterForm
from events.exports.event_columns import CHOOSABLE, PAGE_COLUMNS
from events.models import SavedFilter
from tests.permissions.roles import Who, World

SHOWN = [column.key for column in PAGE_COLUMNS]


def columns(value: str) -> list[str] | None:
    form = ColumnsForm.from_query(value)
    return form.cleaned_data["column"] if form.is_valid() else None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("mode,dates", ["title", "dates", "mode"]),  # in the order of the list, always with the title
        ("dates,dates", ["title", "dates"]),
        (",".join(SHOWN), []),
        (",".join(reversed(SHOWN)), []),
        ("title", []),
        ("dates,secret", None),
        (",".join(["dates"] * len(CHOOSABLE) + ["secret"]), ["title", "dates"]),  # no more is read
    ],
)
def test_columns_of_a_query_string(value: str, expected: list[str] | None) -> None:
    assert columns(value) == expected


def test_all_columns_can_be_chosen() -> None:
    keys = [column.key for column in CHOOSABLE]
    assert columns(",".join(keys)) == keys


def saved(world: World, who: Who, name: str, instance: SavedFilter | None = None) -> SavedFilterForm:
    user = world.users[who]
    instance = instance or SavedFilter(owner=user, query="partner=by")
    return SavedFilterForm({"name": name}, instance=instance, access=Access.of(user))


def test_a_name_is_taken_by_another_filter_of_the_same_user_alone(world: World) -> None:
    first = saved(world, Who.VIEWER, "Беларусь").save()
    assert saved(world, Who.VIEWER, "Беларусь").errors == {
        "name": ["У вас уже есть отбор с таким названием."]
    }
    assert saved(world, Who.VIEWER, "Беларусь", instance=first).is_valid()
    assert saved(world, Who.EDITOR_A, "Беларусь").is_valid()
    first.remove()
    assert saved(world, Who.VIEWER, "Беларусь").is_valid()
