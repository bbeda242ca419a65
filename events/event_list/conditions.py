"""Conditions of the event filter that join other records."""

from collections.abc import Collection, Iterable, Sequence

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, When
from django.db.models.fields.json import KT

from agreements.models import Partner
from agreements.names.gazetteer import Gazetteer
from events.access import Access
from events.meetings.registers import REGISTERS
from events.models import Entry, EventPartner, EventPlace, Meeting, MeetingParticipant
from events.vocabulary import Kind, Role
from events.words.index import saying

# Value of the filter → the register of what it finds.
VISITS = {"outgoing": "trips", "incoming": "received", "meeting": "meetings"}
WHOLLY, PARTLY = "wholly", "partly"
# A region of a foreign state is the partner together with its state.
_STATE_OR_SUBJECT = Case(
    When(partner__kind=Partner.Kind.FOREIGN_REGION, then=F("partner__parent")), default=F("partner")
)


def with_partners_at_least(number: int, access: Access) -> Q:
    """Events that name so many states and subjects, the reader's own unfinished rows aside."""
    links = EventPartner.objects.named().filter(event__in=access.events().order_by().values("pk"))
    several = links.order_by().values("event").annotate(number=Count(_STATE_OR_SUBJECT, distinct=True))
    return Q(pk__in=several.filter(number__gte=number).values("event"))


def outside_period(how: Collection[str]) -> Q:
    """A condition on entries: none of their days, or only some, lie in the period of their document."""
    before, after = Q(end__lt=F("report__start")), Q(start__gt=F("report__end"))
    wholly = before | after
    crosses = Q(start__lt=F("report__start")) | Q(end__gt=F("report__end"))
    found = Q(pk__in=[])
    if WHOLLY in how:
        found |= wholly
    if PARTLY in how:
        found |= crosses & ~wholly
    return found


def held_in(codes: Iterable[str], gazetteer: Gazetteer) -> Q:
    """Events held in one of these places or anywhere within them."""
    within = set().union(*map(gazetteer.within, codes))
    return Q(pk__in=EventPlace.objects.filter(code__in=within).values("event"))


def at_level(levels: Collection[str], entries: QuerySet[Entry]) -> Q:
    """A condition on events: a meeting some row of `entries` tells of had a side of one of these levels."""
    sides = Q(home_level__in=levels) | Q(partner_level__in=levels)
    told = Meeting.objects.filter(sides, entry__in=entries.order_by().values("pk"))
    return Q(pk__in=told.order_by().values("entry__event"))


def with_visits(visits: Collection[str], entries: QuerySet[Entry]) -> Q:
    """A condition on events: some row of `entries` tells of one, of a plan as long as no report speaks."""
    telling = entries.filter(Q(report__kind__in=Kind.REPORTS) | Q(event__is_reported=False))
    kinds = {kind for visit in visits for kind in REGISTERS[VISITS[visit]]}
    told = Meeting.objects.filter(kind__in=kinds, entry__in=telling.order_by().values("pk"))
    return Q(pk__in=told.order_by().values("entry__event"))


def took_part(stems: Sequence[str]) -> Q:
    """A condition on entries: every word stands in the cell of participants, or all of them in the post and
    name of one who met."""
    cell, person = Q(), Q()
    for stem in stems:
        cell &= Q(participants_cell__iregex=_as_word(stem))
        person &= Q(search__contains=stem.strip())
    said = Entry.objects.filter(saying(stems)).annotate(participants_cell=KT(f"cells__{Role.PARTICIPANTS}"))
    met = MeetingParticipant.objects.filter(person, meeting__entry=OuterRef("pk"))
    return Q(pk__in=said.filter(cell).order_by().values("pk")) | Q(Exists(met))


def _as_word(stem: str) -> str:
    """A pattern that finds the stem where a word begins, as the index of words does."""
    begins, letters = "(^|[^а-яёa-z0-9])", stem.strip().replace("е", "[её]")
    return f"{begins}{letters}" + ("([^а-яёa-z0-9]|$)" if stem.endswith(" ") else "")
