"""What the user decided in this session, the last first: each can be taken back."""

from dataclasses import dataclass

from django.http import HttpRequest

from coopregistry.models import ChangeSet

from .deciding import Decided

_KEY = "matching_decisions"
_MOST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class LastDecision:
    """`proposal`: that was decided, to be shown again once it is undone."""

    change_set: int
    text: str
    proposal: int | None


def remember(request: HttpRequest, decided: Decided, proposal: int | None = None) -> None:
    if decided.change_set is None:
        return
    kept = request.session.get(_KEY, [])
    request.session[_KEY] = [*kept, [decided.change_set.pk, decided.text, proposal]][-_MOST:]


def last_decision(request: HttpRequest) -> LastDecision | None:
    kept = request.session.get(_KEY, [])
    if not kept:
        return None
    change_set, text, proposal = kept[-1]
    return LastDecision(change_set=change_set, text=text, proposal=proposal)


def forget_last(request: HttpRequest) -> None:
    request.session[_KEY] = request.session.get(_KEY, [])[:-1]


def own_change_set(request: HttpRequest, change_set: int) -> ChangeSet | None:
    """The user's last decision, if it is this one: decisions are taken back in their order."""
    last = last_decision(request)
    if last is None or last.change_set != change_set:
        return None
    return ChangeSet.objects.filter(pk=change_set, user=request.user).first()
