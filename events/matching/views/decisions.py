"""What is decided on the pages of matching; every answer leads back to the next pair."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coopregistry.jobs.waiting import go_on, wait_for
from coopregistry.models import Job
from coopregistry.undo import AlreadyUndone, undo
from coopregistry.versions import current_version
from events.access import coordinator_required, writer_required
from events.models import Entry

from ..deciding import (
    Decided,
    Stale,
    accept,
    check_seen,
    may_decide,
    partable,
    refuse,
    take_apart,
    visible_pair,
)
from ..forms import DecisionForm, PartForm, UndoForm
from ..jobs import ask_to_join_sure, decided_in
from ..last_decisions import forget_last, last_decision, own_change_set, remember
from ..queue import asked_of
from ..scope import Scope, scope_of

Pair = tuple[Entry, Entry]


@require_POST
@writer_required
def decide(request: HttpRequest) -> HttpResponse:
    """One event or different ones; «none» refuses all choices of the row."""
    _form, scope = scope_of(request.POST, request.access)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("This answer was not understood. Nothing was changed."))
        return _to_pair(scope)
    said = form.cleaned_data
    try:
        with transaction.atomic():
            decided = _decide(request, scope, said)
    except Stale as stale:
        messages.warning(request, str(stale))
        return _to_pair(scope, at=said["proposal"], place=said["place"])
    remember(request, decided, said["proposal"])
    return _to_pair(scope, at=_next_proposal(scope, said), place=said["place"])


def _decide(request: HttpRequest, scope: Scope, said: dict) -> Decided:
    pair = visible_pair(request.access, said["a"], said["b"], locked=True)
    if pair is None:
        raise Stale(_("One of the rows is no longer there. Nothing was changed."))
    if not may_decide(request.access, *pair):
        raise PermissionDenied
    check_seen(*pair, said["seen"])
    if pair[0].event_id == pair[1].event_id:
        raise Stale(_("These rows are told as one event. Take them apart to change that."))
    if said["answer"] == DecisionForm.SAME:
        return accept(*pair, user=request.user)
    pairs = _choices_of(request, scope, said, pair) if said["answer"] == DecisionForm.NONE else [pair]
    return refuse(pairs, user=request.user)


def _choices_of(request: HttpRequest, scope: Scope, said: dict, shown: Pair) -> list[Pair]:
    """All choices of the row that is asked about, as far as the user decides on them."""
    found: list[Pair] = [shown]
    for question in scope.questions():
        if any(choice.pk == said["proposal"] for choice in question.choices):
            others = [choice for choice in question.choices if choice.pk != said["proposal"]]
            pairs = [visible_pair(request.access, choice.a_id, choice.b_id) for choice in others]
            found += [pair for pair in pairs if pair and may_decide(request.access, *pair)]
    return found


def _next_proposal(scope: Scope, said: dict) -> int | None:
    """After a refusal the next choice of the same row, else the next row."""
    if said["answer"] == DecisionForm.OTHER:
        for question in scope.questions():
            if {said["a"], said["b"]} & {asked_of(question.proposal)[0]}:
                return question.proposal.pk
    return said["upcoming"]


@require_POST
@coordinator_required
def decide_sure(request: HttpRequest) -> HttpResponse:
    """Joins all the matcher is sure of in the documents of the page."""
    _form, scope = scope_of(request.POST, request.access)
    job = wait_for(ask_to_join_sure(scope))
    if job.state == Job.State.DONE:
        remember(request, decided_in(job))
    return go_on(request, job, seconds=0)


@require_POST
@writer_required
def part(request: HttpRequest) -> HttpResponse:
    """Takes a row out of the event it is told with."""
    form = PartForm(request.POST)
    back = _back(request)
    if not form.is_valid():
        messages.warning(request, _("This answer was not understood. Nothing was changed."))
        return redirect(back)
    with transaction.atomic():
        entry = (
            request.access.entries()
            .filter(pk=form.cleaned_data["entry"])
            .select_related("report")
            .select_for_update(of=("self",))
            .first()
        )
        if entry is None or current_version(entry) != form.cleaned_data["seen"]:
            messages.warning(request, _("The row was changed or removed meanwhile. Nothing was changed."))
            return redirect(back)
        if entry.pk not in partable(request.access, entry.event):
            if entry.event.entries.filter(report__removed_at=None).count() > 1:
                raise PermissionDenied
            messages.warning(request, _("The row tells an event of its own already."))
            return redirect(back)
        remember(request, take_apart(entry, user=request.user))
    messages.success(request, _("The row tells an event of its own now: %s") % str(entry)[:120])
    return redirect(back)


@require_POST
@writer_required
def decision_undo(request: HttpRequest) -> HttpResponse:
    """Takes back the last decision of the session; the pair is shown again."""
    _form, scope = scope_of(request.POST, request.access)
    form = UndoForm(request.POST)
    done = own_change_set(request, form.cleaned_data["change_set"]) if form.is_valid() else None
    if done is None:
        messages.warning(request, _("This decision cannot be undone here any more."))
        return _to_pair(scope)
    last = last_decision(request)
    forget_last(request)
    try:
        undone = undo(done, user=request.user)
    except AlreadyUndone:
        messages.info(request, _("This was undone already."))
        return _to_pair(scope)
    messages.success(request, _("Undone: %s") % done.reason)
    for refused in undone.refused[:10]:
        messages.warning(request, f"{refused.label}: {refused.why}")
    return _to_pair(scope, at=last.proposal if last else None)


def _to_pair(scope: Scope, *, at: int | None = None, place: int | None = None) -> HttpResponse:
    where = {name: value for name, value in (("at", at), ("place", place)) if value is not None}
    query = "&".join(filter(None, (scope.query, urlencode(where))))
    address = reverse("events:matching")
    return redirect(f"{address}?{query}" if query else address)


def _back(request: HttpRequest) -> str:
    """Where the button stood: the page of an event, or the list of pairs."""
    back = request.POST.get("back", "")
    is_own = url_has_allowed_host_and_scheme(
        back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return back if is_own else reverse("events:matching")
