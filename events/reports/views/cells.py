"""One cell of a document, reworded in place."""

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from coopregistry.versions import current_version
from events.access import coordinator_required
from events.entries.saving import reword
from events.labels import ROLE_LABELS
from events.models import Entry, Finding
from events.vocabulary import Role

from ..forms import CellForm
from ..page import PageCell, merged_run, report_page


@require_http_methods(["GET", "HEAD", "POST"])
@coordinator_required
def cell(request: HttpRequest, pk: int, role: str) -> HttpResponse:
    """The form of one cell; for htmx only the content of its table cell."""
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
        form = CellForm(initial={"text": text, "version": current_version(entry), "whole": len(run) > 1})
        return _cell_form(request, {**context, "form": form})
    with transaction.atomic():
        request.access.hold_row(entry)
        entry = entries.get(pk=pk)
        form = CellForm(request.POST)
        if form.is_valid() and form.is_stale(entry):
            form.renew_version(entry)
            context["changed_meanwhile"] = entry.cells.get(role, "")
        elif form.is_valid():
            whole = form.cleaned_data["whole"]
            for one in run if whole else [entry]:
                reword(one, Role(role), form.cleaned_data["text"], by_department=False)
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
    column = [own for _heading, own in entry.report.headings].index(role)
    shown = PageCell(
        column=column,
        role=role,
        text=entry.cells.get(role, ""),
        reworded=role in entry.body_cells,
        findings=findings,
    )
    page = report_page(entry.report, request.access.entries().filter(report=entry.report_id))
    context = {"entry": entry, "cell": shown, "editable": True, "page": page}
    return render(request, "events/reports/_cell_written.html", context)
