"""«Две группировки»: the events of a scope by department and by sphere, and whether both cover the same."""

from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Exists, F, OuterRef

from events.models import Event

from .breakdowns import Breakdown, breakdowns
from .cells import FigureCell, number_cell
from .scope import Scope

SHOWN = 50  # events named of those in one grouping alone


class _Field(NamedTuple):
    title: str
    nowhere: str
    other: str
    column: str  # of an entry


_FIELDS = {
    "department": _Field(
        title="По исполнительным органам",
        nowhere="Исполнительный орган не указан",
        other="sphere",
        column="department",
    ),
    "sphere": _Field(
        title="По сферам сотрудничества",
        nowhere="Сфера не указана",
        other="department",
        column="section__sphere",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """`grouped` and `nowhere` add up to all events; `lines` may count an event twice."""

    field: str
    lines: tuple[tuple[str, FigureCell], ...]
    in_lines: int
    grouped: int
    nowhere: FigureCell
    alone: tuple[Event, ...]  # the first of those in this grouping alone
    alone_in_all: int

    @property
    def title(self) -> str:
        return _FIELDS[self.field].title

    @property
    def nowhere_label(self) -> str:
        return _FIELDS[self.field].nowhere

    @property
    def total(self) -> int:
        return self.grouped + int(self.nowhere.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoGroupings:
    """`both` and `neither`: events in lines of both groupings, of none."""

    scope: Scope
    events: FigureCell
    both: int
    neither: int
    sides: tuple[Grouping, ...]

    @property
    def agree(self) -> bool:
        return all(side.total == self.events.value for side in self.sides)

    @property
    def sentences(self) -> list[str]:
        """The result of the comparison in Russian, for the page and its files."""
        departments, spheres = self.sides
        result = (
            "Обе группировки охватывают одни и те же мероприятия" if self.agree else "Группировки расходятся"
        )
        return [
            f"{result}: всего {self.events.value}, по исполнительным органам – {departments.total}, "
            f"по сферам – {spheres.total}.",
            f"Орган и сфера указаны у {self.both}; только орган – у {departments.grouped - self.both}; "
            f"только сфера – у {spheres.grouped - self.both}; ни того, ни другого – у {self.neither}.",
        ]


def two_groupings(scope: Scope) -> TwoGroupings:
    """Requires a scope filtered neither by department nor by sphere."""
    by_field = {breakdown.field: breakdown for breakdown in breakdowns(scope)}
    return TwoGroupings(
        scope=scope,
        events=number_cell(scope, scope.tallies.total["events"]),
        both=scope.tallies.with_both("department", "sphere"),
        neither=scope.tallies.with_neither("department", "sphere"),
        sides=tuple(_grouping(scope, by_field[field]) for field in _FIELDS),
    )


def _grouping(scope: Scope, breakdown: Breakdown) -> Grouping:
    field, other = breakdown.field, _FIELDS[breakdown.field].other
    tallies = scope.tallies
    alone_in_all = tallies.without(other) - tallies.with_neither(field, other)
    return Grouping(
        field=field,
        lines=tuple(
            (line.name, number_cell(scope, line.events, **{field: line.keys}))
            for line in breakdown.lines
            if line.events
        ),
        in_lines=sum(line.events for line in breakdown.lines),
        grouped=sum(tally["events"] for tally in tallies.groups[field].values()),
        nowhere=number_cell(scope, breakdown.nowhere, missing=field),
        alone_in_all=alone_in_all,
        alone=_first_alone(scope, field, other) if alone_in_all else (),
    )


def _first_alone(scope: Scope, field: str, other: str) -> tuple[Event, ...]:
    """Of the events whose rows say the one and not the other."""
    entries = scope.access.entries().filter(event=OuterRef("pk"))
    named, unnamed = (entries.exclude(**{_FIELDS[name].column: None}).order_by() for name in (field, other))
    alone = scope.events.filter(Exists(named), ~Exists(unnamed))
    ordered = alone.order_by(F("start").asc(nulls_last=True), "pk")
    return tuple(ordered.only("title", "start")[:SHOWN])
