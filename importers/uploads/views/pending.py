"""One uploaded file: what it is about, reading it, setting it aside, deleting it."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect, HttpResponseClientRefresh

from coopregistry.answers import done
from coopregistry.jobs.waiting import wait_for
from coopregistry.models import Job
from events.access import writer_required
from events.fields import PeriodForm
from importers.documents.issues import DocumentIssue
from importers.messages import message
from importers.models import PendingImport
from importers.resolving.values_reader import TooMuchToRead

from ..access import pending_imports
from ..forms import target_form
from ..jobs import ask_to_read, reading_of, with_what_reading_needs
from ..storing import set_target, target_of

State = PendingImport.State


def get_pending(request: HttpRequest, pk: int) -> PendingImport:
    """A file the user may work on; 404 for others."""
    return get_object_or_404(with_what_reading_needs(pending_imports(request.access)), pk=pk)


def read_first(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Has the file read by a job where the view would have to read it at length itself: the rules or the
    known names have changed since. Most are read before the page is asked for again."""

    @wraps(view)
    def guarded(request: HttpRequest, pk: int, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, pk, *args, **kwargs)
        except TooMuchToRead:
            PendingImport.objects.filter(pk=pk).update(stage=PendingImport.Stage.GIVEN)
            wait_for(ask_to_read(get_pending(request, pk), request.user))
            if request.htmx:  # a redirect would draw the whole page into a part of it
                return HttpResponseClientRefresh()
            return redirect("importers:pending", pk)

    return guarded


@require_POST
@writer_required
def pending_target(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which document the file is about."""
    pending = get_pending(request, pk)
    form = target_form(request.access)(request.POST, access=request.access)
    if not form.is_valid():
        return render(request, "importers/target.html", {"pending": pending, "form": form}, status=200)
    if pending.state == State.WAITING:
        set_target(pending, form.target)
        pending.save()
        wait_for(ask_to_read(pending, request.user))
    return redirect("importers:pending", pk)


@require_POST
@writer_required
def pending_set_aside(request: HttpRequest, pk: int) -> HttpResponse:
    undo = reverse("importers:take_up", args=[pk])
    return _to_state(request, pk, State.DISCARDED, _("The file was set aside."), undo=undo)


@require_POST
@writer_required
def pending_keep_unread(request: HttpRequest, pk: int) -> HttpResponse:
    return _to_state(request, pk, State.KEPT, _("The file is kept unread."))


@require_POST
@writer_required
def pending_take_up(request: HttpRequest, pk: int) -> HttpResponse:
    return _to_state(request, pk, State.WAITING, _("The file waits to be loaded."))


def _to_state(request: HttpRequest, pk: int, state: State, text: str, *, undo: str = "") -> HttpResponse:
    with transaction.atomic():
        pending = get_object_or_404(pending_imports(request.access).select_for_update(of=("self",)), pk=pk)
        same = PendingImport.objects.filter(document=pending.document_id, user=pending.user_id)
        waiting = same.filter(state=State.WAITING).exclude(pk=pk).first()
        if state == State.WAITING and waiting is not None:
            return redirect("importers:pending", waiting.pk)
        if pending.state != State.LOADED:
            pending.state = state
            pending.save(update_fields=["state"])
            done(request, text, undo=undo)
    return redirect("importers:pending", pk)


@require_POST
@writer_required
def pending_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a file that was set aside; nothing in the registry comes from it."""
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
def pending_read(request: HttpRequest, pk: int) -> HttpResponse:
    """Have the file read, unless it is being read now; waits a little, for most files are read at once."""
    pending = get_pending(request, pk)
    if pending.is_to_be_read and not pending.is_under_way:
        job = wait_for(ask_to_read(pending, request.user))
        if job.state == Job.State.FAILED:
            messages.error(request, job.error)
        pending = get_pending(request, pk)
    if not request.htmx:
        return redirect("importers:pending", pk)
    if "in_list" in request.POST:
        return _line(request, pending, request.POST["in_list"])
    if pending.is_under_way or reading_of(pending):
        return HttpResponse(status=204)
    return HttpResponseClientRedirect(reverse("importers:pending", args=[pk]))


def _line(request: HttpRequest, pending: PendingImport, how: str) -> HttpResponse:
    """Its line in the list, marked as one just given where `how` says so."""
    tell_why_not([pending])
    pending.is_given = how == "given"
    return render(request, "importers/_file.html", {"file": pending, "is_fresh": True})


@require_safe
@writer_required
def pending_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The stage of reading; refreshes the page when it is done. In the list it is the line of the file: what
    was said above the list stays."""
    pending = get_pending(request, pk)
    if "in_list" in request.GET:
        return _line(request, pending, request.GET["in_list"])
    if not pending.is_to_be_read:
        return HttpResponseClientRefresh()
    return render(request, "importers/_stage.html", {"pending": pending, "job": reading_of(pending)})


def target_initial(pending: PendingImport) -> dict[str, Any]:
    return {
        **PeriodForm.initial_of(target_of(pending).period),
        "kind": pending.kind,
        "department": pending.department_id,
        "partner": pending.partner.code if pending.partner else "",
        "agreement": pending.agreement_id,
    }


def blocker_message(blocker: DocumentIssue) -> str:
    if blocker.code == "target-unknown":  # its own words are those of the command line
        return _("The file does not say which document it is and of which period: state it below.")
    return message(blocker)


def tell_why_not(files: Iterable[PendingImport]) -> None:
    """Sets `why_not` of each: why it cannot be loaded, for lists."""
    for file in files:
        file.why_not = blocker_message(DocumentIssue.of_json(file.blocker)) if file.blocker else ""
