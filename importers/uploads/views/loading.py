"""Loading one file after its preview, or many after one page that previews them all."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from coopregistry.jobs.waiting import go_on
from events.access import writer_required
from events.fields import RecordsField
from importers.messages import removal_question
from importers.models import PendingImport
from importers.resolving.values_reader import TooMuchToRead

from ..access import pending_imports
from ..forms import LoadForm
from ..jobs import ask_to_load, ask_to_load_many
from ..partial import RowsToLoad, rows_with_errors
from ..preview import preview
from .pending import blocker_message
from .shown_rows import kind_label


@require_POST
@writer_required
def pending_load(request: HttpRequest, pk: int) -> HttpResponse:
    pending = get_object_or_404(pending_imports(request.access), pk=pk)
    form = LoadForm(request.POST)
    is_valid = form.is_valid()
    job = ask_to_load(
        pending,
        request.user,
        seen=form.cleaned_data["seen"] if is_valid else "",
        rows_to_load=form.cleaned_data["which"] if is_valid else RowsToLoad.ALL,
        replace=is_valid and form.cleaned_data["replace"],
    )
    return go_on(request, job)


class LoadManyForm(forms.Form):
    file = RecordsField(model=PendingImport, label=gettext_lazy("Files"))
    which = forms.ChoiceField(choices=RowsToLoad.choices, required=False)

    def clean_which(self) -> RowsToLoad:
        return RowsToLoad(self.cleaned_data["which"] or RowsToLoad.NONE_WITH_ERRORS)


@require_http_methods(["GET", "HEAD", "POST"])
@writer_required
def load_many(request: HttpRequest) -> HttpResponse:
    form = LoadManyForm(request.POST if request.method == "POST" else request.GET)
    marked = form.cleaned_data["file"] if form.is_valid() else []
    waiting = pending_imports(request.access).filter(state=PendingImport.State.WAITING)
    files = waiting.filter(pk__in=[pending.pk for pending in marked])
    files = files.select_related("document", "department", "partner", "agreement").defer("document__content")
    files = list(files.order_by("pk"))
    if not files:
        errors = form.errors.get("file", []) if "file" in form.data else []
        messages.error(request, errors[0] if errors else _("Mark the files first."))
        return redirect("importers:imports")
    if request.method == "POST":
        seen = [(pending.pk, request.POST.get(f"seen_{pending.pk}", "")[:32]) for pending in files]
        return go_on(request, ask_to_load_many(seen, request.user, form.cleaned_data["which"]))
    previews = [_preview_line(request, pending) for pending in files]
    context = {
        "previews": previews,
        "which": RowsToLoad.choices,
        "chosen": RowsToLoad.NONE_WITH_ERRORS.value,
        "ready": sum(line["is_ready"] for line in previews),
    }
    return render(request, "importers/together.html", context)


def _preview_line(request: HttpRequest, pending: PendingImport) -> dict[str, Any]:
    if pending.is_to_be_read:
        return {"pending": pending, "why_not": _("The file has not been read yet."), "is_ready": False}
    try:
        shown = preview(pending, request.access)
    except TooMuchToRead:
        PendingImport.objects.filter(pk=pending.pk).update(stage=PendingImport.Stage.GIVEN)
        return {"pending": pending, "why_not": _("The file has not been read yet."), "is_ready": False}
    resolution = shown.resolution
    if resolution is None:
        return {"pending": pending, "why_not": blocker_message(shown.blocker), "is_ready": False}
    why_not = shown.hindrance
    if not why_not and resolution.would_remove:
        why_not = removal_question(len(resolution.missing), resolution.standing)
    return {
        "pending": pending,
        "fingerprint": shown.fingerprint,
        "kind": kind_label(resolution),
        "period": resolution.subject.period.title,
        "department": resolution.subject.department,
        "counts": resolution.counts,
        "errors": len(rows_with_errors(resolution)),
        "why_not": why_not,
        "is_ready": not why_not,
    }
