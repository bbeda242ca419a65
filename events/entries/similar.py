"""Events that may be the one somebody is entering."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from rapidfuzz import fuzz, process

from agreements.names.folding import fold
from events.models import Entry, Event, EventPartner
from events.vocabulary import Role

_AROUND = timedelta(days=60)
_SHORTEST_TITLE = 8  # characters; shorter ones resemble everything
_MOST_COMPARED = 5000
_MOST_WEIGHED = 20
_MOST_SHOWN = 3
_THRESHOLD = 80  # of 100, partners weighed in
_TELLING = (Role.DATES, Role.PLACE, Role.PARTNER)
_SAME_PARTNER, _OTHER_PARTNERS = 8, -12


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSketch:
    """What is said of an event so far; without dates of its own, the period of its document."""

    title: str
    start: date
    end: date
    partners: Collection[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What tells an event from others, as its latest row writes it, and who answers for it."""

    dates: str = ""
    place: str = ""
    partner: str = ""
    department: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarEvent:
    event: Event
    score: float
    entries: tuple[Entry, ...]  # that speak of it

    @property
    def told(self) -> Told:
        if not self.entries:
            return Told()
        entry = max(self.entries, key=lambda one: (one.report.end, one.pk))
        dates, place, partner = (" ".join(entry.cells.get(role, "").split()) for role in _TELLING)
        return Told(dates=dates, place=place, partner=partner, department=str(entry.department or ""))

    @property
    def facts(self) -> str:
        return "; ".join(filter(None, astuple(self.told)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    title: str  # folded
    start: date
    end: date


def similar_events(
    events: QuerySet[Event],
    entries: QuerySet[Entry],
    sketches: Sequence[EventSketch],
    *,
    leave_out: int | None = None,
) -> list[list[SimilarEvent]]:
    """For each sketch the likeliest first, at most three, of the events and entries given (those the user may
    see). Four queries, however many sketches."""
    comparable = [sketch for sketch in sketches if len(fold(sketch.title)) >= _SHORTEST_TITLE]
    if not comparable:
        return [[] for _sketch in sketches]
    candidates = _candidates(events.exclude(pk=leave_out), comparable)
    alike = {id(sketch): _alike(sketch, candidates) for sketch in comparable}
    partners_of = _partners_of({pk for scores in alike.values() for pk in scores})
    best = {id(sketch): _best(alike[id(sketch)], set(sketch.partners), partners_of) for sketch in comparable}
    shown = {pk for scores in best.values() for pk in scores}
    by_key = Event.objects.in_bulk(shown)
    entries_of: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries.filter(event__in=shown).select_related(
        "report", "report__partner", "report__agreement", "department"
    ):
        entries_of[entry.event_id].append(entry)
    return [
        [
            SimilarEvent(event=by_key[pk], score=score, entries=tuple(entries_of[pk]))
            for pk, score in best.get(id(sketch), {}).items()
            if pk in by_key
        ]
        for sketch in sketches
    ]


def _candidates(events: QuerySet[Event], sketches: Sequence[EventSketch]) -> dict[int, _Candidate]:
    first, last = min(sketch.start for sketch in sketches), max(sketch.end for sketch in sketches)
    around = events.filter(start__lte=last + _AROUND, end__gte=first - _AROUND)
    return {
        pk: _Candidate(title=fold(title), start=start, end=end)
        for pk, title, start, end in around.values_list("pk", "title", "start", "end")[:_MOST_COMPARED]
    }


def _alike(sketch: EventSketch, candidates: Mapping[int, _Candidate]) -> dict[int, float]:
    """Key → score of those alike by title, near in time."""
    near = {
        pk: candidate.title
        for pk, candidate in candidates.items()
        if candidate.start <= sketch.end + _AROUND and candidate.end >= sketch.start - _AROUND
    }
    found = process.extract(
        fold(sketch.title),
        near,
        scorer=fuzz.token_set_ratio,
        score_cutoff=_THRESHOLD + _OTHER_PARTNERS,
        limit=_MOST_WEIGHED,
    )
    return {pk: score for _title, score, pk in found}


def _partners_of(events: Collection[int]) -> Mapping[int, set[int]]:
    partners: dict[int, set[int]] = defaultdict(set)
    links = EventPartner.objects.filter(event__in=events)
    for event, partner in links.values_list("event_id", "partner_id"):
        partners[event].add(partner)
    return partners


def _best(
    scores: Mapping[int, float], partners: set[int], partners_of: Mapping[int, set[int]]
) -> dict[int, float]:
    weighed = {pk: score + _by_partners(partners, partners_of[pk]) for pk, score in scores.items()}
    order = sorted((pk for pk in weighed if weighed[pk] >= _THRESHOLD), key=lambda pk: (-weighed[pk], -pk))
    return {pk: weighed[pk] for pk in order[:_MOST_SHOWN]}


def _by_partners(ours: set[int], theirs: set[int]) -> int:
    if not ours or not theirs:
        return 0
    return _SAME_PARTNER if ours & theirs else _OTHER_PARTNERS
