"""Events that may be the one somebody is entering just now."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from rapidfuzz import fuzz, process

from agreements.names.folding import fold
from events.models import Entry, Event, EventPartner

_AROUND = timedelta(days=60)
_SHORTEST = 8  # signs of a title that are worth comparing
_MOST_COMPARED = 5000
_LOOKED_AT = 20
_SHOWN = 3
_ALIKE = 80
_SAME_PARTNER, _OTHER_PARTNERS = 8, -12


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a row says so far; without dates of its own, the period of its document."""

    title: str
    start: date
    end: date
    partners: Collection[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Similar:
    event: Event
    score: float
    rows: tuple[Entry, ...]  # that speak of it


def similar_events(
    events: QuerySet[Event], rows: QuerySet[Entry], wanted: Sequence[Wanted], *, leave_out: int | None = None
) -> list[list[Similar]]:
    """For each one wanted the likest first, at most three, of the events and rows given (those the user may
    see); four queries, however many are wanted."""
    worth = [one for one in wanted if len(fold(one.title)) >= _SHORTEST]
    if not worth:
        return [[] for _one in wanted]
    first, last = min(one.start for one in worth), max(one.end for one in worth)
    around = events.filter(start__lte=last + _AROUND, end__gte=first - _AROUND).exclude(pk=leave_out)
    known = {pk: dated for pk, *dated in around.values_list("pk", "title", "start", "end")[:_MOST_COMPARED]}
    titles = {pk: fold(title) for pk, (title, _start, _end) in known.items()}
    found = {id(one): _alike(one, titles, known) for one in worth}
    partners_of: dict[int, set[int]] = defaultdict(set)
    links = EventPartner.objects.filter(event__in={pk for scores in found.values() for pk in scores})
    for event, partner in links.values_list("event_id", "partner_id"):
        partners_of[event].add(partner)
    best = {id(one): _best(found[id(one)], set(one.partners), partners_of) for one in worth}
    shown = {pk for scores in best.values() for pk in scores}
    by_key = Event.objects.in_bulk(shown)
    rows_of: dict[int, list[Entry]] = defaultdict(list)
    for row in rows.filter(event__in=shown).select_related("report", "report__partner", "department"):
        rows_of[row.event_id].append(row)
    return [
        [
            Similar(event=by_key[pk], score=score, rows=tuple(rows_of[pk]))
            for pk, score in best.get(id(one), {}).items()
            if pk in by_key
        ]
        for one in wanted
    ]


def _alike(one: Wanted, titles: dict[int, str], known: dict[int, list]) -> dict[int, float]:
    """Key → score of those alike by title, near in time."""
    near = {
        pk: title
        for pk, title in titles.items()
        if known[pk][1] <= one.end + _AROUND and known[pk][2] >= one.start - _AROUND
    }
    found = process.extract(
        fold(one.title),
        near,
        scorer=fuzz.token_set_ratio,
        score_cutoff=_ALIKE + _OTHER_PARTNERS,
        limit=_LOOKED_AT,
    )
    return {pk: score for _title, score, pk in found}


def _best(scores: dict[int, float], ours: set[int], partners_of: dict[int, set[int]]) -> dict[int, float]:
    weighed = {pk: score + _by_partners(ours, partners_of[pk]) for pk, score in scores.items()}
    order = sorted((pk for pk in weighed if weighed[pk] >= _ALIKE), key=lambda pk: (-weighed[pk], -pk))
    return {pk: weighed[pk] for pk in order[:_SHOWN]}


def _by_partners(ours: set[int], theirs: set[int]) -> int:
    if not ours or not theirs:
        return 0
    return _SAME_PARTNER if ours & theirs else _OTHER_PARTNERS
