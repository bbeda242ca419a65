"""Registers of meetings and delegations, and the closing note of a report computed from them."""

from io import BytesIO
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from coopregistry.history import explain, version_of
from events.access import coordinator_required
from events.exports.docx import write_docx
from events.exports.page_style import PageStyle, Properties
from events.exports.xlsx import write_xlsx
from events.models import Report
from events.vocabulary import Kind
from events.web import download

from ..closing_note import closing_note
from ..paper import counted
from ..registers import REGISTERS, WIDTHS, register_lines, register_table, registered
from ..scope import Scope
from .figures import chosen_in_words, said_at

_PAGE = 50
TABS = {
    "meetings": gettext_lazy("Meetings, receptions, negotiations"),
    "delegations-received": gettext_lazy("Delegations received"),
    "delegations-sent": gettext_lazy("Delegations and trips out"),
}


@require_safe
def register(request: HttpRequest, slug: str) -> HttpResponse:
    if slug not in REGISTERS:
        raise Http404
    found, scope = Scope.of(request.GET, request.access)
    context: dict[str, Any] = {"form": found.form, "slug": slug, "heading": TABS[slug]}
    if scope is not None:
        visit = REGISTERS[slug][0]
        page = Paginator(registered(scope, visit), _PAGE).get_page(request.GET.get("page"))
        reports = request.access.reports().filter(
            kind=Kind.INTERNATIONAL_REPORT, start__gte=scope.period.start, end__lte=scope.period.end
        )
        context |= {
            "scope": scope,
            "page_obj": page,
            "lines": register_lines(page.object_list, request.access),
            "query": scope.own_query,
            "listed": scope.query(visit=visit, outcome="reported"),
            "tabs": [
                (name, label, f"{reverse('events:register', args=[name])}?{scope.own_query}")
                for name, label in TABS.items()
            ],
            "reports": list(reports),
        }
    return render(request, "events/figures/register.html", context)


@require_safe
def register_file(request: HttpRequest, slug: str, suffix: str) -> HttpResponse:
    """The whole register; Russian whatever the screen speaks."""
    if slug not in REGISTERS or suffix not in ("docx", "xlsx"):
        raise Http404
    visit, title = REGISTERS[slug]
    with translation.override("ru"):
        _found, scope = Scope.of(request.GET, request.access)
        if scope is None:
            return redirect(f"{reverse('events:register', args=[slug])}?{request.GET.urlencode()}")
        lines = register_lines(registered(scope, visit), request.access)
        notes = (
            f"Записей: {len(lines)}. {counted(scope.by)} "
            f"Отбор: {chosen_in_words(scope) or 'все мероприятия'}. По данным реестра на {said_at()}.",
        )
        table = register_table(f"{title}\nза {scope.period.title}", lines, notes)
    out = BytesIO()
    write = write_docx if suffix == "docx" else write_xlsx
    write(
        table,
        out,
        page_style=PageStyle(widths=WIDTHS, table_size=11),
        properties=Properties(created=timezone.now()),
    )
    return download(out.getvalue(), f"{title} за {scope.period.title}.{suffix}")


class NoteForm(forms.Form):
    """The note as it is to be printed; the version of the report the coordinator saw."""

    text = forms.CharField(
        label=gettext_lazy("Text of the note"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5, "lang": "ru"}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**62)


@require_http_methods(["GET", "HEAD", "POST"])
def closing_note_page(request: HttpRequest, pk: int) -> HttpResponse:
    """What the rows come to beside the note as written; a coordinator takes the text over."""
    if request.method == "POST":
        return _taken_over(request, pk)
    report = get_object_or_404(_reports(request), pk=pk)
    return _note_page(request, report, None)


def _reports(request: HttpRequest) -> Any:
    return request.access.reports().filter(kind=Kind.INTERNATIONAL_REPORT)


def _note_page(request: HttpRequest, report: Report, form: NoteForm | None) -> HttpResponse:
    note = closing_note(report, request.access)
    initial = {"text": note.text, "version": version_of(report)}
    return render(
        request,
        "events/figures/closing_note.html",
        {
            "report": report,
            "note": note,
            "form": form or NoteForm(initial=initial),
            "editable": request.access.coordinates and report.state not in Report.CLOSED,
        },
    )


@coordinator_required
def _taken_over(request: HttpRequest, pk: int) -> HttpResponse:
    """The text takes the place of the notes that stood there; the history keeps them."""
    form = NoteForm(request.POST)
    with transaction.atomic():
        report = get_object_or_404(_reports(request).select_for_update(), pk=pk)
        if form.is_valid():
            if report.state in Report.CLOSED:
                form.add_error(None, _("The document is closed: open it for changes first."))
            elif form.cleaned_data["version"] != version_of(report):
                form.add_error(None, _("Somebody has changed the document meanwhile. Look at it again."))
            else:
                explain(_("Closing note from the rows"))
                report.notes = [form.cleaned_data["text"]]
                report.save(update_fields=["notes"])
                messages.success(request, _("The note is in the report."))
                return redirect("events:closing_note", pk=pk)
    return _note_page(request, report, form)
