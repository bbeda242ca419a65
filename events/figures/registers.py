"""Registers of meetings and of delegations: who, when, where, from which row, and the words that show it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, QuerySet

from events.access import Access
from events.event_list.rows import event_rows
from events.exports.event_columns import EventRow
from events.exports.table import Column, EntryLine, ReportTable, Span
from events.labels import ROLE_LABELS
from events.meetings.visits import Visit, shown_by, visits
from events.models import Entry, Event
from events.models.outcomes import REPORTS, with_outcome
from events.vocabulary import Kind, Role
from events.words.highlight import Piece

from .scope import Scope

# Address of a register → what stands in it, its title on paper.
REGISTERS = {
    "meetings": (Visit.MEETING, "Реестр встреч, приемов, переговоров"),
    "delegations-received": (Visit.INCOMING, "Реестр принятых делегаций"),
    "delegations-sent": (Visit.OUTGOING, "Реестр выездов делегаций и служебных командировок"),
}
WIDTHS = (11.0, 27.0, 62.0, 40.0, 62.0, 32.0, 33.0)
_AROUND = 90  # characters beside the words that show it
_HEADINGS = (
    *("№ п/п", "Дата", "Мероприятие", "Место", "Участники"),
    *("Партнеры", "Источник"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterLine:
    """`pieces` are the cell that shows it, cut at the words; `source` the row it is told by."""

    event: EventRow
    source: Entry
    dates: str
    people: str
    shown_in: str
    pieces: tuple[Piece, ...]

    @property
    def source_words(self) -> str:
        number = f", № {self.source.number}" if self.source.number else ""
        said = str(self.source.report)
        return f"{said[:1].upper()}{said[1:]}{number}"


def registered(scope: Scope, visit: Visit) -> QuerySet[Event]:
    """Events of the register that reports tell of, in the order they were held."""
    rows = scope.access.entries().filter(event=OuterRef("pk"), report__kind__in=REPORTS)
    events = scope.events.filter(Exists(rows)).filter(visits(scope.access.entries())[visit])
    return events.order_by(F("start").asc(nulls_last=True), "pk")


def register_lines(events: Iterable[Event], access: Access) -> list[RegisterLine]:
    """In a constant number of queries for each five hundred."""
    found = list(events)
    keys = [event.pk for event in found]
    told: dict[int, Entry] = {}
    rows = access.entries().filter(event__in=keys, report__kind__in=REPORTS)
    for entry in rows.select_related("report", "report__partner").order_by("-report__end", "-pk"):
        told.setdefault(entry.event_id, entry)
    outcomes = with_outcome(Event.objects.filter(pk__in=keys), access.entries())
    by_key = {row.pk: row for row in event_rows(list(outcomes), access)}
    return [_line(by_key[event.pk], told[event.pk]) for event in found]


def _line(event: EventRow, source: Entry) -> RegisterLine:
    role, words = shown_by(source.cells)
    return RegisterLine(
        event=event,
        source=source,
        dates=" ".join(source.cells.get(Role.DATES, "").split()) or event.dates,
        people=source.cells.get(Role.PARTICIPANTS, ""),
        shown_in="" if role is Role.TITLE else str(ROLE_LABELS[role]),
        pieces=_around(source.cells.get(role, ""), words, whole=role is Role.TITLE),
    )


def _around(text: str, words: str, *, whole: bool) -> tuple[Piece, ...]:
    """A long cell is cut to what stands beside the words."""
    text, words = " ".join(text.split()), " ".join(words.split())
    at = text.find(words) if words else -1
    if at < 0:
        return (Piece(text),)
    before, after = text[:at], text[at + len(words) :]
    if not whole and len(before) > _AROUND:
        before = "… " + before[-_AROUND:].partition(" ")[2]
    if not whole and len(after) > _AROUND:
        after = after[:_AROUND].rpartition(" ")[0] + " …"
    return (Piece(before), Piece(words, ("visit",)), Piece(after))


def register_table(title: str, lines: Sequence[RegisterLine], notes: Sequence[str]) -> ReportTable:
    rows = []
    for number, line in enumerate(lines, start=1):
        cells = (
            f"{number}.",
            line.dates,
            line.event.title,
            line.event.place,
            line.people,
            "\n".join(partner.name for partner in line.event.partners),
            line.source_words,
        )
        rows.append(EntryLine(cells, (Span.NONE,) * len(cells)))
    return ReportTable(
        kind=Kind.INTERNATIONAL_REPORT,  # the sheet of a workbook is called after it
        title=title,
        columns=tuple(Column(heading, None) for heading in _HEADINGS),
        lines=tuple(rows),
        notes=tuple(notes),
    )
