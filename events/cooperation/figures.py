"""What cooperation comes to: one computation for a partner's page, its dossier and the page of an agreement.

Counts count events, each once, by its own dates; an event without dates goes by the period of its document.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce
from django.utils import timezone

from agreements.models import Agreement
from events.access import Access
from events.meetings.visits import Visit, visits
from events.models import Entry, Event, EventPartner
from events.vocabulary import Bound, Direction, Kind, PartnerRole

PLANS = [kind.value for kind in Kind if kind.is_plan]
REPORTS = [kind.value for kind in Kind if not kind.is_plan]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One event as the reader may see it. `documents` are phrases, `arrangements` sentences as written."""

    pk: int
    title: str
    place: str
    dates: str
    body: str
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
        """Which way a delegation went, if the event is a visit that took place."""
        if not self.held:
            return None
        if self.incoming:
            return Direction.INCOMING
        return Direction.OUTGOING if self.outgoing else None

    @property
    def is_ahead(self) -> bool:
        coming = self.until is None or self.until >= timezone.localdate()
        return not self.held and not self.cancelled and coming


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Sums over events; those of participants speak of events that took place."""

    year: int | None = None
    events: int = 0
    planned: int = 0
    held: int = 0
    cancelled: int = 0
    participants: int = 0
    at_least: bool = False
    rows_with_figure: int = 0
    rows: int = 0
    signed: int = 0
    arrangements: int = 0
    outgoing: int = 0
    incoming: int = 0

    @property
    def people(self) -> str:
        """«15 395» with no-break spaces."""
        return f"{self.participants:,}".replace(",", "\N{NO-BREAK SPACE}")

    @classmethod
    def of(cls, facts: Iterable[Fact], year: int | None = None) -> "Figures":
        facts = list(facts)
        held = [fact for fact in facts if fact.held]
        counted = [fact for fact in held if fact.participants is not None]
        return cls(
            year=year,
            events=len(facts),
            planned=sum(fact.planned for fact in facts),
            held=len(held),
            cancelled=sum(fact.cancelled for fact in facts),
            participants=sum(fact.participants or 0 for fact in counted),
            at_least=any(fact.bound == Bound.AT_LEAST for fact in counted),
            rows_with_figure=len(counted),
            rows=len(held),
            signed=sum(fact.signed for fact in held),
            arrangements=sum(len(fact.arrangements) for fact in held),
            outgoing=sum(fact.visit is Direction.OUTGOING for fact in held),
            incoming=sum(fact.visit is Direction.INCOMING for fact in held),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many of the events an executive body answers for, or a sphere holds."""

    name: str
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cooperation:
    """Everything the pages and the documents say of a set of events, latest first."""

    facts: tuple[Fact, ...]
    total: Figures
    years: tuple[Figures, ...]
    bodies: tuple[Share, ...]
    spheres: tuple[Share, ...]

    @property
    def held(self) -> tuple[Fact, ...]:
        return tuple(fact for fact in self.facts if fact.held)

    @property
    def plans(self) -> tuple[Fact, ...]:
        """What no report tells of yet, earliest first; plans nobody reported on are among them."""
        waiting = [fact for fact in self.facts if not fact.held and not fact.cancelled]
        return tuple(reversed(waiting))

    @property
    def last_contact(self) -> Fact | None:
        today = timezone.localdate()
        past = [fact for fact in self.held if fact.until is not None and fact.until <= today]
        return max(past, key=lambda fact: (fact.until or date.min, fact.pk), default=None)


def events_of(access: Access, partners: Collection[int]) -> QuerySet[Event]:
    """Events in which one of the partners takes part; one that is only mentioned does not."""
    links = EventPartner.objects.filter(partner__in=partners).exclude(role=PartnerRole.MENTIONED)
    return access.events().filter(pk__in=links.values("event"))


def agreements_of(access: Access, partners: Collection[int]) -> QuerySet[Agreement]:
    """Those one of the partners is a party of, by title."""
    party = Agreement.partners.through.objects.filter(agreement=OuterRef("pk"), partner__in=partners)
    return access.agreements().filter(Exists(party)).select_related("department")


def dated(access: Access, events: QuerySet[Event]) -> QuerySet[Event]:
    """With `moment` and `until`: the event's own dates, else the period of the document that governs it."""
    rows = _governing(access)
    return events.annotate(
        moment=Coalesce("start", Subquery(rows.values("report__start")[:1])),
        until=Coalesce("end", Subquery(rows.values("report__end")[:1])),
    )


