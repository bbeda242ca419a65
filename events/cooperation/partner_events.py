"""Events of partners and agreements as pages and papers tell them: read once, added up in `figures`."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce
from django.utils import timezone

from events.access import Access
from events.entries.recognition import in_chunks
from events.models import TOLD_BY_REPORTS, Entry, Event
from events.models.outcomes import is_told_early
from events.vocabulary import Kind

from .event_results import Told, results_of_events


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerEvent:
    """An event as its visible entries tell it. `documents` are titles, `arrangements` sentences."""

    pk: int
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
    title: str = ""
    place: str = ""
    dates: str = ""  # as written
    department: str = ""  # of the governing entry
    # A report tells of it without the partner asked about, whom only its plan names.
    without_partner: bool = False
    signed: int = 0
    documents: tuple[str, ...] = ()
    arrangements: tuple[str, ...] = ()

    @property
    def year(self) -> int | None:
        return self.moment.year if self.moment else None

    @property
    def is_early(self) -> bool:
        """Told as held although its days lie ahead."""
        return self.held and is_told_early(self.start, self.end, self.precision)

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
    access: Access,
    events: QuerySet[Event],
    partners: Collection[int] | None = None,
    *,
    with_texts: bool = True,
) -> tuple[PartnerEvent, ...]:
    """`events`: those of `dated`; `partners`: those asked about, one of whom a report must name for an event
    to count as held with them. Latest first, in three queries. Without texts they cost half: `in_words` adds
    them to those that are shown."""
    with_partner = Q() if partners is None else access.held_with(Q(partner__in=partners))
    entries = access.entries().filter(event=OuterRef("pk"), fate=Entry.Fate.CANCELLED)
    records = (
        # What only matters of events held, or of others, is asked of these alone.
        events.with_standing(access.drafts())
        .annotate(
            is_to_plan=_whether(Q(planned=True)),
            is_told=_whether(Q(reported=True)),
            with_partner=_whether(Q(reported=True) & with_partner),
            told_by_reports=_whether(TOLD_BY_REPORTS),
            called_off=_whether(Q(reported=False) & Exists(entries)),
        )
        .order_by("-moment", "-pk")
        .values(
            *("pk", "moment", "until", "is_to_plan", "is_told", "with_partner", "told_by_reports"),
            *("called_off", "participants_count", "participants_bound", "signed"),
            *("agreed", "start", "end", "precision"),
        )
    )
    results = results_of_events(access, events, partners)
    found = tuple(_partner_event(record, results.get(record["pk"], {})) for record in records)
    return in_words(access, found) if with_texts else found


def in_words(access: Access, events: Sequence[PartnerEvent]) -> tuple[PartnerEvent, ...]:
    """With title, place, dates and department; a query for each five hundred."""
    governing = _governing(access)
    texts: dict[int, tuple[str, str, str | None, str | None]] = {}
    for part in in_chunks([event.pk for event in events]):
        told = Event.objects.filter(pk__in=part).annotate(
            dates=Subquery(governing.annotate(text=KT("cells__dates")).values("text")[:1]),
            department_name=Subquery(governing.values("department__name")[:1]),
        )
        for pk, *of_event in told.values_list("pk", "title", "place", "dates", "department_name"):
            texts[pk] = tuple(of_event)
    return tuple(_told(event, *texts[event.pk]) if event.pk in texts else event for event in events)


def _told(
    event: PartnerEvent, title: str, place: str, dates: str | None, department: str | None
) -> PartnerEvent:
    dates = " ".join((dates or "").split())
    return replace(event, title=title, place=place, dates=dates, department=department or "")


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
    return Case(When(condition, then=Value(True)), default=Value(False))


def _partner_event(record: dict[str, Any], results: dict[str, Any]) -> PartnerEvent:
    reported = record["is_told"]
    held = reported and record["with_partner"]
    # Where a plan is finished and its report is not, the values are still those of the plan.
    has_values = record["told_by_reports"] or not reported
    is_signed, is_agreed = (held and has_values and record[name] for name in ("signed", "agreed"))
    documents = results.get("documents") if is_signed else []
    return PartnerEvent(
        pk=record["pk"],
        moment=record["moment"],
        until=record["until"],
        start=record["start"],
        end=record["end"],
        precision=record["precision"],
        planned=record["is_to_plan"],
        held=held,
        cancelled=record["called_off"],
        without_partner=reported and not held,
        participants=record["participants_count"] if has_values else None,
        bound=record["participants_bound"],
        signed=_document_count(documents) if is_signed else 0,
        documents=tuple(title for title, _count in documents or ()),
        arrangements=tuple(title for title, _count in results.get("arrangements", ())) if is_agreed else (),
    )


def _document_count(documents: Sequence[Told] | None) -> int:
    """One where "signed" was set by hand and the cell names no document."""
    return 1 if documents is None else sum(count for _title, count in documents)
