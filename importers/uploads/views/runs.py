"""What an import did, row by row, and undoing it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from coopregistry.jobs.waiting import go_on
from events.access import writer_required
from importers.documents.issues import DocumentIssue
from importers.models import ImportRun, PendingImport

from ..access import import_runs, may_undo
from ..jobs import ask_to_undo
from .shown_issues import remark_lines
from .touched_rows import touched, touched_columns, touched_rows

_PAGE = 50


def _get_run(request: HttpRequest, pk: int) -> ImportRun:
    runs = import_runs(request.access).select_related(
        "document",
        "report",
        "report__partner",
        "report__agreement",
        "department",
        "user",
        "change_set",
        "change_set__undone_by__user",
    )
    return get_object_or_404(runs.defer("document__content"), pk=pk)


@require_safe
@writer_required
def run_detail(request: HttpRequest, pk: int) -> HttpResponse:
    run = _get_run(request, pk)
    page = Paginator(touched(run), _PAGE).get_page(request.GET.get("page"))
    shown = [change.record for change in page.object_list]
    editable = set(request.access.editable_entries().filter(pk__in=shown).values_list("pk", flat=True))
    issues = [DocumentIssue.of_json(issue) for issue in run.issues]
    context = {
        "run": run,
        "page_obj": page,
        "headings": [heading for heading, _role in touched_columns(run.report)],
        "rows": touched_rows(run, page.object_list, editable),
        "counts": run.counts,
        "remarks": remark_lines(issues),
        "rest": run.rests.filter(state=PendingImport.State.WAITING).first(),
        "has_row_remarks": any(issue.place.row for issue in issues),
        "undone": getattr(run.change_set, "undone_by", None) if run.change_set else None,
        "may_undo": may_undo(request.access, run),
    }
    return render(request, "importers/run.html", context)


@require_POST
@writer_required
def run_undo(request: HttpRequest, pk: int) -> HttpResponse:
    run = _get_run(request, pk)
    if not may_undo(request.access, run):
        messages.error(
            request, _("This import cannot be undone: it was undone already, or the document is closed.")
        )
        return redirect("importers:run", pk)
    return go_on(request, ask_to_undo(run, request.user))
