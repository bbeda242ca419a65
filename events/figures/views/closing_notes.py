"""The closing note of an international report beside the records of its meetings."""

from django import forms
from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from coopregistry.history import explain
from coopregistry.versions import VersionedForm, current_version
from events.access import coordinator_required
from events.models import Report
from events.vocabulary import Kind

from ..closing_note import closing_note


class NoteForm(VersionedForm):
    """The version is that of the report."""

    text = forms.CharField(
        label=gettext_lazy("Text of the note"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5, "lang": "ru"}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def closing_note_detail(request: HttpRequest, pk: int) -> HttpResponse:
    if request.method == "POST":
        return _replace_notes(request, pk)
    return _render(request, get_object_or_404(_reports(request), pk=pk), None)


def _reports(request: HttpRequest) -> QuerySet[Report]:
    return request.access.reports().filter(kind=Kind.INTERNATIONAL_REPORT)


def _render(request: HttpRequest, report: Report, form: NoteForm | None) -> HttpResponse:
    note = closing_note(report, request.access)
    context = {
        "report": report,
        "note": note,
        "form": form or NoteForm(initial={"text": note.text, "version": current_version(report)}),
        "editable": request.access.coordinates and not report.is_closed and not note.stays,
    }
    return render(request, "events/figures/closing_note.html", context)


@coordinator_required
def _replace_notes(request: HttpRequest, pk: int) -> HttpResponse:
    """The previous notes remain in the history."""
    form = NoteForm(request.POST)
    with transaction.atomic():
        report = get_object_or_404(_reports(request).select_for_update(), pk=pk)
        if form.is_valid():
            if report.is_closed:
                form.add_error(None, _("The document is closed: open it for changes first."))
            elif closing_note(report, request.access).stays:
                form.add_error(None, _("The note came with the document: it stays as it is."))
            elif form.is_stale(report):
                form.add_error(None, _("Somebody has changed the document meanwhile. Look at it again."))
            else:
                explain(_("Closing note proposed from the records"))
                report.notes = [form.cleaned_data["text"]]
                report.save(update_fields=["notes"])
                messages.success(request, _("The note is in the report."))
                return redirect("events:closing_note", pk=pk)
    return _render(request, report, form)
