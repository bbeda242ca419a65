"""A coordinator says who is who. Each decision is a change set, can be undone, and holds for meetings read
again."""

from django.db import transaction
from django.utils.translation import gettext as _

from coopregistry.history import explain
from events.entries.told_people import identify_again
from events.models import MeetingParticipant, Person, PersonDecision

_LONGEST = 1000


class NotSoNow(Exception):
    """Meetings or decisions changed meanwhile."""


@transaction.atomic
def join(kept: Person, other: Person) -> None:
    """All meetings of `other` are those of `kept`."""
    if kept.pk == other.pk:
        raise NotSoNow
    text = _("“%(one)s” and “%(other)s” are one person") % {
        "one": _in_words(kept),
        "other": _in_words(other),
    }
    _decide(other.key, kept.key, text)


@transaction.atomic
def take_apart(person: Person, identity: str) -> None:
    """Meetings of this identity, of an organisation once joined or of one post, are another person's."""
    own = person.participations.all()
    joined = PersonDecision.objects.filter(identity=identity).exclude(person=identity).first()
    if joined is not None and (own.filter(identity=identity) | own.filter(post_identity=identity)).exists():
        explain(_("Taken apart again: %s") % joined.text)
        joined.delete()
        identify_again()
        return
    here = own.filter(post_identity=identity).first()
    if here is None or not own.exclude(post_identity=identity).exists():
        raise NotSoNow
    _decide(identity, identity, _("“%s” is another person than those of this name") % here)


def _decide(identity: str, person: str, text: str) -> None:
    explain(text)
    decision = PersonDecision.objects.filter(identity=identity).first() or PersonDecision(identity=identity)
    decision.person, decision.text = person, text[:_LONGEST]
    decision.save()
    identify_again()


def _in_words(person: Person) -> str:
    newest: MeetingParticipant | None = person.participations.order_by("-meeting__end").first()
    return f"{person}, {newest.post}" if newest is not None else str(person)
