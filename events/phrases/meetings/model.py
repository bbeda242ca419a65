"""What a row tells of meetings, delegations and trips."""

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
    """`within` is the position of the visit, trip or reception it belongs to, among those of the row."""

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
    within: int | None = None

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
