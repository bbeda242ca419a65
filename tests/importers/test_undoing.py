"""An import is undone as a whole, except what a person changed since."""

import logging

import pytest

from events.models import Entry, Report
from importers.documents.upload import Upload
from importers.importing import import_document
from importers.undoing import rows_of, undo_import
from tests.importers.dumps import CULTURE, dump, plan_row

pytestmark = pytest.mark.django_db

WHOLE = dump([(CULTURE, [plan_row("Книжная ярмарка"), plan_row("Выставка садов")])])


def test_what_an_undo_refused_is_kept_on_the_run_and_counted_in_the_log(
    caplog: pytest.LogCaptureFixture, django_capture_on_commit_callbacks
) -> None:
    _resolution, run = import_document(Upload(name="план.txt", data=WHOLE))
    entry = Entry.objects.get(number=1)
    entry.cells = {**entry.cells, "place": "г. Ржев"}
    entry.save()
    with caplog.at_level(logging.INFO, "importers"), django_capture_on_commit_callbacks(execute=True):
        undone = undo_import(run)
    assert undone.refused
    assert (
        rows_of(undone) == 1 < sum(undone.records.values())
    )  # its row, event, partners: one row to a reader
    run.refresh_from_db()
    assert run.refused == [{"label": refused.label, "why": refused.why} for refused in undone.refused]
    assert [record.getMessage() for record in caplog.records if record.name == "importers.undoing"] == [
        f"Import {run.pk} undone: {rows_of(undone)} rows put back, {len(undone.refused)} refused"
    ]


def test_an_import_that_changed_nothing_has_nothing_to_undo() -> None:
    import_document(Upload(name="план.txt", data=WHOLE))
    _resolution, run = import_document(Upload(name="план.txt", data=WHOLE + b"\n"))
    undone = undo_import(run)
    assert (undone.change_set, undone.records, undone.refused) == (None, {}, ())
    assert Report.objects.exists()
