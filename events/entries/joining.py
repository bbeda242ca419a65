"""Entries told as one event: joins them, takes them apart, and remembers who decided."""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q

from agreements.names.folding import fold
from coopregistry.models import User
from events.models import Entry, Event, MatchDecision
from events.vocabulary import Role

from . import governing
from .recognition import in_chunks

By = MatchDecision.By


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """Who decides on a pair of entries, and on what. Reasons as `MatchPair` stores them."""

    by: By = By.PERSON
    user: User | None = None
    score: float | None = None
    reasons: Sequence[Any] = ()
    against: Sequence[Any] = ()


def print_of(entry: Entry) -> str:
    """What a decision knows an entry by when it is removed and read again: its document, department, title,
    partner and dates, whatever else has changed."""
    report = entry.report
    parts = (
        report.kind,
        report.period_code,
        report.partner_id or "",
        report.agreement_id or "",
        entry.department_id or "",
        fold(" ".join(entry.cells.get(Role.TITLE, "").split())),
        fold(" ".join(entry.cells.get(Role.PARTNER, "").split())),
        fold(" ".join(entry.cells.get(Role.DATES, "").split())),
    )
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:32]


def in_telling_order(one: Entry, other: Entry) -> tuple[Entry, Entry]:
    """The planned or earlier one first."""
    first, second = sorted(
        (one, other), key=lambda entry: (not entry.report.is_plan, entry.report.end, entry.pk)
    )
    return first, second


def join(one: Entry, other: Entry, grounds: Grounds) -> Event:
    """Count two entries, and all that are told with them, as one event: the one known longest."""
    join_all([(one, other, grounds)])
    return one.event


@transaction.atomic
def join_all(pairs: Sequence[tuple[Entry, Entry, Grounds]]) -> None:
    """Join the entries of each pair. The entries given are told of the event they have now. Removed entries
    go along: put back, they must not bring the event of old to life."""
    _decide_all(pairs, is_same=True)
    into = _roots((one.event_id, other.event_id) for one, other, _grounds in pairs)
    moving = {event: root for event, root in into.items() if event != root}
    for part_of in in_chunks(sorted(moving)):
        entries = list(Entry.with_removed.filter(event__in=part_of))
        _forget_refusals(entries, into)
        for entry in entries:
            entry.event_id = moving[entry.event_id]
        Entry.with_removed.bulk_update(entries, ["event"])
    governing.govern(Event.with_removed.filter(pk__in=into))
    events = Event.with_removed.in_bulk(set(into.values()))
    for one, other, _grounds in pairs:
        one.event = other.event = events[into[one.event_id]]


