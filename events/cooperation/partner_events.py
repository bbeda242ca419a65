"""Events of partners and agreements as pages and papers tell them: read once, added up in `figures`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce
from django.utils import timezone

from events.access import Access
from events.meetings.visits import Visit, visit_conditions
from events.models import Entry, Event
from events.vocabulary import Direction, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerEvent:
    """An event as its visible entries tell it. `documents` are phrases, `arrangements` sentences."""

    pk: int
    title: str
    place: str
    dates: str  # as written
    department: str  # of the governing entry
    # Its own dates, else the period of the document that governs it.
    moment: date | None
    until: date | None
    planned: bool
    held: bool
    cancelled: bool
    participants: int | None
    bound: str
    outgoing: bool = False
    incoming: bool = False
    signed: int = 0
    documents: tuple[str, ...] = ()
    arrangements: tuple[str, ...] = ()

    @property
    def year(self) -> int | None:
        return self.moment.year if self.moment else None

    @property
    def visit(self) -> Direction | None:
        """None unless a delegation went or came, and the event took place."""
        if not self.held:
            return None
        if self.incoming:
            return Direction.INCOMING
        return Direction.OUTGOING if self.outgoing else None

    @property
    def is_ahead(self) -> bool:
        is_over = self.until is not None and self.until < timezone.localdate()
        return not self.held and not self.cancelled and not is_over


def dated(access: Access, events: QuerySet[Event]) -> QuerySet[Event]:
    """With `moment` and `until`: the event's own dates, else the period of the document that governs it."""
    entries = _governing(access)
    return events.annotate(
        moment=Coalesce("start", Subquery(entries.values("report__start")[:1])),
        until=Coalesce("end", Subquery(entries.values("report__end")[:1])),
    )


def partner_events(access: Access, events: QuerySet[Event]) -> tuple[PartnerEvent, ...]:
    """`events`: those of `dated`. Latest first, in two queries."""
    entries = access.entries().filter(event=OuterRef("pk"))
    governing = _governing(access)
    visit = visit_conditions(access.entries())
    records = (
        events.annotate(
            planned=Exists(entries.of_plans()),
            held=Exists(entries.of_reports()),
            called_off=Exists(entries.filter(fate=Entry.Fate.CANCELLED)),
            dates=Subquery(governing.annotate(text=KT("cells__dates")).values("text")[:1]),
            department_name=Subquery(governing.values("department__name")[:1]),
            outgoing=visit[Visit.OUTGOING],
            incoming=visit[Visit.INCOMING],
        )
        .order_by("-moment", "-pk")
        .values(
            *("pk", "title", "place", "dates", "department_name", "moment", "until", "planned", "held"),
            *("called_off", "participants_count", "participants_bound", "outgoing", "incoming"),
            *("signed", "agreed"),
        )
    )
    results = _results(access, events)
    return tuple(_partner_event(record, results.get(record["pk"], {})) for record in records)


def documents_signed(access: Access, events: QuerySet[Event]) -> int:
    """`events`: those with documents signed according to a report."""
    results = _results(access, events)
    return sum(
        _document_count(results.get(pk, {}).get("documents", []))
        for pk in events.values_list("pk", flat=True)
    )


def _governing(access: Access) -> QuerySet[Entry]:
    """The visible entries of an event, the governing one first: reports before plans, the latest first."""
    is_report = Case(When(report__kind__in=Kind.REPORTS, then=Value(0)), default=Value(1))
    entries = access.entries().filter(event=OuterRef("pk"))
    return entries.order_by(is_report, "-report__end", "-pk")


def _results(access: Access, events: QuerySet[Event]) -> dict[int, dict[str, Any]]:
    """What the latest report on each event says was signed and arranged."""
    entries = (
        access.entries()
        .of_reports()
        .filter(Q(signed=True) | Q(agreed=True), event__in=events.values("pk"))
        .order_by("report__end", "pk")
        .values_list("event", "recognised__results")
    )
    return {event: results or {} for event, results in entries}


def _partner_event(record: dict[str, Any], results: dict[str, Any]) -> PartnerEvent:
    is_signed, is_agreed = record["signed"] and record["held"], record["agreed"] and record["held"]
    documents = results.get("documents", []) if is_signed else []
    phrases = [
        " ".join(f"{document.get('phrase', '')} {document.get('counterparties', '')}".split())
        for document in documents
    ]
    return PartnerEvent(
        pk=record["pk"],
        title=record["title"],
        place=record["place"],
        dates=" ".join((record["dates"] or "").split()),
        department=record["department_name"] or "",
        moment=record["moment"],
        until=record["until"],
        planned=record["planned"],
        held=record["held"],
        cancelled=record["called_off"] and not record["held"],
        participants=record["participants_count"],
        bound=record["participants_bound"],
        outgoing=record["outgoing"],
        incoming=record["incoming"],
        signed=_document_count(documents) if is_signed else 0,
        documents=tuple(phrases),
        arrangements=tuple(results.get("arrangements", [])) if is_agreed else (),
    )


def _document_count(documents: Iterable[dict[str, Any]]) -> int:
    """At least one: "signed" may have been set by hand where the cell names no document."""
    return sum(document.get("count", 1) or 1 for document in documents) or 1
