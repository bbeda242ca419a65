"""A pasted table: what is proposed for each row, and what is added."""

from datetime import date

import pytest

from events.access import Access
from events.entries.clipboard import PastedRow
from events.entries.paste_forms import PasteForm, RowChoicesForm
from events.entries.saving import read_cells, store
from events.models import Entry, Sphere, SphereWording
from tests.permissions.roles import Who, World

pytestmark = pytest.mark.django_db

FAIR = {"title": "Ярмарка ремёсел", "dates": "12 февраля 2031 года", "partner": "Брянская область"}


def row(section: str = "", **cells: str) -> PastedRow:
    return PastedRow({**FAIR, **cells}, section)


def form(world: World, *rows: PastedRow, data: dict[str, str] | None = None) -> RowChoicesForm:
    return RowChoicesForm(
        data,
        rows=rows,
        report=world.plan,
        department=world.department_a,
        access=Access.of(world.users[Who.EDITOR_A]),
    )


def standing(world: World) -> Entry:
    entry = world.entry_a
    entry.cells = dict(FAIR)
    return store(entry, read_cells(world.plan, FAIR))


def test_rows_without_a_title_are_no_events(world: World) -> None:
    heading = "\t".join(" ".join(heading.split()) for heading, _role in world.plan.headings)
    place = [role for _heading, role in world.plan.headings].index("title")
    line = ["x"] * len(world.plan.headings)
    line[place] = "Ярмарка"
    without = [*line[:place], "", *line[place + 1 :]]
    table = "\n".join([heading, "\t".join(line), "\t".join(without)])
    pasted = PasteForm({"table": table}, report=world.plan)
    assert pasted.is_valid()
    assert [one.cells["title"] for one in pasted.cleaned_data["table"]] == ["Ярмарка"]


def test_a_row_the_document_has_already_is_not_ticked(world: World) -> None:
    standing(world)
    choices = list(form(world, row(), row(dates="13 февраля 2031 года")).choices())
    assert [(choice.is_here, choice.take.value()) for choice in choices] == [(True, False), (False, True)]


def test_a_row_of_another_department_is_not_here(world: World) -> None:
    entry = standing(world)
    entry.department = world.department_b
    entry.save()
    [choice] = RowChoicesForm(
        None,
        rows=[row()],
        report=world.plan,
        department=world.department_a,
        access=Access.of(world.users[Who.COORDINATOR]),
    ).choices()
    assert (choice.is_here, choice.event is not None) == (False, True)


def test_taken_rows_become_entries_of_the_chosen_event(world: World) -> None:
    event = standing(world).event
    data = {"take_0": "on", "event_0": str(event.pk), "take_2": "on"}
    chosen = form(world, row(), row(title="Выставка картин"), row(title="Конкурс чтецов"), data=data)
    assert chosen.is_valid()
    first, second = chosen.new_entries()
    assert (first.cells, first.event, first.sphere) == (FAIR, event, None)
    assert (second.cells["title"], second.event) == ("Конкурс чтецов", None)
    assert second.values.dates.start == date(2031, 2, 12)


def test_an_event_that_was_not_offered_cannot_be_chosen(world: World) -> None:
    standing(world)
    chosen = form(world, row(), data={"take_0": "on", "event_0": str(world.done_entry.event_id)})
    assert list(chosen.errors) == ["event_0"]


def test_the_sphere_is_read_from_the_heading_and_required_of_taken_rows(world: World) -> None:
    world.plan.basis = "sphere"
    world.plan.save()
    first, second = Sphere.objects.all()[:2]
    SphereWording.objects.create(sphere=second, text="Особая сфера")
    shown = form(world, row(section=first.name.upper()), row(section="Особая  сфера"), row(section="Иное"))
    assert [choice.sphere.value() for choice in shown.choices()] == [first.pk, second.pk, None]
    data = {"take_0": "on", "take_1": "on", "sphere_1": str(first.pk)}
    posted = form(world, row(), row(), row(), data=data)
    assert list(posted.errors) == ["sphere_0"]