def _roots(pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Each key with the smallest of those it is joined with, directly or not."""
    parent: dict[int, int] = {}

    def root(key: int) -> int:
        parent.setdefault(key, key)
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for one, other in pairs:
        first, second = sorted((root(one), root(other)))
        parent[second] = first
    return {key: root(key) for key in parent}


@transaction.atomic
def part(entry: Entry, grounds: Grounds) -> Event:
    """Give an entry its own event again, apart from all entries it was told with."""
    shared = entry.event
    others = list(shared.entries.exclude(pk=entry.pk).select_related("report"))
    _decide_all([(entry, other, grounds) for other in others], is_same=False)
    if entry.own_event_id is None:
        own = Event.with_removed.create(title=shared.title)
        Entry.objects.filter(pk=entry.pk).update(own_event=own)
        entry.own_event = own
    elif entry.own_event_id == shared.pk and others:
        _move(others, _own_event_of(others))
    entry.event = entry.own_event
    entry.save(update_fields=["event"])
    governing.govern(
        Event.with_removed.filter(pk__in={shared.pk, entry.event_id, *(other.event_id for other in others)})
    )
    return entry.event


@transaction.atomic
def refuse(one: Entry, other: Entry, grounds: Grounds) -> None:
    """Say that two entries speak of different events; `part` takes apart those told as one."""
    _decide_all([(one, other, grounds)], is_same=False)


def _decide_all(pairs: Iterable[tuple[Entry, Entry, Grounds]], *, is_same: bool) -> None:
    """Remember decisions; each replaces an earlier one on the same two entries. What the matcher proposed of
    them stays, so that the question is back once the decision is undone."""
    ordered = [(in_telling_order(one, other), grounds) for one, other, grounds in pairs]
    known: dict[tuple[int, int], MatchDecision] = {}
    for part_of in in_chunks([a.pk for (a, _b), _grounds in ordered]):
        for decision in MatchDecision.objects.filter(a__in=part_of):
            known[decision.a_id, decision.b_id] = decision
    new: dict[tuple[int, int], MatchDecision] = {}
    changed: dict[int, MatchDecision] = {}
    for (a, b), grounds in ordered:
        decision = known.get((a.pk, b.pk)) or new.setdefault((a.pk, b.pk), MatchDecision(a=a, b=b))
        decision.is_same, decision.decided_by, decision.user = is_same, grounds.by, grounds.user
        decision.score, decision.reasons = grounds.score, list(grounds.reasons)
        decision.against = list(grounds.against)
        decision.a_print, decision.b_print = print_of(a), print_of(b)
        if decision.pk is not None:
            changed[decision.pk] = decision
    MatchDecision.objects.bulk_create(new.values())
    fields = ("is_same", "decided_by", "user", "score", "reasons", "against", "a_print", "b_print")
    MatchDecision.objects.bulk_update(changed.values(), fields)


def rebind(entries: Collection[Entry]) -> list[MatchDecision]:
    """Point decisions of removed entries at those of the same print that came in their place.

    Returns people's decisions that speak of one of these entries and of another that is there.
    """
    by_print = {print_of(entry): entry for entry in entries}
    for part_of in in_chunks(sorted(by_print)):
        for side in ("a", "b"):
            waiting = MatchDecision.objects.filter(
                Q(**{f"{side}__removed_at__isnull": False})
                | Q(**{f"{side}__report__removed_at__isnull": False}),
                **{f"{side}_print__in": part_of},
            )
            for decision in waiting:
                _point(decision, side, by_print[getattr(decision, f"{side}_print")])
    keys = [entry.pk for entry in entries]
    found: dict[int, MatchDecision] = {}
    for part_of in in_chunks(keys):
        known = MatchDecision.objects.by_people().between_live().filter(Q(a__in=part_of) | Q(b__in=part_of))
        found |= {decision.pk: decision for decision in known.select_related("a__report", "b__report")}
    return list(found.values())


def _point(decision: MatchDecision, side: str, entry: Entry) -> None:
    other = decision.b_id if side == "a" else decision.a_id
    pair = (entry.pk, other) if side == "a" else (other, entry.pk)
    if entry.pk == other or MatchDecision.objects.filter(a=pair[0], b=pair[1]).exists():
        return
    setattr(decision, side, entry)
    decision.save()


def forget_contradicted(entries: Iterable[Entry]) -> None:
    """Drop what was decided of entries that are told otherwise now: an undo put back the events of an earlier
    version, which kept no decisions."""
    keys = [entry.pk for entry in entries]
    for part_of in in_chunks(keys):
        same = MatchDecision.objects.filter(Q(a__in=part_of) | Q(b__in=part_of), is_same=True)
        wrong = [one.pk for one in same.select_related("a", "b") if one.a.event_id != one.b.event_id]
        MatchDecision.objects.filter(pk__in=wrong).delete()


def _forget_refusals(entries: Sequence[Entry], into: Mapping[int, int]) -> None:
    """Joining is the later word: entries joined now are not refused as one event any more."""
    keys = [entry.pk for entry in entries]
    refusals = MatchDecision.objects.filter(Q(a__in=keys) | Q(b__in=keys), is_same=False)
    overruled = [
        refusal.pk
        for refusal in refusals.select_related("a", "b")
        if into.get(refusal.a.event_id, refusal.a.event_id)
        == into.get(refusal.b.event_id, refusal.b.event_id)
    ]
    MatchDecision.objects.filter(pk__in=overruled).delete()


def _move(entries: Sequence[Entry], event: int) -> None:
    for entry in entries:
        entry.event_id = event
    Entry.objects.bulk_update(entries, ["event"])


def _own_event_of(entries: Sequence[Entry]) -> int:
    """The event of the first entry that has one of its own."""
    ordered = sorted(entries, key=lambda entry: entry.pk)
    for entry in ordered:
        if entry.own_event_id is not None:
            return entry.own_event_id
    event = Event.with_removed.create(title="")
    first = ordered[0]
    Entry.objects.filter(pk=first.pk).update(own_event=event)
    return event.pk
