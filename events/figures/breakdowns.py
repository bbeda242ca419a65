"""The sums of a period by sphere, department and partner; every line is a filter of the event list."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from typing import Any

from django.db.models import Case, F, IntegerField, When
from django.utils.translation import gettext_lazy as _

from agreements.models import Department, Partner, Succession
from events.models import Sphere

from .event_facts import EventFacts
from .scope import Scope
from .sums import Participants, sum_up

# The kinds of partner figures count by; regions and cities are counted with theirs.
_COUNTED = (Partner.Kind.SUBJECT, Partner.Kind.COUNTRY, Partner.Kind.UNION)


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakdownLine:
    """`keys`: values of the filter that lists its events; empty where no filter does."""

    name: str
    keys: tuple[str, ...]
    events: int
    reported: int
    signed: int
    participants: Participants
    before: int = 0  # events of the year before
    kind: str = ""  # of a partner


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdown:
    """Most events first. An event of two departments counts in both lines."""

    title: Any
    field: str  # of the event filter
    lines: tuple[BreakdownLine, ...]
    nowhere: int  # events in no line


def breakdowns(scope: Scope) -> list[Breakdown]:
    """Without those whose field the scope is filtered by."""
    kinds = (
        ("sphere", _("By sphere"), _by_sphere, attrgetter("has_sphere")),
        ("department", _("By executive body"), _by_department, attrgetter("has_department")),
        ("partner", _("By partner"), _by_partner, attrgetter("partners")),
    )
    return [
        Breakdown(
            title=title,
            field=field,
            lines=_lines(scope, grouping()),
            nowhere=sum(not is_named(fact) for fact in scope.facts),
        )
        for field, title, grouping, is_named in kinds
        if not scope.is_filtered_by(field)
    ]


_Label = tuple[str, tuple[str, ...], str]


@dataclass(frozen=True, slots=True)
class _Grouping:
    """`keys_of`: the lines an event counts in; `labels`: name, filter values and kind of each key;
    `held_keys_of`: the lines it counts in as reported, where they are not all."""

    keys_of: Callable[[EventFacts], Iterable[int]]
    labels: Callable[[set[int]], Mapping[int, _Label]]
    held_keys_of: Callable[[EventFacts], Collection[int]] | None = None

    def is_held(self, key: int, fact: EventFacts) -> bool:
        return self.held_keys_of is None or key in self.held_keys_of(fact)


def _lines(scope: Scope, grouping: _Grouping) -> tuple[BreakdownLine, ...]:
    now, then = _by_key(scope, grouping), _by_key(scope.before, grouping)
    lines = []
    for key, (name, keys, kind) in grouping.labels({*now, *then}).items():
        sums = sum_up(now.get(key, ()), partial(grouping.is_held, key))
        lines.append(
            BreakdownLine(
                name=name,
                keys=keys,
                events=sums.events,
                reported=sums.reported,
                signed=sums.signed,
                participants=sums.participants,
                before=len(then.get(key, ())),
                kind=kind,
            )
        )
    return tuple(sorted(lines, key=lambda line: (-line.events, -line.before, line.name)))


def _by_key(scope: Scope, grouping: _Grouping) -> dict[int, list[EventFacts]]:
    facts: dict[int, list[EventFacts]] = defaultdict(list)
    for fact in scope.facts:
        for key in grouping.keys_of(fact):
            facts[key].append(fact)
    return facts


def _by_sphere() -> _Grouping:
    def labels(keys: set[int]) -> dict[int, _Label]:
        spheres = Sphere.with_removed.in_bulk(keys)
        return {pk: (sphere.name, (str(pk),), "") for pk, sphere in spheres.items()}

    return _Grouping(lambda fact: fact.spheres, labels)


def _by_department() -> _Grouping:
    """Predecessors and successors share a line, named after the last successors."""
    chains = succession_chains(Succession.objects.values_list("predecessor_id", "successor_id"))
    key_of = {member: min(last) for last, members in chains for member in members}
    last_of = {min(last): last for last, _members in chains}

    def labels(keys: set[int]) -> dict[int, _Label]:
        last_by_key = {key: sorted(last_of.get(key, {key})) for key in keys}
        departments = Department.with_removed.in_bulk({pk for last in last_by_key.values() for pk in last})
        return {
            key: ("; ".join(departments[pk].name for pk in last), tuple(map(str, last)), "")
            for key, last in last_by_key.items()
        }

    return _Grouping(lambda fact: {key_of.get(pk, pk) for pk in fact.departments}, labels)


def succession_chains(pairs: Iterable[tuple[int, int]]) -> list[tuple[frozenset[int], frozenset[int]]]:
    """Departments connected by (predecessor, successor): those without a successor, and all of them."""
    pairs = list(pairs)
    neighbours: dict[int, set[int]] = defaultdict(set)
    for old, new in pairs:
        neighbours[old].add(new)
        neighbours[new].add(old)
    followed = {old for old, _new in pairs}
    chains, seen = [], set()
    for first in neighbours:
        if first in seen:
            continue
        members, queue = {first}, [first]
        while queue:
            fresh = neighbours[queue.pop()] - members
            members |= fresh
            queue += fresh
        seen |= members
        last = members - followed or members  # a cycle has no last one
        chains.append((frozenset(last), frozenset(members)))
    return chains


def _by_partner() -> _Grouping:
    """A region or a city counts with its country or subject."""
    key_of = counted_partners()

    def labels(keys: set[int]) -> dict[int, _Label]:
        partners = Partner.with_removed.in_bulk(keys)
        return {pk: (partner.name, (partner.code,), partner.kind) for pk, partner in partners.items()}

    return _Grouping(
        lambda fact: {key_of[pk] for pk in fact.partners if pk in key_of},
        labels,
        lambda fact: {key_of[pk] for pk in fact.held_with if pk in key_of},
    )


def counted_partners() -> dict[int, int]:
    """Each partner that is counted with the subject, country or union it counts with."""
    keyed = Partner.with_removed.annotate(key=counted_partner("")).exclude(key=None)
    return dict(keyed.order_by().values_list("pk", "key"))


def counted_partner(link: str = "partner__") -> Case:
    """The key of the subject, country or union a partner counts with; `link`: the lookup to the partner."""
    return Case(
        When(**{f"{link}kind__in": _COUNTED}, then=F(f"{link}pk")),
        When(**{f"{link}parent__kind__in": _COUNTED}, then=F(f"{link}parent_id")),
        When(**{f"{link}parent__parent__kind__in": _COUNTED}, then=F(f"{link}parent__parent_id")),
        output_field=IntegerField(),
    )
