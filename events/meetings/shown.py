"""The meetings and results of an event as its page shows them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from events.entries.told_records import Told, told_in
from events.models import Entry, Meeting, MeetingFile, MeetingParticipant, Result
from events.phrases.dates import Dates, write_dates
from events.phrases.values import Values
from events.vocabulary import DateFrom, Side

_OUTSIDE = "вне отчета"  # of papers, which are in Russian


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownMeeting:
    meeting: Meeting
    dates: str
    within: "list[ShownMeeting]" = field(default_factory=list)

    @property
    def home(self) -> list[MeetingParticipant]:
        return self.meeting.of_side(Side.HOME)

    @property
    def partner(self) -> list[MeetingParticipant]:
        return self.meeting.of_side(Side.PARTNER)

    @property
    def third(self) -> list[MeetingParticipant]:
        return self.meeting.of_side(Side.THIRD)

    @property
    def is_to_confirm(self) -> bool:
        return self.meeting.is_to_confirm


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldByEntry:
    """What one row of the event tells, and what a person struck out of it."""

    entry: Entry
    meetings: list[ShownMeeting]
    results: list[tuple[Result, str]]
    struck: list[Told]
    is_correctable: bool


def dates_of(record: Meeting | Result) -> str:
    """«18 ноября 2024 года»; for a meeting without a day of its own it says so."""
    if record.start is None or record.end is None:
        return ""
    words = write_dates(Dates.of(record.start, record.end))
    if isinstance(record, Meeting) and record.date_from == DateFrom.VISIT and record.start != record.end:
        return _("%(dates)s (the whole visit)") % {"dates": words}
    return words


def source_in_words(entry: Entry) -> str:
    number = f", № {entry.number}" if entry.number else ""
    report = str(entry.report)
    return f"{report[:1].upper()}{report[1:]}{number}"


def source_of(meeting: Meeting) -> str:
    """The row, or the letter of a meeting that no row tells of."""
    if meeting.entry is not None:
        return source_in_words(meeting.entry)
    return ", ".join(filter(None, (_OUTSIDE, meeting.card.letter)))


def told_by(entries: Sequence[Entry], correctable: set[int]) -> list[ToldByEntry]:
    """Of each entry that tells of something or may be corrected; in a constant number of queries."""
    meetings: dict[int, list[Meeting]] = {}
    kept = Prefetch("card__files", MeetingFile.objects.defer("content"))
    told_in_rows = Meeting.objects.filter(entry__in=entries).select_related("card")
    for meeting in told_in_rows.prefetch_related("participants__person", kept):
        meetings.setdefault(meeting.entry_id, []).append(meeting)
    results: dict[int, list[Result]] = {}
    for result in Result.objects.filter(entry__in=entries):
        results.setdefault(result.entry_id, []).append(result)
    shown = []
    for entry in entries:
        if entry.report.is_plan:
            continue
        told = ToldByEntry(
            entry=entry,
            meetings=_nested(meetings.get(entry.pk, [])),
            results=[(result, dates_of(result)) for result in results.get(entry.pk, [])],
            struck=_struck(entry),
            is_correctable=entry.pk in correctable,
        )
        if told.meetings or told.results or told.struck or told.is_correctable:
            shown.append(told)
    return shown


def _nested(meetings: Sequence[Meeting]) -> list[ShownMeeting]:
    shown = {one.key: ShownMeeting(meeting=one, dates=dates_of(one)) for one in meetings}
    top = []
    for one in shown.values():
        frame = shown.get(one.meeting.within)
        (frame.within if frame is not None else top).append(one)
    return top


def _struck(entry: Entry) -> list[Told]:
    if not entry.corrections:
        return []
    values = Values.from_json(entry.recognised) if entry.recognised else Values()
    return [one for one in told_in(values, entry.corrections) if one.is_struck]


def told_in_words(correction: Mapping[str, Any] | None) -> str:
    """A correction of an entry as its history shows it; "" where there is none."""
    if correction is None:
        return ""
    value = correction["value"]
    record = value["record"]
    words = record.get("title") or record.get("phrase") or record.get("subject") or ""
    people = "; ".join(
        " ".join(filter(None, (one.get("post"), one.get("name"), one.get("of"))))
        for one in record.get("participants", ())
    )
    told = ". ".join(filter(None, (words, people)))
    return _("struck out: %s") % told if value.get("struck") else told
