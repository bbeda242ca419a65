"""How many meetings a register holds, without reading the register."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet

from events.entries.recognition import in_chunks
from events.models import Meeting, MeetingParticipant
from events.vocabulary import Side

from .registers import each_once
from .with_partners import shared_entries, with_partners


class Counted(NamedTuple):
    kind: str  # a MeetingKind
    start: date | None
    end: date | None


def counted_once(meetings: QuerySet[Meeting], partners: Collection[int] | None = None) -> list[Counted]:
    """What `with_partners` and `each_once` leave of them. Read whole are only those another row, or somebody
    without one, may tell of as well."""
    rows = meetings.order_by().values_list("pk", "kind", "start", "end", "entry", "entry__event")
    found = {pk: (Counted(kind, start, end), entry, event) for pk, kind, start, end, entry, event in rows}
    entries_of: dict[int | None, set[int | None]] = defaultdict(set)
    for _counted, entry, event in found.values():
        entries_of[event].add(entry)
    shared = set()
    if partners is not None:
        entries = {entry for _counted, entry, _event in found.values() if entry is not None}
        shared = shared_entries(entries, partners)
    outside = [pk for pk, (_counted, entry, _event) in found.items() if entry is None]
    read = _namesakes(outside) & found.keys()
    read |= {
        pk
        for pk, (_counted, entry, event) in found.items()
        if entry is None or entry in shared or len(entries_of[event]) > 1
    }
    told: list[Meeting] = []
    for part in in_chunks(sorted(read)):
        told += Meeting.objects.filter(pk__in=part).select_related("entry").prefetch_related("participants")
    if partners is not None:
        told = with_partners(told, partners)
    alone = [counted for pk, (counted, _entry, _event) in found.items() if pk not in read]
    return alone + [Counted(one.meeting.kind, one.meeting.start, one.meeting.end) for one in each_once(told)]


def _namesakes(outside: Collection[int]) -> set[int]:
    """Meetings with somebody of the partner whom one of these names too."""
    if not outside:
        return set()
    guests = MeetingParticipant.objects.filter(side=Side.PARTNER).exclude(name="")
    names = guests.filter(meeting__in=outside).values("name")
    return set(guests.filter(name__in=names).values_list("meeting", flat=True))
