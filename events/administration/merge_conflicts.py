"""How two records become one where a record may stand once: links, memberships, parts of a report."""

from collections.abc import Callable
from datetime import date

from django.db.models import Model

from agreements.models import AgreementParty, Membership, Succession
from events.models import EntryPartner, EventPartner, PartnerFacts, Submission
from events.vocabulary import PartnerRole

_STRENGTH = [role.value for role in PartnerRole]
_State = Submission.State
# From what is still to be done to what is done.
_PROGRESS = (_State.ASKED, _State.SENT_BACK, _State.NOTHING, _State.HANDED_IN, _State.ACCEPTED)
TAKEN = (
    "state",
    "asked_at",
    "due",
    "request_number",
    "reminded_at",
    "handed_in_at",
    "handed_in_by_id",
    "first_handed_in_at",
    "nothing",
    "letter_number",
    "accepted_at",
)


def _links(kept: EntryPartner | EventPartner, double: EntryPartner | EventPartner) -> None:
    if _STRENGTH.index(double.role) < _STRENGTH.index(kept.role):
        kept.role = double.role
        kept.save()
    double.delete()


def _parties(kept: AgreementParty, double: AgreementParty) -> None:
    if double.organ and not kept.organ:
        kept.organ = double.organ
        kept.save()
    double.delete()


def _memberships(kept: Membership, double: Membership) -> None:
    kept.since = _open(min, kept.since, double.since)
    kept.until = _open(max, kept.until, double.until)
    kept.save()
    double.delete()


def _open(choose: Callable[..., date], one: date | None, other: date | None) -> date | None:
    """No bound is the widest bound."""
    return choose(one, other) if one and other else None


def _facts(kept: PartnerFacts, double: PartnerFacts) -> None:
    kept.text = "\n\n".join(text for text in (kept.text, double.text) if text.strip())
    kept.save()
    double.delete()


def _successions(kept: Succession, double: Succession) -> None:
    double.delete()


def furthest(kept: Submission, double: Submission) -> None:
    """One body was asked under two names: what came under either has come."""
    if _PROGRESS.index(double.state) > _PROGRESS.index(kept.state):
        _take(kept, double)
    _end(kept, double)


def least(kept: Submission, double: Submission) -> None:
    """Two bodies became one: it has handed in when both have."""
    if _PROGRESS.index(double.state) < _PROGRESS.index(kept.state):
        _take(kept, double)
    _end(kept, double)


def _take(kept: Submission, double: Submission) -> None:
    for name in TAKEN:
        setattr(kept, name, getattr(double, name))


def _end(kept: Submission, double: Submission) -> None:
    kept.nothing = kept.nothing and double.nothing
    if kept.state == _State.NOTHING and double.state == _State.HANDED_IN:
        kept.state = _State.HANDED_IN
    notes = dict.fromkeys(note for note in (kept.note, double.note) if note)
    kept.note = "\n".join(notes)
    double.remove()
    kept.save()


JOINS: dict[type[Model], Callable[[Model, Model], None]] = {
    EntryPartner: _links,
    EventPartner: _links,
    AgreementParty: _parties,
    Membership: _memberships,
    PartnerFacts: _facts,
    Succession: _successions,
    Submission: furthest,
}
