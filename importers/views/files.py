"""Giving files, the list of imports, where a file belongs, setting it aside, the original back."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coopregistry.history import explain
from events.access import writer_required
from events.views.listing import download

from ..forms import open_parts, target_form, upload_form
from ..issues import UnreadableDocument
from ..messages import message
from ..models import ImportRun, PendingImport, bare_name
from ..pending import aim, document_of, take_in
from ..pipeline import Upload
from ..reach import import_runs, pending_imports

_PAGE = 25
_LARGE = ("document__content", "issues")
State = PendingImport.State


class ListQuery(forms.Form):
    """Which files the list shows."""

    state = forms.ChoiceField(choices=[("", ""), *State.choices], required=False)


@require_http_methods(["GET", "HEAD", "POST"])
@writer_required
def imports(request: HttpRequest) -> HttpResponse:
    """The page of imports: files are given here, and all that were given stand below."""
    if request.method == "POST":
        form = upload_form(request.access, request.POST, request.FILES)
        if form.is_valid():
            return _taken_in(request, form)
    else:
        form = upload_form(request.access)
    query = ListQuery(request.GET)
    state = query.cleaned_data["state"] if query.is_valid() else ""
    files = pending_imports(request.access).exclude(state=State.LOADED).select_related("user", "department")
    runs = import_runs(request.access).select_related(
        "document", "report", "report__partner", "department", "user", "change_set", "change_set__undone_by"
    )
    shown = files.filter(state=state) if state else files.exclude(state=State.DISCARDED)
    context = {
        "form": form,
        "query": query,
        "state": state,
        "states": [choice for choice in State.choices if choice[0] != State.LOADED],
        "files": shown[:100],
        "page_obj": Paginator(runs.defer("document__content", "issues"), _PAGE).get_page(
            request.GET.get("page")
        ),
        "may_give": request.access.coordinates or open_parts(request.access).exists(),
    }
    return render(request, "importers/imports.html", context)


def _taken_in(request: HttpRequest, form: forms.Form) -> HttpResponse:
    taken: list[PendingImport] = []
    keep = form.cleaned_data["keep_unread"]
    explain(_("Files were given for import"))
    for file in form.cleaned_data["files"]:
        upload = Upload(name=file.name, data=file.read())
        pending = take_in(upload, user=request.user, target=form.target, keep_unread=keep)
        _tell_repeated(request, pending)
        if not keep:
            _read_first(request, pending)
        taken.append(pending)
    if keep:
        text = ngettext("%(count)s file is kept unread.", "%(count)s files are kept unread.", len(taken))
        messages.success(request, text % {"count": len(taken)})
    elif len(taken) == 1:
        return redirect("importers:pending", taken[0].pk)
    return redirect("importers:imports")


def _tell_repeated(request: HttpRequest, pending: PendingImport) -> None:
    first = ImportRun.objects.filter(document=pending.document_id).order_by("id").first()
    if first is not None:
        text = _("The file “%(name)s” was loaded before, on %(day)s. It is compared with the registry anew.")
        messages.info(request, text % {"name": pending.name, "day": f"{first.made_at:%d.%m.%Y}"})


def _read_first(request: HttpRequest, pending: PendingImport) -> None:
    """How many rows a file has is told before it is opened; so is what is no document at all."""
    try:
        pending.row_count = len(document_of(pending).rows)
    except UnreadableDocument as unreadable:
        pending.row_count = None
        messages.warning(request, f"{pending.name}: {message(unreadable.issue)}")
    pending.save(update_fields=["row_count"])


def own_pending(request: HttpRequest, pk: int) -> PendingImport:
    """A file the user may work on; to others it does not exist."""
    found = pending_imports(request.access).select_related("document", "department", "partner", "user", "run")
    return get_object_or_404(found.defer("document__content"), pk=pk)


@require_POST
@writer_required
def target(request: HttpRequest, pk: int) -> HttpResponse:
    """Say where the file belongs."""
    pending = own_pending(request, pk)
    form = target_form(request.access)(request.POST, access=request.access)
    if not form.is_valid():
        return render(request, "importers/target.html", {"pending": pending, "form": form}, status=200)
    if pending.state == State.WAITING:
        aim(pending, form.target)
        pending.save()
        _read_first(request, pending)
    return redirect("importers:pending", pk)


@require_POST
@writer_required
def set_aside(request: HttpRequest, pk: int) -> HttpResponse:
    return _to_state(request, pk, State.DISCARDED, _("The file was set aside. It can be taken up again."))


@require_POST
@writer_required
def keep_unread(request: HttpRequest, pk: int) -> HttpResponse:
    return _to_state(request, pk, State.KEPT, _("The file is kept unread."))


@require_POST
@writer_required
def take_up(request: HttpRequest, pk: int) -> HttpResponse:
    return _to_state(request, pk, State.WAITING, _("The file waits to be loaded."))


def _to_state(request: HttpRequest, pk: int, state: State, said: str) -> HttpResponse:
    with transaction.atomic():
        pending = get_object_or_404(pending_imports(request.access).select_for_update(of=("self",)), pk=pk)
        same = PendingImport.objects.filter(document=pending.document_id, user=pending.user_id)
        waiting = same.filter(state=State.WAITING).exclude(pk=pk).first()
        if state == State.WAITING and waiting is not None:
            return redirect("importers:pending", waiting.pk)
        if pending.state != State.LOADED:
            pending.state = state
            pending.save(update_fields=["state"])
            messages.success(request, said)
    return redirect("importers:pending", pk)


@require_safe
@writer_required
def original(request: HttpRequest, pk: int) -> HttpResponse:
    """The file as it came; always as a download, never shown."""
    pending = get_object_or_404(pending_imports(request.access).select_related("document"), pk=pk)
    return download(bytes(pending.document.content), bare_name(pending.name), "application/octet-stream")


@require_safe
@writer_required
def run_original(request: HttpRequest, pk: int) -> HttpResponse:
    run = get_object_or_404(import_runs(request.access).select_related("document"), pk=pk)
    return download(bytes(run.document.content), run.document.file_name, "application/octet-stream")


def target_initial(pending: PendingImport) -> dict[str, Any]:
    year, _dash, part = pending.period_code.partition("-")
    return {
        "kind": pending.kind,
        "year": year or None,
        "part": part or ("year" if year else ""),
        "department": pending.department_id,
    }
