"""The registers of meetings, receptions, visits and results: the records that belong, each meeting once."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db.models import F, Q, QuerySet

from events.models import Entry, Meeting, Result
from events.vocabulary import MeetingKind, Side

REGISTERS: dict[str, tuple[MeetingKind, ...]] = {
    "meetings": (MeetingKind.MEETING,),
    "received": (MeetingKind.RECEPTION,),
    "trips": (MeetingKind.DELEGATION_VISIT, MeetingKind.TRIP),
    "joint": (MeetingKind.JOINT_PARTICIPATION,),
}
REGISTER_OF = {kind.value: register for register, kinds in REGISTERS.items() for kind in kinds}


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldMeeting:
    """A meeting, and the further rows of its event that tell of it as well."""

    meeting: Meeting
    also: list[Meeting] = field(default_factory=list)


def meetings_told(
    kinds: Collection[MeetingKind], entries: QuerySet[Entry], outside: QuerySet[Meeting] | None = None
) -> QuerySet[Meeting]:
    """Those of the visible entries of reports and those without a row (`outside`), by date; without a date
    last."""
    belong = Q(entries.tells_of())
    if outside is not None:
        belong |= Q(pk__in=outside.order_by().values("pk"))
    told = Meeting.objects.filter(belong, kind__in=kinds)
    return told.with_what_is_shown().order_by(F("start").asc(nulls_last=True), "end", "entry__order", "pk")


def results_told(entries: QuerySet[Entry]) -> QuerySet[Result]:
    told = Result.objects.filter(entries.tells_of())
    told = told.select_related(
        "entry", "entry__report", "entry__report__partner", "entry__report__agreement", "entry__event"
    )
    return told.order_by(F("start").asc(nulls_last=True), "entry__order", "pk")


def each_once(meetings: Iterable[Meeting]) -> list[ToldMeeting]:
    """Of rows of one event that tell of one meeting the fullest stands for all; one without a row is that of
    any row with the same people on its days."""
    told: list[ToldMeeting] = []
    known_at: dict[int | None, list[int]] = {}
    for meeting in meetings:
        event = meeting.entry.event_id if meeting.entry is not None else None
        candidates = (
            range(len(told)) if event is None else [*known_at.get(event, ()), *known_at.get(None, ())]
        )
        same = next((index for index in candidates if _is_same(told[index].meeting, meeting)), None)
        if same is None:
            known_at.setdefault(event, []).append(len(told))
            told.append(ToldMeeting(meeting=meeting))
            continue
        known_at.setdefault(event, []).append(same)
        known = told[same]
        if _fullness(meeting) > _fullness(known.meeting):
            told[same] = ToldMeeting(meeting=meeting, also=[*known.also, known.meeting])
        else:
            known.also.append(meeting)
    return told


def _fullness(meeting: Meeting) -> tuple[bool, bool, int, int]:
    """A row goes before what was entered without one: its document is the source."""
    named = [one for one in meeting.participants.all() if one.name]
    report = meeting.entry.report_id if meeting.entry is not None else 0
    return meeting.entry is not None, meeting.by_person, len(named), report


def _is_same(one: Meeting, other: Meeting) -> bool:
    """Told elsewhere, on days in common, with the same people of the partner."""
    if one.source == other.source or one.kind != other.kind:
        return False
    if one.start and other.start and (one.start > other.end or other.start > one.end):
        return False
    mine, theirs = _names(one), _names(other)
    if one.entry is None or other.entry is None:  # nothing but the people and a day says so
        return bool(mine & theirs and one.start and other.start)
    if mine and theirs:
        return bool(mine & theirs)
    return _bodies(one) == _bodies(other)


def _names(meeting: Meeting) -> set[str]:
    return {one.name for one in meeting.of_side(Side.PARTNER) if one.name}


def _bodies(meeting: Meeting) -> set[str]:
    return {one.of for one in meeting.of_side(Side.PARTNER) if one.of}
