"""The last official contact at each level of the home side."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Q

from events.access import Access
from events.labels import LEVEL_LABELS
from events.meetings.shown import dates_of
from events.models import Meeting
from events.vocabulary import Level, MeetingKind, Side

_CONTACTS = (
    *(MeetingKind.MEETING, MeetingKind.RECEPTION),
    *(MeetingKind.DELEGATION_VISIT, MeetingKind.TRIP),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A meeting as the last one of its level."""

    meeting: Meeting

    @property
    def level(self) -> str:
        return str(LEVEL_LABELS[Level(self.meeting.home_level)])

    @property
    def title(self) -> str:
        """What it was about, else the event, else what kind of meeting it was where no row tells of it."""
        meeting = self.meeting
        event = meeting.entry.event.title if meeting.entry is not None else str(meeting.get_kind_display())
        return meeting.subject or event

    @property
    def dates(self) -> str:
        return dates_of(self.meeting)

    @property
    def people(self) -> str:
        """«Губернатор … – Посол …»: officials of the region, then everybody of the partner."""
        home = [str(one) for one in self.meeting.of_side(Side.HOME) if one.post]
        partner = [str(one) for one in self.meeting.of_side(Side.PARTNER)]
        return " – ".join("; ".join(side) for side in (home, partner) if side)


def last_contacts(access: Access, today: date) -> list[Contact]:
    """By rank, the highest first; a level without a contact is left out. Four queries."""
    levels = [level for level in Level if level.is_official]
    held = access.meetings().filter(kind__in=_CONTACTS, start__lte=today, home_level__in=levels)
    last = dict(held.order_by().values_list("home_level").annotate(last=Max("start")))
    if not last:
        return []
    latest = Q()
    for level, day in last.items():
        latest |= Q(home_level=level, start=day)
    found: dict[str, Meeting] = {}
    for meeting in held.filter(latest).with_what_is_shown().order_by("-certain", "pk"):
        found.setdefault(meeting.home_level, meeting)
    return [Contact(meeting=found[level]) for level in levels if level in found]
