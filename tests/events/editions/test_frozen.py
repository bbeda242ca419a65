"""A frozen table is plain JSON and thaws into the table it was."""

import json

import pytest

from events.editions.frozen import freeze, thaw
from events.models import Entry
from events.reports.printed_table import in_printing_order, table_of
from tests.permissions.roles import World

pytestmark = pytest.mark.django_db


def test_a_table_survives_freezing_and_json(world: World) -> None:
    world.plan.notes, world.plan.column_numbers = ["Примечание"], True
    world.plan.headings = [*world.plan.headings, ["Своя графа", None]]
    Entry.objects.filter(pk=world.entry_a.pk).update(extra={"Своя графа": "да"})
    sections = in_printing_order(world.plan)
    table = table_of(world.plan, sections)
    assert thaw(json.loads(json.dumps(freeze(table, sections)))) == table


def test_each_frozen_row_keeps_the_key_of_its_entry(world: World) -> None:
    sections = in_printing_order(world.plan)
    lines = freeze(table_of(world.plan, sections), sections)["lines"]
    assert {line["entry"] for line in lines if "entry" in line} == {world.entry_a.pk, world.entry_b.pk}
