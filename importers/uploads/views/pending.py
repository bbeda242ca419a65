"""One file that was given: reading it, where it belongs, setting it aside, the original back."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect, HttpResponseClientRefresh

from events.access import writer_required
from events.web import download
from importers.models import PendingImport, bare_name

from ..access import import_runs, pending_imports
from ..forms import target_form
from ..pending import aim
from ..reading import read_in

State = PendingImport.State


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
        read_in(pending, request.access)
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


@require_POST
@writer_required
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """A file that was set aside goes for good: nothing was ever read from it into the registry."""
    with transaction.atomic():
        pending = get_object_or_404(pending_imports(request.access).select_for_update(of=("self",)), pk=pk)
        if pending.state != State.DISCARDED:
            messages.error(request, _("Set the file aside first."))
            return redirect("importers:pending", pk)
        source = pending.document
        pending.delete()
        if not (source.runs.exists() or source.pending.exists()):
            source.delete()
    messages.success(request, _("The file was deleted."))
    response = redirect("importers:imports")
    response["Location"] += f"?state={State.DISCARDED.value}"
    return response


@require_POST
@writer_required
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a file that was given. What another request reads at this moment is left to it."""
    pending = own_pending(request, pk)
    if pending.is_to_be_read and not pending.is_under_way:
        read_in(pending, request.access)
    if not request.htmx:
        return redirect("importers:pending", pk)
    if "in_list" in request.POST:
        return render(request, "importers/_file.html", {"file": pending, "is_fresh": True})
    if pending.is_under_way:
        return HttpResponse(status=204)
    return HttpResponseClientRedirect(reverse("importers:pending", args=[pk]))


@require_safe
@writer_required
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far reading has come; the page is loaded anew when it is done."""
    pending = own_pending(request, pk)
    if not pending.is_to_be_read:
        return HttpResponseClientRefresh()
    return render(request, "importers/_stage.html", {"pending": pending})


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
