"""What an import did, for ever: the rows with links, the remarks, the original, and the way back."""

from collections.abc import Mapping, Sequence

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from coopregistry.models import Change
from coopregistry.undo import AlreadyUndone
from events.access import writer_required
from events.labels import ROLE_LABELS
from events.models import Entry
from events.vocabulary import Kind, Role
from events.web import download
from importers.documents.comments import Remark
from importers.documents.document import Document
from importers.documents.issues import DocumentIssue, UnreadableDocument
from importers.messages import message
from importers.models import ImportedRow, ImportRun, PendingImport, bare_name
from importers.undoing import undo_import

from ..access import import_runs, may_undo
from ..corrections import Place
from ..issue_tables import list_of_remarks, rows_with_remarks, without_place
from ..partial import issues_by_row, issues_of_rows
from ..pending import look
from ..sandbox import add_comments, read_document
from .cards import CellChange, marked
from .given import own_pending

_PAGE = 50
_ZIPPED = b"PK"


def _run(request: HttpRequest, pk: int) -> ImportRun:
    runs = import_runs(request.access).select_related(
        "document",
        "report",
        "report__partner",
        "department",
        "user",
        "change_set",
        "change_set__undone_by__user",
    )
    return get_object_or_404(runs.defer("document__content"), pk=pk)


@require_safe
@writer_required
def run(request: HttpRequest, pk: int) -> HttpResponse:
    done = _run(request, pk)
    touched = _touched(done)
    page = Paginator(touched, _PAGE).get_page(request.GET.get("page"))
    shown = [change.record for change in page.object_list]
    entries = Entry.with_removed.in_bulk(shown)
    rows = {row.entry_id: row for row in ImportedRow.objects.filter(run=done, entry__in=shown)}
    editable = set(request.access.editable_entries().filter(pk__in=shown).values_list("pk", flat=True))
    context = {
        "run": done,
        "page_obj": page,
        "rows": [
            {
                "what": _what(change),
                "entry": entries.get(change.record),
                "source": rows.get(change.record),
                "changes": _cell_changes(change),
                "may_edit": change.record in editable,
            }
            for change in page.object_list
        ],
        "counts": done.counts,
        "remarks": [message(DocumentIssue.of_json(issue)) for issue in done.issues],
        "rest": done.rests.filter(state=PendingImport.State.WAITING).first(),
        "has_row_remarks": any(issue["place"]["row"] for issue in done.issues),
        "undone": getattr(done.change_set, "undone_by", None) if done.change_set else None,
        "may_undo": may_undo(request.access, done),
    }
    return render(request, "importers/run.html", context)


def _touched(done: ImportRun) -> list[Change]:
    """The rows that were created, changed, removed: one change each, in the order of the file."""
    if done.change_set is None:
        return []
    label = Entry._meta.label_lower
    first: dict[int, Change] = {}
    for change in done.change_set.changes.filter(model=label).order_by("id"):
        if change.record not in first or _what(change) != "moved":
            first[change.record] = change
    return [change for change in first.values() if _what(change) != "moved"]


def _what(change: Change) -> str:
    if change.action == Change.Action.CREATE:
        return "new"
    after = change.after or {}
    if after.get("removed_at"):
        return "removed"
    return "changed" if _cell_changes(change) else "moved"


def _cell_changes(change: Change) -> list[CellChange]:
    if change.action != Change.Action.UPDATE:
        return []
    before, after = (change.before or {}).get("cells", {}), (change.after or {}).get("cells", {})
    return [
        CellChange(capfirst(str(ROLE_LABELS[Role(role)])), *marked(before.get(role, ""), after.get(role, "")))
        for role in {**before, **after}
        if role != Role.NUMBER and before.get(role, "") != after.get(role, "")
    ]


@require_POST
@writer_required
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    done = _run(request, pk)
    if not may_undo(request.access, done):
        messages.error(
            request, _("This import cannot be undone: it was undone already, or the document is closed.")
        )
        return redirect("importers:run", pk)
    try:
        undone = undo_import(done, user=request.user)
    except AlreadyUndone:
        messages.info(request, _("This import was undone already."))
        return redirect("importers:run", pk)
    text = ngettext(
        "The import was undone: %(count)s record was put back.",
        "The import was undone: %(count)s records were put back.",
        undone.records,
    )
    messages.success(request, text % {"count": undone.records})
    return redirect("importers:run", pk)


@require_safe
@writer_required
def remarks(request: HttpRequest, pk: int) -> HttpResponse:
    """The author's own document with the remarks as comments; of other formats a plain list of them."""
    waiting = own_pending(request, pk)
    shown = look(waiting, request.access)
    found = shown.resolution.all_issues if shown.resolution else [shown.blocker]
    return _remarked(bytes(waiting.document.content), waiting.name, found)


@require_safe
@writer_required
def run_remarks(request: HttpRequest, pk: int) -> HttpResponse:
    done = get_object_or_404(import_runs(request.access).select_related("document"), pk=pk)
    found = [DocumentIssue.of_json(issue) for issue in done.issues]
    return _remarked(bytes(done.document.content), done.document.name, found)


@require_safe
@writer_required
def rows_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows that have errors, with their remarks, to be sent back to whoever wrote them."""
    waiting = own_pending(request, pk)
    shown = look(waiting, request.access)
    if shown.resolution is None:
        raise Http404
    issues = issues_of_rows(shown.resolution)
    return _rows_file(shown.resolution.document, issues, waiting.name)


@require_safe
@writer_required
def run_rows_file(request: HttpRequest, pk: int) -> HttpResponse:
    done = get_object_or_404(import_runs(request.access).select_related("document", "report"), pk=pk)
    issues = issues_by_row([DocumentIssue.of_json(issue) for issue in done.issues])
    try:
        document = read_document(bytes(done.document.content), done.document.name, Kind(done.report.kind))
    except UnreadableDocument as unreadable:
        raise Http404 from unreadable
    return _rows_file(document, issues, done.document.name)


def _rows_file(
    document: Document, issues: Mapping[Place, Sequence[DocumentIssue]], name: str
) -> HttpResponse:
    stem = bare_name(name).rpartition(".")[0] or bare_name(name)
    return download(rows_with_remarks(document, issues), f"{stem}, {_('rows with remarks')}.xlsx")


def _remarked(data: bytes, name: str, issues: Sequence[DocumentIssue]) -> HttpResponse:
    stem, _dot, suffix = bare_name(name).rpartition(".")
    stem = f"{stem or name}, {_('remarks')}"
    if suffix.lower() == "docx" and data.startswith(_ZIPPED):
        try:
            remarks = [Remark(issue.place, message(without_place(issue))) for issue in issues]
            return download(add_comments(data, remarks), f"{stem}.docx")
        except UnreadableDocument:
            pass  # no Word file inside, whatever its name says: the list holds the same
    return download(list_of_remarks(issues), f"{stem}.xlsx")
