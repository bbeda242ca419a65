"""The proof-reading of a document: issues by kind, «исправить все», «так и должно быть»."""

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events.access import writer_required
from events.entries.proofreading_messages import WORDS
from events.labels import ROLE_LABELS
from events.models import AcceptedIssue, Entry, Report
from events.proofreading.document import ProofIssue
from events.proofreading.proofread import MENDABLE

from ..forms import AcceptForm, MendForm
from ..issue_groups import Where, issue_groups
from ..mending import CellChange, cell_changes, fingerprint_of, mend
from ..printed_table import in_printing_order
from ..proofreading import ProofReading, accept, accepted_fingerprints, accepted_issues, proof_read


@require_safe
def proofreading(request: HttpRequest, pk: int) -> HttpResponse:
    """The issues of the rows the user sees; for htmx only the part within the page of the document."""
    report = _report(request, pk)
    read = _proof_read(request, report)
    editable = _editable(request, report)
    decides_all = _decides_all(request, report)
    within = "" if request.htmx else reverse("events:report", args=[pk])

    def place(one: ProofIssue) -> Where:
        row = one.place.row
        return Where(
            number=None if row is None else read.document.rows[row].number,
            column=str(ROLE_LABELS[one.issue.role]) if one.issue.role else one.place.heading,
            address="" if row is None else f"{within}#row-{read.entries[row].pk}",
            is_own=_is_own(request, report, read, one, editable),
        )

    def correct(code: str) -> str:
        return reverse("events:proofreading_correct", args=[pk, code])

    context = {
        "report": report,
        "groups": list(issue_groups(read.issues, place, correct)),
        "count": len(read.issues),
        "accept": reverse("events:proofreading_accept", args=[pk]),
        "accepted": [
            (one, WORDS[one.code].kind, _take_back(request, report, one, bool(editable), decides_all))
            for one in accepted_by(request, accepted_issues(report))
        ],
    }
    name = "_proofreading.html" if request.htmx else "proofreading.html"
    return render(request, f"events/reports/{name}", context)


@require_http_methods(["GET", "HEAD", "POST"])
@writer_required
def correct(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Show what one click on a kind changes; then, once confirmed, change it."""
    report = _report(request, pk)
    if code not in MENDABLE:
        raise Http404
    form = MendForm(request.POST or None)
    meanwhile = False
    with transaction.atomic():
        changes = _changes(request, report, code)
        if request.method == "POST" and form.is_valid() and changes:
            for pk_changed in {change.entry.pk for change in changes}:
                request.access.hold_row(Entry(pk=pk_changed, report=report))
            changes = _changes(request, report, code)  # as they stand now that nobody else writes them
            meanwhile = form.cleaned_data["seen"] != fingerprint_of(changes)
            if not meanwhile:
                count = mend(changes, code, by_department=not request.access.coordinates)
                messages.success(request, ngettext("%d row corrected.", "%d rows corrected.", count) % count)
                return redirect("events:proofreading", pk=pk)
        seen = fingerprint_of(changes)
    numbers = _numbers(request, report)
    lines = [
        (numbers[change.entry.pk], change, ROLE_LABELS[change.role] if change.role else change.heading)
        for change in changes
    ]
    context = {
        "report": report,
        "name": WORDS[code].kind,
        "lines": lines,
        "rows": len({change.entry.pk for change in changes}),
        "seen": seen,
        "meanwhile": meanwhile,
    }
    return render(request, "events/reports/correct.html", context)


@require_POST
@writer_required
def accept_issues(request: HttpRequest, pk: int) -> HttpResponse:
    """«Так и должно быть»: issues of the page the user decides on are not raised again for their texts."""
    report = _report(request, pk)
    read = _proof_read(request, report)
    editable = _editable(request, report)
    own = [one for one in read.issues if _is_own(request, report, read, one, editable)]
    form = AcceptForm(request.POST, standing={one.fingerprint for one in own})
    if form.is_valid():
        chosen = form.cleaned_data["fingerprint"]
        count = accept([one for one in own if one.fingerprint in chosen], report, request.user)
        messages.success(request, ngettext("%d remark is settled.", "%d remarks are settled.", count) % count)
    else:
        messages.warning(request, _("These remarks are settled already or are not yours to settle."))
    return redirect("events:proofreading", pk=pk)


@require_POST
@writer_required
def take_back(request: HttpRequest, pk: int, accepted: int) -> HttpResponse:
    """Raise an accepted issue again: the coordinator any, an editor those accepted by oneself."""
    report = _report(request, pk)
    standing = accepted_issues(report)
    if not (_decides_all(request, report) or _editable(request, report)):
        raise Http404
    get_object_or_404(accepted_by(request, standing), pk=accepted).delete()
    messages.success(request, _("The remark is raised again."))
    return redirect("events:proofreading", pk=pk)


def accepted_by(request: HttpRequest, accepted: QuerySet[AcceptedIssue]) -> QuerySet[AcceptedIssue]:
    """Those the user may see: they quote rows, and another department's unfinished ones do not exist."""
    if not request.access.coordinates:
        accepted = accepted.filter(user=request.user)
    return accepted.select_related("user")


def _report(request: HttpRequest, pk: int) -> Report:
    return get_object_or_404(request.access.reports().select_related("partner", "agreement"), pk=pk)


def _proof_read(request: HttpRequest, report: Report) -> ProofReading:
    visible = request.access.entries()
    return proof_read(report, visible.filter(report=report), visible)


def _editable(request: HttpRequest, report: Report) -> dict[int, Entry]:
    """Entries the user may change now, with what writing them needs."""
    if not (request.access.coordinates or request.access.edits):
        return {}
    entries = request.access.editable_entries().filter(report=report)
    links = ("report", "report__partner", "report__agreement", "section", "section__partner", "event")
    return {entry.pk: entry for entry in entries.select_related(*links)}


def _decides_all(request: HttpRequest, report: Report) -> bool:
    return request.access.coordinates and not report.is_closed


def _is_own(
    request: HttpRequest, report: Report, read: ProofReading, one: ProofIssue, editable: dict[int, Entry]
) -> bool:
    if one.place.row is None:
        return _decides_all(request, report)
    return read.entries[one.place.row].pk in editable


def _take_back(
    request: HttpRequest, report: Report, one: AcceptedIssue, edits: bool, decides_all: bool
) -> str:
    """The address that raises it again, where the user may: the coordinator any, an editor own ones."""
    if decides_all or (edits and one.user_id == request.user.pk):
        return reverse("events:proofreading_take_back", args=[report.pk, one.pk])
    return ""


def _changes(request: HttpRequest, report: Report, code: str) -> list[CellChange]:
    """In printing order, of the rows the user may change now."""
    numbers = _numbers(request, report)
    entries = sorted(_editable(request, report).values(), key=lambda entry: numbers[entry.pk])
    return cell_changes(entries, code, accepted_fingerprints(report))


def _numbers(request: HttpRequest, report: Report) -> dict[int, int]:
    parts = in_printing_order(report, request.access.entries().filter(report=report))
    return {
        entry.pk: number
        for number, entry in enumerate((entry for _section, own in parts for entry in own), start=1)
    }
