"""Reads an uploaded file and reports its progress; a reading that was cut off is begun again."""

import time
from collections.abc import Iterable

from django.utils import timezone

from events.access import Access
from importers.documents.issues import DocumentIssue, UnreadableDocument
from importers.models import PendingImport
from importers.resolving.resolution import ResolvedRow

from .document_cache import document_of
from .partial import rows_with_errors
from .preview import Preview, preview
from .said_of_file import SPELLING_CODES

Stage = PendingImport.Stage
_SAVE_EVERY = 2.0  # seconds, as the page polls: each report is a write
# Files without a table that are worth keeping as they are
ATTACHMENTS = ("pdf", "image", "mail", "presentation", "web-page", "archive")


def read_pending(pending: PendingImport, access: Access) -> None:
    """Read the file, compare it and save what the lists show of it; nothing else is written."""
    progress = _Progress(pending)
    progress.save(Stage.OPENING)
    try:
        document = document_of(pending, progress.report)
    except UnreadableDocument as unreadable:
        _save_blocker(pending, unreadable.issue)
        return
    pending.row_count = len(document.rows)
    pending.own_kind = document.kind.value if document.kind else ""
    pending.own_period = document.period.code if document.period else ""
    pending.save(update_fields=["own_kind", "own_period"])
    progress.save(Stage.COMPARING)
    save_summary(pending, preview(pending, access))


def save_summary(pending: PendingImport, shown: Preview) -> None:
    """Keep what the lists and the queue of spellings show of a file."""
    resolution = shown.resolution
    pending.stage, pending.stage_at = Stage.READ, timezone.now()
    pending.error_count = len(rows_with_errors(resolution)) if resolution else 0
    pending.spellings = _unknown_spellings(resolution.rows if resolution else ())
    pending.save(update_fields=["stage", "stage_at", "row_count", "error_count", "spellings"])


def _save_blocker(pending: PendingImport, issue: DocumentIssue) -> None:
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


def _unknown_spellings(rows: Iterable[ResolvedRow]) -> dict[str, list]:
    """Each unknown name with the number of its rows and the names close to it."""
    spellings: dict[str, list] = {}
    for row in rows:
        unknown = {issue.found: issue.suggestion for issue in row.issues if issue.code in SPELLING_CODES}
        for text, suggestion in unknown.items():
            spellings.setdefault(text, [0, suggestion])[0] += 1
    return spellings


class _Progress:
    """Saves the stage reached, at most once per poll of the page."""

    def __init__(self, pending: PendingImport):
        self._pending = pending
        self._saved_at = 0.0

    def save(self, stage: Stage) -> None:
        self._pending.stage, self._pending.stage_at = stage, timezone.now()
        self._pending.save(update_fields=["stage", "stage_at", "row_count"])
        self._saved_at = time.monotonic()

    def report(self, rows: int | None) -> None:
        """Called repeatedly while the file is read; `rows` is None until they are counted."""
        stage = Stage.OPENING if rows is None else Stage.RECOGNISING
        if stage != self._pending.stage or time.monotonic() - self._saved_at > _SAVE_EVERY:
            self._pending.row_count = rows
            self.save(stage)
