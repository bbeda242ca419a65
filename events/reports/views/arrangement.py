"""The order of rows and sections of a document, and changes to several rows at once."""

from django.contrib import messages
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from events.access import coordinator_required
from events.models import Report

from .. import arrangement
from ..arrangement_conflicts import arrangement_version, describe_rearrangements, rearrangements_since
from ..forms import BulkChangeForm, MoveForm
from ..printed_table import in_printing_order


@require_http_methods(["GET", "HEAD", "POST"])
@coordinator_required
def order(request: HttpRequest, pk: int) -> HttpResponse:
    """Sections and entries as a short list: moved by drag or buttons, ticked for bulk changes."""
    document = get_object_or_404(request.access.reports(), pk=pk)
    if document.is_closed:
        messages.warning(request, _("The document is closed: open it for changes first, with a reason."))
        return redirect("events:report", pk=pk)
    if request.method == "POST":
        return _rearrange(request, document)
    entries = request.access.editable_entries().filter(report=document).select_related("department")
    context = {
        "report": document,
        "parts": in_printing_order(document, entries),
        "version": arrangement_version(document),
        "form": BulkChangeForm(report=document, entries=entries),
    }
    return render(request, "events/reports/order.html", context)


@transaction.atomic
def _rearrange(request: HttpRequest, document: Report) -> HttpResponse:
    """One move, refused if somebody has rearranged the report since the page was rendered."""
    document = Report.objects.select_for_update(of=("self",)).get(pk=document.pk)
    form = MoveForm(request.POST)
    anchor, status = "", 204
    if not form.is_valid():
        _add_error_messages(request, form)
        status = 409
    elif since := rearrangements_since(document, form.cleaned_data["version"]):
        messages.warning(request, describe_rearrangements(since))
        status = 409
    else:
        anchor = _move(request, document, form.cleaned_data)
    if request.htmx:
        # The script moves on from here, or, told of a conflict, loads the page with its words.
        return HttpResponse(status=status, headers={"X-Arrangement": arrangement_version(document)})
    return redirect(reverse("events:report_order", args=[document.pk]) + anchor)


def _move(request: HttpRequest, document: Report, move: dict) -> str:
    """Returns the anchor of what was moved."""
    if move["by_date"]:
        count = arrangement.order_by_date(document)
        told = ngettext(
            "Rows of %d section were put in the order of their dates.",
            "Rows of %d sections were put in the order of their dates.",
            count,
        )
        messages.success(request, told % count if count else _("The rows stand in the order of their dates."))
        return ""
    sections = document.sections.select_related("report")
    entries = request.access.editable_entries().filter(report=document).select_related("report", "section")
    for way in ("up", "down"):
        if move[f"section_{way}"]:
            section = get_object_or_404(sections, pk=move[f"section_{way}"])
            arrangement.step_section(section, down=way == "down")
            return f"#section-{section.pk}"
        if move[f"entry_{way}"]:
            entry = get_object_or_404(entries, pk=move[f"entry_{way}"])
            arrangement.step_entry(entry, down=way == "down")
            return f"#row-{entry.pk}"
    section = get_object_or_404(sections, pk=move["section"]) if move["section"] else None
    if not move["entry"]:
        arrangement.place_section(section, move["position"])
        return f"#section-{section.pk}"
    entry = get_object_or_404(entries, pk=move["entry"])
    arrangement.place_entry(entry, section, move["position"])
    return f"#row-{entry.pk}"


def _add_error_messages(request: HttpRequest, form: Form) -> None:
    """These forms have no page of their own to show their errors on."""
    for errors in form.errors.values():
        for error in errors:
            messages.error(request, error)


@require_POST
@coordinator_required
def bulk(request: HttpRequest, pk: int) -> HttpResponse:
    """Preview what would change, row by row; then, once confirmed, change it."""
    document = get_object_or_404(request.access.reports(), pk=pk)
    entries = request.access.editable_entries().filter(report=document)
    with transaction.atomic():
        document = Report.objects.select_for_update(of=("self",)).get(pk=pk)
        form = BulkChangeForm(request.POST, report=document, entries=entries)
        if not form.is_valid():
            _add_error_messages(request, form)
            return redirect("events:report_order", pk=pk)
        said = form.cleaned_data
        rows = list(said["entries"].select_related("department", "section", "report"))
        since = rearrangements_since(document, said["version"], [row.pk for row in rows])
        if "confirm" in request.POST and not since:
            arrangement.reassign(rows, department=said["department"], section=said["section"])
            done = ngettext("%d row changed.", "%d rows changed.", len(rows)) % len(rows)
            messages.success(request, done)
            return redirect("events:report_order", pk=pk)
        version = arrangement_version(document)
    told = describe_rearrangements(since) if since else ""
    context = {"form": form, "rows": rows, **said, "report": document, "version": version, "meanwhile": told}
    return render(request, "events/reports/bulk.html", context)
