"""Takes an import back as a whole."""

import logging

from django.db import transaction

from coopregistry.models import User
from coopregistry.undo import Undone, undo
from events.entries import recognition
from events.models import Entry

from .models import ImportRun

logger = logging.getLogger(__name__)


def undo_import(run: ImportRun, *, user: User | None = None, reason: str = "") -> Undone:
    """What a person changed since stays as it is and is named in `refused`, here and on the run."""
    if run.change_set is None:
        return Undone(change_set=None, records={}, refused=())
    with transaction.atomic():
        undone = undo(run.change_set, user=user, reason=reason)
        run.refused = [{"label": refused.label, "why": refused.why} for refused in undone.refused]
        run.save(update_fields=["refused"])
        recognition.refresh_findings(run.report.entries.all())
        transaction.on_commit(lambda: _log(run, undone))
    return undone


def rows_of(undone: Undone) -> int:
    """Rows that are again as they were."""
    return undone.records.get(Entry._meta.label_lower, 0)


def _log(run: ImportRun, undone: Undone) -> None:
    logger.info(
        "Import %s undone: %s rows put back, %s refused", run.pk, rows_of(undone), len(undone.refused)
    )
