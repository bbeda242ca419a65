"""Reads a file that was given and says how far it has come; a reading that was cut off is begun again."""

import time
from collections.abc import Iterable

from django.utils import timezone

from events.access import Access
from importers.documents.issues import UnreadableDocument
from importers.models import PendingImport

from .partial import with_errors
from .pending import Look, document_of, look
from .spellings import CODES

Stage = PendingImport.Stage
_SAID_EVERY = 2.0  # seconds: the page asks no more often, and each word is a write
# What is no document with a table and worth keeping as it is
ATTACHMENTS = ("pdf", "image", "mail", "presentation", "web-page", "archive")


def read_in(pending: PendingImport, access: Access) -> None:
    """Read the file, compare it and note what the lists show of it; nothing else is written."""
    progress = _Progress(pending)
    progress.say(Stage.OPENING)
    try:
        document = document_of(pending, progress.go_on)
    except UnreadableDocument as unreadable:
        _note_unreadable(pending, unreadable)
        return
    pending.row_count = len(document.rows)
    pending.own_kind = document.kind.value if document.kind else ""
    pending.own_period = document.period.code if document.period else ""
    pending.save(update_fields=["own_kind", "own_period"])
    progress.say(Stage.COMPARING)
    note(pending, look(pending, access))


def note(pending: PendingImport, shown: Look) -> None:
    """Keep what the lists and the queue of spellings show of a file."""
    resolution = shown.resolution
    pending.stage, pending.stage_at = Stage.READ, timezone.now()
    pending.error_count = len(with_errors(resolution)) if resolution else 0
    pending.spellings = _spellings(resolution.rows if resolution else ())
    pending.save(update_fields=["stage", "stage_at", "row_count", "error_count", "spellings"])


def _note_unreadable(pending: PendingImport, unreadable: UnreadableDocument) -> None:
    issue = unreadable.issue
    if issue.code == "reader-busy":
        pending.stage = Stage.GIVEN
        pending.save(update_fields=["stage"])
        return
    pending.stage, pending.stage_at = Stage.READ, timezone.now()
    pending.row_count, pending.error_count, pending.spellings = None, 0, {}
    if issue.code == "wrong-type":
        pending.format = issue.found
        if issue.found in ATTACHMENTS:
            pending.state = PendingImport.State.KEPT
    pending.save(
        update_fields=["stage", "stage_at", "row_count", "error_count", "spellings", "format", "state"]
    )


def _spellings(rows: Iterable) -> dict[str, list]:
    """Each unknown name with the number of its rows and the names close to it."""
    found: dict[str, list] = {}
    for row in rows:
        asked = {issue.found: issue.suggestion for issue in row.issues if issue.code in CODES}
        for text, suggestion in asked.items():
            found.setdefault(text, [0, suggestion])[0] += 1
    return found


class _Progress:
    """Writes the stage for the page that asks, not oftener than it asks."""

    def __init__(self, pending: PendingImport):
        self._pending = pending
        self._said_at = 0.0

    def say(self, stage: Stage) -> None:
        self._pending.stage, self._pending.stage_at = stage, timezone.now()
        self._pending.save(update_fields=["stage", "stage_at", "row_count"])
        self._said_at = time.monotonic()

    def go_on(self, rows: int | None) -> None:
        """Told again and again while the file is read; `rows` as soon as they are counted."""
        stage = Stage.OPENING if rows is None else Stage.RECOGNISING
        if stage != self._pending.stage or time.monotonic() - self._said_at > _SAID_EVERY:
            self._pending.row_count = rows
            self.say(stage)
