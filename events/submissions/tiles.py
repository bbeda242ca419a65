"""The numbers over the board: each leads to the submissions it counts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from events.models import Submission

State = Submission.State


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    label: str | Promise
    holds: Callable[[Submission], bool]
    is_always_shown: bool = False  # the stages; others only where there is something to look at


# In the order of the page. The names stand in addresses.
TILES = {
    "asked": Tile(
        label=_("awaited"),
        holds=lambda one: one.state == State.ASKED and not one.is_overdue(),
        is_always_shown=True,
    ),
    "overdue": Tile(
        label=_("not handed in in time"),
        holds=lambda one: one.state == State.ASKED and one.is_overdue(),
        is_always_shown=True,
    ),
    "sent_back": Tile(
        label=_("sent back"), holds=lambda one: one.state == State.SENT_BACK, is_always_shown=True
    ),
    "handed_in": Tile(
        label=_("to be checked"), holds=lambda one: one.state in Submission.TO_ACCEPT, is_always_shown=True
    ),
    "accepted": Tile(
        label=_("accepted"), holds=lambda one: one.state == State.ACCEPTED, is_always_shown=True
    ),
    "no_letter": Tile(
        label=_("without a signed letter"), holds=lambda one: one.is_received and not one.letter_number
    ),
    "nothing": Tile(label=_("nothing to report"), holds=lambda one: one.nothing),
    "late": Tile(label=_("handed in late"), holds=lambda one: one.in_time is False),
    "remarks": Tile(label=_("with remarks"), holds=lambda one: one.remark_count > 0),
    "questions": Tile(label=_("with questions not answered"), holds=lambda one: one.rows_with_questions > 0),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownTile:
    name: str
    label: str | Promise
    number: int


def shown_tiles(submissions: Sequence[Submission]) -> list[ShownTile]:
    """`submissions`: with their counts."""
    counted = [
        ShownTile(name=name, label=tile.label, number=sum(map(tile.holds, submissions)))
        for name, tile in TILES.items()
    ]
    return [tile for tile in counted if tile.number or TILES[tile.name].is_always_shown]