def cooperation(
    access: Access, events: QuerySet[Event], start: date | None = None, end: date | None = None
) -> Cooperation:
    """In a constant number of queries. With a period: events any day of which lies in it."""
    chosen = dated(access, events)
    if start is not None:
        chosen = chosen.filter(Q(until=None) | Q(until__gte=start))
    if end is not None:
        chosen = chosen.filter(Q(moment=None) | Q(moment__lte=end))
    facts = _facts(access, chosen)
    years = sorted({fact.year for fact in facts if fact.year is not None}, reverse=True)
    return Cooperation(
        facts=facts,
        total=Figures.of(facts),
        years=tuple(Figures.of((fact for fact in facts if fact.year == year), year) for year in years),
        bodies=_shares(access, chosen, "department__name"),
        spheres=_shares(access, chosen, "section__sphere__name"),
    )


def _governing(access: Access) -> QuerySet[Entry]:
    """The rows of an event, the one that governs it first: a report before a plan, a later before an
    earlier one."""
    is_report = Case(When(report__kind__in=REPORTS, then=Value(0)), default=Value(1))
    rows = access.entries().filter(event=OuterRef("pk"))
    return rows.order_by(is_report, "-report__end", "-pk")


def _facts(access: Access, events: QuerySet[Event]) -> tuple[Fact, ...]:
    rows = access.entries().filter(event=OuterRef("pk"))
    governing = _governing(access)
    visit = visits(access.entries())
    found = (
        events.annotate(
            planned=Exists(rows.filter(report__kind__in=PLANS)),
            held=Exists(rows.filter(report__kind__in=REPORTS)),
            called_off=Exists(rows.filter(fate=Entry.Fate.CANCELLED)),
            dates=Subquery(governing.annotate(text=KT("cells__dates")).values("text")[:1]),
            body=Subquery(governing.values("department__name")[:1]),
            outgoing=visit[Visit.OUTGOING],
            incoming=visit[Visit.INCOMING],
        )
        .order_by("-moment", "-pk")
        .values(
            *("pk", "title", "place", "dates", "body", "moment", "until", "planned", "held", "called_off"),
            *("participants_count", "participants_bound", "outgoing", "incoming", "signed", "agreed"),
        )
    )
    told = _results(access, events)
    return tuple(_fact(row, told.get(row["pk"], {})) for row in found)


def _fact(row: dict[str, Any], results: dict[str, Any]) -> Fact:
    documents = results.get("documents", []) if row["signed"] and row["held"] else []
    phrases = [
        " ".join(f"{document.get('phrase', '')} {document.get('counterparties', '')}".split())
        for document in documents
    ]
    return Fact(
        pk=row["pk"],
        title=row["title"],
        place=row["place"],
        dates=" ".join((row["dates"] or "").split()),
        body=row["body"] or "",
        moment=row["moment"],
        until=row["until"],
        planned=row["planned"],
        held=row["held"],
        cancelled=row["called_off"] and not row["held"],
        participants=row["participants_count"],
        bound=row["participants_bound"],
        outgoing=row["outgoing"],
        incoming=row["incoming"],
        signed=_count(documents) if row["signed"] and row["held"] else 0,
        documents=tuple(phrases),
        arrangements=tuple(results.get("arrangements", [])) if row["agreed"] and row["held"] else (),
    )


def _count(documents: Iterable[dict[str, Any]]) -> int:
    """A person may say "signed" where the cell names no document."""
    return sum(document.get("count", 1) or 1 for document in documents) or 1


def documents_signed(access: Access, events: QuerySet[Event]) -> int:
    """Of events that reports tell of and that signed something."""
    told = _results(access, events)
    return sum(
        _count(told.get(event, {}).get("documents", [])) for event in events.values_list("pk", flat=True)
    )


def _results(access: Access, events: QuerySet[Event]) -> dict[int, dict[str, Any]]:
    """What the latest report read of each event says was signed and arranged."""
    rows = (
        access.entries()
        .filter(Q(signed=True) | Q(agreed=True), event__in=events.values("pk"), report__kind__in=REPORTS)
        .order_by("report__end", "pk")
        .values_list("event", "recognised__results")
    )
    return {event: results or {} for event, results in rows}


def _shares(access: Access, events: QuerySet[Event], field: str) -> tuple[Share, ...]:
    counted = (
        access.entries()
        .filter(event__in=events.values("pk"))
        .exclude(**{field: None})
        .order_by()
        .values_list(field)
        .annotate(number=Count("event", distinct=True))
    )
    shares = [Share(name=name, events=number) for name, number in counted]
    return tuple(sorted(shares, key=lambda share: (-share.events, share.name)))
