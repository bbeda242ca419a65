"""What an edition freezes, and when fixing is refused."""

import hashlib
from io import BytesIO

import pytest
from django.utils import timezone
from docx import Document

from events.editions.fixing import fix
from events.editions.frozen import thaw
from events.entries import saving
from events.models import Entry, Report
from events.reports import workflow
from events.reports.printed_table import report_table
from events.reports.transitions import NotNow
from tests.permissions.roles import Who, World

pytestmark = pytest.mark.django_db


def test_an_edition_keeps_the_table_and_its_document(world: World) -> None:
    edition = fix(world.plan, user=world.users[Who.COORDINATOR], reason="Первая")
    assert (edition.number, edition.rows, edition.fixed_by) == (1, 2, world.users[Who.COORDINATOR])
    assert thaw(edition.table) == report_table(world.plan)
    assert edition.sha256 == hashlib.sha256(edition.docx).hexdigest()
    texts = [cell.text for row in Document(BytesIO(edition.docx)).tables[0].rows for cell in row.cells]
    assert "Ярмарка" in texts
    assert Report.objects.get(pk=world.plan.pk).state == Report.State.IN_APPROVAL


def test_an_edition_stays_whatever_happens_to_its_rows(world: World) -> None:
    edition = fix(world.plan, user=None)
    before = (edition.table, edition.docx)
    workflow.reopen(world.plan, reason="Правка")
    world.entry_a.refresh_from_db()
    saving.remove(world.entry_a)
    edition.refresh_from_db()
    assert (edition.table, bytes(edition.docx)) == before
    assert fix(world.plan, user=None).number == 2


def test_a_closed_document_is_not_fixed_again(world: World) -> None:
    fix(world.plan, user=None)
    with pytest.raises(NotNow):
        fix(world.plan, user=None)


def test_an_empty_document_is_not_fixed(world: World) -> None:
    Entry.objects.filter(report=world.plan).update(removed_at=timezone.now())
    with pytest.raises(NotNow):
        fix(world.plan, user=None)


def test_fixing_is_logged_by_key(world: World, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO", logger="events.editions"):
        fix(world.plan, user=None, reason="Первая")
    own = [record.message for record in caplog.records if record.name == "events.editions.fixing"]
    assert own == [f"Report {world.plan.pk}: edition 1 fixed, 2 rows"]
