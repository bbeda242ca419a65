"""Two versions of an entry side by side, and which values the user takes from the other."""

from dataclasses import astuple

import pytest
from django.http import QueryDict

from events.access import Access
from events.entries.conflict import conflicts, take_theirs
from events.entries.form import EntryForm
from events.entries.initial import initial_of
from events.entries.saving import read_cells, store
from events.models import Entry
from tests.permissions.roles import Who, World

pytestmark = pytest.mark.django_db

CELLS = {
    "title": "Ярмарка",
    "partner": "Брянская область",
    "dates": "12 февраля 2031 года",
    "place": "г. Брянск",
    "participants": "мастера",
    "content": "Показ.",
}


@pytest.fixture
def entry(world: World) -> Entry:
    world.entry_a.cells = dict(CELLS)
    return store(world.entry_a, read_cells(world.plan, CELLS))


def posted(world: World, **changes: object) -> QueryDict:
    data = {name: text for name, text in CELLS.items() if name != "partner"}
    data |= {"department": world.department_a.pk, "partners": ["ru-32"], **changes}
    query = QueryDict(mutable=True)
    for name, value in data.items():
        query.setlist(name, value if isinstance(value, list) else [str(value)])
    return query


def form(world: World, entry: Entry, data: QueryDict | None = None) -> EntryForm:
    about = {"report": world.plan, "access": Access.of(world.users[Who.EDITOR_A]), "entry": entry}
    return EntryForm(data, **about) if data is not None else EntryForm(initial=initial_of(entry), **about)


def differing(world: World, entry: Entry, **changes: object) -> list[tuple[str, str, str]]:
    mine, theirs = form(world, entry, posted(world, **changes)), form(world, entry)
    return [(name, ours, other) for name, _label, ours, other in map(astuple, conflicts(mine, theirs))]


def test_versions_that_say_the_same_differ_in_nothing(world: World, entry: Entry) -> None:
    assert differing(world, entry) == []


def test_dates_said_otherwise_that_print_the_same_do_not_differ(world: World, entry: Entry) -> None:
    assert differing(world, entry, dates="12.02.2031") == []
    assert differing(world, entry, dates="", start="2031-02-12", end="2031-02-12") == []


def test_fields_differ_by_what_their_reader_sees(world: World, entry: Entry) -> None:
    changes = {"partners": ["ru-40", "ru-32"], "mode": "online", "content": "Показ.\r\nПродажа."}
    assert differing(world, entry, **changes) == [
        ("partners", "Калужская область, Брянская область", "Брянская область"),
        ("mode", "дистанционно", ""),
        ("content", "Показ.\nПродажа.", "Показ."),
    ]


def test_cells_are_compared_only_where_one_was_worded_by_hand(world: World, entry: Entry) -> None:
    assert differing(world, entry, cell_place="Площадь") == []
    assert differing(world, entry, cell_place="Площадь", own_place="on") == [("cell_place", "Площадь", "")]


def take(world: World, entry: Entry, *names: str, **changes: object) -> QueryDict:
    data = posted(world, **changes, **{f"choose_{name}": "theirs" for name in names})
    take_theirs(data, form(world, entry))
    return data


def test_theirs_replaces_mine_where_it_was_chosen(world: World, entry: Entry) -> None:
    data = take(world, entry, "title", title="Выставка", content="Продажа.")
    assert (data["title"], data["content"]) == ("Ярмарка", "Продажа.")


def test_dates_are_taken_with_the_pickers(world: World, entry: Entry) -> None:
    data = take(world, entry, "dates", dates="", start="2031-03-01", end="2031-03-02")
    assert (data["dates"], data.getlist("start"), data.getlist("end")) == (CELLS["dates"], [], [])


def test_partners_are_taken_without_those_typed_in_words(world: World, entry: Entry) -> None:
    data = take(world, entry, "partners", partners=["ru-40"], partners_text="Тула")
    assert (data.getlist("partners"), data["partners_text"]) == (["ru-32"], "")


def test_a_cell_is_taken_with_whether_it_was_worded_by_hand(world: World, entry: Entry) -> None:
    data = take(world, entry, "cell_place", cell_place="Площадь", own_place="on")
    assert (data.getlist("cell_place"), data.getlist("own_place")) == ([], [])


def test_choices_of_mine_and_of_no_field_change_nothing(world: World, entry: Entry) -> None:
    data = posted(world, title="Выставка", choose_title="mine", choose_nothing="theirs")
    before = data.copy()
    take_theirs(data, form(world, entry))
    assert data == before
