"""Registers of meetings and delegations: who, when and where, the entry that reports it and its wording."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import F, QuerySet

from events.access import Access
from events.event_list.rows import event_rows
from events.exports.event_columns import EventRow
from events.exports.table import Column, EntryLine, ReportTable, Span
from events.labels import ROLE_LABELS
from events.meetings.visits import Visit, visit_conditions, visit_evidence
from events.models import Entry, Event
from events.vocabulary import Kind, Role
from events.words.highlight import Piece

from .scope import Scope

# URL slug → the events of the register, its title on paper.
REGISTERS = {
    "meetings": (Visit.MEETING, "Реестр встреч, приемов, переговоров"),
    "delegations-received": (Visit.INCOMING, "Реестр принятых делегаций"),
    "delegations-sent": (Visit.OUTGOING, "Реестр выездов делегаций и служебных командировок"),
}
WIDTHS = (11.0, 27.0, 62.0, 40.0, 62.0, 32.0, 33.0)
_CONTEXT = 90  # characters on either side of the evidence
_HEADINGS = (
    *("№ п/п", "Дата", "Мероприятие", "Место", "Участники"),
    *("Партнеры", "Источник"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterLine:
    """`source`: the entry that reports the event; `pieces`: its cell with the evidence marked."""

    event: EventRow
    source: Entry
    dates: str
    participants: str
    shown_in: str  # the column of the evidence; "" for the title
    pieces: tuple[Piece, ...]

    @property
    def source_words(self) -> str:
        number = f", № {self.source.number}" if self.source.number else ""
        report = str(self.source.report)
        return f"{report[:1].upper()}{report[1:]}{number}"


def register_events(scope: Scope, visit: Visit) -> QuerySet[Event]:
    """Reported events of the register, earliest first."""
    events = scope.reported.filter(visit_conditions(scope.access.entries())[visit])
    return events.order_by(F("start").asc(nulls_last=True), "pk")


def register_lines(events: Iterable[Event], access: Access) -> list[RegisterLine]:
    """In the given order, by the latest report; a constant number of queries for each five hundred."""
    keys = [event.pk for event in events]
    sources: dict[int, Entry] = {}
    entries = access.entries().of_reports().filter(event__in=keys)
    for entry in entries.select_related("report", "report__partner", "report__agreement").order_by(
        "-report__end", "-pk"
    ):
        sources.setdefault(entry.event_id, entry)
    with_outcomes = Event.objects.filter(pk__in=keys).with_outcome(access.drafts())
    rows = {row.pk: row for row in event_rows(list(with_outcomes), access)}
    return [_line(rows[pk], sources[pk]) for pk in keys]


def _line(event: EventRow, source: Entry) -> RegisterLine:
    role, evidence = visit_evidence(source.cells)
    return RegisterLine(
        event=event,
        source=source,
        dates=" ".join(source.cells.get(Role.DATES, "").split()) or event.dates,
        participants=source.cells.get(Role.PARTICIPANTS, ""),
        shown_in="" if role is Role.TITLE else str(ROLE_LABELS[role]),
        pieces=_pieces(source.cells.get(role, ""), evidence, whole=role is Role.TITLE),
    )


def _pieces(text: str, evidence: str, *, whole: bool) -> tuple[Piece, ...]:
    """The text with the evidence marked, cut to its surroundings unless `whole`."""
    text, evidence = " ".join(text.split()), " ".join(evidence.split())
    at = text.find(evidence) if evidence else -1
    if at < 0:
        return (Piece(text),)
    before, after = text[:at], text[at + len(evidence) :]
    if not whole and len(before) > _CONTEXT:
        before = "… " + before[-_CONTEXT:].partition(" ")[2]
    if not whole and len(after) > _CONTEXT:
        after = after[:_CONTEXT].rpartition(" ")[0] + " …"
    return (Piece(before), Piece(evidence, ("visit",)), Piece(after))


def register_table(title: str, lines: Sequence[RegisterLine], notes: Sequence[str]) -> ReportTable:
    rows = []
    for number, line in enumerate(lines, start=1):
        cells = (
            f"{number}.",
            line.dates,
            line.event.title,
            line.event.place,
            line.participants,
            "\n".join(partner.name for partner in line.event.partners),
            line.source_words,
        )
        rows.append(EntryLine(cells, (Span.NONE,) * len(cells)))
    return ReportTable(
        kind=Kind.INTERNATIONAL_REPORT,  # names the sheet of a workbook
        title=title,
        columns=tuple(Column(heading, None) for heading in _HEADINGS),
        lines=tuple(rows),
        notes=tuple(notes),
    )
