"""Parts of a page that compete for its room by weight (no Django)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from events.exports.letter_widths import set_lines
from events.exports.page_style import PageStyle
from events.exports.paper import (
    Block,
    ListBlock,
    Paper,
    ParagraphBlock,
    SubheadingBlock,
    height,
    room,
)

_SPARE = 1.0  # lines kept free: programs round heights


class Weight:
    """Classes of lines, the heaviest first."""

    FIRST, HIGH, USUAL, LOW, LAST = range(5)


class Line(NamedTuple):
    """`rank` orders lines of one weight, the lowest first; lines of one rank stand as on the page. `number`
    counts the things the line tells of."""

    text: str
    weight: int
    rank: int = 0
    number: int = 1


@dataclass(slots=True)
class PagePart:
    """`lines` in the order of the page; `name` stands in the sentence on what was left out. A part has its
    `fixed` blocks whatever the room."""

    heading: str
    name: str
    lines: Sequence[Line]
    fixed: Sequence[Block] = ()
    kept: set[int] = field(default_factory=set)

    def blocks(self) -> list[Block]:
        texts = tuple(line.text for place, line in enumerate(self.lines) if place in self.kept)
        listed: list[Block] = [ListBlock(texts)] if texts else []
        return [SubheadingBlock(self.heading), *self.fixed, *listed] if listed or self.fixed else []

    @property
    def left(self) -> int:
        return sum(line.number for place, line in enumerate(self.lines) if place not in self.kept)


def heaviest_first(lines: Iterable[Line]) -> list[Line]:
    """No part goes without its heaviest line."""
    found = list(lines)
    if found:
        place = min(range(len(found)), key=lambda place: (found[place].weight, found[place].rank, place))
        found[place] = found[place]._replace(weight=Weight.FIRST)
    return found


def page_of(
    title: tuple[str, ...],
    opening: Sequence[Block],
    parts: Sequence[PagePart],
    also: Sequence[str],
    closing: Sequence[Block],
    style: PageStyle,
) -> Paper:
    """One page; `also`: what stands in no part and is said to be left out. Fills the parts."""
    around = _title_lines(title, style) + height(opening, style) + height(closing, style) + _SPARE
    # What is left out is said: at first the longest sentence finds room, then the one that came of it, which
    # can but grow shorter.
    for _attempt in range(2):
        said = height(_left_out(parts, also), style)
        taken = sum(height(part.blocks(), style) for part in parts)
        _fill(parts, room(style) - around - said - taken, style)
    blocks = [block for part in parts for block in part.blocks()]
    return Paper(title=title, blocks=(*opening, *blocks, *_left_out(parts, also), *closing))


def is_short_of_room(parts: Iterable[PagePart]) -> bool:
    """Whether something heavy was left out."""
    return any(
        line.weight <= Weight.HIGH and place not in part.kept
        for part in parts
        for place, line in enumerate(part.lines)
    )


def _fill(parts: Sequence[PagePart], free: float, style: PageStyle) -> None:
    """The heaviest first, within a weight each part in its turn; what does not fit makes way for less."""
    for _weight, _turn, order, place in sorted(_turns(parts)):
        if free < 1:
            break
        part = parts[order]
        if place in part.kept:
            continue
        more = height([ListBlock((part.lines[place].text,))], style)
        if not part.kept and not part.fixed:
            more += height([SubheadingBlock(part.heading)], style)
        if more <= free:
            part.kept.add(place)
            free -= more


def _turns(parts: Sequence[PagePart]) -> Iterator[tuple[int, int, int, int]]:
    """Weight and turn of each line, its part and its place there."""
    for order, part in enumerate(parts):
        turns: dict[int, int] = {}
        for place in sorted(range(len(part.lines)), key=lambda place: (part.lines[place].rank, place)):
            weight = part.lines[place].weight
            turns[weight] = turns.get(weight, -1) + 1
            yield weight, turns[weight], order, place


def _left_out(parts: Iterable[PagePart], also: Sequence[str]) -> list[Block]:
    left: dict[str, int] = {}
    shown = set()
    for part in parts:
        if part.name and part.left:
            left[part.name] = left.get(part.name, 0) + part.left
        if part.kept:
            shown.add(part.name)
    some = [f"{name} – {'' if name in shown else 'все '}{number}" for name, number in left.items()]
    if not (some or also):
        return []
    chosen = " Отобраны по уровню участников и значимости." if shown & left.keys() else ""
    return [ParagraphBlock(f"На страницу не вошли: {', '.join([*some, *also])}.{chosen}")]


def _title_lines(title: Sequence[str], style: PageStyle) -> int:
    """With the blank line after it."""
    lines = (set_lines(line, style.text_width, style.title_size, bold=True) for line in title)
    return 1 + sum(lines)
