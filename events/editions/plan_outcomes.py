"""What became of a plan: rows held, postponed, cancelled or silent, and what nobody had planned."""

from collections import defaultdict
from dataclasses import dataclass, replace

from django.utils import timezone
from rapidfuzz import fuzz, process

from agreements.names.folding import fold
from events.exports.table import Column, EntryLine, ReportTable, SectionLine, Span
from events.models import Entry, Report
from events.reports.printed_table import in_printing_order
from events.vocabulary import Kind, Outcome, Role

# The words of the document; it is Russian whatever the screen speaks.
WORDS = {
    Outcome.HELD: "проведено",
    Outcome.POSTPONED: "перенесено",
    Outcome.CANCELLED: "отменено",
    Outcome.UNPLANNED: "внеплановое",
    Outcome.AHEAD: "предстоит",
    Outcome.SILENT: "нет сведений",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FateRow:
    """A planned row with what the reports say of its event, or a reported row nobody planned."""

    outcome: Outcome
    section: str
    planned: Entry | None
    reported: Entry | None = None
    note: str = ""
    likely: Entry | None = None  # reported as another event, and by its title this one

    @property
    def title(self) -> str:
        return " ".join((self.planned or self.reported).cells.get(Role.TITLE, "").split())

    @property
    def planned_dates(self) -> str:
        return _cell(self.planned, Role.DATES)

    @property
    def held_dates(self) -> str:
        if self.reported is None and self.planned is not None:
            return self.planned.fate_dates
        return _cell(self.reported, Role.DATES)


def fate_of(plan: Report, visible) -> list[FateRow]:
    """`visible`: the rows of all reports the reader may see. The number of queries is constant."""
    reported = (
        visible.filter(
            report__kind__in=Kind(plan.kind).reports_of_plan,
            report__start__gte=plan.start,
            report__start__lte=plan.end,
            report__partner=plan.partner,
        )
        .select_related("report", "section", "department")
        .order_by("report__end", "section__order", "order", "id")
    )
    by_event: dict[int, Entry] = {}
    unplanned: dict[int, Entry] = {}
    for entry in reported:
        by_event[entry.event_id] = entry
    parts = in_printing_order(plan, visible.filter(report=plan))
    planned_events = {entry.event_id for _section, rows in parts for entry in rows}
    found = [
        _planned(entry, by_event.get(entry.event_id), section.title if section else "")
        for section, rows in parts
        for entry in rows
    ]
    for entry in reported:
        if entry.event_id not in planned_events:
            unplanned.setdefault(entry.event_id, entry)
    found += [
        FateRow(
            outcome=Outcome.UNPLANNED,
            section=entry.section.title if entry.section else "",
            planned=None,
            reported=entry,
        )
        for entry in unplanned.values()
    ]
    return found


def _planned(entry: Entry, reported: Entry | None, section: str) -> FateRow:
    """A person's word counts; without one, a report of the event says whether it was held when planned."""
    is_ahead = entry.end is not None and entry.end >= timezone.localdate()
    outcome = Outcome.AHEAD if is_ahead else Outcome.SILENT
    if entry.fate:
        outcome = Outcome(entry.fate)
    elif reported is not None:
        apart = (
            entry.start is not None
            and reported.start is not None
            and (reported.start > entry.end or reported.end < entry.start)
        )
        outcome = Outcome.POSTPONED if apart else Outcome.HELD
    if reported is not None and outcome is Outcome.CANCELLED:
        outcome = Outcome.HELD  # it took place after all: the report is later than the word
    return FateRow(outcome=outcome, section=section, planned=entry, reported=reported, note=entry.fate_note)


_ALIKE = 90


def with_likely(rows: list[FateRow]) -> list[FateRow]:
    """Silent rows with the unplanned report that may be theirs: a plan and a report read from files are two
    events until somebody says that they are one."""
    unplanned = [row.reported for row in rows if row.outcome is Outcome.UNPLANNED]
    titles = [fold(entry.cells.get(Role.TITLE, "")) for entry in unplanned]

    def likeliest(row: FateRow) -> Entry | None:
        found = process.extractOne(fold(row.title), titles, scorer=fuzz.token_sort_ratio, score_cutoff=_ALIKE)
        return unplanned[found[2]] if found else None

    return [replace(row, likely=likeliest(row)) if row.outcome is Outcome.SILENT else row for row in rows]


def counts(rows: list[FateRow]) -> dict[Outcome, int]:
    number: dict[Outcome, int] = defaultdict(int)
    for row in rows:
        number[row.outcome] += 1
    return {outcome: number[outcome] for outcome in Outcome}


def fate_table(plan: Report, rows: list[FateRow]) -> ReportTable:
    """«Сведения об исполнении плана» as a document."""
    headings = ("№ п/п", "Мероприятие", "Срок по плану", "Итог", "Фактический (новый) срок", "Примечание")
    lines: list[SectionLine | EntryLine] = []
    section = None
    for number, row in enumerate(rows, start=1):
        heading = "Внеплановые мероприятия" if row.outcome is Outcome.UNPLANNED else row.section
        if heading != section:
            section = heading
            if heading:
                lines.append(SectionLine(heading))
        cells = (
            f"{number}.",
            row.title,
            row.planned_dates,
            WORDS[row.outcome],
            row.held_dates,
            row.note,
        )
        lines.append(EntryLine(cells, (Span.NONE,) * len(cells)))
    number_of = counts(rows)
    planned = len(rows) - number_of[Outcome.UNPLANNED]
    said = ", ".join(f"{WORDS[outcome]} – {number_of[outcome]}" for outcome in Outcome if number_of[outcome])
    return ReportTable(
        kind=Kind(plan.kind),
        title=f"Сведения об исполнении документа\n{plan.title}",
        columns=tuple(Column(heading, None) for heading in headings),
        lines=tuple(lines),
        notes=(f"Запланировано мероприятий: {planned}; {said}." if said else "Строк нет.",),
    )


def _cell(entry: Entry | None, role: Role) -> str:
    return "" if entry is None else " ".join(entry.cells.get(role, "").split())
