"""The sums of a period by sphere, department and partner; every line is a filter of the event list."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from typing import Any

from django.db.models import Case, F, IntegerField, When
from django.utils.translation import gettext_lazy as _

from agreements.models import Department, Partner
from events.cooperation.wording import preposition, with_whom
from events.models import Sphere
from events.models.succession import SuccessionLines

from .event_facts import EventFacts
from .scope import Scope
from .short_labels import home_region, short_department, short_sphere, where_of_sphere
from .sums import Participants, sum_up

# The kinds of partner figures count by; regions and cities are counted with theirs.
_COUNTED = (Partner.Kind.SUBJECT, Partner.Kind.COUNTRY, Partner.Kind.UNION)


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakdownLine:
    """`keys`: values of the filter that lists its events; empty where no filter does. `short`: for charts;
    `where`: as a sentence names it, «в сфере культуры», «с Республикой Беларусь»."""

    name: str
    short: str
    where: str
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


@dataclass(frozen=True, slots=True)
class _Label:
    """What a line is called, and the filter values and the kind it has."""

    name: str
    short: str
    where: str
    keys: tuple[str, ...]
    kind: str = ""


@dataclass(frozen=True, slots=True)
class _Grouping:
    """`keys_of`: the lines an event counts in; `held_keys_of`: those it counts in as reported, where
    they are not all."""

    keys_of: Callable[[EventFacts], Iterable[int]]
    labels: Callable[[set[int]], Mapping[int, _Label]]
    held_keys_of: Callable[[EventFacts], Collection[int]] | None = None

    def is_held(self, key: int, fact: EventFacts) -> bool:
        return self.held_keys_of is None or key in self.held_keys_of(fact)


def _lines(scope: Scope, grouping: _Grouping) -> tuple[BreakdownLine, ...]:
    now, then = _by_key(scope, grouping), _by_key(scope.before, grouping)
    lines = []
    for key, label in grouping.labels({*now, *then}).items():
        sums = sum_up(now.get(key, ()), partial(grouping.is_held, key))
        lines.append(
            BreakdownLine(
                name=label.name,
                short=label.short,
                where=label.where,
                keys=label.keys,
                events=sums.events,
                reported=sums.reported,
                signed=sums.signed,
                participants=sums.participants,
                before=len(then.get(key, ())),
                kind=label.kind,
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
    lines = SuccessionLines.of(Sphere)

    def labels(keys: set[int]) -> dict[int, _Label]:
        return {
            key: _Label(
                name=_joined(record.name for record in last),
                short=_joined(short_sphere(record.name) for record in last),
                where=" и ".join(where_of_sphere(record.name) for record in last),
                keys=_keys_of(last),
            )
            for key, last in lines.named(keys).items()
        }

    return _Grouping(lambda fact: lines.lines(fact.spheres), labels)


def _by_department() -> _Grouping:
    lines = SuccessionLines.of(Department)

    def labels(keys: set[int]) -> dict[int, _Label]:
        region = home_region()
        return {
            key: _Label(
                name=_joined(record.name for record in last),
                short=_joined(short_department(record.name, region) for record in last),
                where="у " + " и ".join(short_department(record.cases[1], region) for record in last),
                keys=_keys_of(last),
            )
            for key, last in lines.named(keys).items()
        }

    return _Grouping(lambda fact: lines.lines(fact.departments), labels)


def _joined(names: Iterable[str]) -> str:
    return "; ".join(names)


def _keys_of(records: Iterable[Department | Sphere]) -> tuple[str, ...]:
    return tuple(str(record.pk) for record in records)


def _by_partner() -> _Grouping:
    """A region or a city counts with its country or subject."""
    key_of = counted_partners()

    def labels(keys: set[int]) -> dict[int, _Label]:
        partners = Partner.with_removed.in_bulk(keys)
        return {
            pk: _Label(
                name=partner.name,
                short=partner.name,
                where=_with(partner),
                keys=(partner.code,),
                kind=partner.kind,
            )
            for pk, partner in partners.items()
        }

    return _Grouping(
        lambda fact: {key_of[pk] for pk in fact.partners if pk in key_of},
        labels,
        lambda fact: {key_of[pk] for pk in fact.held_with if pk in key_of},
    )


def _with(partner: Partner) -> str:
    """A subject by its short name: «с Москвой»."""
    if partner.kind != Partner.Kind.SUBJECT:
        return with_whom(partner)
    name = partner.cases[4]
    return f"{preposition(name)} {name}"


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
