"""The proof-reading of a file before it is loaded: issues by kind, «исправить все», «так и должно быть»."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from coopregistry.jobs.waiting import wait_for
from coopregistry.models import Job
from events.access import writer_required
from events.entries.proofreading_messages import WORDS
from events.labels import ROLE_LABELS
from events.proofreading.document import ProofIssue
from events.proofreading.proofread import MENDABLE
from events.reports.forms import AcceptForm, MendForm
from events.reports.issue_groups import Where, issue_groups
from events.reports.proofreading import accept, accepted_fingerprints, accepted_issues, not_accepted
from events.reports.views.proofreading import accepted_by
from importers.documents.document import DocumentRow
from importers.models import PendingImport
from importers.resolving.resolution import Resolution

from ..corrections import Corrections, place_of
from ..kept_proofreading import proof_reading
from ..preview import preview
from ..proofreading import cell_corrections, fingerprint_of, with_corrected
from ..reading import save_summary
from .pending import get_pending, read_first


def proofreading_context(
    request: HttpRequest, pending: PendingImport, resolution: Resolution
) -> dict[str, Any]:
    read = proof_reading(pending, resolution, request.access)
    if isinstance(read, Job):
        return {"proof_job": wait_for(read)}
    decides = _decides(request, resolution)

    def place(one: ProofIssue) -> Where:
        row = None if one.place.row is None else resolution.rows[one.place.row].row
        return Where(
            number=None if row is None else _number(row),
            column=str(ROLE_LABELS[one.issue.role]) if one.issue.role else one.place.heading,
            address="" if row is None else reverse("importers:row", args=[pending.pk, *place_of(row)]),
            is_own=decides,
        )

    def correct(code: str) -> str:
        return reverse("importers:proofreading_correct", args=[pending.pk, code])

    accepted = accepted_by(request, accepted_issues(resolution.subject.report))
    return {
        "groups": list(issue_groups(not_accepted(read, resolution.subject.report), place, correct)),
        "accept": reverse("importers:proofreading_accept", args=[pending.pk]),
        "accepted": [
            (one, WORDS[one.code].kind, _take_back(request, pending, one.pk, one.user_id, decides))
            for one in accepted
        ],
    }


@require_http_methods(["GET", "HEAD", "POST"])
@writer_required
@read_first
def pending_correct(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Show what one click on a kind changes; then, once confirmed, keep it as corrections of the file."""
    if code not in MENDABLE:
        raise Http404
    form = MendForm(request.POST or None)
    meanwhile = False
    with transaction.atomic():
        pending, resolution = _resolved(request, pk)
        found = cell_corrections(resolution, code, accepted_fingerprints(resolution.subject.report))
        if request.method == "POST" and form.is_valid() and found:
            meanwhile = form.cleaned_data["seen"] != fingerprint_of(found)
            if not meanwhile:
                corrections = with_corrected(Corrections.of_json(pending.choices), found)
                pending.choices = corrections.to_json()
                pending.save(update_fields=["choices"])
                save_summary(pending, preview(pending, request.access))
                count = len({place_of(one.row.row) for one in found})
                messages.success(request, ngettext("%d row corrected.", "%d rows corrected.", count) % count)
                return _back(pk)
    context = {
        "pending": pending,
        "name": WORDS[code].kind,
        "lines": [
            (one.row.row.number or one.row.row.source.row, one, ROLE_LABELS[one.role]) for one in found
        ],
        "rows": len({place_of(one.row.row) for one in found}),
        "seen": fingerprint_of(found),
        "meanwhile": meanwhile,
    }
    return render(request, "importers/correct.html", context)


@require_POST
@writer_required
@read_first
def pending_accept(request: HttpRequest, pk: int) -> HttpResponse:
    """«Так и должно быть», for the document the file belongs to."""
    pending, resolution = _resolved(request, pk)
    read = proof_reading(pending, resolution, request.access) if _decides(request, resolution) else []
    own = not_accepted([] if isinstance(read, Job) else read, resolution.subject.report)
    form = AcceptForm(request.POST, standing={one.fingerprint for one in own})
    if form.is_valid():
        chosen = form.cleaned_data["fingerprint"]
        issues = [one for one in own if one.fingerprint in chosen]
        count = accept(issues, resolution.subject.report, request.user)
        messages.success(request, ngettext("%d remark is settled.", "%d remarks are settled.", count) % count)
    else:
        messages.warning(request, _("These remarks are settled already or are not yours to settle."))
    return _back(pk)


@require_POST
@writer_required
@read_first
def pending_take_back(request: HttpRequest, pk: int, accepted: int) -> HttpResponse:
    """Raise an accepted issue again: the coordinator any, an editor those accepted by oneself."""
    _pending, resolution = _resolved(request, pk)
    standing = accepted_by(request, accepted_issues(resolution.subject.report))
    if not _decides(request, resolution):
        raise Http404
    get_object_or_404(standing, pk=accepted).delete()
    messages.success(request, _("The remark is raised again."))
    return _back(pk)


def _resolved(request: HttpRequest, pk: int) -> tuple[PendingImport, Resolution]:
    """Http404 where the file does not wait or is none."""
    pending = get_pending(request, pk)
    if pending.state != PendingImport.State.WAITING:
        raise Http404
    resolution = preview(pending, request.access).resolution
    if resolution is None:
        raise Http404
    return pending, resolution


def _number(row: DocumentRow) -> int:
    """By which a person knows it, else where it stands in its table."""
    return row.number or row.source.row


def _decides(request: HttpRequest, resolution: Resolution) -> bool:
    """Without a document of its own a decision holds for all documents: that is the coordinator's."""
    report = resolution.subject.report
    if report is None:
        return bool(request.access.coordinates)
    return request.access.writable_departments(report).exists()


def _take_back(
    request: HttpRequest, pending: PendingImport, accepted: int, user: int | None, decides: bool
) -> str:
    if decides and (request.access.coordinates or user == request.user.pk):
        return reverse("importers:proofreading_take_back", args=[pending.pk, accepted])
    return ""


def _back(pk: int) -> HttpResponse:
    response = redirect("importers:pending", pk)
    response["Location"] += "?tab=proofreading"
    return response
