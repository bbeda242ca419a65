"""Partners, agreements and events of each other, as the lists and pages of cooperation show them."""

from collections import defaultdict
from collections.abc import Collection

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from agreements.models import Agreement, Partner
from events.access import Access
from events.models import EntryPartner, Event, EventPartner


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
    links = (
        EventPartner.objects.named()
        .filter(partner=OuterRef("pk"), event__in=access.events().values("pk"))
        .order_by()
    )
    counted = links.values("partner").annotate(number=Count("pk")).values("number")
    parties = access.agreements().filter(partners=OuterRef("pk"))
    return (
        Partner.objects.partners()
        .annotate(own_events=Coalesce(Subquery(counted), 0))
        .filter(Q(own_events__gt=0) | Exists(parties) | Exists(drafts))
        .order_by("-own_events", "name")
    )


def without_agreement(access: Access, partners: QuerySet[Partner]) -> QuerySet[Partner]:
    """`partners`: those of `cooperating_partners`. Keeps those with events of their own and no agreement."""
    parties = access.agreements().filter(partners=OuterRef("pk"))
    return partners.filter(~Exists(parties), own_events__gt=0)


def with_counts(access: Access, partners: Collection[Partner]) -> list[tuple[Partner, int, int]]:
    """Each partner with the number of events and agreements of its whole tree, in four queries."""
    parent_of = dict(Partner.objects.values_list("pk", "parent_id"))
    wanted = {partner.pk for partner in partners}
    counting = {pk: with_ancestors(pk, parent_of) & wanted for pk in parent_of}
    below = [pk for pk, ancestors in counting.items() if ancestors]
    events: dict[int, set[int]] = defaultdict(set)
    agreements: dict[int, set[int]] = defaultdict(set)
    for event, pk in access.partners_of(access.events(), Q(partner__in=below)):
        for ancestor in counting[pk]:
            events[ancestor].add(event)
    parties = access.agreements().filter(partners__in=below).order_by().values_list("partners", "pk")
    for pk, agreement in parties:
        for ancestor in counting[pk]:
            agreements[ancestor].add(agreement)
    return [(partner, len(events[partner.pk]), len(agreements[partner.pk])) for partner in partners]


def with_ancestors(pk: int, parent_of: dict[int, int | None]) -> set[int]:
    """The partner and everything it is part of; a cycle of parents ends."""
    ancestors: set[int] = set()
    step: int | None = pk
    while step is not None and step not in ancestors:
        ancestors.add(step)
        step = parent_of.get(step)
    return ancestors
