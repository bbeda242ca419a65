"""The closing note of an international report: as it is written, beside the records of its meetings.

The office's own note counts receptions no row names, so neither corrects the other; of a report made here a
note is proposed from the records, to be checked against the journal of receptions.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from agreements.gazetteer import current_gazetteer
from agreements.models import Partner
from agreements.names.gazetteer import Gazetteer
from coopregistry.models import Change
from events.access import Access
from events.meetings.registers import ToldMeeting, each_once
from events.meetings.shown import dates_of, source_of
from events.models import EntryPartner, Meeting, MeetingPartner, Report
from events.phrases.numerals import numbers
from events.phrases.place import read_place
from events.vocabulary import Direction, MeetingKind, Mode, Role, Side
from events.words.stems import stems

_FOREIGN = (Partner.Kind.COUNTRY, Partner.Kind.FOREIGN_REGION, Partner.Kind.UNION)
_KINDS = (MeetingKind.MEETING, MeetingKind.RECEPTION)
_COUNTED = re.compile(r"\s*(встреч|при[её]м|переговор|визит|делегаци)\w*", re.IGNORECASE)
_PLACE = re.compile(r"(?:–|-|—|\s)\s*(?:в|на)\s+(?!иностран)([^:;]+)", re.IGNORECASE)
_MEETINGS = "{} (приемы, переговоры) с иностранными делегациями (отдельными лицами)"
_GENERIC = re.compile(r"здани|помещени|площадк|территори|зал(?:е|а)?\b", re.IGNORECASE)
_SHORTEST = 4  # letters of a word that can name a place


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteLine:
    """A meeting or reception as the page lists it."""

    told: ToldMeeting
    dates: str
    place: str
    home: str
    partner: str
    sources: tuple[str, ...]

    @property
    def meeting(self) -> Meeting:
        return self.told.meeting


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenNumber:
    """A number of the written note and the records that stand beside it."""

    number: int
    words: str  # of the note: «3 приема – в здании Дома Советов (пл. Ленина, д. 1)»
    place: str
    lines: tuple[NoteLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingNote:
    lines: tuple[NoteLine, ...]  # by date
    written: tuple[WrittenNumber, ...]
    text: str  # proposed
    stays: bool  # it came with the document


def closing_note(report: Report, access: Access) -> ClosingNote:
    """From visible records, in a constant number of queries."""
    lines = tuple(map(_line, each_once(_received(report, access))))
    return ClosingNote(
        lines=lines,
        written=tuple(number for note in report.notes for number in _written_numbers(note, lines)),
        text=_text(report, lines),
        stays=bool(report.notes) and _came_with_a_file(report),
    )


def _came_with_a_file(report: Report) -> bool:
    changes = Change.objects.filter(model=Report._meta.label_lower, record=report.pk, after__has_key="notes")
    last = changes.order_by("-id").values_list("change_set__import_run", flat=True).first()
    return last is not None


def _received(report: Report, access: Access) -> list[Meeting]:
    """Meetings with foreigners and foreign delegations received in the home region: of the report's rows, and
    those of its period that no row tells of. Of a reception with meetings these stand for it."""
    gazetteer = current_gazetteer()
    found = [one for one in _with_foreigners(report, access) if _was_at_home(one, gazetteer)]
    frames = {(one.source, one.within) for one in found if one.within}
    return [one for one in found if (one.source, one.key) not in frames]


def _with_foreigners(report: Report, access: Access) -> QuerySet[Meeting]:
    of_row = EntryPartner.objects.counted().filter(entry=OuterRef("entry"), partner__kind__in=_FOREIGN)
    of_card = MeetingPartner.objects.filter(card=OuterRef("card"), partner__kind__in=_FOREIGN)
    entries = access.entries().filter(report=report).exclude(mode__in=(Mode.ONLINE, Mode.CORRESPONDENCE))
    outside = access.outside_meetings().filter(start__gte=report.start, start__lte=report.end)
    told = Q(Exists(of_row), entry__in=entries.order_by().values("pk")) | Q(
        Exists(of_card), pk__in=outside.order_by().values("pk")
    )
    return Meeting.objects.filter(told, kind__in=_KINDS).with_what_is_shown().order_by("start", "pk")


def _was_at_home(meeting: Meeting, gazetteer: Gazetteer) -> bool:
    """By its own place, else by the direction of its event; a delegation is received at home."""
    at_home = read_place(_place(meeting), gazetteer).at_home
    if at_home is not None or meeting.entry is None:
        return at_home is not False
    ours = (Direction.INCOMING, Direction.AT_HOME)
    return meeting.kind == MeetingKind.RECEPTION or meeting.entry.event.direction in ours


def _place(meeting: Meeting) -> str:
    place = meeting.place or (meeting.entry.cells.get(Role.PLACE, "") if meeting.entry is not None else "")
    return " ".join(place.split())


def _line(told: ToldMeeting) -> NoteLine:
    meeting = told.meeting
    return NoteLine(
        told=told,
        dates=dates_of(meeting),
        place=_place(meeting),
        home=_people(meeting, Side.HOME),
        partner=_people(meeting, Side.PARTNER),
        sources=tuple(source_of(one) for one in (meeting, *told.also)),
    )


def _people(meeting: Meeting, side: Side) -> str:
    return "; ".join(map(str, meeting.of_side(side)))


def _written_numbers(note: str, lines: Sequence[NoteLine]) -> list[WrittenNumber]:
    text = " ".join(note.split())
    counted = [number for number in numbers(text) if _COUNTED.match(text, number.end)]
    written = []
    for index, number in enumerate(counted):
        end = counted[index + 1].start if index + 1 < len(counted) else len(text)
        words = text[number.start : end].strip(" ,;:.–-")
        match = _PLACE.search(words)
        place = match[1].strip(" ,.") if match else ""
        written.append(
            WrittenNumber(
                number=number.value,
                words=words,
                place=place,
                lines=tuple(line for line in lines if not place or _is_at(line, place)),
            )
        )
    return written


def _is_at(line: NoteLine, place: str) -> bool:
    """All significant words match. The address in brackets is ignored: rows seldom give one."""
    wanted = set(stems(_significant_words(place.partition("(")[0])).split())
    return bool(wanted) and wanted <= set(stems(line.place).split())


def _significant_words(text: str) -> str:
    words = re.findall(r"\w+", text)
    return " ".join(word for word in words if len(word) >= _SHORTEST and not _GENERIC.match(word))


def _text(report: Report, lines: Sequence[NoteLine]) -> str:
    """Worded as notes are written by hand."""
    when = report.period.held_in
    when = when[:1].upper() + when[1:]
    if not lines:
        return f"{when} {_MEETINGS.format('встречи')} не проводились"
    number = len(lines)
    last, teen = number % 10, number % 100 in (11, 12, 13, 14)
    if last == 1 and not teen:
        head = f"состоялась {number} встреча"
    elif last in (2, 3, 4) and not teen:
        head = f"состоялись {number} встречи"
    else:
        head = f"состоялось {number} встреч"
    places: dict[str, int] = {}
    for line in lines:
        place = line.place or "место не указано"
        places[place] = places.get(place, 0) + 1
    where = "; ".join(f"{count} – {place}" for place, count in places.items())
    return f"{when} {_MEETINGS.format(head)}: {where}"
