"""Files to download: the uploaded original, and its remarks as comments or as a table."""

from collections.abc import Mapping, Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events.access import Access, writer_required
from events.vocabulary import Kind
from events.web import download
from importers.documents.comments import Remark
from importers.documents.document import Document
from importers.documents.issues import DocumentIssue, UnreadableDocument
from importers.messages import message
from importers.models import ImportRun, bare_name
from importers.resolving.proofreading import document_issue, proof_read

from ..access import import_runs, pending_imports
from ..corrections import Place
from ..issue_tables import issue_table, row_table, without_place
from ..partial import issues_by_row, issues_of_rows
from ..preview import Preview, preview
from ..sandbox import add_comments, read_document
from .pending import get_pending, read_first

_ZIPPED = b"PK"


@require_safe
@writer_required
def pending_original(request: HttpRequest, pk: int) -> HttpResponse:
    """The file as it came; never shown in the browser."""
    pending = get_object_or_404(pending_imports(request.access).select_related("document"), pk=pk)
    return download(bytes(pending.document.content), bare_name(pending.name), "application/octet-stream")


@require_safe
@writer_required
def run_original(request: HttpRequest, pk: int) -> HttpResponse:
    run = _get_run(request, pk)
    return download(bytes(run.document.content), run.document.file_name, "application/octet-stream")


@require_safe
@writer_required
@read_first
def pending_remarks(request: HttpRequest, pk: int) -> HttpResponse:
    """The author's document with the remarks as comments; for other formats a table of them."""
    pending = get_pending(request, pk)
    shown = preview(pending, request.access)
    issues = _all_issues(shown, request.access)
    return _remarks_file(bytes(pending.document.content), pending.name, issues)


def _all_issues(shown: Preview, access: Access) -> list[DocumentIssue]:
    if shown.resolution is None:
        return [shown.blocker]
    proof = proof_read(shown.resolution, access.entries())
    return [*shown.resolution.all_issues, *(document_issue(one, shown.resolution) for one in proof)]


@require_safe
@writer_required
def run_remarks(request: HttpRequest, pk: int) -> HttpResponse:
    run = _get_run(request, pk)
    issues = [DocumentIssue.of_json(issue) for issue in run.issues]
    return _remarks_file(bytes(run.document.content), run.document.name, issues)


@require_safe
@writer_required
@read_first
def pending_rows_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows that have remarks, to be sent back to whoever wrote them."""
    pending = get_pending(request, pk)
    shown = preview(pending, request.access)
    if shown.resolution is None:
        raise Http404
    issues = issues_of_rows(shown.resolution)
    return _rows_file(shown.resolution.document, issues, pending.name)


@require_safe
@writer_required
def run_rows_file(request: HttpRequest, pk: int) -> HttpResponse:
    run = _get_run(request, pk)
    issues = issues_by_row([DocumentIssue.of_json(issue) for issue in run.issues])
    try:
        document = read_document(bytes(run.document.content), run.document.name, Kind(run.report.kind))
    except UnreadableDocument as unreadable:
        raise Http404 from unreadable
    return _rows_file(document, issues, run.document.name)


def _get_run(request: HttpRequest, pk: int) -> ImportRun:
    return get_object_or_404(import_runs(request.access).select_related("document", "report"), pk=pk)


def _rows_file(
    document: Document, issues: Mapping[Place, Sequence[DocumentIssue]], name: str
) -> HttpResponse:
    stem = bare_name(name).rpartition(".")[0] or bare_name(name)
    return download(row_table(document, issues), f"{stem}, {_('rows with remarks')}.xlsx")


def _remarks_file(data: bytes, name: str, issues: Sequence[DocumentIssue]) -> HttpResponse:
    stem, _dot, suffix = bare_name(name).rpartition(".")
    stem = f"{stem or name}, {_('remarks')}"
    if suffix.lower() == "docx" and data.startswith(_ZIPPED):
        try:
            remarks = [Remark(issue.place, message(without_place(issue))) for issue in issues]
            return download(add_comments(data, remarks), f"{stem}.docx")
        except UnreadableDocument:
            pass  # no Word file inside, whatever its name says: the table holds the same
    return download(issue_table(issues), f"{stem}.xlsx")
