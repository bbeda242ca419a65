"""What the figures of a period are added up from: each event once, with what its rows and links say of it.

A year has some thousands of events. They are read in three queries and added up here: a database would go
over them once for each of sixty sums.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import BooleanField, Case, Q, QuerySet, Value, When

from events.models import Entry, Event, EventPartner
from events.models.outcomes import PLANS
from events.period import Period
from events.vocabulary import PartnerRole


@dataclass(slots=True)
class Fact:
    """One event. `bodies`, `spheres` and `spans` are those of rows the conditions of the figures are true of;
    what `has_` and what stands in a plan or a report may be said by any row the reader may see."""

    pk: int
    start: date | None
    end: date | None
    signed: bool
    agreed: bool
    participants: int | None
    bound: str
    planned: bool = False
    reported: bool = False
    has_body: bool = False
    has_sphere: bool = False
    bodies: set[int] = field(default_factory=set)
    spheres: set[int] = field(default_factory=set)
    spans: set[tuple[date, date]] = field(default_factory=set)  # periods of documents
    partners: set[int] = field(default_factory=set)


def read_facts(
    events: QuerySet[Event], visible: QuerySet[Entry], of_row: Q, documents_of: Period | None
) -> tuple[Fact, ...]:
    """`documents_of`: rows count where their document lies in it."""
    values = events.order_by().values_list(
        "pk", "start", "end", "signed", "agreed", "participants_count", "participants_bound"
    )
    facts = {row[0]: Fact(*row) for row in values}
    keys = events.order_by().values("pk")
    first, last = (documents_of.start, documents_of.end) if documents_of else (date.min, date.max)
    for event, kind, body, sphere, counts, start, end in _rows(visible.filter(event__in=keys), of_row):
        fact = facts.get(event)
        if fact is None:
            continue  # it came between two queries
        if kind in PLANS:
            fact.planned = True
        else:
            fact.reported = True
        fact.has_body |= body is not None
        fact.has_sphere |= sphere is not None
        if counts and start >= first and end <= last:
            fact.spans.add((start, end))
            if body is not None:
                fact.bodies.add(body)
            if sphere is not None:
                fact.spheres.add(sphere)
    links = EventPartner.objects.exclude(role=PartnerRole.MENTIONED).filter(event__in=keys).order_by()
    for event, partner in links.values_list("event", "partner"):
        if event in facts:
            facts[event].partners.add(partner)
    return tuple(facts.values())


def held_in(facts: Iterable[Fact], period: Period) -> list[Fact]:
    """By the dates of the events."""
    first, last = period.start, period.end
    dated = (fact for fact in facts if fact.start is not None and fact.end is not None)
    return [fact for fact in dated if fact.end >= first and fact.start <= last]


def told_in(facts: Iterable[Fact], period: Period) -> list[Fact]:
    """By the periods of documents."""
    first, last = period.start, period.end
    return [fact for fact in facts if any(start >= first and end <= last for start, end in fact.spans)]


def _rows(rows: QuerySet[Entry], of_row: Q) -> QuerySet:
    counts: Any = Value(True, output_field=BooleanField())
    if of_row:
        counts = Case(When(of_row, then=counts), default=Value(False))
    fields = ("event", "report__kind", "department", "section__sphere", "counts")
    told = rows.order_by().annotate(counts=counts)
    return told.values_list(*fields, "report__start", "report__end")
