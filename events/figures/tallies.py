"""What figures add up of the events of a period, from kept numbers or from the events one by one."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from events.entries.kept_facts import (
    NAMED,
    NO_DATES,
    NOTHING,
    Counters,
    counters_of,
    documented,
    month_of,
    named_in,
)
from events.models import FigureCount
from events.models.figure_count import COUNTERS
from events.period import Period

from .event_facts import EventFacts

_FIELDS = ("department", "sphere", "partner")


@dataclass(slots=True)
class Tally:
    """Sums over events of one place."""

    counters: list[int] = field(default_factory=lambda: list(NOTHING))

    def add(self, counters: Sequence[int], step: int = 1) -> None:
        self.counters = [one + step * other for one, other in zip(self.counters, counters, strict=True)]

    def __getitem__(self, name: str) -> int:
        return self.counters[COUNTERS.index(name)]


@dataclass(slots=True)
class Tallies:
    """`groups`: of each field, of the events of each set of its values; an event of several partners is in
    several groups. `named`: events by what their rows say at all."""

    total: Tally = field(default_factory=Tally)
    groups: dict[str, dict[frozenset[int], Tally]] = field(
        default_factory=lambda: {name: defaultdict(Tally) for name in _FIELDS}
    )
    named: Counter[str] = field(default_factory=Counter)

    @classmethod
    def kept(cls, period: Period, *, by_documents: bool) -> "Tallies":
        """Of the events every reader sees, none left out; one query."""
        first, last = month_of(period.start), month_of(period.end)
        tallies = cls()
        between = FigureCount.objects.between(first, last, ("", *_FIELDS), by_documents=by_documents)
        for name, key, *counters in between.summed("field", "key"):
            if by_documents:
                values = documented(key, first, last)
                if not values:
                    continue
            else:
                values = set(key.split(",")) if name else {key}
            if name:
                tallies.groups[name][frozenset(map(int, values))].add(counters)
            else:
                tallies.total.add(counters)
                tallies.named[values.pop()] += counters[0]
        return tallies

    def add(self, facts: Iterable[EventFacts], counted_with: Mapping[int, int], step: int = 1) -> None:
        """Events one by one, or, with -1, without them. `counted_with`: what each partner counts with."""
        for fact in facts:
            whole = _counters(fact)
            self.total.add(whole, step)
            named = named_in(
                department=fact.has_department,
                sphere=fact.has_sphere,
                partner=bool(fact.partners),
                dated=fact.start is not None,
            )
            self.named[named] += step
            for name, values in (("department", fact.departments), ("sphere", fact.spheres)):
                if values:
                    self.groups[name][frozenset(values)].add(whole, step)
            held = {counted_with[pk] for pk in fact.held_with if pk in counted_with}
            for key in {counted_with[pk] for pk in fact.partners if pk in counted_with}:
                counters = whole if key in held else counters_of(fact, reported=False)
                self.groups["partner"][frozenset((key,))].add(counters, step)

    def without(self, name: str) -> int:
        """Events no row of which says a department, a sphere or a partner."""
        return sum(events for named, events in self.named.items() if NAMED[name] not in named)

    def with_both(self, one: str, other: str) -> int:
        both = {NAMED[one], NAMED[other]}
        return sum(events for named, events in self.named.items() if both.issubset(named))

    def with_neither(self, one: str, other: str) -> int:
        both = {NAMED[one], NAMED[other]}
        return sum(events for named, events in self.named.items() if both.isdisjoint(named))

    @property
    def undated(self) -> int:
        return sum(events for named, events in self.named.items() if NO_DATES in named)


def kept_totals(periods: Sequence[Period], *, by_documents: bool) -> list[Tally]:
    """Of all events every reader sees in each of these periods; one query."""
    months = [(month_of(period.start), month_of(period.end)) for period in periods]
    totals = [Tally() for _months in months]
    if not months:
        return totals
    ends = (min(first for first, _last in months), max(last for _first, last in months))
    between = FigureCount.objects.between(*ends, ("",), by_documents=by_documents)
    for key, start, end, *counters in between.summed("key", "first", "last"):
        for total, (first, last) in zip(totals, months, strict=True):
            if documented(key, first, last) if by_documents else start <= last and end >= first:
                total.add(counters)
    return totals


def tally_of(facts: Iterable[EventFacts]) -> Tally:
    tally = Tally()
    for fact in facts:
        tally.add(_counters(fact))
    return tally


def _counters(fact: EventFacts) -> Counters:
    return counters_of(fact, reported=fact.reported, documents=fact.documents)
