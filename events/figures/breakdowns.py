"""The sums of a period by sphere, department and partner; every line is a filter of the event list."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from agreements.models import Department, Partner
from events.cooperation.wording import preposition, with_whom
from events.models import Sphere
from events.models.succession import SuccessionLines

from .scope import Scope
from .short_labels import home_region, short_department, short_sphere, where_of_sphere
from .sums import Participants, Sums
from .tallies import Tally


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
        ("sphere", _("By sphere"), _by_sphere),
        ("department", _("By executive body"), _by_department),
        ("partner", _("By partner"), _by_partner),
    )
    return [
        Breakdown(
            title=title,
            field=field,
            lines=_lines(scope, field, grouping()),
            nowhere=scope.tallies.without(field),
        )
        for field, title, grouping in kinds
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
    """`lines_of`: those a set of values counts in."""

    lines_of: Callable[[Iterable[int]], Iterable[int]]
    labels: Callable[[set[int]], Mapping[int, _Label]]


def _lines(scope: Scope, field: str, grouping: _Grouping) -> tuple[BreakdownLine, ...]:
    now, then = _by_line(scope, field, grouping), _by_line(scope.before, field, grouping)
    lines = []
    for key, label in grouping.labels({*now, *then}).items():
        sums = Sums.of(now.get(key) or Tally())
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
                before=then[key]["events"] if key in then else 0,
                kind=label.kind,
            )
        )
    return tuple(sorted(lines, key=lambda line: (-line.events, -line.before, line.name)))


def _by_line(scope: Scope, field: str, grouping: _Grouping) -> dict[int, Tally]:
    tallies: dict[int, Tally] = defaultdict(Tally)
    for values, tally in scope.tallies.groups[field].items():
        if tally["events"]:
            for line in grouping.lines_of(values):
                tallies[line].add(tally.counters)
    return dict(tallies)


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

    return _Grouping(lines.lines, labels)


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

    return _Grouping(lines.lines, labels)


def _joined(names: Iterable[str]) -> str:
    return "; ".join(names)


def _keys_of(records: Iterable[Department | Sphere]) -> tuple[str, ...]:
    return tuple(str(record.pk) for record in records)


def _by_partner() -> _Grouping:
    """A region or a city counts with its country or subject."""

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

    return _Grouping(frozenset, labels)


def _with(partner: Partner) -> str:
    """A subject by its short name: «с Москвой»."""
    if partner.kind != Partner.Kind.SUBJECT:
        return with_whom(partner)
    name = partner.cases[4]
    return f"{preposition(name)} {name}"
