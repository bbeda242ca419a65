"""Keeps what figures count of events, in the transaction that changes an event.

What an event counts for is kept with it (`Event.facts`); the differences are added to `FigureCount`. What
changes it:

- rows, their partners, whether they are finished, removal and joining, results: `governing`;
- the sphere of a section, and the tree of partners, by a person, a merger or an undo: `recomputing`;
- whatever was written past all of these: `manage.py count_events`, and `migrate` with new rules.

Departments and spheres are counted in sets, which are put together along their successions as one reads.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection, transaction

from coopregistry import bulk
from events.models import Event, FigureCount
from events.models.figure_count import COUNTERS, PLACE

from . import shares
from .kept_facts import NOTHING, Counters, KeptFacts, Place, places_of

_AT_ONCE = 5_000
_TABLE = FigureCount._meta.db_table

Facts = Mapping[int, Sequence[Any] | None]  # of events


def facts_kept(events: Sequence[Event]) -> Facts:
    """What each event is counted by so far. Until the end of the transaction nobody else counts them."""
    kept = Event.with_removed.select_for_update().filter(pk__in=[event.pk for event in events])
    return dict(kept.order_by("pk").values_list("pk", "facts"))


def tally(before: Facts, now: Facts) -> None:
    """Count events anew whose facts differ from those they were counted by."""
    changed = [event for event in before.keys() | now.keys() if before.get(event) != now.get(event)]
    differences = _summed(
        (facts.get(event), step) for event in changed for facts, step in ((before, -1), (now, 1))
    )
    if differences:
        _insert(differences)
        added = FigureCount.objects.filter(is_sum=False).count()
        if added > shares.MOST_SHARES and added > FigureCount.objects.count() // 4:
            shares.add_up(FigureCount, PLACE, COUNTERS, mark="is_sum")


def recount_figures() -> None:
    """Count all events anew by their facts; what is kept right stays as it is. Writers wait meanwhile on
    PostgreSQL, readers do not."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(f"LOCK TABLE {_TABLE} IN SHARE ROW EXCLUSIVE MODE")
        counted = counted_anew()
        if kept_figures() == counted:
            return
        FigureCount.objects.all()._raw_delete(FigureCount.objects.db)
        _insert(counted, is_sum=True)


def kept_figures() -> dict[Place, Counters]:
    """Without places where nothing is counted any more."""
    found = {row[: len(PLACE)]: row[len(PLACE) :] for row in FigureCount.objects.all().summed(*PLACE)}
    return {place: counters for place, counters in found.items() if any(counters)}


def counted_anew() -> dict[Place, Counters]:
    """From the facts of all events."""
    facts = Event.objects.filter(facts__isnull=False).order_by().values_list("facts", flat=True)
    return _summed((one, 1) for one in facts.iterator(_AT_ONCE))


def _summed(facts: Iterable[tuple[Sequence[Any] | None, int]]) -> dict[Place, Counters]:
    """What events count, each added so many times."""
    sums: dict[Place, list[int]] = defaultdict(lambda: list(NOTHING))
    for one, step in facts:
        if one is None:
            continue
        for place, counters in places_of(KeptFacts(*one)):
            sum_of_place = sums[place]
            for position, number in enumerate(counters):
                sum_of_place[position] += step * number
    return {place: tuple(counters) for place, counters in sums.items() if any(counters)}


def _insert(figures: Mapping[Place, Counters], *, is_sum: bool = False) -> None:
    rows = ((*place, is_sum, *figures[place]) for place in sorted(figures))
    bulk.insert_rows(FigureCount, (*PLACE, "is_sum", *COUNTERS), rows)
