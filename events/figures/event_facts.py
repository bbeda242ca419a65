"""Facts on the events of a period: each event once, with what its entries and partners say of it.

A year has some thousands of events. They are read in a few queries and added up in Python: in SQL each of
sixty sums would scan them again. What is kept with an event (`events.entries.kept_facts`) is what its
finished entries say; of the few events a draft of the reader speaks of, the entries are asked.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import BooleanField, Case, Q, QuerySet, Value, When

from events.access import Access
from events.cooperation.event_results import results_of_events
from events.cooperation.partner_events import document_count
from events.entries.kept_facts import KeptFacts, month_of
from events.models import TOLD_BY_REPORTS, Entry, Event, EventPartner
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
    documents: int = 0  # signed
    has_department: bool = False
    has_sphere: bool = False
    departments: set[int] = field(default_factory=set)
    spheres: set[int] = field(default_factory=set)
    spans: set[tuple[int, int]] = field(default_factory=set)  # first and last month of documents
    # Named by any visible entry; of kept events what figures count them with.
    partners: set[int] = field(default_factory=set)
    held_with: set[int] = field(default_factory=set)  # of them, those a report names


def read_event_facts(
    events: QuerySet[Event],
    access: Access,
    condition: Q,
    document_period: Period | None,
    chosen: Collection[int] | None = None,
) -> tuple[EventFacts, ...]:
    """`condition`: on entries; `document_period`: their documents must lie in it; `chosen`: the partners the
    figures are about, with one of which an event must be held to count as reported. At most three queries,
    and six of events the reader's drafts speak of."""
    touched = access.events_of_drafts()
    kept = _kept_facts(events, access, condition, document_period, chosen, without=touched)
    if not touched:
        return tuple(kept)
    told = told_event_facts(events.filter(pk__in=touched), access, condition, document_period, chosen)
    return (*kept, *told)


def _kept_facts(
    events: QuerySet[Event],
    access: Access,
    condition: Q,
    document_period: Period | None,
    chosen: Collection[int] | None,
    without: Collection[int],
) -> Iterable[EventFacts]:
    within = _months(document_period) if document_period else None
    found: dict[int, EventFacts] = {}
    values = events.filter(facts__isnull=False).order_by().values_list("pk", "start", "end", "facts")
    for pk, start, end, values_kept in values:
        if pk in without:
            continue
        kept = KeptFacts(*values_kept)
        fact = found[pk] = EventFacts(
            pk=pk,
            start=start,
            end=end,
            signed=kept.signed,
            agreed=kept.agreed,
            participants=kept.participants,
            bound=kept.bound,
            planned=kept.planned,
            reported=kept.reported,
            documents=kept.documents,
            has_department=any(department is not None for department, *_rest in kept.rows),
            has_sphere=any(sphere is not None for _department, sphere, *_span in kept.rows),
            partners={partner for partner, _held in kept.partners},
            held_with={partner for partner, held in kept.partners if held},
        )
        if not condition:
            for row in kept.rows:
                _add_row(fact, within, *row)
    keys = events.order_by().values("pk")
    if condition:
        rows = access.entries().filter(condition, event__in=keys).order_by()
        names = ("event", "department", "section__sphere", "report__start", "report__end")
        for event, department, sphere, start, end in rows.values_list(*names):
            if event in found:
                _add_row(found[event], within, department, sphere, month_of(start), month_of(end))
    if chosen is not None:
        links = EventPartner.objects.reported().filter(partner__in=chosen, event__in=keys)
        held = set(links.values_list("event", flat=True))
        for fact in found.values():
            fact.reported &= fact.pk in held
    return found.values()


def told_event_facts(
    events: QuerySet[Event],
    access: Access,
    condition: Q,
    document_period: Period | None,
    chosen: Collection[int] | None = None,
) -> tuple[EventFacts, ...]:
    """As `read_event_facts`, from the entries the reader may see. Seven queries at most."""
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
    within = _months(document_period) if document_period else None
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
        if matches:
            _add_row(fact, within, department, sphere, month_of(start), month_of(end))
    for (event, partner), is_held in access.partners_of(events).items():
        if event in facts:
            facts[event].partners.add(partner)
            if is_held:
                facts[event].held_with.add(partner)
    if chosen is not None:
        for fact in facts.values():
            fact.reported &= not fact.held_with.isdisjoint(chosen)
    results = results_of_events(access, events)
    for fact in facts.values():
        if fact.signed:
            fact.documents = document_count(results.get(fact.pk, {}).get("documents"))
    return tuple(facts.values())


def _add_row(
    fact: EventFacts,
    within: tuple[int, int] | None,
    department: int | None,
    sphere: int | None,
    first: int,
    last: int,
) -> None:
    """What an entry that matches the conditions says; `first` and `last`: the months of its document, which
    must lie `within` two."""
    if within is not None and (first < within[0] or last > within[1]):
        return
    fact.spans.add((first, last))
    if department is not None:
        fact.departments.add(department)
    if sphere is not None:
        fact.spheres.add(sphere)


def held_in(facts: Iterable[EventFacts], period: Period) -> list[EventFacts]:
    """By the dates of the events."""
    first, last = period.start, period.end
    dated = (fact for fact in facts if fact.start is not None and fact.end is not None)
    return [fact for fact in dated if fact.end >= first and fact.start <= last]


def documented_in(facts: Iterable[EventFacts], period: Period) -> list[EventFacts]:
    """By the periods of their documents."""
    first, last = _months(period)
    return [fact for fact in facts if any(start >= first and end <= last for start, end in fact.spans)]


def _months(period: Period) -> tuple[int, int]:
    return month_of(period.start), month_of(period.end)


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
