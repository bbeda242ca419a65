"""What became of a plan: entries held, postponed, cancelled or silent, and what nobody had planned."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q

from events.access import Access
from events.exports.table import Column, EntryLine, ReportTable, SectionLine, Span
from events.matching.linking import waiting
from events.models import Entry, Event, Report
from events.period import Period
from events.reports.printed_table import in_printing_order
from events.vocabulary import Kind, Outcome, Role

# The words of the document; it is Russian whatever the screen speaks.
_PRINTED_WORDS = {
    Outcome.HELD: "проведено",
    Outcome.RESCHEDULED: "проведено в иной срок",
    Outcome.UNPLANNED: "внеплановое",
    Outcome.POSTPONED: "перенесено",
    Outcome.CANCELLED: "отменено",
    Outcome.NOT_HELD: "не проведено",
    Outcome.AHEAD: "предстоит",
    Outcome.AWAITED: "ожидается в следующем отчете",
    Outcome.NOT_LOADED: "отчет не загружен",
    Outcome.SILENT: "нет сведений",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOutcome:
    """What became of a planned entry, or an entry of a report that nobody had planned."""

    outcome: Outcome
    section: str
    planned: Entry | None
    reported: Entry | None = None
    note: str = ""
    due: date | None = None  # when it should be over
    likely: Entry | None = None  # proposed by the matcher, not decided

    @property
    def event_id(self) -> int:
        return (self.planned or self.reported).event_id

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


def plan_outcomes(plan: Report, access: Access) -> list[PlanOutcome]:
    """Planned entries in printing order, then unplanned ones, of those the reader may see.

    The number of queries is constant.
    """
    visible = access.entries()
    sections = in_printing_order(plan, visible.filter(report=plan))
    planned = [
        (section.title if section else "", entry) for section, entries in sections for entry in entries
    ]
    events = {entry.event_id for _section, entry in planned}
    reported = list(
        visible.of_reports()
        .filter(Q(event__in=visible.filter(report=plan).values("event")) | _reports_of(plan))
        .select_related("report", "section", "department")
        .in_printed_order("report__end")
    )
    told = {
        event.pk: event
        for event in Event.objects.filter(pk__in=events | {entry.event_id for entry in reported})
        .with_outcome(access.drafts())
        .only("pk")
    }
    last_report = {entry.event_id: entry for entry in reported}
    outcomes = [
        _planned(entry, last_report.get(entry.event_id), told[entry.event_id], section)
        for section, entry in planned
    ]
    first_unplanned: dict[int, Entry] = {}
    for entry in reported:
        if entry.event_id not in events and told[entry.event_id].outcome == Outcome.UNPLANNED:
            first_unplanned.setdefault(entry.event_id, entry)
    return outcomes + [
        PlanOutcome(
            outcome=Outcome.UNPLANNED,
            section=entry.section.title if entry.section else "",
            planned=None,
            reported=entry,
        )
        for entry in first_unplanned.values()
    ]


def _reports_of(plan: Report) -> Q:
    """Entries of the reports that account for the plan."""
    about = Q(report__partner=plan.partner, report__agreement=plan.agreement)
    kinds = Kind(plan.kind).reports_of_plan
    return about & Q(report__kind__in=kinds, report__start__gte=plan.start, report__start__lte=plan.end)


def _planned(entry: Entry, reported: Entry | None, event: Event, section: str) -> PlanOutcome:
    """The same rules as OutcomeQuerySet, of this entry alone: an event may stand in two plans, postponed from
    one to the other."""
    outcome = Outcome(event.outcome)
    if reported is not None:
        outcome = Outcome.RESCHEDULED if _on_other_days(entry, reported) else Outcome.HELD
    elif entry.fate:
        outcome = Outcome(entry.fate)
    return PlanOutcome(
        outcome=outcome,
        section=section,
        planned=entry,
        reported=reported,
        note=entry.fate_note,
        due=event.due,
    )


def _on_other_days(entry: Entry, reported: Entry) -> bool:
    if entry.start is None or entry.end is None or reported.start is None or reported.end is None:
        return False
    return reported.start > entry.end or reported.end < entry.start


def with_proposals(outcomes: list[PlanOutcome], access: Access) -> list[PlanOutcome]:
    """Adds the likeliest entry of a report to planned ones that nobody is known to have reported."""
    planned = [outcome.planned.pk for outcome in outcomes if outcome.planned and not outcome.reported]
    proposals = waiting(access.entries()).filter(a__in=planned, b_kind__in=Kind.REPORTS)
    likely: dict[int, Entry] = {}
    for proposal in proposals.select_related("b__report").order_by("-score", "pk"):
        likely.setdefault(proposal.a_id, proposal.b)
    return [
        replace(outcome, likely=likely.get(outcome.planned.pk)) if outcome.planned else outcome
        for outcome in outcomes
    ]


def outcome_counts(outcomes: list[PlanOutcome]) -> dict[Outcome, int]:
    counts = Counter(outcome.outcome for outcome in outcomes)
    return {outcome: counts[outcome] for outcome in Outcome}


def outcome_table(plan: Report, outcomes: list[PlanOutcome], remark: str = "") -> ReportTable:
    """«Сведения об исполнении плана» as a document; `remark` is printed below."""
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
            _printed(outcome),
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
        notes=(
            f"Запланировано мероприятий: {planned}; {totals}." if totals else "Строк нет.",
            *([remark] if remark else ()),
        ),
    )


def _printed(outcome: PlanOutcome) -> str:
    if outcome.due is not None and outcome.outcome is Outcome.AWAITED:
        return f"ожидается в отчете за {Period.quarter_with(outcome.due).next().title}"
    if outcome.due is not None and outcome.outcome is Outcome.NOT_LOADED:
        return f"отчет за {Period.quarter_with(outcome.due).title} не загружен"
    return _PRINTED_WORDS[outcome.outcome]


def _cell(entry: Entry | None, role: Role) -> str:
    return "" if entry is None else " ".join(entry.cells.get(role, "").split())
