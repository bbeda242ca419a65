"""Which new rows are restricted unless a person says otherwise."""

from django.utils import timezone

from agreements.gazetteer import current_gazetteer
from events.models import Entry
from events.phrases.meetings.read import read_meetings
from events.phrases.values import Values
from events.vocabulary import Level, MeetingKind, Side

_MEETINGS = (MeetingKind.MEETING, MeetingKind.RECEPTION, MeetingKind.DELEGATION_VISIT, MeetingKind.TRIP)


def is_for_few(entry: Entry, values: Values) -> bool:
    """A plan tells of a coming meeting of the head of the region."""
    if not entry.report.is_plan or (entry.end is not None and entry.end < timezone.localdate()):
        return False
    # Nothing is kept of meetings that a plan tells of: they are read for this alone.
    meetings = read_meetings(
        entry.cells, values.dates, values.place, entry.report.period, current_gazetteer()
    )
    return any(
        meeting.kind in _MEETINGS and meeting.level(Side.HOME) is Level.HEAD_OF_REGION for meeting in meetings
    )
