"""Merge rules for rows under a unique constraint: links, memberships, submissions."""

from collections.abc import Callable
from datetime import date

from django.db.models import Model

from agreements.models import AgreementParty, Membership, Succession
from events.models import EntryPartner, PartnerFacts, SphereSuccession, Submission
from events.vocabulary import PartnerRole

_STRENGTH = [role.value for role in PartnerRole]
_State = Submission.State
# From not begun to done.
_BY_PROGRESS = (_State.ASKED, _State.SENT_BACK, _State.NOTHING, _State.HANDED_IN, _State.ACCEPTED)
PROGRESS_FIELDS = (
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


def _merge_links(kept: EntryPartner, duplicate: EntryPartner) -> None:
    if _STRENGTH.index(duplicate.role) < _STRENGTH.index(kept.role):
        kept.role = duplicate.role
        kept.save()
    duplicate.delete()


def _merge_parties(kept: AgreementParty, duplicate: AgreementParty) -> None:
    if duplicate.organ and not kept.organ:
        kept.organ = duplicate.organ
        kept.save()
    duplicate.delete()


def _merge_memberships(kept: Membership, duplicate: Membership) -> None:
    kept.since = _widest(min, kept.since, duplicate.since)
    kept.until = _widest(max, kept.until, duplicate.until)
    kept.save()
    if duplicate.pk is not None:
        duplicate.delete()


def _widest(choose: Callable[..., date], one: date | None, other: date | None) -> date | None:
    """No date means no limit, so it wins."""
    return choose(one, other) if one and other else None


def _merge_facts(kept: PartnerFacts, duplicate: PartnerFacts) -> None:
    kept.text = "\n\n".join(text for text in (kept.text, duplicate.text) if text.strip())
    # The older half decides how old the whole is.
    days = (kept.as_of, duplicate.as_of)
    kept.as_of = None if None in days else min(days)
    sources = dict.fromkeys(source for source in (kept.source, duplicate.source) if source)
    kept.source = "; ".join(sources)[: PartnerFacts._meta.get_field("source").max_length]
    kept.save()
    duplicate.delete()


def _merge_successions(kept: Succession | SphereSuccession, duplicate: Succession | SphereSuccession) -> None:
    duplicate.delete()


def keep_furthest(kept: Submission, duplicate: Submission) -> None:
    """One department was requested under two names: a submission under either counts."""
    if _BY_PROGRESS.index(duplicate.state) > _BY_PROGRESS.index(kept.state):
        _copy_progress(kept, duplicate)
    _finish(kept, duplicate)


def keep_least_advanced(kept: Submission, duplicate: Submission) -> None:
    """Two departments became one: it has submitted when both have."""
    if _BY_PROGRESS.index(duplicate.state) < _BY_PROGRESS.index(kept.state):
        _copy_progress(kept, duplicate)
    _finish(kept, duplicate)


def _copy_progress(kept: Submission, duplicate: Submission) -> None:
    for name in PROGRESS_FIELDS:
        setattr(kept, name, getattr(duplicate, name))


def _finish(kept: Submission, duplicate: Submission) -> None:
    kept.nothing = kept.nothing and duplicate.nothing
    if kept.state == _State.NOTHING and duplicate.state == _State.HANDED_IN:
        kept.state = _State.HANDED_IN
    notes = dict.fromkeys(note for note in (kept.note, duplicate.note) if note)
    kept.note = "\n".join(notes)
    duplicate.remove()
    kept.save()


MERGE_RULES: dict[type[Model], Callable[[Model, Model], None]] = {
    EntryPartner: _merge_links,
    AgreementParty: _merge_parties,
    Membership: _merge_memberships,
    PartnerFacts: _merge_facts,
    Succession: _merge_successions,
    SphereSuccession: _merge_successions,
    Submission: keep_furthest,
}
