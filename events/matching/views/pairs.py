"""«Сопоставление плана и отчетов»: one pair after the other, and lists of what waits and is decided."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from events.models import Entry, MatchProposal

from ..deciding import visible_pair
from ..forms import PlaceForm
from ..last_decisions import last_decision
from ..pair import pair_shown
from ..queue import Question, place_of
from ..scope import Scope, scope_of
from ..wording import likelihood

_PER_PAGE = 25
STATES = {
    "waiting": _("wait for a decision"),
    "joined": _("one event"),
    "refused": _("different events"),
    "unmatched": _("without a counterpart"),
}


@require_safe
def pair_page(request: HttpRequest) -> HttpResponse:
    """The pair that is to be decided now, with the other choices of its row; or any two rows."""
    form, scope = scope_of(request.GET, request.access)
    asked = PlaceForm(request.GET)
    where = asked.cleaned_data if asked.is_valid() else {}
    waiting = scope.questions()
    context = _around(request, scope, waiting) | {"form": form}
    if where.get("a") and where.get("b"):
        pair = visible_pair(request.access, where["a"], where["b"])
        if pair is None:
            raise Http404
        context["pair"] = pair_shown(*pair, request.access)
    elif waiting:
        context |= _asked(request, waiting, where)
    return render(request, "events/matching/pair.html", context)


def _around(request: HttpRequest, scope: Scope, waiting: list[Question]) -> dict[str, Any]:
    """What stands above a pair or a list."""
    decided, total = scope.progress(waiting)
    return {
        "scope": scope,
        "decided": decided,
        "total": total,
        "waiting_count": len(waiting),
        "last": last_decision(request),
        "states": STATES.items(),
    }


def _asked(request: HttpRequest, waiting: list[Question], where: dict[str, Any]) -> dict[str, Any]:
    """The question the address names; where it is decided by now, the one in its place."""
    place = place_of(waiting, where["at"]) if where.get("at") else None
    is_there = place is not None
    if place is None:
        place = min(where.get("place") or 0, len(waiting) - 1)
    question = waiting[place]
    proposal = next(
        (choice for choice in question.choices if is_there and choice.pk == where["at"]), question.proposal
    )
    pair = visible_pair(request.access, proposal.a_id, proposal.b_id)
    if pair is None:  # removed this very moment
        return {}
    choices = _described(question.choices, proposal)
    following = waiting[place + 1] if place + 1 < len(waiting) else None
    return {
        "pair": pair_shown(*pair, request.access),
        "proposal": proposal,
        "place": place,
        "choices": choices,
        "has_choices": len(choices) > 1,
        "previous": waiting[place - 1].proposal.pk if place else None,
        "following": following.proposal.pk if following else None,
        "upcoming": following.proposal.pk if following else (waiting[0].proposal.pk if place else None),
        "next_choice": next((choice.pk for choice in question.choices if choice.pk != proposal.pk), None),
    }


def _described(choices: tuple[MatchProposal, ...], shown: MatchProposal) -> list[dict[str, Any]]:
    """The choices with the row that is not shared by all of them."""
    rows = {choice.b_id for choice in choices}
    side = "b_id" if len(rows) == len(choices) else "a_id"
    found = Entry.objects.select_related("report", "report__partner", "report__agreement", "department")
    entries = found.in_bulk([getattr(choice, side) for choice in choices])
    return [
        {
            "proposal": choice,
            "entry": entries[getattr(choice, side)],
            "likelihood": likelihood(choice.score, is_alone=len(choices) == 1),
            "is_shown": choice.pk == shown.pk,
        }
        for choice in choices
        if getattr(choice, side) in entries
    ]


@require_safe
def pair_list(request: HttpRequest) -> HttpResponse:
    """All pairs of one state."""
    form, scope = scope_of(request.GET, request.access)
    state = request.GET.get("state", "")
    state = state if state in STATES else "waiting"
    waiting = scope.questions()
    context = _around(request, scope, waiting) | {"form": form, "state": state}
    if state == "unmatched":
        page = Paginator(scope.unmatched(), _PER_PAGE).get_page(request.GET.get("page"))
        context["rows"] = page.object_list
    else:
        found: Any = waiting
        if state != "waiting":
            found = scope.decisions().filter(is_same=state == "joined").select_related("user")
        page = Paginator(found, _PER_PAGE).get_page(request.GET.get("page"))
        context["pairs"] = _listed(request, page.object_list)
    return render(request, "events/matching/list.html", context | {"page_obj": page})


def _listed(request: HttpRequest, found: Any) -> list[dict[str, Any]]:
    """Questions or decisions with their rows, those of a page."""
    pairs = [one.proposal if isinstance(one, Question) else one for one in found]
    alone = {one.proposal.pk for one in found if isinstance(one, Question) and len(one.choices) == 1}
    keys = {key for pair in pairs for key in (pair.a_id, pair.b_id)}
    entries = (
        request.access.entries()
        .select_related("report", "report__partner", "report__agreement", "department")
        .in_bulk(keys)
    )
    return [
        {
            "a": entries[pair.a_id],
            "b": entries[pair.b_id],
            "said": pair,
            "likelihood": likelihood(pair.score, is_alone=pair.pk in alone),
        }
        for pair in pairs
        if pair.a_id in entries and pair.b_id in entries
    ]
