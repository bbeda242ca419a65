"""A participant as a person enters one."""

from agreements.names.gazetteer import Gazetteer
from events.vocabulary import Level, Role, Side

from .levels import level_of
from .model import Participant
from .officials import Cell, owner_of, territory


def entered_participant(side: Side, post: str, name: str, of: str, gazetteer: Gazetteer) -> Participant:
    """With the level of the post; without a post or a name it is a body."""
    if not post:
        level = Level.ORGANISATION if "«" in of else Level.UNNAMED
        return Participant(side=side, name=name, of=of, level=level)
    owner = owner_of(Cell(Role.PARTICIPANTS, post, gazetteer), 0, len(post))
    owner = owner or owner_of(Cell(Role.PARTICIPANTS, of, gazetteer), 0, len(of))
    place = gazetteer.place(owner) if owner else None
    is_federal = side is Side.THIRD
    return Participant(
        side=side,
        post=post,
        name=name,
        of=of or (territory(owner, gazetteer) if owner else ""),
        level=level_of(post, place, is_federal=is_federal),
    )
