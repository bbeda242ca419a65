"""Events that may be the one somebody is entering just now."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from rapidfuzz import fuzz, process

from agreements.names.folding import fold

from .models import Entry, Event, EventPartner

_AROUND = timedelta(days=60)
_SHORTEST = 8  # signs of a title that are worth comparing
_MOST_COMPARED = 5000
_LOOKED_AT = 20
_SHOWN = 3
_ALIKE = 80
_SAME_PARTNER, _OTHER_PARTNERS = 8, -12


@dataclass(frozen=True, slots=True, kw_only=True)
class Similar:
    event: Event
    score: float
    rows: tuple[Entry, ...]  # that speak of it


def similar_events(
    events: QuerySet[Event],
    rows: QuerySet[Entry],
    *,
    title: str,
    start: date,
    end: date,
    partners: Collection[int],
    leave_out: int | None = None,
) -> list[Similar]:
    """The likest first, at most three, of the events and rows given (those the user may see)."""
    wanted = fold(title)
    if len(wanted) < _SHORTEST:
        return []
    around = events.filter(start__lte=end + _AROUND, end__gte=start - _AROUND).exclude(pk=leave_out)
    titles = {pk: fold(text) for pk, text in around.values_list("pk", "title")[:_MOST_COMPARED]}
    found = process.extract(
        wanted, titles, scorer=fuzz.token_set_ratio, score_cutoff=_ALIKE + _OTHER_PARTNERS, limit=_LOOKED_AT
    )
    if not found:
        return []
    partners_of: dict[int, set[int]] = {}
    links = EventPartner.objects.filter(event__in=[pk for _title, _score, pk in found])
    for event, partner in links.values_list("event_id", "partner_id"):
        partners_of.setdefault(event, set()).add(partner)
    scores = {pk: score + _by_partners(set(partners), partners_of.get(pk, set())) for _t, score, pk in found}
    best = sorted((pk for pk in scores if scores[pk] >= _ALIKE), key=lambda pk: (-scores[pk], -pk))[:_SHOWN]
    by_key = Event.objects.in_bulk(best)
    rows_of: dict[int, list[Entry]] = {}
    for row in rows.filter(event__in=best).select_related("report", "report__partner", "department"):
        rows_of.setdefault(row.event_id, []).append(row)
    return [
        Similar(event=by_key[pk], score=scores[pk], rows=tuple(rows_of.get(pk, ())))
        for pk in best
        if pk in by_key
    ]


def _by_partners(ours: set[int], theirs: set[int]) -> int:
    if not ours or not theirs:
        return 0
    return _SAME_PARTNER if ours & theirs else _OTHER_PARTNERS
