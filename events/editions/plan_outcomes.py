"""What became of a plan: entries held, postponed, cancelled or silent, and what nobody had planned."""

from collections import Counter
from dataclasses import dataclass, replace

from django.db.models import QuerySet
from django.utils import timezone
from rapidfuzz import fuzz, process

from agreements.names.folding import fold
from events.exports.table import Column, EntryLine, ReportTable, SectionLine, Span
from events.models import Entry, Report
from events.reports.printed_table import in_printing_order
from events.vocabulary import Kind, Outcome, Role

# The words of the document; it is Russian whatever the screen speaks.
_PRINTED_WORDS = {
    Outcome.HELD: "проведено",
    Outcome.POSTPONED: "перенесено",
    Outcome.CANCELLED: "отменено",
    Outcome.UNPLANNED: "внеплановое",
    Outcome.AHEAD: "предстоит",
    Outcome.SILENT: "нет сведений",
}


_ALIKE = 90  # of 100, by rapidfuzz


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOutcome:
    """What became of a planned entry, or an entry of a report that nobody had planned."""

    outcome: Outcome
    section: str
    planned: Entry | None
    reported: Entry | None = None
    note: str = ""
    likely: Entry | None = None  # reported as another event with much the same title

    @property
    def title(self) -> str:
        return _cell(self.planned or self.reported, Role.TITLE)

    @property
    def planned_dates(self) -> str:
        return _cell(self.planned, Role.DATES)

    @property
    def held_dates(self) -> str:
        if self.reported is None and self.planned is not None:
            return self.planned.fate_dates
        return _cell(self.reported, Role.DATES)


def plan_outcomes(plan: Report, visible: QuerySet[Entry]) -> list[PlanOutcome]:
    """Planned entries in printing order, then unplanned ones, of those `visible` to the reader.

    The number of queries is constant.
    """
    reported = list(
        visible.filter(
            report__kind__in=Kind(plan.kind).reports_of_plan,
            report__start__gte=plan.start,
            report__start__lte=plan.end,
            report__partner=plan.partner,
            report__agreement=plan.agreement,
        )
        .select_related("report", "section", "department")
        .in_printed_order("report__end")
    )
    last_report = {entry.event_id: entry for entry in reported}
    sections = in_printing_order(plan, visible.filter(report=plan))
    planned_events = {entry.event_id for _section, entries in sections for entry in entries}
    first_unplanned: dict[int, Entry] = {}
    for entry in reported:
        if entry.event_id not in planned_events:
            first_unplanned.setdefault(entry.event_id, entry)
    planned = [
        _planned(entry, last_report.get(entry.event_id), section.title if section else "")
        for section, entries in sections
        for entry in entries
    ]
    unplanned = [
        PlanOutcome(
            outcome=Outcome.UNPLANNED,
            section=entry.section.title if entry.section else "",
            planned=None,
            reported=entry,
        )
        for entry in first_unplanned.values()
    ]
    return planned + unplanned


def _planned(entry: Entry, reported: Entry | None, section: str) -> PlanOutcome:
    """The same rules as EventQuerySet.with_outcome: a person's word first, then the last report."""
    is_ahead = entry.end is not None and entry.end >= timezone.localdate()
    outcome = Outcome.AHEAD if is_ahead else Outcome.SILENT
    if entry.fate:
        outcome = Outcome(entry.fate)
    elif reported is not None:
        on_other_days = (
            entry.start is not None
            and reported.start is not None
            and (reported.start > entry.end or reported.end < entry.start)
        )
        outcome = Outcome.POSTPONED if on_other_days else Outcome.HELD
    if reported is not None and outcome is Outcome.CANCELLED:
        outcome = Outcome.HELD  # it took place after all: the report is later than the word
    return PlanOutcome(
        outcome=outcome, section=section, planned=entry, reported=reported, note=entry.fate_note
    )


def with_likely_reports(outcomes: list[PlanOutcome]) -> list[PlanOutcome]:
    """Adds to silent outcomes the unplanned report that may be theirs.

    A plan and a report read from files are two events until somebody says that they are one.
    """
    unplanned = [outcome.reported for outcome in outcomes if outcome.outcome is Outcome.UNPLANNED]
    titles = [fold(entry.cells.get(Role.TITLE, "")) for entry in unplanned]

    def likeliest(title: str) -> Entry | None:
        found = process.extractOne(fold(title), titles, scorer=fuzz.token_sort_ratio, score_cutoff=_ALIKE)
        return unplanned[found[2]] if found else None

    return [
        replace(outcome, likely=likeliest(outcome.title)) if outcome.outcome is Outcome.SILENT else outcome
        for outcome in outcomes
    ]


def outcome_counts(outcomes: list[PlanOutcome]) -> dict[Outcome, int]:
    counts = Counter(outcome.outcome for outcome in outcomes)
    return {outcome: counts[outcome] for outcome in Outcome}


def outcome_table(plan: Report, outcomes: list[PlanOutcome]) -> ReportTable:
    """«Сведения об исполнении плана» as a document."""
    headings = ("№ п/п", "Мероприятие", "Срок по плану", "Итог", "Фактический (новый) срок", "Примечание")
    lines: list[SectionLine | EntryLine] = []
    section = None
    for number, outcome in enumerate(outcomes, start=1):
        is_unplanned = outcome.outcome is Outcome.UNPLANNED
        heading = "Внеплановые мероприятия" if is_unplanned else outcome.section
        if heading != section:
            section = heading
            if heading:
                lines.append(SectionLine(heading))
        cells = (
            f"{number}.",
            outcome.title,
            outcome.planned_dates,
            _PRINTED_WORDS[outcome.outcome],
            outcome.held_dates,
            outcome.note,
        )
        lines.append(EntryLine(cells, (Span.NONE,) * len(cells)))
    counts = outcome_counts(outcomes)
    planned = len(outcomes) - counts[Outcome.UNPLANNED]
    totals = ", ".join(f"{_PRINTED_WORDS[outcome]} – {count}" for outcome, count in counts.items() if count)
    return ReportTable(
        kind=Kind(plan.kind),
        title=f"Сведения об исполнении документа\n{plan.title}",
        columns=tuple(Column(heading, None) for heading in headings),
        lines=tuple(lines),
        notes=(f"Запланировано мероприятий: {planned}; {totals}." if totals else "Строк нет.",),
    )


def _cell(entry: Entry | None, role: Role) -> str:
    return "" if entry is None else " ".join(entry.cells.get(role, "").split())
