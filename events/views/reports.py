"""Plans and reports: the list, a new one, the document as a page, its files, its cells, its order."""

import json

from django.contrib import messages
from django.db import transaction
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coopregistry.history import explain, version_of
from coopregistry.office import OfficeError

from .. import arranging, workflow
from ..access import coordinator_required
from ..editions import docx_of
from ..exports.formats import FORMATS
from ..exports.look import Formalities, Properties
from ..exports.pdf import to_pdf
from ..file_names import file_name
from ..labels import ROLE_LABELS
from ..meanwhile import arranged_since, in_words, version_of_arrangement
from ..models import Entry, Finding, Report
from ..printing import PrintedFormForm, formalities, look_for, printed_form
from ..report_forms import BulkForm, CellForm, OpenReportForm, OrderForm, ReportFilter
from ..report_json import report_json
from ..report_page import merged_run, report_page
from ..report_table import in_printing_order, report_table
from ..rewording import reword
from ..vocabulary import Kind, Role
from .listing import Listing, download


class Reports(Listing):
    template_name = "events/reports/list.html"
    context_object_name = "reports"

    def get_queryset(self) -> QuerySet[Report]:
        access = self.request.access
        self.form = ReportFilter(self.request.GET)
        rows = access.entries().filter(report=OuterRef("pk")).order_by().values("report")
        reports = (
            access.reports()
            .select_related("partner")
            .annotate(row_count=Coalesce(Subquery(rows.annotate(count=Count("pk")).values("count")), 0))
        )
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
def open_report(request: HttpRequest) -> HttpResponse:
    form = OpenReportForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        report = form.save()
        messages.success(request, _("The document is open; now ask the bodies by letter."))
        return redirect("events:report", pk=report.pk)
    return render(request, "events/reports/open.html", {"form": form})


@require_safe
def report(request: HttpRequest, pk: int) -> HttpResponse:
    document = get_object_or_404(request.access.reports().select_related("partner"), pk=pk)
    page = report_page(document, request.access.entries().filter(report=document))
    context = {
        "report": document,
        "page": page,
        "editions": document.editions.select_related("fixed_by").defer("docx", "table").order_by("-number"),
        "scans": document.scans.defer("content"),
        "editable": request.access.coordinates and not workflow.is_closed(document),
        "draft": workflow.is_draft(document),
        "is_plan": Kind(document.kind).is_plan,
    }
    return render(request, "events/reports/report.html", context)


@require_safe
def report_file(request: HttpRequest, pk: int, suffix: str) -> HttpResponse:
    if suffix not in (*FORMATS, "json"):
        raise Http404
    document = get_object_or_404(request.access.reports().select_related("partner"), pk=pk)
    name = file_name(
        Kind(document.kind),
        document.period,
        suffix,
        partner=document.partner.name if document.partner else "",
    )
    entries = request.access.entries().filter(report=document)
    if suffix == "json":
        data = json.dumps(report_json(document, entries), ensure_ascii=False, indent=1).encode()
        return download(data, name)
    table = report_table(document, entries)
    properties = Properties(created=document.latest_change())
    try:
        if suffix in ("docx", "pdf"):
            data = docx_of(
                table,
                formalities=Formalities(draft=workflow.is_draft(document)),
                properties=properties,
                look=look_for(printed_form(document.kind)),
            )
            data = to_pdf(data) if suffix == "pdf" else data
        else:
            data = FORMATS[suffix](table, properties)
    except OfficeError:
        messages.error(
            request, _("PDF needs LibreOffice on the server, and it did not answer. Take the DOCX.")
        )
        return redirect("events:report", pk=pk)
    return download(data, name)


@require_http_methods(["GET", "HEAD", "POST"])
@coordinator_required
def print_report(request: HttpRequest, pk: int) -> HttpResponse:
    """The document with stamp, signature and executor; what was chosen is remembered for its kind."""
    document = get_object_or_404(request.access.reports().select_related("partner"), pk=pk)
    printed = printed_form(document.kind)
    form = PrintedFormForm(request.POST or None, request.FILES or None, instance=printed)
    if request.method == "POST" and form.is_valid():
        printed = form.save()
        explain(_("The printed form was chosen"))
        data = docx_of(
            report_table(document, request.access.entries().filter(report=document)),
            formalities=formalities(printed, draft=workflow.is_draft(document)),
            properties=Properties(created=document.latest_change()),
            look=look_for(printed),
        )
        partner = document.partner.name if document.partner else ""
        return download(data, file_name(Kind(document.kind), document.period, "docx", partner=partner))
    return render(
        request, "events/reports/print.html", {"report": document, "form": form, "printed": printed}
    )


# --- one cell


@require_http_methods(["GET", "HEAD", "POST"])
@coordinator_required
def cell(request: HttpRequest, pk: int, role: str) -> HttpResponse:
    """The cell to be changed; with htmx only the inside of its table cell."""
    entries = request.access.editable_entries().select_related("report")
    entry = get_object_or_404(entries, pk=pk)
    roles = {own for _heading, own in entry.report.headings if own and own != Role.NUMBER}
    if role not in roles:
        raise Http404
    back = reverse("events:report", args=[entry.report_id]) + f"#row-{entry.pk}"
    run = merged_run(entry.report, entry, Role(role))
    context = {"entry": entry, "role": role, "label": ROLE_LABELS[Role(role)], "run": len(run), "back": back}
    if "show" in request.GET:
        return _cell_shown(request, entry, role) if request.htmx else redirect(back)
    if request.method != "POST":
        text = entry.cells.get(role, "")
        form = CellForm(initial={"text": text, "version": version_of(entry), "whole": len(run) > 1})
        return _cell_form(request, {**context, "form": form})
    with transaction.atomic():
        request.access.hold_row(entry)
        entry = entries.get(pk=pk)
        form = CellForm(request.POST)
        if form.is_valid() and form.cleaned_data["version"] != version_of(entry):
            form.data = {**request.POST.dict(), "version": version_of(entry)}
            context["changed_meanwhile"] = entry.cells.get(role, "")
        elif form.is_valid():
            whole = form.cleaned_data["whole"]
            for one in run if whole else [entry]:
                reword(one, Role(role), form.cleaned_data["text"], by_body=False)
            if not request.htmx:
                return redirect(back)
            if len(run) > 1 or role in (Role.PARTNER, Role.AGREEMENT):
                # Merged cells may fall apart or grow together: the page is drawn anew.
                return HttpResponse(headers={"HX-Refresh": "true"})
            return _cell_shown(request, Entry.objects.select_related("report").get(pk=pk), role)
    return _cell_form(request, {**context, "form": form})


