"""Takes an import back as a whole."""

import logging

from django.db import transaction

from coopregistry.models import User
from coopregistry.undo import Undone, undo
from events.entries import recognition

from .models import ImportRun

logger = logging.getLogger(__name__)


def undo_import(run: ImportRun, *, user: User | None = None, reason: str = "") -> Undone:
    """What a person changed since stays as it is and is named in `refused`, here and on the run."""
    if run.change_set is None:
        return Undone(change_set=None, records=0, refused=())
    with transaction.atomic():
        undone = undo(run.change_set, user=user, reason=reason)
        run.refused = [{"label": refused.label, "why": refused.why} for refused in undone.refused]
        run.save(update_fields=["refused"])
        recognition.refresh_findings(run.report.entries.all())
        transaction.on_commit(lambda: _log(run, undone))
    return undone


def _log(run: ImportRun, undone: Undone) -> None:
    logger.info(
        "Import %s undone: %s records put back, %s refused", run.pk, undone.records, len(undone.refused)
    )
