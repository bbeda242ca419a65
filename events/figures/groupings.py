"""«Две группировки»: the same events by executive body and by sphere, and whether both hold the same rows."""

from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from events.exports.paper import FinePrintBlock, HeadingBlock, ListBlock, Paper, ParagraphBlock, TableBlock
from events.models import Event

from .groups import Group, groups
from .scope import Scope
from .tables import Cell, number

SIDES = ("department", "sphere")
SHOWN = 50  # events of one grouping alone that a page names; the number leads to all of them
# What places an event in lines, and whether any row says it.
_SAID = {
    "department": (attrgetter("bodies"), attrgetter("has_body")),
    "sphere": (attrgetter("spheres"), attrgetter("has_sphere")),
}
_TITLES = {"department": "По исполнительным органам", "sphere": "По сферам сотрудничества"}
_NOWHERE = {"department": "Исполнительный орган не указан", "sphere": "Сфера не указана"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One grouping. `grouped` and `nowhere` together are all events; `lines` may name an event twice."""

    field: str
    lines: tuple[tuple[str, Cell], ...]
    in_lines: int
    grouped: int
    nowhere: Cell
    alone: tuple[Event, ...]  # the first of those that stand here and not in the other grouping
    alone_in_all: int

    @property
    def title(self) -> str:
        return _TITLES[self.field]

    @property
    def total(self) -> int:
        return self.grouped + int(self.nowhere.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Groupings:
    scope: Scope
    events: Cell
    both: int  # events that stand in lines of both
    neither: int
    sides: tuple[Side, ...]

    @property
    def agree(self) -> bool:
        return all(side.total == self.events.value for side in self.sides)


def groupings(scope: Scope) -> Groupings:
    """Of a scope in which neither a body nor a sphere is chosen."""
    standing = {group.field: group for group in groups(scope)}
    return Groupings(
        scope=scope,
        events=number(scope, len(scope.facts)),
        both=sum(fact.has_body and fact.has_sphere for fact in scope.facts),
        neither=sum(not fact.has_body and not fact.has_sphere for fact in scope.facts),
        sides=tuple(_side(scope, standing[field]) for field in SIDES),
    )


def _side(scope: Scope, group: Group) -> Side:
    lines, here = _SAID[group.field]
    _lines, there = _SAID[SIDES[1 - SIDES.index(group.field)]]
    alone = [fact for fact in scope.facts if here(fact) and not there(fact)]
    alone.sort(key=lambda fact: (fact.start or date.max, fact.pk))
    keys = [fact.pk for fact in alone[:SHOWN]]
    shown = Event.objects.only("title", "start").in_bulk(keys)
    return Side(
        field=group.field,
        lines=tuple(
            (line.name, number(scope, line.events, **{group.field: line.keys}))
            for line in group.lines
            if line.events
        ),
        in_lines=sum(line.events for line in group.lines),
        grouped=sum(bool(lines(fact)) for fact in scope.facts),
        nowhere=number(scope, group.nowhere, missing=group.field),
        alone_in_all=len(alone),
        alone=tuple(shown[pk] for pk in keys if pk in shown),
    )


def groupings_paper(found: Groupings, said: str) -> Paper:
    blocks: list = [ParagraphBlock(sentence) for sentence in sentences(found)]
    for side in found.sides:
        rows = [(name, str(cell.value)) for name, cell in side.lines]
        rows.append((_NOWHERE[side.field], str(side.nowhere.value)))
        rows.append(("Всего мероприятий", str(side.total)))
        blocks += [
            HeadingBlock(side.title),
            TableBlock(
                headings=("Раздел", "Мероприятий"),
                rows=tuple(rows),
                widths=(130, 40),
                numbers=frozenset({1}),
            ),
        ]
    for side in found.sides:
        if side.alone:
            left = side.alone_in_all - len(side.alone)
            titles = [" ".join(event.title.split()) for event in side.alone]
            more = [f"и другие (еще {left})"] if left else []
            blocks += [
                HeadingBlock(f"Только в группировке «{side.title.lower()}»: {side.alone_in_all}"),
                ListBlock((*titles, *more)),
            ]
    blocks.append(FinePrintBlock(said))
    title = ("ДВЕ ГРУППИРОВКИ МЕРОПРИЯТИЙ", f"за {found.scope.period.title}")
    return Paper(title=title, blocks=tuple(blocks))


def sentences(found: Groupings) -> list[str]:
    """What the check says; the page and the paper say the same."""
    bodies, spheres = found.sides
    same = "Обе группировки охватывают одни и те же мероприятия" if found.agree else "Группировки расходятся"
    return [
        f"{same}: всего {found.events.value}, по исполнительным органам – {bodies.total}, "
        f"по сферам – {spheres.total}.",
        f"Орган и сфера указаны у {found.both}; только орган – у {bodies.grouped - found.both}; "
        f"только сфера – у {spheres.grouped - found.both}; ни того, ни другого – у {found.neither}.",
    ]
