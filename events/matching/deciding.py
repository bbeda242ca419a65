"""Decisions of people on pairs of rows: who may take them, on what they saw, and how they are undone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from coopregistry import history
from coopregistry.models import Change, ChangeSet, User
from coopregistry.versions import current_version
from events.access import Access
from events.entries import joining
from events.entries.joining import Grounds, in_telling_order
from events.models import Entry, Event, MatchDecision, MatchProposal

_LONGEST_REASON = 480


class Stale(Exception):
    """Rows are no longer as the page showed them; the text is for the reader."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """`change_set` is None where nothing changed."""

    change_set: ChangeSet | None
    text: str


def visible_pair(access: Access, one: int, other: int, *, locked: bool = False) -> tuple[Entry, Entry] | None:
    """Two rows the reader may see, the planned or earlier one first; locked within a transaction."""
    entries = access.entries().select_related("report", "report__partner", "report__agreement", "department")
    found = entries.filter(pk__in=(one, other))
    if locked:
        found = found.order_by("pk").select_for_update(of=("self",))
    pair = list(found)
    return in_telling_order(*pair) if len(pair) == 2 else None


def state_of(a: Entry, b: Entry) -> str:
    """Differs as soon as one of the rows or the decision on them does."""
    decision = MatchDecision.objects.filter(Q(a=a, b=b) | Q(a=b, b=a)).first()
    return "-".join(str(current_version(record)) for record in (a, b, decision))


def may_decide(access: Access, a: Entry, b: Entry) -> bool:
    """Coordinators on every pair, editors on those with a row of their own. Of rows the user may see."""
    return access.coordinates or bool({a.department_id, b.department_id} & access.departments)


def partable(access: Access, event: Event) -> dict[int, int]:
    """Rows the user may take out of the event, each with its version. An editor must see all its rows, and
    own the one that goes or all that stay."""
    if not (access.coordinates or access.edits):
        return {}
    changes = Change.objects.filter(model=Entry._meta.label_lower, record=OuterRef("pk")).order_by("-pk")
    rows = event.entries.filter(report__removed_at=None).annotate(version=Subquery(changes.values("pk")[:1]))
    found = list(rows.values_list("pk", "department", "version"))
    if len(found) < 2:
        return {}
    versions = {pk: version or 0 for pk, _department, version in found}
    if access.coordinates:
        return versions
    if access.entries().filter(event=event).count() < len(found):
        return {}
    own = {pk for pk, department, _version in found if department in access.departments}
    return {pk: version for pk, version in versions.items() if pk in own or own >= versions.keys() - {pk}}


def check_seen(a: Entry, b: Entry, seen: str) -> None:
    """Raises Stale. Ask with the rows locked."""
    if state_of(a, b) == seen:
        return
    if a.event_id == b.event_id:
        raise Stale(_("Somebody has joined these rows meanwhile."))
    if MatchDecision.objects.filter(a=a, b=b, is_same=False).exists():
        raise Stale(_("Somebody has said meanwhile that these rows tell different events."))
    raise Stale(_("One of the rows was changed meanwhile. Look at the pair once more."))


@transaction.atomic
def accept(a: Entry, b: Entry, *, user: User) -> Decided:
    """The rows tell one event."""
    return _recorded(_("The same event: %s") % b, user, lambda: joining.join(a, b, _grounds(a, b, user)))


@transaction.atomic
def refuse(pairs: Sequence[tuple[Entry, Entry]], *, user: User) -> Decided:
    """The rows of each pair tell different events."""

    def decide() -> None:
        for a, b in pairs:
            joining.refuse(a, b, _grounds(a, b, user))

    return _recorded(_("Different events: %s") % pairs[0][0], user, decide)


@transaction.atomic
def take_apart(entry: Entry, *, user: User) -> Decided:
    """The row tells an event of its own."""
    return _recorded(
        _("An event of its own: %s") % entry, user, lambda: joining.part(entry, Grounds(user=user))
    )


def _recorded(text: str, user: User, decide: Callable[[], object]) -> Decided:
    """A decision is a change set of its own, so that it is undone alone."""
    text = text[:_LONGEST_REASON]
    with history.change_set(user=user, reason=text) as changes:
        decide()
    return Decided(change_set=changes.written, text=text)


def _grounds(a: Entry, b: Entry, user: User) -> Grounds:
    """A person's, with what the matcher had found."""
    proposal = MatchProposal.objects.filter(Q(a=a, b=b) | Q(a=b, b=a)).first()
    if proposal is None:
        return Grounds(user=user)
    return Grounds(user=user, score=proposal.score, reasons=proposal.reasons, against=proposal.against)
