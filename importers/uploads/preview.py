"""What loading a file would do now; writes nothing."""

import hashlib
import json
from dataclasses import dataclass

from django.utils.translation import gettext as _

from agreements.gazetteer import current_gazetteer
from events.access import Access
from importers.documents.issues import DocumentIssue, UnreadableDocument
from importers.models import PendingImport
from importers.resolving.resolution import Resolution
from importers.resolving.resolver import resolve
from importers.resolving.subject import Subject
from importers.resolving.values_reader import ValuesReader

from .corrections import Corrections
from .document_cache import document_of
from .kept_reading import reader_of_page
from .storing import target_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """Has either a resolution or a blocker. `hindrance`: why this user may not load the file, in words."""

    resolution: Resolution | None = None
    blocker: DocumentIssue | None = None
    hindrance: str = ""

    @property
    def fingerprint(self) -> str:
        """Changes as soon as loading would do something else than what was shown."""
        resolution = self.resolution
        if resolution is None:
            return ""
        report = resolution.subject.report
        content = [
            report.pk if report else None,
            [[heading.text, heading.role, heading.use] for heading in resolution.document.headings],
            [
                [
                    row.status.value,
                    row.entry.pk if row.entry else None,
                    sorted(row.changes.items()),
                    sorted(row.corrections.items()),
                ]
                for row in resolution.rows
            ],
            [entry.pk for entry in resolution.missing],
        ]
        return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()[:32]


def preview(pending: PendingImport, access: Access, reader: ValuesReader | None = None) -> Preview:
    """Worked out from the document, the corrections and the registry each time it is asked for. TooMuchToRead
    where the values of its rows are not kept and the reader, that of a page unless another is given, would
    have to read too many."""
    corrections = Corrections.of_json(pending.choices)
    try:
        document = corrections.applied_to(document_of(pending))
        resolution = resolve(document, target_of(pending), reader or reader_of_page(pending))
    except UnreadableDocument as unreadable:
        return Preview(blocker=unreadable.issue)
    corrections.put_into(resolution, current_gazetteer())
    return Preview(resolution=resolution, hindrance=_hindrance(resolution.subject, access))


def _hindrance(subject: Subject, access: Access) -> str:
    report, department = subject.report, subject.department
    if access.coordinates:
        if report is not None and report.is_closed:
            return _("The document is closed. Open it again with a reason, then load the file.")
        return ""
    if report is None or department is None:
        return _("The file speaks of another document than the one it was given for.")
    if not access.writable_departments(report).filter(pk=department.pk).exists():
        return _("Your body does not write this document now: it was handed in, or the collection has ended.")
    return ""
