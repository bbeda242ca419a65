"""The closing note of an international report: computed from its entries, compared with the written one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from agreements.models import Partner
from events.access import Access
from events.meetings.visits import Visit, visit_conditions
from events.models import Entry, EntryPartner, Event, Report
from events.phrases.numerals import numbers
from events.vocabulary import Direction, Mode, Role
from events.words.stems import stems

_FOREIGN = (Partner.Kind.COUNTRY, Partner.Kind.FOREIGN_REGION, Partner.Kind.UNION)
_COUNTED = re.compile(r"\s*(встреч|при[её]м|переговор|визит|делегаци)\w*", re.IGNORECASE)
_PLACE = re.compile(r"(?:–|-|—|\s)\s*(?:в|на)\s+(?!иностран)([^:;]+)", re.IGNORECASE)
_MEETINGS = "{} (приемы, переговоры) с иностранными делегациями (отдельными лицами)"
_GENERIC = re.compile(r"здани|помещени|площадк|территори|зал(?:е|а)?\b", re.IGNORECASE)
_SHORTEST = 4  # letters of a word that can name a place


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenNumber:
    """A number of the written note and the entries it should count."""

    number: int
    words: str  # of the note: «3 приема – в здании Дома Советов (пл. Ленина, д. 1)»
    place: str
    entries: tuple[Entry, ...]

    @property
    def difference(self) -> int:
        return len(self.entries) - self.number


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingNote:
    entries: tuple[Entry, ...]  # meetings and delegations received, in the order of the report
    written: tuple[WrittenNumber, ...]
    text: str  # computed from the entries


def closing_note(report: Report, access: Access) -> ClosingNote:
    """From visible entries, in a constant number of queries."""
    by_event: dict[int, Entry] = {}
    for entry in _received(report, access):
        by_event.setdefault(entry.event_id, entry)  # two departments may report one meeting
    entries = tuple(by_event.values())
    return ClosingNote(
        entries=entries,
        written=tuple(number for note in report.notes for number in _written_numbers(note, entries)),
        text=_text(report, entries),
    )


def _received(report: Report, access: Access) -> QuerySet[Entry]:
    """Face-to-face meetings with foreigners and foreign delegations in the home region."""
    conditions = visit_conditions(access.entries())
    at_home = Q(direction__in=(Direction.INCOMING, Direction.AT_HOME))
    held = Event.objects.filter(
        conditions[Visit.INCOMING] | (conditions[Visit.MEETING] & at_home), pk=OuterRef("event")
    )
    foreign = EntryPartner.objects.counted().filter(entry=OuterRef("pk"), partner__kind__in=_FOREIGN)
    return (
        access.entries()
        .filter(Exists(held), Exists(foreign), report=report)
        .exclude(mode__in=(Mode.ONLINE, Mode.CORRESPONDENCE))
        .select_related("report", "event")
        .in_printed_order()
    )


def _written_numbers(note: str, entries: Sequence[Entry]) -> list[WrittenNumber]:
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
                entries=tuple(entry for entry in entries if not place or _is_at(entry, place)),
            )
        )
    return written


def _is_at(entry: Entry, place: str) -> bool:
    """All significant words match. The address in brackets is ignored: entries seldom give one."""
    wanted = set(stems(_significant_words(place.partition("(")[0])).split())
    return bool(wanted) and wanted <= set(stems(entry.cells.get(Role.PLACE, "")).split())


def _significant_words(text: str) -> str:
    words = re.findall(r"\w+", text)
    return " ".join(word for word in words if len(word) >= _SHORTEST and not _GENERIC.match(word))


def _text(report: Report, entries: Sequence[Entry]) -> str:
    """Worded as notes are written by hand."""
    when = report.period.held_in
    when = when[:1].upper() + when[1:]
    if not entries:
        return f"{when} {_MEETINGS.format('встречи')} не проводились"
    number = len(entries)
    last, teen = number % 10, number % 100 in (11, 12, 13, 14)
    if last == 1 and not teen:
        head = f"состоялась {number} встреча"
    elif last in (2, 3, 4) and not teen:
        head = f"состоялись {number} встречи"
    else:
        head = f"состоялось {number} встреч"
    places: dict[str, int] = {}
    for entry in entries:
        place = " ".join(entry.cells.get(Role.PLACE, "").split()) or "место не указано"
        places[place] = places.get(place, 0) + 1
    where = "; ".join(f"{count} – {place}" for place, count in places.items())
    return f"{when} {_MEETINGS.format(head)}: {where}"
