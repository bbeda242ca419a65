"""«Две группировки»: the events of a scope by department and by sphere, and whether both cover the same."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from events.models import Event

from .breakdowns import Breakdown, breakdowns
from .cells import FigureCell, number_cell
from .event_facts import EventFacts
from .scope import Scope

SHOWN = 50  # events named of those in one grouping alone


class _Field(NamedTuple):
    title: str
    nowhere: str
    other: str
    lines_of: Callable[[EventFacts], Collection[int]]
    is_named: Callable[[EventFacts], bool]  # by any visible entry


_FIELDS = {
    "department": _Field(
        title="По исполнительным органам",
        nowhere="Исполнительный орган не указан",
        other="sphere",
        lines_of=lambda facts: facts.departments,
        is_named=lambda facts: facts.has_department,
    ),
    "sphere": _Field(
        title="По сферам сотрудничества",
        nowhere="Сфера не указана",
        other="department",
        lines_of=lambda facts: facts.spheres,
        is_named=lambda facts: facts.has_sphere,
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
        events=number_cell(scope, len(scope.facts)),
        both=sum(facts.has_department and facts.has_sphere for facts in scope.facts),
        neither=sum(not facts.has_department and not facts.has_sphere for facts in scope.facts),
        sides=tuple(_grouping(scope, by_field[field]) for field in _FIELDS),
    )


def _grouping(scope: Scope, breakdown: Breakdown) -> Grouping:
    field = _FIELDS[breakdown.field]
    other = _FIELDS[field.other]
    alone = [facts for facts in scope.facts if field.is_named(facts) and not other.is_named(facts)]
    alone.sort(key=lambda facts: (facts.start or date.max, facts.pk))
    keys = [facts.pk for facts in alone[:SHOWN]]
    events = Event.objects.only("title", "start").in_bulk(keys)
    return Grouping(
        field=breakdown.field,
        lines=tuple(
            (line.name, number_cell(scope, line.events, **{breakdown.field: line.keys}))
            for line in breakdown.lines
            if line.events
        ),
        in_lines=sum(line.events for line in breakdown.lines),
        grouped=sum(bool(field.lines_of(facts)) for facts in scope.facts),
        nowhere=number_cell(scope, breakdown.nowhere, missing=breakdown.field),
        alone_in_all=len(alone),
        alone=tuple(events[pk] for pk in keys if pk in events),
    )
