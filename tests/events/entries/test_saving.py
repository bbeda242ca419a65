"""Writing an entry: cells, the department's wording, corrections, event, order, files."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from agreements.models import Partner
from events.entries import saving
from events.entries.content import EntryContent
from events.entries.saving import NewEntry, add_entries, read_cells, reword, write_entry
from events.models import Entry, Finding, Report, Sphere
from events.phrases.house_wording import EnteredValues, compose_cells
from events.vocabulary import Mode, Role
from tests.permissions.roles import Who, World

pytestmark = pytest.mark.django_db


def content(world: World, **changes: object) -> EntryContent:
    """What the form would pass on; `cells` override those composed from entered values."""
    entered = EnteredValues(title="Ярмарка", dates_text="12 февраля 2031 года", content="Показ.")
    made = EntryContent(
        entered=entered,
        cells=compose_cells(entered),
        extra={},
        partners=(),
        partners_as_text=(),
        as_written=frozenset(),
        left_out=frozenset(),
        agreement=None,
        department=world.department_a,
        is_department_chosen=False,
        sphere=None,
        event=None,
        is_apart=False,
        files=(),
    )
    cells = {**made.cells, **changes.pop("cells", {})}
    return replace(made, cells=cells, **changes)


def write(
    world: World, entry: Entry | None = None, *, by_department: bool = True, **changes: object
) -> Entry:
    return write_entry(
        entry or Entry(report=world.plan),
        content(world, **changes),
        by_department=by_department,
        user=world.users[Who.EDITOR_A],
    )


def cell(role: Role, text: str) -> Mapping[str, object]:
    return {"cells": {role: text}}


def test_a_new_entry_stands_last_in_the_section_of_its_department(world: World) -> None:
    world.plan.numbering = Report.Numbering.AS_WRITTEN
    world.plan.save()
    entry = write(world)
    assert (entry.section, entry.order) == (world.entry_a.section, 2)
    world.plan.refresh_from_db()
    assert world.plan.numbering == Report.Numbering.RUNNING


def test_a_new_entry_gets_an_event_of_its_own_or_the_one_it_was_given(world: World) -> None:
    alone, together = write(world), write(world, event=world.entry_b.event)
    assert alone.event.entries.count() == 1
    assert together.event == world.entry_b.event


def test_an_entry_counted_apart_leaves_the_event_to_the_others(world: World) -> None:
    shared = world.entry_b.event
    entry = write(world, event=shared)
    write(world, entry, is_apart=True)
    assert entry.event != shared
    assert list(shared.entries.all()) == [world.entry_b]


def test_an_entry_stays_in_its_section_unless_the_form_offered_departments(world: World) -> None:
    other = world.entry_b.section
    world.entry_a.section = other
    write(world, world.entry_a)
    assert world.entry_a.section == other
    write(world, world.entry_a, is_department_chosen=True)
    assert world.entry_a.section.department == world.department_a


def test_the_departments_wording_is_kept_beside_the_coordinators(world: World) -> None:
    entry = write(world)
    write(world, entry, by_department=False, **cell(Role.CONTENT, "Продажа."))
    write(world, entry, by_department=False, **cell(Role.CONTENT, "Продажа изделий."))
    assert (entry.cells["content"], entry.body_cells) == ("Продажа изделий.", {"content": "Показ."})


def test_a_coordinator_going_back_to_the_departments_wording_keeps_nothing_beside(world: World) -> None:
    entry = write(world)
    write(world, entry, by_department=False, **cell(Role.CONTENT, "Продажа."))
    write(world, entry, by_department=False)
    assert (entry.cells["content"], entry.body_cells) == ("Показ.", {})


def test_the_departments_next_wording_replaces_both(world: World) -> None:
    entry = write(world)
    write(world, entry, by_department=False, **cell(Role.CONTENT, "Продажа."))
    write(world, entry, **cell(Role.CONTENT, "Смотр."))
    assert (entry.cells["content"], entry.body_cells) == ("Смотр.", {})


def test_what_the_department_leaves_as_it_is_stays_the_coordinators(world: World) -> None:
    entry = write(world)
    write(world, entry, by_department=False, **cell(Role.CONTENT, "Продажа."))
    write(world, entry, **cell(Role.CONTENT, "Продажа."))
    assert entry.body_cells == {"content": "Показ."}


def test_a_new_entry_of_the_coordinator_has_no_other_wording(world: World) -> None:
    assert write(world, by_department=False).body_cells == {}


def test_a_changed_cell_leaves_its_run_of_merged_cells(world: World) -> None:
    entry = write(world)
    entry.continued = {"content": "above", "title": "above"}
    write(world, entry, **cell(Role.CONTENT, "Смотр."))
    assert entry.continued == {"title": "above"}


def test_rewording_with_the_same_text_leaves_the_run_all_the_same(world: World) -> None:
    entry = write(world)
    entry.continued = {"content": "above", "title": "above"}
    reword(entry, Role.CONTENT, "Показ.", by_department=False)
    assert (entry.continued, entry.body_cells) == ({"title": "above"}, {})


def test_what_is_entered_against_the_cells_is_kept_as_a_correction_with_a_finding(world: World) -> None:
    entered = EnteredValues(title="Ярмарка", mode=Mode.ONLINE)
    entry = write(world, entered=entered, **cell(Role.PLACE, "г. Брянск"))
    assert {name: one["value"] for name, one in entry.corrections.items()} == {"mode": "online"}
    assert entry.mode == "online"
    assert "value-not-in-cell" in entry.findings.values_list("code", flat=True)


def test_a_chosen_partner_is_linked_though_no_cell_names_it(world: World) -> None:
    entry = write(world, partners=(world.partner,))
    link = entry.partner_links.get(partner=world.partner)
    assert (link.role, link.cell, link.phrase) == ("partner", "partner", "")


def test_a_partner_left_out_is_not_linked(world: World) -> None:
    named = cell(Role.PARTNER, "Брянская область")
    assert write(world, **named).partner_links.filter(partner=world.partner).exists()
    entry = write(world, left_out=frozenset({"ru-32"}), **named)
    assert not entry.partner_links.filter(partner=world.partner).exists()


def test_files_are_kept_with_their_checksum_and_the_end_of_a_long_name(world: World) -> None:
    name = f"{'я' * 300}.txt"
    file = SimpleUploadedFile("a.txt", b"abc")
    file._name = name
    [kept] = write(world, files=(file,)).attachments.all()
    assert (bytes(kept.content), kept.size, kept.name) == (b"abc", 3, name[-255:])
    assert kept.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert kept.added_by == world.users[Who.EDITOR_A]


def test_removing_is_undone_by_putting_back(world: World) -> None:
    entry = write(world, partners=(Partner.objects.get(code="ru-40"),), **cell(Role.DATES, "когда-нибудь"))
    before = set(entry.findings.values_list("code", flat=True))
    event = entry.event
    saving.remove(entry)
    event.refresh_from_db()
    assert (event.removed_at is None, Finding.objects.filter(entry=entry).count()) == (False, 0)
    saving.put_back(Entry.with_removed.get(pk=entry.pk))
    event.refresh_from_db()
    entry = Entry.objects.get(pk=entry.pk)
    assert (event.removed_at, set(entry.findings.values_list("code", flat=True))) == (None, before)
    assert entry.partner_links.filter(partner__code="ru-40").exists()


def test_entries_of_a_table_stand_one_below_the_other_in_their_sections(world: World) -> None:
    world.plan.basis = "sphere"
    world.plan.save()
    first, second = Sphere.objects.all()[:2]
    cells = [{"title": title} for title in ("А", "Б", "В")]
    new = [
        NewEntry(cells=cells[n], values=read_cells(world.plan, cells[n]), sphere=sphere)
        for n, sphere in enumerate((first, second, first))
    ]
    made = add_entries(world.plan, world.department_a, new)
    assert [(one.section.sphere, one.order, one.cells) for one in made] == [
        (first, 1, {"title": "А"}),
        (second, 1, {"title": "Б"}),
        (first, 2, {"title": "В"}),
    ]
