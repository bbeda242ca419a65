"""The printed list of changes between two editions."""

import pytest

from events.editions.change_list import change_list
from events.editions.fixing import current_table, fix
from events.exports.table import EntryLine
from events.models import Entry
from events.reports import arrangement, workflow
from events.vocabulary import Kind
from tests.permissions.roles import World

pytestmark = pytest.mark.django_db


def test_the_list_of_changes_says_what_was_and_what_is(world: World) -> None:
    first = fix(world.plan, user=None)
    workflow.reopen(world.plan, reason="Правка")
    entry = Entry.objects.get(pk=world.entry_a.pk)
    arrangement.step_entry(entry, down=True)
    table = change_list(Kind.INTERREGIONAL_PLAN, "Изменения", first.table, current_table(world.plan))
    rows = [line.cells for line in table.lines if isinstance(line, EntryLine)]
    assert [row[2:] for row in rows] == [("Раздел", world.department_a.name, world.department_b.name)]
