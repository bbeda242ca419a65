"""Meetings and visits in the words of a dossier."""

from collections.abc import Iterable

from events.labels import LEVEL_LABELS
from events.meetings.registers import ToldMeeting
from events.vocabulary import DateFrom, Side

from ..paper_parts import dates_in_words
from .contacts import last_at_each_level
from .wording import KINDS, healed, participant_in_words


def last_contacts(contacts: Iterable[ToldMeeting]) -> list[str]:
    """«Глава государства – 18 ноября 2024 года, встреча: Губернатор … – Президент Республики Беларусь …»."""
    lines = []
    for level, told in last_at_each_level(contacts):
        label = str(LEVEL_LABELS[level])
        met = " – ".join(filter(None, (people(told, side, most=1) for side in (Side.HOME, Side.PARTNER))))
        said = f"{contact_dates(told)}, {KINDS[told.meeting.kind]}{f': {met}' if met else ''}"
        lines.append(f"{label[:1].upper()}{label[1:]} – {said}")
    return lines


def contact_dates(told: ToldMeeting) -> str:
    meeting = told.meeting
    words = dates_in_words(meeting.start, meeting.end)
    # Only the visit it belongs to has a date.
    is_within = meeting.date_from == DateFrom.VISIT and meeting.start != meeting.end
    return f"{words} (в ходе визита)" if is_within else words


def people(told: ToldMeeting, *sides: Side, most: int | None = None) -> str:
    """By rank, as the record has them."""
    found = [participant_in_words(one) for side in sides for one in told.meeting.of_side(side)]
    return healed("; ".join(filter(None, found[:most])))


def size_in_words(told: ToldMeeting) -> str:
    size = told.meeting.size
    return f"делегация – {size} чел." if size else ""


def who_met(told: ToldMeeting) -> list[str]:
    """The kind; both sides, where anybody is told of, else the event."""
    sides = (
        ("от области", people(told, Side.HOME)),
        ("от партнера", people(told, Side.PARTNER)),
        ("участвовали также", people(told, Side.THIRD)),
    )
    said = [f"{name}: {who}" for name, who in sides if who]
    kind = KINDS[told.meeting.kind]
    return [f"{kind[:1].upper()}{kind[1:]}", *(said or filter(None, [event_title(told)]))]


def event_title(told: ToldMeeting) -> str:
    """Of the row's event; "" for a meeting no row tells of."""
    return healed(told.meeting.entry.event.title) if told.meeting.entry is not None else ""
