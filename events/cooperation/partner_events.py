"""Events of partners and agreements as pages and papers tell them: read once, added up in `figures`."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

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
    """With `moment` and `until`: the event's own dates, else the period of the document that governs it.
    Those that have them stay as they are."""
    if "moment" in events.query.annotations:
        return events
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
    to count as held with them. Latest first, in as many queries for many events as for few. Without texts
    they cost half: `in_words` adds them to those that are shown."""
    entries = access.entries().filter(event=OuterRef("pk"), fate=Entry.Fate.CANCELLED)
    records = list(
        events.with_standing(access.drafts())
        .annotate(
            is_to_plan=_whether(Q(planned=True)),
            is_told=_whether(Q(reported=True)),
            told_by_reports=_whether(TOLD_BY_REPORTS),
            called_off=_whether(Q(reported=False) & Exists(entries)),
        )
        .order_by("-moment", "-pk")
        .values_list(*_Record._fields)
    )
    kept = _Kept(
        results=results_of_events(access, events.filter(Q(signed=True) | Q(agreed=True)), partners),
        held_with=None if partners is None else _held_with(access, events, partners),
    )
    found = tuple(_partner_event(_Record(*record), kept) for record in records)
    return in_words(access, found) if with_texts else found


def _held_with(access: Access, events: QuerySet[Event], partners: Collection[int]) -> set[int]:
    named = access.partners_of(events, Q(partner__in=partners))
    return {event for (event, _partner), is_held in named.items() if is_held}


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


def _governing(access: Access) -> QuerySet[Entry]:
    """The visible entries of an event, the governing one first: reports before plans, the latest first."""
    is_report = Case(When(report__kind__in=Kind.REPORTS, then=Value(0)), default=Value(1))
    entries = access.entries().filter(event=OuterRef("pk"))
    return entries.order_by(is_report, "-report__end", "-pk")


def _whether(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False))


class _Record(NamedTuple):
    pk: int
    moment: date | None
    until: date | None
    start: date | None
    end: date | None
    precision: str
    is_to_plan: bool
    is_told: bool
    told_by_reports: bool
    called_off: bool
    participants_count: int | None
    participants_bound: str
    signed: bool
    agreed: bool


class _Kept(NamedTuple):
    """What is read beside the events, by event. `held_with`: those a report says were held with a partner
    asked about, None where none is."""

    results: Mapping[int, Mapping[str, Sequence[Told]]]
    held_with: Collection[int] | None


def _partner_event(record: _Record, kept: _Kept) -> PartnerEvent:
    reported = record.is_told
    held = reported and (kept.held_with is None or record.pk in kept.held_with)
    # Where a plan is finished and its report is not, the values are still those of the plan.
    has_values = record.told_by_reports or not reported
    is_signed, is_agreed = held and has_values and record.signed, held and has_values and record.agreed
    results = kept.results.get(record.pk, {}) if is_signed or is_agreed else {}
    documents = results.get("documents") if is_signed else []
    return PartnerEvent(
        pk=record.pk,
        moment=record.moment,
        until=record.until,
        start=record.start,
        end=record.end,
        precision=record.precision,
        planned=record.is_to_plan,
        held=held,
        cancelled=record.called_off,
        without_partner=reported and not held,
        participants=record.participants_count if has_values else None,
        bound=record.participants_bound,
        signed=document_count(documents) if is_signed else 0,
        documents=tuple(title for title, _count in documents or ()),
        arrangements=tuple(title for title, _count in results.get("arrangements", ())) if is_agreed else (),
    )


def document_count(documents: Sequence[Told] | None) -> int:
    """One where "signed" was set by hand and the cell names no document."""
    return 1 if documents is None else sum(count for _title, count in documents)
