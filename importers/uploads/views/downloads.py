"""Files to download: the uploaded original, and its remarks as comments or as a table."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from coopregistry.jobs.waiting import go_on
from events.access import writer_required
from events.web import download
from importers.models import ImportRun, bare_name

from ..access import import_runs, pending_imports
from ..preview import preview
from ..remark_files import RemarkFile, is_long, of_pending, of_run
from ..remark_jobs import ask_for_file
from .pending import get_pending, read_first


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
    return _of_pending(request, pk, RemarkFile.REMARKS)


@require_safe
@writer_required
@read_first
def pending_rows_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows that have remarks, to be sent back to whoever wrote them."""
    return _of_pending(request, pk, RemarkFile.ROWS)


@require_safe
@writer_required
def run_remarks(request: HttpRequest, pk: int) -> HttpResponse:
    return _of_run(request, pk, RemarkFile.REMARKS)


@require_safe
@writer_required
def run_rows_file(request: HttpRequest, pk: int) -> HttpResponse:
    return _of_run(request, pk, RemarkFile.ROWS)


def _of_pending(request: HttpRequest, pk: int, what: RemarkFile) -> HttpResponse:
    pending = get_pending(request, pk)
    if is_long(pending.row_count or 0, pending.document):
        return go_on(request, ask_for_file(pending, request.user, what))
    return _download(of_pending(pending, preview(pending, request.access), request.access, what))


def _of_run(request: HttpRequest, pk: int, what: RemarkFile) -> HttpResponse:
    run = _get_run(request, pk)
    if is_long(run.rows.count(), run.document):
        return go_on(request, ask_for_file(run, request.user, what))
    return _download(of_run(run, what))


def _download(made: tuple[bytes, str] | None) -> HttpResponse:
    if made is None:
        raise Http404
    return download(*made)


def _get_run(request: HttpRequest, pk: int) -> ImportRun:
    return get_object_or_404(import_runs(request.access).select_related("document", "report"), pk=pk)
