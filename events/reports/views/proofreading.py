"""The proof-reading of a document: issues by kind, «исправить все», «так и должно быть»."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coopregistry.jobs.waiting import go_on
from coopregistry.models import Job
from events.access import writer_required
from events.entries.proofreading_messages import WORDS
from events.labels import ROLE_LABELS
from events.models import AcceptedIssue, Entry, Report
from events.proofreading.document import ProofIssue
from events.proofreading.proofread import MENDABLE

from ..correcting import changes_of, correct_as_seen, editable_entries, printed_numbers
from ..correcting_jobs import AT_ONCE, ask_to_correct
from ..forms import AcceptForm, MendForm
from ..issue_groups import Where, issue_groups
from ..kept_proofreading import ask_to_read, proof_reading
from ..mending import fingerprint_of
from ..proofreading import ProofRead, accept, accepted_issues, not_accepted


@require_safe
def proofreading(request: HttpRequest, pk: int) -> HttpResponse:
    """The issues of the rows the user sees; for htmx only the part within the page of the document."""
    report = _report(request, pk)
    read = proof_reading(report, request.access)
    if isinstance(read, Job) and request.htmx:
        return render(request, "events/reports/_proofreading_awaited.html", {"report": report, "job": read})
    if isinstance(read, Job):
        return go_on(request, ask_to_read(report, request.access) if read.is_finished else read)
    editable = editable_entries(request.access, report)
    decides_all = _decides_all(request, report)
    within = "" if request.htmx else reverse("events:report", args=[pk])

    def place(one: ProofIssue) -> Where:
        row = one.place.row
        return Where(
            number=None if row is None else read.rows[row][1],
            column=str(ROLE_LABELS[one.issue.role]) if one.issue.role else one.place.heading,
            address="" if row is None else f"{within}#row-{read.rows[row][0]}",
            is_own=_is_own(request, report, read, one, editable),
        )

    def correct(code: str) -> str:
        return reverse("events:proofreading_correct", args=[pk, code])

    issues = not_accepted(read.issues, report)
    context = {
        "report": report,
        "groups": list(issue_groups(issues, place, correct)),
        "count": len(issues),
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
    changes = changes_of(request.access, report, code)
    meanwhile = False
    if request.method == "POST" and form.is_valid() and changes:
        seen = form.cleaned_data["seen"]
        if len({change.entry.pk for change in changes}) > AT_ONCE:
            return go_on(request, ask_to_correct(report, code, seen, request.user))
        count = correct_as_seen(request.access, report, code, seen)
        if count is not None:
            messages.success(request, ngettext("%d row corrected.", "%d rows corrected.", count) % count)
            return redirect("events:proofreading", pk=pk)
        changes, meanwhile = changes_of(request.access, report, code), True
    order = printed_numbers(request.access, report)
    lines = [
        (order[change.entry.pk], change, ROLE_LABELS[change.role] if change.role else change.heading)
        for change in changes
    ]
    context = {
        "report": report,
        "name": WORDS[code].kind,
        "lines": lines,
        "rows": len({change.entry.pk for change in changes}),
        "seen": fingerprint_of(changes),
        "meanwhile": meanwhile,
    }
    return render(request, "events/reports/correct.html", context)


@require_POST
@writer_required
def accept_issues(request: HttpRequest, pk: int) -> HttpResponse:
    """«Так и должно быть»: issues of the page the user decides on are not raised again for their texts."""
    report = _report(request, pk)
    read = proof_reading(report, request.access)
    if isinstance(read, Job):  # its rows were changed since, and it is long
        return redirect("events:proofreading", pk=pk)
    editable = editable_entries(request.access, report)
    raised = not_accepted(read.issues, report)
    own = [one for one in raised if _is_own(request, report, read, one, editable)]
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
    if not (_decides_all(request, report) or editable_entries(request.access, report)):
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


def _decides_all(request: HttpRequest, report: Report) -> bool:
    return request.access.coordinates and not report.is_closed


def _is_own(
    request: HttpRequest, report: Report, read: ProofRead, one: ProofIssue, editable: dict[int, Entry]
) -> bool:
    if one.place.row is None:
        return _decides_all(request, report)
    return read.rows[one.place.row][0] in editable


def _take_back(
    request: HttpRequest, report: Report, one: AcceptedIssue, edits: bool, decides_all: bool
) -> str:
    """The address that raises it again, where the user may: the coordinator any, an editor own ones."""
    if decides_all or (edits and one.user_id == request.user.pk):
        return reverse("events:proofreading_take_back", args=[report.pk, one.pk])
    return ""
