"""Figures of cooperation: one computation for a partner's page, its dossier and the page of an agreement.

Each event counts once, by its own dates; an event without dates by the period of its document.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from agreements.models import Department
from coopregistry.keys import by_keys
from events.access import Access
from events.meetings.counting import Counted
from events.models import Event, Sphere
from events.models.succession import SuccessionLines
from events.vocabulary import Bound, MeetingKind

from .meetings import counted_meetings
from .partner_events import PartnerEvent, dated, in_words, partner_events
from .wording import spaced


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Sums over events. Participants, documents and arrangements are those of events held; visits are records
    of meetings, each once."""

    year: int | None = None
    events: int = 0
    carried: int = 0  # of `events`, those that began in an earlier year, where all their other figures stand
    planned: int = 0
    held: int = 0
    cancelled: int = 0
    participants: int = 0
    at_least: bool = False  # some report says «более», none «не более»
    rows_with_figure: int = 0  # events held that name a number of participants
    rows: int = 0  # events held
    signed: int = 0
    arrangements: int = 0
    outgoing: int = 0
    incoming: int = 0

    @property
    def participants_spaced(self) -> str:
        return spaced(self.participants)

    @classmethod
    def of(
        cls, events: Iterable[PartnerEvent], meetings: Collection[Counted], year: int | None = None
    ) -> "Figures":
        events = list(events)
        held = [event for event in events if event.held]
        counted = [event for event in held if event.participants is not None]
        return cls(
            year=year,
            events=len(events),
            planned=sum(event.planned for event in events),
            held=len(held),
            cancelled=sum(event.cancelled for event in events),
            participants=sum(event.participants or 0 for event in counted),
            at_least=any(event.bound == Bound.AT_LEAST for event in counted)
            and not any(event.bound == Bound.AT_MOST for event in counted),
            rows_with_figure=len(counted),
            rows=len(held),
            signed=sum(event.signed for event in held),
            arrangements=sum(len(event.arrangements) for event in held),
            outgoing=sum(one.kind in (MeetingKind.DELEGATION_VISIT, MeetingKind.TRIP) for one in meetings),
            incoming=sum(one.kind == MeetingKind.RECEPTION for one in meetings),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A department or a sphere and the number of its events; `keys` are theirs."""

    name: str
    events: int
    keys: frozenset[int] = field(default=frozenset(), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cooperation:
    """Everything pages and papers say of a set of events, latest first."""

    chosen: QuerySet[Event] = field(compare=False)  # the same events
    events: tuple[PartnerEvent, ...]
    total: Figures
    years: tuple[Figures, ...]
    departments: tuple[Share, ...]
    spheres: tuple[Share, ...]

    @property
    def held(self) -> tuple[PartnerEvent, ...]:
        return tuple(event for event in self.events if event.held)

    @property
    def plans(self) -> tuple[PartnerEvent, ...]:
        """Planned, not reported and not cancelled; earliest first, overdue ones included."""
        waiting = [event for event in self.events if event.is_open]
        return tuple(reversed(waiting))

    @property
    def last_contact(self) -> PartnerEvent | None:
        return _last_contact(self.events)


def _last_contact(events: Iterable[PartnerEvent]) -> PartnerEvent | None:
    """The event held that ended last."""
    today = timezone.localdate()
    past = [event for event in events if event.held and event.until is not None and event.until <= today]
    return max(past, key=lambda event: (event.until or date.min, event.pk), default=None)


def _with_last_in_words(access: Access, events: tuple[PartnerEvent, ...]) -> tuple[PartnerEvent, ...]:
    last = _last_contact(events)
    if last is None:
        return events
    (told,) = in_words(access, [last])
    return tuple(told if event is last else event for event in events)


def cooperation(
    access: Access,
    events: QuerySet[Event],
    start: date | None = None,
    end: date | None = None,
    *,
    partners: Collection[int] | None = None,
    meetings: Collection[Counted] | None = None,
    with_texts: bool = True,
) -> Cooperation:
    """With a period: events any day of which lies in it; `partners`: as of `partner_events`; `meetings`: what
    `counted_meetings` finds, where it is known already. Without texts only the last contact is told in
    words."""
    chosen = dated(access, events)
    if start is not None:
        chosen = chosen.filter(Q(until=None) | Q(until__gte=start))
    if end is not None:
        chosen = chosen.filter(Q(moment=None) | Q(moment__lte=end))
    chosen = dated(access, by_keys(chosen))
    found = partner_events(access, chosen, partners, with_texts=with_texts)
    if not with_texts:
        found = _with_last_in_words(access, found)
    if meetings is None:
        meetings = counted_meetings(access, chosen, partners, start, end)
    rows = access.entries().filter(event__in=chosen.values("pk")).order_by()
    told = list(rows.values_list("event", "department", "section__sphere"))
    return Cooperation(
        chosen=chosen,
        events=found,
        total=Figures.of(found, meetings),
        years=_by_year(found, meetings, start, end),
        departments=_shares(Department, ((department, event) for event, department, _sphere in told)),
        spheres=_shares(Sphere, ((sphere, event) for event, _department, sphere in told)),
    )


def _by_year(
    events: Iterable[PartnerEvent], meetings: Iterable[Counted], start: date | None, end: date | None
) -> tuple[Figures, ...]:
    """Latest first. An event of several years counts in each year of the period it runs through; everything
    else of it, and a meeting, stands in the first of them."""
    met: dict[int, list[Counted]] = defaultdict(list)
    for meeting in meetings:
        if meeting.start is not None:
            met[max(meeting.start.year, start.year) if start else meeting.start.year].append(meeting)
    begun: dict[int, list[PartnerEvent]] = defaultdict(list)
    carried: dict[int, int] = defaultdict(int)
    for event in events:
        if event.moment is None:
            continue
        last = event.until or event.moment
        first_year = max(event.moment.year, start.year) if start else event.moment.year
        last_year = min(last.year, end.year) if end else last.year
        begun[first_year].append(event)
        for year in range(first_year + 1, last_year + 1):
            carried[year] += 1
    years = []
    for year in sorted(begun.keys() | carried.keys() | met.keys(), reverse=True):
        figures = Figures.of(begun[year], met[year], year)
        years.append(replace(figures, events=figures.events + carried[year], carried=carried[year]))
    return tuple(years)


def _shares(model: type[Department | Sphere], pairs: Iterable[tuple[int | None, int]]) -> tuple[Share, ...]:
    """`pairs`: a record and an event it has, in any number. Predecessors and successors share a line; two
    queries."""
    lines = SuccessionLines.of(model)
    events: dict[int, set[int]] = defaultdict(set)
    for record, event in pairs:
        if record is not None:
            events[record].add(event)
    told: dict[int, set[int]] = defaultdict(set)
    for record, own in events.items():
        told[lines.line(record)] |= own
    names = {line: "; ".join(record.name for record in last) for line, last in lines.named(told).items()}
    shares = [
        Share(name=names[line], events=len(found), keys=frozenset(found)) for line, found in told.items()
    ]
    return tuple(sorted(shares, key=lambda share: (-share.events, share.name)))
