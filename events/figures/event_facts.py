"""Facts on the events of a period: each event once, with what its entries and partners say of it.

A year has some thousands of events. They are read in a few queries and added up in Python: in SQL each of
sixty sums would scan them again.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import BooleanField, Case, Q, QuerySet, Value, When

from events.access import Access
from events.models import TOLD_BY_REPORTS, Entry, Event
from events.period import Period
from events.vocabulary import Kind


@dataclass(slots=True)
class EventFacts:
    """`departments`, `spheres` and `spans` come from entries that match the conditions of the figures;
    `has_…`, `planned` and `reported` from any visible entry. Where a plan is finished and a report is not,
    results and participants are left out."""

    pk: int
    start: date | None
    end: date | None
    signed: bool
    agreed: bool
    participants: int | None
    bound: str
    planned: bool = False
    reported: bool = False
    has_department: bool = False
    has_sphere: bool = False
    departments: set[int] = field(default_factory=set)
    spheres: set[int] = field(default_factory=set)
    spans: set[tuple[date, date]] = field(default_factory=set)  # periods of documents
    partners: set[int] = field(default_factory=set)  # named by any visible entry
    held_with: set[int] = field(default_factory=set)  # of them, those a report names


def read_event_facts(
    events: QuerySet[Event],
    access: Access,
    condition: Q,
    document_period: Period | None,
    chosen: Collection[int] | None = None,
) -> tuple[EventFacts, ...]:
    """`condition`: on entries; `document_period`: their documents must lie in it; `chosen`: the partners the
    figures are about, with one of which an event must be held to count as reported. Four queries at most."""
    told = Case(When(TOLD_BY_REPORTS, then=Value(True)), default=Value(False))
    values = (
        events.order_by()
        .annotate(told=told)
        .values_list(
            "pk", "start", "end", "signed", "agreed", "participants_count", "participants_bound", "told"
        )
    )
    facts: dict[int, EventFacts] = {}
    for *row, told_by_reports in values:
        fact = facts[row[0]] = EventFacts(*row)
        if not told_by_reports:
            fact.signed = fact.agreed = False
            fact.participants, fact.bound = None, ""
    keys = events.order_by().values("pk")
    first, last = (document_period.start, document_period.end) if document_period else (date.min, date.max)
    entries = _entry_values(access.entries().filter(event__in=keys), condition)
    for event, kind, department, sphere, matches, start, end in entries:
        fact = facts.get(event)
        if fact is None:
            continue  # created between two queries
        if kind in Kind.PLANS:
            fact.planned = True
        else:
            fact.reported = True
        fact.has_department |= department is not None
        fact.has_sphere |= sphere is not None
        if matches and start >= first and end <= last:
            fact.spans.add((start, end))
            if department is not None:
                fact.departments.add(department)
            if sphere is not None:
                fact.spheres.add(sphere)
    for (event, partner), is_held in access.partners_of(events).items():
        if event in facts:
            facts[event].partners.add(partner)
            if is_held:
                facts[event].held_with.add(partner)
    if chosen is not None:
        for fact in facts.values():
            fact.reported &= not fact.held_with.isdisjoint(chosen)
    return tuple(facts.values())


def held_in(facts: Iterable[EventFacts], period: Period) -> list[EventFacts]:
    """By the dates of the events."""
    first, last = period.start, period.end
    dated = (fact for fact in facts if fact.start is not None and fact.end is not None)
    return [fact for fact in dated if fact.end >= first and fact.start <= last]


def documented_in(facts: Iterable[EventFacts], period: Period) -> list[EventFacts]:
    """By the periods of their documents."""
    first, last = period.start, period.end
    return [fact for fact in facts if any(start >= first and end <= last for start, end in fact.spans)]


def _entry_values(entries: QuerySet[Entry], condition: Q) -> QuerySet:
    matches: Any = Value(True, output_field=BooleanField())
    if condition:
        matches = Case(When(condition, then=matches), default=Value(False))
    return (
        entries.order_by()
        .annotate(matches=matches)
        .values_list(
            "event",
            "report__kind",
            "department",
            "section__sphere",
            "matches",
            "report__start",
            "report__end",
        )
    )
