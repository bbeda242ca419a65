"""What an import did, row by row, and undoing it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from coopregistry.jobs.waiting import go_on
from coopregistry.models import Change
from events.access import writer_required
from events.labels import ROLE_LABELS
from events.models import Entry
from events.vocabulary import Role
from importers.documents.issues import DocumentIssue
from importers.messages import message
from importers.models import ImportedRow, ImportRun, PendingImport

from ..access import import_runs, may_undo
from ..jobs import ask_to_undo
from .shown_rows import CellDiff, word_diff

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
    touched = _touched(run)
    page = Paginator(touched, _PAGE).get_page(request.GET.get("page"))
    shown = [change.record for change in page.object_list]
    entries = Entry.with_removed.in_bulk(shown)
    rows = {row.entry_id: row for row in ImportedRow.objects.filter(run=run, entry__in=shown)}
    editable = set(request.access.editable_entries().filter(pk__in=shown).values_list("pk", flat=True))
    context = {
        "run": run,
        "page_obj": page,
        "rows": [
            {
                "what": _what(change),
                "entry": entries.get(change.record),
                "source": rows.get(change.record),
                "changes": _cell_diffs(change),
                "may_edit": change.record in editable,
            }
            for change in page.object_list
        ],
        "counts": run.counts,
        "remarks": [message(DocumentIssue.of_json(issue)) for issue in run.issues],
        "rest": run.rests.filter(state=PendingImport.State.WAITING).first(),
        "has_row_remarks": any(issue["place"]["row"] for issue in run.issues),
        "undone": getattr(run.change_set, "undone_by", None) if run.change_set else None,
        "may_undo": may_undo(request.access, run),
    }
    return render(request, "importers/run.html", context)


def _touched(run: ImportRun) -> list[Change]:
    """One change for each entry created, changed or removed, in the order of the file."""
    if run.change_set is None:
        return []
    label = Entry._meta.label_lower
    first: dict[int, Change] = {}
    for change in run.change_set.changes.filter(model=label).order_by("id"):
        if change.record not in first or _what(change) != "moved":
            first[change.record] = change
    return [change for change in first.values() if _what(change) != "moved"]


def _what(change: Change) -> str:
    if change.action == Change.Action.CREATE:
        return "new"
    after = change.after or {}
    if after.get("removed_at"):
        return "removed"
    return "changed" if _cell_diffs(change) else "moved"


def _cell_diffs(change: Change) -> list[CellDiff]:
    if change.action != Change.Action.UPDATE:
        return []
    before, after = (change.before or {}).get("cells", {}), (change.after or {}).get("cells", {})
    return [
        CellDiff(
            capfirst(str(ROLE_LABELS[Role(role)])), *word_diff(before.get(role, ""), after.get(role, ""))
        )
        for role in {**before, **after}
        if role != Role.NUMBER and before.get(role, "") != after.get(role, "")
    ]


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
