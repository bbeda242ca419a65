"""Partners, agreements and events of each other, as the lists and pages of cooperation show them."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping

from django.db.models import (
    Case,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from agreements.models import Agreement, Partner
from agreements.partner_tree import ancestors_of
from events.access import Access
from events.models import EntryPartner, Event, EventCount, EventPartner, PartnerFacts


def events_with(access: Access, partners: Collection[int]) -> QuerySet[Event]:
    """Events one of the partners takes part in as any visible entry says, plans included; being mentioned is
    not taking part."""
    return access.events().filter(access.naming(Q(partner__in=partners)))


def events_under(access: Access, agreement: Agreement) -> QuerySet[Event]:
    """Events under an agreement, as any visible entry says."""
    entries = access.entries().filter(agreement=agreement)
    return access.events().filter(pk__in=entries.order_by().values("event"))


def agreements_with(access: Access, partners: Collection[int]) -> QuerySet[Agreement]:
    """Agreements one of the partners is a party to, by title."""
    parties = Agreement.partners.through.objects.filter(agreement=OuterRef("pk"), partner__in=partners)
    return access.agreements().filter(Exists(parties)).select_related("department")


def facts_of(access: Access, partner: Partner) -> list[tuple[PartnerFacts.Kind, PartnerFacts | None, bool]]:
    """Blocks of the dossier, what is written in each, and whether that is old; empty ones for those who may
    write them."""
    written = {one.kind: one for one in access.partner_facts().filter(partner=partner).exclude(text="")}
    today = timezone.localdate()
    blocks = [(kind, written.get(kind)) for kind in PartnerFacts.Kind]
    return [
        (kind, one, one is not None and one.is_old(today))
        for kind, one in blocks
        if one is not None or access.coordinates
    ]


def agreements_with_event_count(access: Access) -> QuerySet[Agreement]:
    """All agreements with their parties and `event_count`, the number of `events_under`."""
    entries = access.entries().filter(agreement=OuterRef("pk")).order_by().values("agreement")
    counted = entries.annotate(number=Count("event", distinct=True)).values("number")
    return (
        access.agreements()
        .select_related("department")
        .prefetch_related("parties__partner")
        .annotate(event_count=Coalesce(Subquery(counted), 0))
    )


def cooperating_partners(access: Access) -> QuerySet[Partner]:
    """Partners of visible events or of agreements with `own_events`, the number of events they take part in
    themselves as their finished entries say; most events first."""
    drafts = EntryPartner.objects.counted().filter(
        partner=OuterRef("pk"), entry__in=access.drafts().order_by().values("pk")
    )
    kept = _kept(access).filter(partner=OuterRef("pk")).summed().values("own_sum")
    untold = Counter(partner for _event, partner in _untold_links(access))
    more = [When(pk=partner, then=Value(number)) for partner, number in untold.items()]
    parties = access.agreements().filter(partners=OuterRef("pk"))
    return (
        Partner.objects.partners()
        .annotate(
            own_events=Coalesce(Subquery(kept), 0)
            + Case(*more, default=Value(0), output_field=IntegerField())
        )
        .filter(Q(own_events__gt=0) | Exists(parties) | Exists(drafts))
        .order_by("-own_events", "name")
    )


def _kept(access: Access) -> QuerySet[EventCount]:
    """Numbers of the events that whoever reads at all sees."""
    return EventCount.objects.all() if access.reads else EventCount.objects.none()


def _untold_links(access: Access) -> list[tuple[int, int]]:
    """(event, partner) of events that only unfinished entries the reader may see speak of: kept numbers leave
    them out."""
    drafts = access.drafts()
    if drafts.query.is_empty():
        return []
    untold = Event.objects.filter(
        is_planned=False, is_reported=False, pk__in=drafts.order_by().values("event")
    )
    links = EventPartner.objects.named().filter(event__in=untold.values("pk")).order_by()
    return list(links.values_list("event", "partner"))


def without_agreement(access: Access, partners: QuerySet[Partner]) -> QuerySet[Partner]:
    """`partners`: those of `cooperating_partners`. Keeps those with events of their own and no agreement."""
    parties = access.agreements().filter(partners=OuterRef("pk"))
    return partners.filter(~Exists(parties), own_events__gt=0)


def with_counts(access: Access, partners: Collection[Partner]) -> list[tuple[Partner, int, int]]:
    """Each partner with the number of events and agreements of its whole tree, in six queries at most."""
    wanted = {partner.pk for partner in partners}
    counting = {pk: ancestors & wanted for pk, ancestors in ancestors_of().items()}
    below = [pk for pk, counted in counting.items() if counted]
    events = event_numbers(access, counting)
    agreements: dict[int, set[int]] = defaultdict(set)
    parties = access.agreements().filter(partners__in=below).order_by().values_list("partners", "pk")
    for pk, agreement in parties:
        for ancestor in counting[pk]:
            agreements[ancestor].add(agreement)
    return [(partner, events[partner.pk], len(agreements[partner.pk])) for partner in partners]


def event_numbers(access: Access, counting: Mapping[int, Collection[int]]) -> Counter[int]:
    """Partner → the number of visible events of its tree, each once. `counting`: the partners each partner
    counts with, itself included. Four queries at most."""
    kept = _kept(access).summed().values_list("partner", "tree_sum")
    wanted = set().union(*counting.values())
    events = Counter({partner: number for partner, number in kept if partner in wanted})
    for partner, more in _events_of_drafts(access, counting).items():
        events[partner] += len(more)
    return events


def _events_of_drafts(access: Access, counting: Mapping[int, Collection[int]]) -> dict[int, set[int]]:
    """Partner → events that only unfinished entries the reader may see count for it. `counting`: the partners
    each partner counts with."""
    drafts = access.drafts()
    if drafts.query.is_empty():
        return {}
    named = EntryPartner.objects.counted().filter(entry__in=drafts.order_by().values("pk")).order_by()
    found: dict[int, set[int]] = defaultdict(set)
    for event, partner in [*named.values_list("entry__event", "partner"), *_untold_links(access)]:
        for ancestor in counting.get(partner, ()):
            found[ancestor].add(event)
    touched = drafts.order_by().values("event")
    told = EventPartner.objects.named().filter(
        Q(event__is_planned=True) | Q(event__is_reported=True), event__in=touched
    )
    for event, partner in told.order_by().values_list("event", "partner"):
        for ancestor in counting.get(partner, ()):
            found[ancestor].discard(event)
    return found
