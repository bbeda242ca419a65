"""The grid: cells kept, half-typed cells, steps taken back, a remark mended by one click."""

import logging

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coopregistry.versions import current_version
from events.access import writer_required
from events.models import Finding, Report
from events.vocabulary import Role

from ..chosen_partners import asks_about_name
from ..grid.cures import cures_of
from ..grid.drafts import keep_draft
from ..grid.forms import DraftForm, StepForm, TokenForm, column_at
from ..grid.rows import grid_rows
from ..grid.steps import CellsChange, Step, count_as_partner, keep, stand_as_written, take_back
from ..seen_partners import seen_in
from ..undo_tokens import NotUndoable
from .drafts import editable_entry_or_404

logger = logging.getLogger(__name__)


@require_POST
@writer_required
def grid_keep(request: HttpRequest, report: int) -> HttpResponse:
    """Cells of one or many rows as one step. 400: what is wrong with a text; 409: rows others wrote since."""
    document = _report_or_404(request, report)
    form = StepForm(request.POST, report=document)
    if not form.is_valid():
        return _refused(" ".join(message for texts in form.errors.values() for message in texts), 400)
    try:
        step = keep(document, form.cleaned_data["rows"], request.access)
    except Http404:
        return _refused(_("This row is closed to you by now. Nothing was saved."), 404)
    return _answer(request, document, step)


@require_POST
@writer_required
def grid_undo(request: HttpRequest, report: int) -> HttpResponse:
    document = _report_or_404(request, report)
    form = TokenForm(request.POST)
    try:
        step = take_back(document, form.cleaned_data["step"] if form.is_valid() else "", request.access)
    except NotUndoable:
        return _refused(_("This step cannot be undone any more: the rows were changed since."), 409)
    except Http404:
        return _refused(_("This row is closed to you by now. Nothing was saved."), 404)
    return _answer(request, document, step)


@require_POST
@writer_required
def grid_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """A cell half typed: kept for its user alone, without history."""
    entry = editable_entry_or_404(request, pk)
    form = DraftForm(request.POST)
    try:
        if not form.is_valid():
            raise forms.ValidationError(_("A cell is not as expected."))
        heading, role = column_at(entry.report, form.cleaned_data["column"])
    except forms.ValidationError as error:
        return _refused(" ".join(error.messages), 400)
    text = None if form.cleaned_data["given_up"] else form.cleaned_data["text"]
    keep_draft(request.user, entry, form.cleaned_data["version"], text, role=role, heading=heading)
    return HttpResponse(status=204)


@require_POST
@writer_required
def entry_cure(request: HttpRequest, pk: int) -> HttpResponse:
    """Write what a remark suggests into its cell, let the name it asks about stand, or count a place it
    names as a partner. A script gets what a step of the grid gets."""
    entry = editable_entry_or_404(request, pk)
    finding = Finding.objects.filter(entry=entry, pk=_number(request.POST.get("finding"))).first()
    chosen = request.POST.get("suggestion", "")
    stands = finding is not None and "as_written" in request.POST
    cures = cures_of(finding, entry.cells.get(finding.role, "")) if finding else []
    text = next((cure.text for cure in cures if cure.label == chosen), None)
    if stands and asks_about_name(finding.code, finding.role):
        step = stand_as_written(entry, finding, request.access)
    elif finding is not None and (code := request.POST.get("partner", "")) in _seen(finding):
        step = count_as_partner(entry, finding, code, request.access)
    elif text is None:
        step = Step(stale=(entry,))
    else:
        change = CellsChange(
            entry=entry.pk, version=current_version(entry), texts={Role(finding.role): text}, extra={}
        )
        step = keep(entry.report, [change], request.access)
    if request.htmx:
        return _answer(request, entry.report, step)
    if step.stale:
        messages.error(request, _("Somebody changed this row meanwhile: look at what it says now."))
    else:
        messages.success(request, _("Saved: %s") % str(entry)[:120])
    back = request.POST.get("next", "")
    is_own = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return redirect(back if is_own else "home")


def _report_or_404(request: HttpRequest, pk: int) -> Report:
    return get_object_or_404(request.access.reports().select_related("partner", "agreement"), pk=pk)


def _seen(finding: Finding) -> set[str]:
    return {seen.code for seen in seen_in([finding]).get(finding.pk, ())}


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 18 else 0


def _refused(words: str, status: int) -> JsonResponse:
    return JsonResponse({"refused": words}, status=status)


def _answer(request: HttpRequest, report: Report, step: Step) -> JsonResponse:
    rows = grid_rows(step.stale or step.entries, report, request.user)
    told = [
        {
            "entry": row.entry.pk,
            "version": row.version,
            "cells": {cell.column: _shown(request, row, cell) for cell in row.cells},
            "remarks": render_to_string(
                "events/grid/_remarks.html",
                {"row": row, "remarks": row.remarks, "writable": True},
                request,
            ),
        }
        for row in rows
    ]
    answer = {"step": step.token, "rows": told}
    if step.stale:
        answer["refused"] = _("Somebody changed this row meanwhile: look at what it says now.")
    return JsonResponse(answer, status=409 if step.stale else 200)


def _shown(request: HttpRequest, row, cell) -> dict[str, str]:
    context = {"row": row, "cell": cell, "writable": True}
    return {"text": cell.text, "html": render_to_string("events/grid/_cell.html", context, request)}
