"""Plans and reports: the list, a new one, the document as a page."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from coopregistry.once import once
from coopregistry.versions import current_versions
from events.access import coordinator_required
from events.matching.queue import count_waiting
from events.models import Report
from events.web import Listing

from ..forms import OpenReportForm, ReportFilter
from ..page import report_page
from ..printed_form import column_shares


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
        return super().get_context_data(form=self.form, filtered=bool(self.request.GET), **kwargs)


@require_http_methods(["GET", "HEAD", "POST"])
@coordinator_required
@once
def open_report(request: HttpRequest) -> HttpResponse:
    form = OpenReportForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        report = form.save()
        messages.success(request, _("The document is open; now ask the bodies by letter."))
        return redirect("events:report", pk=report.pk)
    return render(request, "events/reports/open.html", {"form": form})


@require_safe
def report(request: HttpRequest, pk: int) -> HttpResponse:
    document = get_object_or_404(request.access.reports().select_related("partner", "agreement"), pk=pk)
    entries = request.access.entries().filter(report=document)
    page = report_page(document, entries)
    editable = request.access.coordinates and not document.is_closed
    rows = [row.entry for part in page.parts for row in part.rows]
    context = {
        "report": document,
        "page": page,
        "widths": column_shares(document),
        "versions": current_versions(rows) if editable else {},
        "editions": document.editions.select_related("fixed_by").defer("docx", "table").order_by("-number"),
        "scans": request.access.report_scans().filter(report=document).defer("content"),
        "editable": editable,
        "draft": document.is_draft,
        "is_plan": document.is_plan,
        "to_match": count_waiting(request.access.entries(), document),
        "restricted": entries.restricted().in_printed_order(),
        "told": entries.with_a_word().in_printed_order() if document.is_plan else (),
    }
    return render(request, "events/reports/report.html", context)
