"""Reads an uploaded file and reports its progress; a reading that was cut off is begun again."""

import time
from collections.abc import Callable, Iterable
from dataclasses import asdict

from django.utils import timezone

from events.access import Access
from importers.documents.issues import DocumentIssue, UnreadableDocument
from importers.models import PendingImport
from importers.resolving.resolution import ResolvedRow
from importers.resolving.values_reader import ValuesReader

from .document_cache import document_of
from .kept_reading import keep, values_kept
from .partial import rows_with_errors
from .preview import Preview, preview
from .said_of_file import SPELLING_CODES

Stage = PendingImport.Stage
_SAVE_EVERY = 2.0  # seconds, as the page polls: each report is a write
# Files without a table that are worth keeping as they are
ATTACHMENTS = ("pdf", "image", "mail", "presentation", "web-page", "archive")
# Called with the stage in words, the rows done and the rows in all
Tell = Callable[[str, int, int | None], None]


def read_pending(pending: PendingImport, access: Access, tell: Tell | None = None) -> None:
    """Read the file, compare it and save what lists and pages show of it; nothing else is written."""
    progress = _Progress(pending, tell)
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
    save_summary(pending, keep_reading(pending, access, progress.compared))


def keep_reading(
    pending: PendingImport, access: Access, report: Callable[[int], None] | None = None
) -> Preview:
    """Compare the file, however long that takes, and keep what was read of its rows for the pages."""
    reader = ValuesReader(values_kept(pending), report=report)
    shown = preview(pending, access, reader)
    if reader.is_new:
        keep(pending, document_of(pending), reader.used)
    return shown


def save_summary(pending: PendingImport, shown: Preview) -> None:
    """Keep what the lists and the queue of spellings show of a file."""
    resolution = shown.resolution
    pending.stage, pending.stage_at = Stage.READ, timezone.now()
    pending.error_count = len(rows_with_errors(resolution)) if resolution else 0
    pending.spellings = _unknown_spellings(resolution.rows if resolution else ())
    pending.blocker = asdict(shown.blocker) if shown.blocker else {}
    pending.save(update_fields=["stage", "stage_at", "row_count", "error_count", "spellings", "blocker"])


def _save_blocker(pending: PendingImport, issue: DocumentIssue) -> None:
    if issue.code == "reader-busy":
        pending.stage = Stage.GIVEN
        pending.save(update_fields=["stage"])
        return
    pending.stage, pending.stage_at = Stage.READ, timezone.now()
    pending.row_count, pending.error_count, pending.spellings = None, 0, {}
    pending.blocker = asdict(issue)
    if issue.code == "wrong-type":
        pending.format = issue.found
        if issue.found in ATTACHMENTS:
            pending.state = PendingImport.State.KEPT
    pending.save(
        update_fields=[
            "stage",
            "stage_at",
            "row_count",
            "error_count",
            "spellings",
            "format",
            "state",
            "blocker",
        ]
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

    def __init__(self, pending: PendingImport, tell: Tell | None):
        self._pending = pending
        self._tell = tell
        self._saved_at = 0.0

    def save(self, stage: Stage) -> None:
        self._pending.stage, self._pending.stage_at = stage, timezone.now()
        self._pending.save(update_fields=["stage", "stage_at", "row_count"])
        self._saved_at = time.monotonic()
        self._told(0)

    def compared(self, rows: int) -> None:
        """Called with the number of rows compared so far; a sign of life as well."""
        self._told(rows)
        if time.monotonic() - self._saved_at > _SAVE_EVERY:
            self.save(Stage.COMPARING)

    def _told(self, rows: int) -> None:
        if self._tell is not None:
            self._tell(str(Stage(self._pending.stage).label), rows, self._pending.row_count)

    def report(self, rows: int | None) -> None:
        """Called repeatedly while the file is read; `rows` is None until they are counted."""
        stage = Stage.OPENING if rows is None else Stage.RECOGNISING
        if stage != self._pending.stage or time.monotonic() - self._saved_at > _SAVE_EVERY:
            self._pending.row_count = rows
            self.save(stage)
