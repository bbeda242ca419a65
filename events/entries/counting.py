"""Keeps the numbers of events of partners in the transaction that changes an event.

What changes them, and who tells this module of it:

- rows, their partners, whether they are finished, removal and joining: `governing`, once for each batch;
- the tree of partners, by a person, a merger or an undo: `recomputing` and `administration.merging`;
- reference data, and whatever was written past all of these: `migrate` and `manage.py count_events`.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

from django.db import connection, transaction
from django.db.models import Count, Q, QuerySet, Sum

from agreements.partner_tree import ancestors_of
from events.models import Event, EventCount, EventPartner

from . import shares

_AT_ONCE = 500
_TOLD = Q(event__removed_at=None) & (Q(event__is_planned=True) | Q(event__is_reported=True))

Partners = Mapping[int, frozenset[int]]  # of events


def partners_counted(events: Sequence[Event]) -> Partners:
    """The partners each event counts for now. One query."""
    found: dict[int, set[int]] = defaultdict(set)
    for event, partner in _links().filter(event__in=events).values_list("event", "partner"):
        found[event].add(partner)
    return {event: frozenset(partners) for event, partners in found.items()}


def count(before: Partners, now: Partners) -> None:
    """Keep what events count for now, where it differs from what they did before they were computed anew."""
    changed = [event for event in before.keys() | now.keys() if before.get(event) != now.get(event)]
    if not changed:
        return
    ancestors = ancestors_of()
    own: Counter[int] = Counter()
    in_tree: Counter[int] = Counter()
    for event in changed:
        for partners, step in ((before.get(event, ()), -1), (now.get(event, ()), 1)):
            for partner in partners:
                own[partner] += step
            for partner in set().union(*(ancestors.get(partner, {partner}) for partner in partners)):
                in_tree[partner] += step
    EventCount.objects.bulk_create(
        [
            EventCount(partner_id=partner, own=own[partner], in_tree=in_tree[partner])
            for partner in sorted(in_tree.keys() | own.keys())
            if own[partner] or in_tree[partner]
        ],
        batch_size=_AT_ONCE,
    )
    if EventCount.objects.count() > shares.MOST_SHARES:
        shares.add_up(EventCount, ("partner",), ("own", "in_tree"))


def recount(partners: Collection[int] | None = None) -> None:
    """Count anew: for some partners, or for all; what is kept right stays as it is. Writers wait meanwhile on
    PostgreSQL, readers do not."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(f"LOCK TABLE {EventCount._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")
        kept = (
            EventCount.objects.all() if partners is None else EventCount.objects.filter(partner__in=partners)
        )
        counted = counted_anew(partners)
        if _added_up(kept) == counted:
            return
        sums = [
            EventCount(partner_id=partner, own=own, in_tree=in_tree)
            for partner, (own, in_tree) in counted.items()
        ]
        kept._raw_delete(kept.db)
        EventCount.objects.bulk_create(sums, batch_size=_AT_ONCE)


def _added_up(kept: QuerySet[EventCount]) -> dict[int, tuple[int, int]]:
    sums = kept.order_by().values("partner").annotate(all_own=Sum("own"), all_in_tree=Sum("in_tree"))
    told = sums.values_list("partner", "all_own", "all_in_tree")
    return {partner: (own, in_tree) for partner, own, in_tree in told if own or in_tree}


def counted_anew(partners: Collection[int] | None = None) -> dict[int, tuple[int, int]]:
    """Partner → its own events and those of its tree, from the events themselves. Without partners that have
    none."""
    ancestors = ancestors_of()
    below: dict[int, list[int]] = defaultdict(list)
    for partner, above in ancestors.items():
        for ancestor in above:
            below[ancestor].append(partner)
    links = _links() if partners is None else _links().filter(partner__in=partners)
    own = dict(links.values("partner").annotate(number=Count("pk")).values_list("partner", "number"))
    wanted = below.keys() | own.keys() if partners is None else set(partners)
    found: dict[int, tuple[int, int]] = {}
    for partner in sorted(wanted):
        tree = below.get(partner, [])
        in_tree = own.get(partner, 0)
        if tree and tree != [partner]:
            told = _links().filter(partner__in=tree).aggregate(number=Count("event", distinct=True))
            in_tree = told["number"]
        if own.get(partner) or in_tree:
            found[partner] = (own.get(partner, 0), in_tree)
    return found


def _links() -> QuerySet[EventPartner]:
    return EventPartner.objects.named().filter(_TOLD).order_by()
