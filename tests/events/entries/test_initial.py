"""Initial values of the form of an entry."""

import pytest

from agreements.models import Partner
from events.entries.initial import initial_of, printed_name
from events.entries.saving import read_cells, store
from events.models import Entry
from tests.permissions.roles import World

pytestmark = pytest.mark.django_db

CELLS = {
    "title": "Ярмарка",
    "partner": "Калужская область,\nБрянская область",
    "dates": "12 февраля 2031 года",
    "place": "г. Брянск",
    "participants": "мастера",
    "content": "Показ.",
}


def shown(world: World, **cells: str) -> dict[str, object]:
    entry = world.entry_a
    entry.cells = {**CELLS, **cells}
    return initial_of(store(entry, read_cells(world.plan, entry.cells)))


def by_hand(initial: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in initial.items() if name.startswith(("own_", "cell_"))}


@pytest.mark.parametrize(
    ("code", "name"),
    [("ru-32", "Брянская область"), ("by", "Республика Беларусь")],
)
def test_regions_are_printed_short_and_countries_official(world: World, code: str, name: str) -> None:
    assert printed_name(Partner.objects.get(code=code)) == name


def test_towns_are_printed_as_towns_and_districts_as_they_are(world: World) -> None:
    town = Partner(kind=Partner.Kind.CITY, name="Витебск")
    assert printed_name(town) == "г. Витебск"
    assert printed_name(Partner(kind=Partner.Kind.CITY, name="Оршанский район")) == "Оршанский район"


def test_an_entry_is_shown_as_its_cells_say(world: World) -> None:
    initial = shown(world)
    assert {name: initial[name] for name in ("title", "dates", "place", "participants", "content")} == {
        name: CELLS[name] for name in ("title", "dates", "place", "participants", "content")
    }
    assert initial["partners"] == ["ru-40", "ru-32"]
    assert initial["department"] == world.department_a.pk
    assert by_hand(initial) == {}


@pytest.mark.parametrize(
    ("role", "text"),
    [("partner", "Брянская и Калужская области"), ("dates", "12.02.2031")],
)
def test_a_cell_worded_otherwise_is_shown_as_worded_by_hand(world: World, role: str, text: str) -> None:
    assert by_hand(shown(world, **{role: text})) == {f"own_{role}": True, f"cell_{role}": text}


def test_an_empty_cell_is_not_worded_by_hand(world: World) -> None:
    world.entry_a.agreement = world.agreement
    initial = shown(world, agreement="")
    assert (initial["agreement"], by_hand(initial)) == (world.agreement.pk, {})


def test_corrections_are_shown_in_their_fields(world: World) -> None:
    entry = world.entry_a
    entry.corrections = {
        "mode": {"value": "online", "cell": ""},
        "signed": {"value": False, "cell": ""},
        "participants_count": {"value": 12, "cell": ""},
    }
    initial = initial_of(entry)
    assert (initial["mode"], initial["signed"], initial["participants_count"]) == ("online", "no", 12)
    assert (initial["agreed"], initial["activity"]) == ("", "")


def test_columns_without_a_role_are_shown_by_number(world: World) -> None:
    world.plan.headings = [*world.plan.headings, ["Примечание", None], ["Ещё", None]]
    entry: Entry = world.entry_a
    entry.report, entry.extra = world.plan, {"Ещё": "да"}
    initial = initial_of(entry)
    assert (initial["extra_0"], initial["extra_1"]) == ("", "да")
