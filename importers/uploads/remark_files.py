"""Remarks as files: as comments in the author's document, as a table, or as the rows that have some."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from django.utils.translation import gettext as _

from events.access import Access
from events.reports.proofreading import not_accepted
from events.vocabulary import Kind
from importers.documents.comments import Remark
from importers.documents.document import Document
from importers.documents.issues import DocumentIssue, UnreadableDocument
from importers.messages import message
from importers.models import ImportRun, PendingImport, SourceDocument, bare_name
from importers.resolving.proofreading import document_issue, proof_read

from .corrections import Place
from .issue_tables import issue_table, row_table, without_place
from .partial import issues_by_row, issues_of_rows
from .preview import Preview
from .sandbox import add_comments, read_document

_ZIPPED = b"PK"
AT_ONCE = 300  # rows
AT_ONCE_BYTES = 200_000


class RemarkFile(StrEnum):
    REMARKS = "remarks"
    ROWS = "rows"


def is_long(rows: int, document: SourceDocument) -> bool:
    """Whether a job has to make the file, for it is read or proof-read once more."""
    return rows > AT_ONCE or document.size > AT_ONCE_BYTES


def of_pending(
    pending: PendingImport, shown: Preview, access: Access, what: RemarkFile
) -> tuple[bytes, str] | None:
    """The file and its name; None where there are no rows."""
    resolution = shown.resolution
    if what is RemarkFile.ROWS:
        if resolution is None:
            return None
        return _rows_file(resolution.document, issues_of_rows(resolution), pending.name)
    return _remarks_file(bytes(pending.document.content), pending.name, _all_issues(shown, access))


def of_run(run: ImportRun, what: RemarkFile) -> tuple[bytes, str] | None:
    """As `of_pending`; reads the document anew for its rows."""
    issues = [DocumentIssue.of_json(issue) for issue in run.issues]
    content, name = bytes(run.document.content), run.document.name
    if what is RemarkFile.REMARKS:
        return _remarks_file(content, name, issues)
    try:
        document = read_document(content, name, Kind(run.report.kind))
    except UnreadableDocument:
        return None
    return _rows_file(document, issues_by_row(issues), name)


def _all_issues(shown: Preview, access: Access) -> list[DocumentIssue]:
    resolution = shown.resolution
    if resolution is None:
        return [shown.blocker] if shown.blocker else []
    raised = not_accepted(proof_read(resolution, access.entries()), resolution.subject.report)
    return [*resolution.all_issues, *(document_issue(one, resolution) for one in raised)]


def _rows_file(
    document: Document, issues: Mapping[Place, Sequence[DocumentIssue]], name: str
) -> tuple[bytes, str]:
    stem = bare_name(name).rpartition(".")[0] or bare_name(name)
    return row_table(document, issues), f"{stem}, {_('rows with remarks')}.xlsx"


def _remarks_file(data: bytes, name: str, issues: Sequence[DocumentIssue]) -> tuple[bytes, str]:
    stem, _dot, suffix = bare_name(name).rpartition(".")
    stem = f"{stem or name}, {_('remarks')}"
    if suffix.lower() == "docx" and data.startswith(_ZIPPED):
        try:
            remarks = [Remark(issue.place, message(without_place(issue))) for issue in issues]
            return add_comments(data, remarks), f"{stem}.docx"
        except UnreadableDocument:
            pass  # no Word file inside, whatever its name says: the table holds the same
    return issue_table(issues), f"{stem}.xlsx"
