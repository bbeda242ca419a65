"""The same sums by sphere, executive body and partner: every line is a filter of the list of events."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.db.models import Case, F, IntegerField, When
from django.utils.translation import gettext_lazy as _

from agreements.models import Department, Partner, Succession
from events.models import Sphere

from .facts import Fact
from .figures import People, sums
from .scope import Scope

# What cooperation is counted by; their regions and cities go with them.
_WHOLE = (Partner.Kind.SUBJECT, Partner.Kind.COUNTRY, Partner.Kind.UNION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """`keys` is the condition of the list; none where no condition says it."""

    name: str
    keys: tuple[str, ...]
    events: int
    reported: int
    signed: int
    people: People
    before: int = 0  # events of the year before
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Lines with most events first. An event of two bodies stands in both lines."""

    slug: str
    title: Any
    field: str  # of the list's filter
    lines: tuple[Line, ...]
    nowhere: int  # events that stand in no line


def groups(scope: Scope) -> list[Group]:
    """By what is chosen already there is nothing to group."""
    made = (
        ("sphere", _("By sphere"), _by_sphere, attrgetter("has_sphere")),
        ("department", _("By executive body"), _by_department, attrgetter("has_body")),
        ("partner", _("By partner"), _by_partner, attrgetter("partners")),
    )
    return [
        Group(
            slug=field,
            title=title,
            field=field,
            lines=_lines(scope, by()),
            nowhere=sum(not is_named(fact) for fact in scope.facts),
        )
        for field, title, by, is_named in made
        if not scope.chosen(field)
    ]


@dataclass(frozen=True, slots=True)
class _By:
    """`keys_of` an event; `about` the keys found: the name, keys of the filter and kind of each."""

    keys_of: Callable[[Fact], Iterable[int]]
    about: Callable[[set[int]], Mapping[int, tuple[str, tuple[str, ...], str]]]


def _lines(scope: Scope, by: _By) -> tuple[Line, ...]:
    now, then = _keyed(scope, by), _keyed(scope.before, by)
    lines = []
    for key, (name, keys, kind) in by.about({*now, *then}).items():
        found = sums(now.get(key, ()))
        lines.append(
            Line(
                name=name,
                keys=keys,
                events=found.events,
                reported=found.reported,
                signed=found.signed,
                people=found.people,
                before=len(then.get(key, ())),
                kind=kind,
            )
        )
    return tuple(sorted(lines, key=lambda line: (-line.events, -line.before, line.name)))


def _keyed(scope: Scope, by: _By) -> dict[int, list[Fact]]:
    found: dict[int, list[Fact]] = defaultdict(list)
    for fact in scope.facts:
        for key in by.keys_of(fact):
            found[key].append(fact)
    return found


def _by_sphere() -> _By:
    def about(keys: set[int]) -> dict[int, tuple[str, tuple[str, ...], str]]:
        spheres = Sphere.with_removed.in_bulk(keys)
        return {pk: (sphere.name, (str(pk),), "") for pk, sphere in spheres.items()}

    return _By(lambda fact: fact.spheres, about)


def _by_department() -> _By:
    """Bodies that followed each other are one line, named after those that came last."""
    heads = _heads(Succession.objects.values_list("predecessor_id", "successor_id"))
    key_of = {member: min(last) for last, members in heads for member in members}
    last_of = {min(last): last for last, _members in heads}

    def about(keys: set[int]) -> dict[int, tuple[str, tuple[str, ...], str]]:
        own = {key: sorted(last_of.get(key, {key})) for key in keys}
        bodies = Department.with_removed.in_bulk({pk for last in own.values() for pk in last})
        return {
            key: ("; ".join(bodies[pk].name for pk in last), tuple(map(str, last)), "")
            for key, last in own.items()
        }

    return _By(lambda fact: {key_of.get(body, body) for body in fact.bodies}, about)


def _heads(pairs: Iterable[tuple[int, int]]) -> list[tuple[frozenset[int], frozenset[int]]]:
    """Bodies joined by succession: those nobody followed, and all of them."""
    pairs = list(pairs)
    beside: dict[int, set[int]] = defaultdict(set)
    for old, new in pairs:
        beside[old].add(new)
        beside[new].add(old)
    followed = {old for old, _new in pairs}
    found, seen = [], set()
    for first in beside:
        if first in seen:
            continue
        members, ahead = {first}, [first]
        while ahead:
            fresh = beside[ahead.pop()] - members
            members |= fresh
            ahead += fresh
        seen |= members
        last = members - followed or members  # bodies following each other in a ring
        found.append((frozenset(last), frozenset(members)))
    return found


def _by_partner() -> _By:
    """A region or a city goes with its country or subject."""
    keyed = Partner.with_removed.annotate(key=whole_partner("")).exclude(key=None)
    key_of = dict(keyed.order_by().values_list("pk", "key"))

    def about(keys: set[int]) -> dict[int, tuple[str, tuple[str, ...], str]]:
        partners = Partner.with_removed.in_bulk(keys)
        return {pk: (one.name, (one.code,), one.kind) for pk, one in partners.items()}

    return _By(lambda fact: {key_of[one] for one in fact.partners if one in key_of}, about)


def whole_partner(link: str = "partner__") -> Case:
    """The subject, country or union the partner of a link goes with."""
    return Case(
        When(**{f"{link}kind__in": _WHOLE}, then=F(f"{link}pk")),
        When(**{f"{link}parent__kind__in": _WHOLE}, then=F(f"{link}parent_id")),
        When(**{f"{link}parent__parent__kind__in": _WHOLE}, then=F(f"{link}parent__parent_id")),
        output_field=IntegerField(),
    )
