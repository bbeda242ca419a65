"""Plans and reports: the list, a new one, the document as a page."""

from collections.abc import Collection, Sequence

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coopregistry.answers import done
from coopregistry.once import once
from coopregistry.versions import current_versions
from events.access import coordinator_required
from events.matching.queue import count_waiting
from events.models import Entry, Question, Report
from events.web import Listing

from ..forms import ReportFilter
from ..opening_form import OpenReportForm
from ..page import report_page
from ..printed_form import column_shares
from ..transitions import NotNow
from ..withdrawal import hindrance, restore_report, withdraw_report, withdrawn_reports

_MOST_WITHDRAWN = 10


class Reports(Listing):
    template_name = "events/reports/list.html"
    context_object_name = "reports"

    def get_queryset(self) -> QuerySet[Report]:
        access = self.request.access
        self.form = ReportFilter(self.request.GET)
        reports = access.reports().select_related("partner", "agreement").with_row_count(access.entries())
        if not self.form.is_valid():
            return reports
        chosen = self.form.cleaned_data
        if chosen["kind"]:
            reports = reports.filter(kind=chosen["kind"])
        if chosen["period"]:
            reports = reports.filter(period_code=chosen["period"].code)
        if chosen["state"]:
            reports = reports.filter(state=chosen["state"])
        return reports

    def get_context_data(self, **kwargs):
        withdrawn = withdrawn_reports()[:_MOST_WITHDRAWN] if self.request.access.coordinates else ()
        return super().get_context_data(
            form=self.form, filtered=bool(self.request.GET), withdrawn=withdrawn, **kwargs
        )


@require_http_methods(["GET", "HEAD", "POST"])
@coordinator_required
@once
def open_report(request: HttpRequest) -> HttpResponse:
    form = OpenReportForm(request.POST) if request.method == "POST" else OpenReportForm.of_choice(request.GET)
    if request.method == "POST" and form.is_valid():
        report = form.save()
        undo = reverse("events:report_withdraw", args=[report.pk])
        done(request, _what_was_opened(report.submissions.count()), undo=undo)
        return redirect("events:report", pk=report.pk)
    return render(request, "events/reports/open.html", {"form": form})


def _what_was_opened(asked: int) -> str:
    if not asked:
        return _("The document is open. Nobody was asked for information.")
    words = ngettext(
        "The document is open, %(count)d body was asked for information.",
        "The document is open, %(count)d bodies were asked for information.",
        asked,
    )
    return words % {"count": asked}


@require_http_methods(["GET", "HEAD", "POST"])
@coordinator_required
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """A document opened by mistake goes, with what was asked and begun: that is shown first."""
    report = get_object_or_404(request.access.reports().select_related("partner", "agreement"), pk=pk)
    if request.method == "POST":
        try:
            withdraw_report(report)
        except NotNow as refusal:
            messages.error(request, str(refusal))
            return redirect("events:report", pk=pk)
        done(
            request,
            _("Withdrawn: %s") % report,
            undo=reverse("events:report_restore", args=[pk]),
        )
        return redirect("events:reports")
    entries = request.access.entries().filter(report=report)
    context = {
        "report": report,
        "hindrance": hindrance(report),
        "submissions": report.submissions.with_counts(entries).select_related("department", "report"),
        "row_count": entries.count(),
    }
    return render(request, "events/reports/withdraw.html", context)


@require_POST
@coordinator_required
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    report = get_object_or_404(withdrawn_reports(), pk=pk)
    try:
        restore_report(report)
    except NotNow as refusal:
        messages.error(request, str(refusal))
        return redirect("events:reports")
    messages.success(request, _("Put back: %s") % report)
    return redirect("events:report", pk=pk)


@require_safe
def report(request: HttpRequest, pk: int) -> HttpResponse:
    document = get_object_or_404(request.access.reports().select_related("partner", "agreement"), pk=pk)
    entries = request.access.entries().filter(report=document)
    page = report_page(document, entries)
    editable = request.access.coordinates and not document.is_closed
    rows = [row.entry for part in page.parts for row in part.rows]
    requested = set(document.submissions.values_list("department", flat=True)) if editable else set()
    context = {
        "report": document,
        "page": page,
        "widths": column_shares(document),
        "versions": current_versions(rows) if editable else {},
        "editions": document.editions.select_related("fixed_by").defer("docx", "table").order_by("-number"),
        "scans": request.access.report_scans().filter(report=document).defer("content"),
        "editable": editable,
        "draft": document.is_draft,
        "is_requested": bool(requested),
        "is_plan": document.is_plan,
        "to_match": count_waiting(request.access.entries(), document),
        "restricted": entries.restricted().in_printed_order(),
        "told": entries.with_a_word().in_printed_order() if document.is_plan else (),
        "asking": _asking(document, rows, requested) if requested else {},
    }
    return render(request, "events/reports/report.html", context)


def _asking(document: Report, entries: Sequence[Entry], requested: Collection[int]) -> dict[int, bool]:
    """Entries whose body may be asked about them, by key: whether a question waits for its answer.
    A body that was not requested has no page to see a question on."""
    waiting = set(Question.objects.open().filter(entry__report=document).values_list("entry", flat=True))
    return {entry.pk: entry.pk in waiting for entry in entries if entry.department_id in requested}
