"""What a row tells of meetings, delegations and trips."""

import hashlib
from dataclasses import dataclass
from datetime import date

from events.vocabulary import DateFrom, Level, MeetingKind, ResultKind, Role, Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """`post` and `name` in the nominative, `as_written` as the cell has them; `of` is the body or territory.

    Not `confirmed`: the nominative was made by rule. Without a post and a name it is a body.
    """

    side: Side
    post: str = ""
    name: str = ""
    of: str = ""
    as_written: str = ""
    level: Level = Level.UNNAMED
    confirmed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingFound:
    """`within` is the key of the visit, trip or reception of the row that it belongs to."""

    kind: MeetingKind
    start: date | None = None
    end: date | None = None
    date_from: DateFrom = DateFrom.ROW
    place: str = ""
    participants: tuple[Participant, ...] = ()
    size: int | None = None
    subject: str = ""
    cell: Role = Role.CONTENT
    phrase: str = ""
    certain: bool = True
    within: str = ""

    @property
    def key(self) -> str:
        return _key("meeting", self.kind, self.cell, self.phrase)

    def of_side(self, side: Side) -> tuple[Participant, ...]:
        return tuple(one for one in self.participants if one.side is side)

    def level(self, side: Side) -> Level:
        """By the highest post of the side."""
        levels = [one.level for one in self.of_side(side)]
        return min(levels, key=lambda level: level.rank, default=Level.UNNAMED)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultFound:
    """`title` can be read alone: a noun phrase in the nominative, or the whole sentence of an arrangement."""

    kind: ResultKind
    title: str
    document: str = ""
    count: int | None = 1
    parties: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    cell: Role = Role.CONTENT
    phrase: str = ""
    certain: bool = True

    @property
    def key(self) -> str:
        return _key("result", self.kind, self.cell, f"{self.phrase} {self.title}")


def _key(*parts: str) -> str:
    """Tells records of a row apart, the same for as long as the words of the cell stand."""
    text = "\x1f".join(" ".join(part.split()) for part in parts)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
