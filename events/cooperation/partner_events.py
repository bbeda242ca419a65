"""Events of partners and agreements as pages and papers tell them: read once, added up in `figures`."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce
from django.utils import timezone

from events.access import Access
from events.meetings.visits import Visit, visit_conditions
from events.models import TOLD_BY_REPORTS, Entry, Event
from events.vocabulary import Direction, Kind

from .event_results import Told, results_of_events


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerEvent:
    """An event as its visible entries tell it. `documents` are titles, `arrangements` sentences."""

    pk: int
    title: str
    place: str
    dates: str  # as written
    department: str  # of the governing entry
    # Its own dates, else the period of the document that governs it.
    moment: date | None
    until: date | None
    # Its own dates, None where no cell gives any.
    start: date | None
    end: date | None
    precision: str
    planned: bool
    held: bool
    cancelled: bool
    participants: int | None
    bound: str
    # A report tells of it without the partner asked about, whom only its plan names.
    without_partner: bool = False
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
        return self.is_open and not is_over

    @property
    def is_open(self) -> bool:
        """Planned, and nobody has said yet what became of it."""
        return not self.held and not self.cancelled and not self.without_partner


def dated(access: Access, events: QuerySet[Event]) -> QuerySet[Event]:
    """With `moment` and `until`: the event's own dates, else the period of the document that governs it."""
    entries = _governing(access)
    return events.annotate(
        moment=Coalesce("start", Subquery(entries.values("report__start")[:1])),
        until=Coalesce("end", Subquery(entries.values("report__end")[:1])),
    )


def partner_events(
    access: Access, events: QuerySet[Event], partners: Collection[int] | None = None
) -> tuple[PartnerEvent, ...]:
    """`events`: those of `dated`; `partners`: those asked about, one of whom a report must name for an event
    to count as held with them. Latest first, in three queries."""
    entries = access.entries().filter(event=OuterRef("pk"))
    governing = _governing(access)
    visit = visit_conditions(access.entries())
    with_partner = Q() if partners is None else access.held_with(Q(partner__in=partners))
    records = (
        events.annotate(
            planned=Exists(entries.of_plans()),
            reported=Exists(entries.of_reports()),
            with_partner=_whether(with_partner),
            told_by_reports=_whether(TOLD_BY_REPORTS),
            called_off=Exists(entries.filter(fate=Entry.Fate.CANCELLED)),
            dates=Subquery(governing.annotate(text=KT("cells__dates")).values("text")[:1]),
            department_name=Subquery(governing.values("department__name")[:1]),
            outgoing=visit[Visit.OUTGOING],
            incoming=visit[Visit.INCOMING],
        )
        .order_by("-moment", "-pk")
        .values(
            *("pk", "title", "place", "dates", "department_name", "moment", "until", "planned"),
            *(
                "reported",
                "with_partner",
                "told_by_reports",
                "called_off",
                "participants_count",
                "participants_bound",
                "outgoing",
                "incoming",
            ),
            *("signed", "agreed", "start", "end", "precision"),
        )
    )
    results = results_of_events(access, events, partners)
    return tuple(_partner_event(record, results.get(record["pk"], {})) for record in records)


def documents_signed(access: Access, events: QuerySet[Event]) -> int:
    """`events`: those with documents signed according to a report."""
    results = results_of_events(access, events)
    return sum(
        _document_count(results.get(pk, {}).get("documents")) for pk in events.values_list("pk", flat=True)
    )


def _governing(access: Access) -> QuerySet[Entry]:
    """The visible entries of an event, the governing one first: reports before plans, the latest first."""
    is_report = Case(When(report__kind__in=Kind.REPORTS, then=Value(0)), default=Value(1))
    entries = access.entries().filter(event=OuterRef("pk"))
    return entries.order_by(is_report, "-report__end", "-pk")


def _whether(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False)) if condition else Value(True)


def _partner_event(record: dict[str, Any], results: dict[str, Any]) -> PartnerEvent:
    held = record["reported"] and record["with_partner"]
    # Where a plan is finished and its report is not, the values are still those of the plan.
    has_values = record["told_by_reports"] or not record["reported"]
    is_signed, is_agreed = (held and has_values and record[name] for name in ("signed", "agreed"))
    documents = results.get("documents") if is_signed else []
    return PartnerEvent(
        pk=record["pk"],
        title=record["title"],
        place=record["place"],
        dates=" ".join((record["dates"] or "").split()),
        department=record["department_name"] or "",
        moment=record["moment"],
        until=record["until"],
        start=record["start"],
        end=record["end"],
        precision=record["precision"],
        planned=record["planned"],
        held=held,
        cancelled=record["called_off"] and not record["reported"],
        without_partner=record["reported"] and not held,
        participants=record["participants_count"] if has_values else None,
        bound=record["participants_bound"],
        outgoing=record["outgoing"],
        incoming=record["incoming"],
        signed=_document_count(documents) if is_signed else 0,
        documents=tuple(title for title, _count in documents or ()),
        arrangements=tuple(title for title, _count in results.get("arrangements", ())) if is_agreed else (),
    )


def _document_count(documents: Sequence[Told] | None) -> int:
    """One where "signed" was set by hand and the cell names no document."""
    return 1 if documents is None else sum(count for _title, count in documents)