def _cell_form(request: HttpRequest, context: dict) -> HttpResponse:
    name = "_cell_form.html" if request.htmx else "cell.html"
    return render(request, f"events/reports/{name}", context)


def _cell_shown(request: HttpRequest, entry: Entry, role: str) -> HttpResponse:
    findings = list(Finding.objects.filter(entry=entry, role=role))
    shown = {"role": role, "text": entry.cells.get(role, ""), "findings": findings}
    page = report_page(entry.report, request.access.entries().filter(report=entry.report_id))
    context = {
        "entry": entry,
        "cell": {**shown, "reworded": role in entry.body_cells},
        "editable": True,
        "page": page,
    }
    return render(request, "events/reports/_cell_written.html", context)


# --- order and bulk changes


@require_http_methods(["GET", "HEAD", "POST"])
@coordinator_required
def order(request: HttpRequest, pk: int) -> HttpResponse:
    """Rows and sections as a short list: moved by drag or by buttons, ticked for a change together."""
    document = get_object_or_404(request.access.reports(), pk=pk)
    if workflow.is_closed(document):
        messages.warning(request, _("The document is closed: open it for changes first, with a reason."))
        return redirect("events:report", pk=pk)
    if request.method == "POST":
        return _rearrange(request, document)
    entries = request.access.editable_entries().filter(report=document).select_related("department")
    context = {
        "report": document,
        "parts": in_printing_order(document, entries),
        "version": version_of_arrangement(document),
        "form": BulkForm(report=document, entries=entries),
    }
    return render(request, "events/reports/order.html", context)


@transaction.atomic
def _rearrange(request: HttpRequest, document: Report) -> HttpResponse:
    """One move, unless others moved something meanwhile: then nothing is written and the page says who."""
    document = Report.objects.select_for_update(of=("self",)).get(pk=document.pk)
    form = OrderForm(request.POST)
    anchor, status = "", 204
    if not form.is_valid():
        _complain(request, form)
        status = 409
    elif since := arranged_since(document, form.cleaned_data["version"]):
        messages.warning(request, in_words(since))
        status = 409
    else:
        anchor = _move(request, document, form.cleaned_data)
    if request.htmx:
        # The script moves on from here, or, told of a conflict, loads the page with its words.
        return HttpResponse(status=status, headers={"X-Arrangement": version_of_arrangement(document)})
    return redirect(reverse("events:report_order", args=[document.pk]) + anchor)


def _move(request: HttpRequest, document: Report, move: dict) -> str:
    """Returns the anchor of what was moved."""
    sections = document.sections.select_related("report")
    entries = request.access.editable_entries().filter(report=document).select_related("report", "section")
    for way in ("up", "down"):
        if move[f"section_{way}"]:
            section = get_object_or_404(sections, pk=move[f"section_{way}"])
            arranging.step_section(section, down=way == "down")
            return f"#section-{section.pk}"
        if move[f"entry_{way}"]:
            entry = get_object_or_404(entries, pk=move[f"entry_{way}"])
            arranging.step_entry(entry, down=way == "down")
            return f"#row-{entry.pk}"
    section = get_object_or_404(sections, pk=move["section"]) if move["section"] else None
    if not move["entry"]:
        arranging.place_section(section, move["position"])
        return f"#section-{section.pk}"
    entry = get_object_or_404(entries, pk=move["entry"])
    arranging.place_entry(entry, section, move["position"])
    return f"#row-{entry.pk}"


def _complain(request: HttpRequest, form: Form) -> None:
    """These forms have no page of their own to show their errors on."""
    for errors in form.errors.values():
        for error in errors:
            messages.error(request, error)


@require_POST
@coordinator_required
def bulk(request: HttpRequest, pk: int) -> HttpResponse:
    """First what would change, row by row; then, confirmed, the change."""
    document = get_object_or_404(request.access.reports(), pk=pk)
    entries = request.access.editable_entries().filter(report=document)
    with transaction.atomic():
        document = Report.objects.select_for_update(of=("self",)).get(pk=pk)
        form = BulkForm(request.POST, report=document, entries=entries)
        if not form.is_valid():
            _complain(request, form)
            return redirect("events:report_order", pk=pk)
        said = form.cleaned_data
        rows = list(said["entries"].select_related("department", "section", "report"))
        since = arranged_since(document, said["version"], [row.pk for row in rows])
        if "confirm" in request.POST and not since:
            arranging.give(rows, department=said["department"], section=said["section"])
            done = ngettext("%d row changed.", "%d rows changed.", len(rows)) % len(rows)
            messages.success(request, done)
            return redirect("events:report_order", pk=pk)
        version = version_of_arrangement(document)
    told = in_words(since) if since else ""
    context = {"form": form, "rows": rows, **said, "report": document, "version": version, "meanwhile": told}
    return render(request, "events/reports/bulk.html", context)
