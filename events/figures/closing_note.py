"""The closing note of an international report: computed from its rows, beside the note as written."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from agreements.models import Partner
from events.access import Access
from events.meetings.visits import Visit, visits
from events.models import Entry, EntryPartner, Event, Report
from events.phrases.numerals import numbers
from events.vocabulary import Direction, Mode, PartnerRole, Role
from events.words.stems import stems

_FOREIGN = (Partner.Kind.COUNTRY, Partner.Kind.FOREIGN_REGION, Partner.Kind.UNION)
_COUNTED = re.compile(r"\s*(встреч|при[её]м|переговор|визит|делегаци)\w*", re.IGNORECASE)
_PLACE = re.compile(r"(?:–|-|—|\s)\s*(?:в|на)\s+(?!иностран)([^:;]+)", re.IGNORECASE)
_WHAT = "{} (приемы, переговоры) с иностранными делегациями (отдельными лицами)"
_ANY_HOUSE = re.compile(r"здани|помещени|площадк|территори|зал(?:е|а)?\b", re.IGNORECASE)
_SIGNIFICANT = 4  # letters; shorter words name no place


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A number of the note and what the rows of the report come to."""

    number: int
    words: str  # «3 приема – в здании Дома Советов (пл. Ленина, д. 1)»
    place: str
    rows: tuple[Entry, ...]

    @property
    def difference(self) -> int:
        return len(self.rows) - self.number


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingNote:
    rows: tuple[Entry, ...]  # meetings and delegations received, in the order of the report
    written: tuple[Written, ...]
    text: str  # as the rows would have it


def closing_note(report: Report, access: Access) -> ClosingNote:
    """From the rows the reader may see, in a constant number of queries."""
    once: dict[int, Entry] = {}
    for row in _received(report, access):
        once.setdefault(row.event_id, row)  # two bodies may tell of one meeting
    rows = tuple(once.values())
    return ClosingNote(
        rows=rows,
        written=tuple(found for note in report.notes for found in _written(note, rows)),
        text=_text(report, rows),
    )


def _received(report: Report, access: Access) -> QuerySet[Entry]:
    """Meetings with foreigners and foreign delegations in the home region, face to face."""
    conditions = visits(access.entries())
    at_home = Q(direction__in=(Direction.INCOMING, Direction.AT_HOME))
    held = Event.objects.filter(
        conditions[Visit.INCOMING] | (conditions[Visit.MEETING] & at_home), pk=OuterRef("event")
    )
    foreign = EntryPartner.objects.filter(entry=OuterRef("pk"), partner__kind__in=_FOREIGN)
    return (
        access.entries()
        .filter(Exists(held), Exists(foreign.exclude(role=PartnerRole.MENTIONED)), report=report)
        .exclude(mode__in=(Mode.ONLINE, Mode.CORRESPONDENCE))
        .select_related("report", "event")
        .order_by("section__order", "order", "pk")
    )


def _written(note: str, rows: Sequence[Entry]) -> list[Written]:
    text = " ".join(note.split())
    counted = [number for number in numbers(text) if _COUNTED.match(text, number.end)]
    found = []
    for index, number in enumerate(counted):
        until = counted[index + 1].start if index + 1 < len(counted) else len(text)
        words = text[number.start : until].strip(" ,;:.–-")
        place = _PLACE.search(words)
        where = place[1].strip(" ,.") if place else ""
        found.append(
            Written(
                number=number.value,
                words=words,
                place=where,
                rows=tuple(row for row in rows if _lies_in(row, where)) if where else tuple(rows),
            )
        )
    return found


def _lies_in(row: Entry, place: str) -> bool:
    """By all its telling words; what follows in brackets is an address, which rows seldom give."""
    wanted = set(stems(_long_words(place.partition("(")[0])).split())
    return bool(wanted) and wanted <= set(stems(row.cells.get(Role.PLACE, "")).split())


def _long_words(text: str) -> str:
    words = re.findall(r"\w+", text)
    return " ".join(word for word in words if len(word) >= _SIGNIFICANT and not _ANY_HOUSE.match(word))


def _text(report: Report, rows: Sequence[Entry]) -> str:
    """In the words of the notes as they are written by hand."""
    when = report.period.held_in
    when = when[:1].upper() + when[1:]
    if not rows:
        return f"{when} {_WHAT.format('встречи')} не проводились"
    number = len(rows)
    last, teen = number % 10, number % 100 in (11, 12, 13, 14)
    if last == 1 and not teen:
        head = f"состоялась {number} встреча"
    elif last in (2, 3, 4) and not teen:
        head = f"состоялись {number} встречи"
    else:
        head = f"состоялось {number} встреч"
    places: dict[str, int] = {}
    for row in rows:
        place = " ".join(row.cells.get(Role.PLACE, "").split()) or "место не указано"
        places[place] = places.get(place, 0) + 1
    where = "; ".join(f"{count} – {place}" for place, count in places.items())
    return f"{when} {_WHAT.format(head)}: {where}"
