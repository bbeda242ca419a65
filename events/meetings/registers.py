"""The registers of meetings, receptions, visits and results: the records that belong, each meeting once."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import F, QuerySet

from events.models import Entry, Meeting, Result
from events.vocabulary import MeetingKind, Side

REGISTERS: dict[str, tuple[MeetingKind, ...]] = {
    "meetings": (MeetingKind.MEETING,),
    "received": (MeetingKind.RECEPTION,),
    "trips": (MeetingKind.DELEGATION_VISIT, MeetingKind.TRIP),
    "joint": (MeetingKind.JOINT_PARTICIPATION,),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldMeeting:
    """A meeting, and the further rows of its event that tell of it as well."""

    meeting: Meeting
    also: list[Meeting] = field(default_factory=list)


def meetings_told(register: str, entries: QuerySet[Entry]) -> QuerySet[Meeting]:
    """Those of the visible entries of reports, by date; without a date last."""
    told = Meeting.objects.filter(kind__in=REGISTERS[register], entry__in=entries.of_reports().values("pk"))
    return told.with_what_is_shown().order_by(F("start").asc(nulls_last=True), "end", "entry__order", "pk")


def results_told(entries: QuerySet[Entry]) -> QuerySet[Result]:
    told = Result.objects.filter(entry__in=entries.of_reports().values("pk"))
    told = told.select_related(
        "entry", "entry__report", "entry__report__partner", "entry__report__agreement", "entry__event"
    )
    return told.order_by(F("start").asc(nulls_last=True), "entry__order", "pk")


def each_once(meetings: Iterable[Meeting]) -> list[ToldMeeting]:
    """Of rows of one event that tell of one meeting the fullest stands for all."""
    told: list[ToldMeeting] = []
    of_event: dict[int, list[int]] = {}
    for meeting in meetings:
        at = of_event.setdefault(meeting.entry.event_id, [])
        same = next((index for index in at if _is_same(told[index].meeting, meeting)), None)
        if same is None:
            at.append(len(told))
            told.append(ToldMeeting(meeting=meeting))
            continue
        known = told[same]
        if _fullness(meeting) > _fullness(known.meeting):
            told[same] = ToldMeeting(meeting=meeting, also=[*known.also, known.meeting])
        else:
            known.also.append(meeting)
    return told


def _fullness(meeting: Meeting) -> tuple[bool, int, int]:
    named = [one for one in meeting.participants.all() if one.name]
    return meeting.by_person, len(named), meeting.entry.report_id


def _is_same(one: Meeting, other: Meeting) -> bool:
    """Told by another row, on days in common, with the same people of the partner."""
    if one.entry_id == other.entry_id or one.kind != other.kind:
        return False
    if one.start and other.start and (one.start > other.end or other.start > one.end):
        return False
    mine, theirs = _names(one), _names(other)
    if mine and theirs:
        return bool(mine & theirs)
    return _bodies(one) == _bodies(other)


def _names(meeting: Meeting) -> set[str]:
    return {one.name for one in meeting.of_side(Side.PARTNER) if one.name}


def _bodies(meeting: Meeting) -> set[str]:
    return {one.of for one in meeting.of_side(Side.PARTNER) if one.of}
