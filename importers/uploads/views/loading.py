"""Many files at once: what loading them would do, file by file, and loading them after one look."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from events.access import writer_required
from events.fields import RecordsField
from importers.models import PendingImport

from ..access import pending_imports
from ..partial import Which, with_errors
from ..pending import NotLoaded, load, look
from .cards import kind_label
from .preview import blocker_words


class TogetherForm(forms.Form):
    file = RecordsField(model=PendingImport, label=gettext_lazy("Files"))
    which = forms.ChoiceField(choices=Which.choices, required=False)

    def clean_which(self) -> Which:
        return Which(self.cleaned_data["which"] or Which.NONE_WITH_ERRORS)


@require_http_methods(["GET", "HEAD", "POST"])
@writer_required
def together(request: HttpRequest) -> HttpResponse:
    form = TogetherForm(request.POST if request.method == "POST" else request.GET)
    marked = form.cleaned_data["file"] if form.is_valid() else []
    waiting = pending_imports(request.access).filter(state=PendingImport.State.WAITING)
    own = waiting.filter(pk__in=[one.pk for one in marked]).select_related(
        "document", "department", "partner"
    )
    files = list(own.defer("document__content").order_by("pk"))
    if not files:
        errors = form.errors.get("file", []) if "file" in form.data else []
        messages.error(request, errors[0] if errors else _("Mark the files first."))
        return redirect("importers:imports")
    if request.method == "POST":
        return _load(request, files, form.cleaned_data["which"])
    told = [_told(request, pending) for pending in files]
    context = {
        "told": told,
        "which": Which.choices,
        "chosen": Which.NONE_WITH_ERRORS.value,
        "ready": sum(one["is_ready"] for one in told),
    }
    return render(request, "importers/together.html", context)


def _told(request: HttpRequest, pending: PendingImport) -> dict[str, Any]:
    if pending.is_to_be_read:
        return {"pending": pending, "why_not": _("The file has not been read yet."), "is_ready": False}
    shown = look(pending, request.access)
    resolution = shown.resolution
    if resolution is None:
        return {"pending": pending, "why_not": blocker_words(shown.blocker), "is_ready": False}
    return {
        "pending": pending,
        "digest": shown.digest,
        "kind": kind_label(resolution),
        "period": resolution.subject.period.title,
        "department": resolution.subject.department,
        "counts": resolution.counts,
        "errors": len(with_errors(resolution)),
        "why_not": shown.hindrance,
        "is_ready": not shown.hindrance,
    }


def _load(request: HttpRequest, files: list[PendingImport], which: Which) -> HttpResponse:
    """Each file by itself: what hinders one does not hinder the others."""
    loaded = 0
    for pending in files:
        seen = request.POST.get(f"seen_{pending.pk}", "")[:32]
        try:
            load(pending, request.access, seen=seen, which=which)
        except NotLoaded as refused:
            messages.warning(request, f"{pending.name}: {refused}")
        else:
            loaded += 1
    if loaded:
        text = ngettext("%(count)s file was loaded.", "%(count)s files were loaded.", loaded)
        messages.success(request, text % {"count": loaded})
    response = redirect("importers:imports")
    if loaded == len(files):
        response["Location"] += f"?state={PendingImport.State.LOADED.value}"
    return response
