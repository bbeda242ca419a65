"""Columns, links and findings follow the cells; a correction holds while its cells stay."""

from datetime import date

import pytest

from agreements.gazetteer import current_gazetteer
from events.entries import recognition
from events.entries.chosen_partners import correction_key
from events.entries.recognition import cell_hash, recognise, refresh_findings, save_links
from events.entries.saving import read_cells, store
from events.models import Entry, EntryPartner, Finding
from events.vocabulary import Role
from tests.permissions.roles import World

pytestmark = pytest.mark.django_db

CELLS = {
    "title": "Ярмарка ремёсел",
    "partner": "Брянская область",
    "dates": "12 февраля 2031 года",
    "participants": "40 человек",
    "content": "Показ изделий.",
}


@pytest.fixture
def entry(world: World) -> Entry:
    world.entry_a.cells = dict(CELLS)
    return store(world.entry_a, read_cells(world.plan, CELLS))


def read_again(entry: Entry, **cells: str) -> Entry:
    entry.cells = {**entry.cells, **cells}
    recognise(entry, read_cells(entry.report, entry.cells))
    return entry


def correct(entry: Entry, name: str, value: object) -> None:
    entry.corrections[name] = {"value": value, "cell": cell_hash(entry, name)}


def test_a_correction_holds_while_the_cell_it_speaks_of_stays(entry: Entry) -> None:
    correct(entry, "start", "2031-02-10")
    read_again(entry, title="Выставка", participants="50 человек")
    assert (entry.start, entry.end) == (date(2031, 2, 10), date(2031, 2, 12))
    assert list(entry.corrections) == ["start"]


def test_a_correction_falls_away_with_its_cell(entry: Entry) -> None:
    correct(entry, "start", "2031-02-10")
    correct(entry, "participants_count", 45)
    read_again(entry, dates="13 февраля 2031 года")
    assert (entry.start, entry.participants_count) == (date(2031, 2, 13), 45)
    assert list(entry.corrections) == ["participants_count"]


@pytest.mark.parametrize(
    ("name", "cell", "holds"),
    [
        ("signed", "content", False),
        ("signed", "title", False),
        ("signed", "dates", True),
        ("agreed", "title", True),
        ("agreed", "content", False),
        ("mode", "dates", False),  # read from all cells together
        ("mode", "number", True),
    ],
)
def test_each_value_depends_on_the_cells_it_is_read_from(
    entry: Entry, name: str, cell: str, holds: bool
) -> None:
    before = cell_hash(entry, name)
    entry.cells = {**entry.cells, cell: "другое"}
    assert (cell_hash(entry, name) == before) == holds


def test_text_that_moves_from_one_cell_into_the_next_is_a_change(entry: Entry) -> None:
    entry.cells = {"title": "а", "content": "б"}
    before = cell_hash(entry, "signed")
    entry.cells = {"title": "", "content": "ба"}
    assert cell_hash(entry, "signed") != before


def test_a_partner_left_out_of_a_cell_has_no_link_until_the_cell_changes(entry: Entry) -> None:
    [found] = read_cells(entry.report, entry.cells).partners.found
    name = correction_key(found)
    entry.corrections[name] = {"value": False, "cell": cell_hash(entry, name, "partner"), "role": "partner"}
    store(entry, read_cells(entry.report, entry.cells))
    assert not entry.partner_links.exists()
    entry.cells["partner"] = "Брянская область и Тула"
    store(entry, read_cells(entry.report, entry.cells))
    assert "ru-32" in entry.partner_links.values_list("partner__code", flat=True)


def links(entry: Entry) -> set[tuple[str, str]]:
    return set(entry.partner_links.values_list("partner__code", "role"))


def test_links_follow_the_values_and_those_that_stay_are_not_rewritten(entry: Entry) -> None:
    kept = entry.partner_links.get(partner__code="ru-32").pk
    values = read_cells(entry.report, {**CELLS, "partner": "Брянская и Калужская области"})
    save_links([(entry, values)], current_gazetteer())
    assert {("ru-32", "partner"), ("ru-40", "partner")} <= links(entry)
    assert EntryPartner.objects.get(pk=kept).partner.code == "ru-32"
    save_links([(entry, read_cells(entry.report, {**CELLS, "partner": ""}))], current_gazetteer())
    assert links(entry) == set()


def test_findings_are_rewritten_from_what_is_recognised(entry: Entry) -> None:
    read_again(entry, dates="когда-нибудь")
    entry.save()
    refresh_findings([entry])
    assert list(entry.findings.values_list("code", "role")) == [("unread-dates", "dates")]
    read_again(entry, dates=CELLS["dates"])
    entry.save()
    refresh_findings([entry])
    assert list(entry.findings.values_list("code", "role")) == []


def test_removed_entries_have_no_findings(entry: Entry) -> None:
    Finding.objects.create(report=entry.report, entry=entry, code="no-dates", severity="warning")
    entry.remove()
    refresh_findings([])
    assert not Finding.objects.filter(entry=entry).exists()


def test_columns_are_none_or_empty_where_the_cells_say_nothing(world: World) -> None:
    columns = recognition.columns_of(read_cells(world.plan, {Role.TITLE: ""}))
    assert set(columns.values()) == {None, "", False}
