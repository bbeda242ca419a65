"""Entries as the grid shows them: cells with what was recognised in them, remarks and half-typed text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.names.folding import fold
from agreements.names.gazetteer import Gazetteer
from coopregistry.models import User
from coopregistry.versions import current_versions
from events.entries.chosen_partners import asks_about_name
from events.entries.finding_messages import issue_in_words
from events.entries.recognition import recognise
from events.entries.seen_partners import Seen, seen_in
from events.labels import MODE_LABELS
from events.models import Entry, EntryDraft, EntryPartner, Finding, Question, Report
from events.phrases.counted_partners import is_home
from events.phrases.issues import Issue
from events.phrases.values import Values
from events.vocabulary import Kind, Role, Severity

from .cures import UNKNOWN_PLACE, Cure, cures_of
from .drafts import drafted_cells

_MOST_PARTNERS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    words: str  # without what it suggests, where a click writes that
    is_perhaps: bool  # it suggests several names, or one that is not certain
    severity: str
    finding: int
    may_stand: bool  # a name that can be said to be right
    cures: Sequence[Cure]
    seen: Sequence[Seen]  # places the row names, which a click counts as partners


@dataclass(frozen=True, slots=True, kw_only=True)
class GridCell:
    column: int  # place among the headings
    role: str  # "" where the column has none
    text: str
    draft: str | None
    marks: Sequence[str]  # recognised values the text does not show by itself
    remarks: Sequence[Remark]
    questions: Sequence[Question]
    by_body: str | None  # as the body wrote it, where the coordinator reworded it


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    entry: Entry
    version: int
    is_numbered: bool
    cells: Sequence[GridCell]  # of all columns but the number
    remarks: Sequence[Remark]  # of no column
    questions: Sequence[Question]  # about the row as a whole

    @property
    def has_remarks(self) -> bool:
        return bool(self.remarks) or any(cell.remarks for cell in self.cells)


def grid_rows(entries: Sequence[Entry], report: Report, user: User) -> list[GridRow]:
    """Seven queries at most for any number of entries of one report the user may write or coordinates."""
    versions = current_versions(entries)
    keys = [entry.pk for entry in entries]
    findings: dict[int, list[Finding]] = {}
    by_key = {entry.pk: entry for entry in entries}
    for finding in Finding.objects.worth_a_look().filter(entry__in=keys):
        finding.entry = by_key[finding.entry_id]
        findings.setdefault(finding.entry_id, []).append(finding)
    seen = seen_in(finding for found in findings.values() for finding in found)
    drafts = {draft.entry_id: draft for draft in EntryDraft.objects.filter(user=user, entry__in=keys)}
    questions: dict[int, list[Question]] = {}
    for question in Question.objects.filter(entry__in=keys).in_thread():
        questions.setdefault(question.entry_id, []).append(question)
    partners: dict[int, list[str]] = {}
    for link in (
        EntryPartner.objects.counted().filter(entry__in=keys).select_related("partner").order_by("pk")
    ):
        partners.setdefault(link.entry_id, []).append(link.partner.name)
    rows = []
    for entry in entries:
        entry.report = report
        drafted = drafted_cells(entry, drafts[entry.pk]) if entry.pk in drafts else {}
        own = [(one.role, _remark(one, entry, seen.get(one.pk, ()))) for one in findings.get(entry.pk, [])]
        asked = questions.get(entry.pk, [])
        rows.append(_row(entry, versions[entry.pk], own, partners.get(entry.pk, []), drafted, asked))
    return rows


def pasted_row(entry: Entry, values: Values, gazetteer: Gazetteer) -> GridRow:
    """An entry that is not saved yet as it would be read, without anything to click."""
    recognise(entry, values)
    counted = [found.code for found in values.partners.found if found.role.is_counted]
    names = [gazetteer.place(code).name for code in dict.fromkeys(counted) if not is_home(code, gazetteer)]
    issues = [issue for issue in values.issues if issue.severity != Severity.INFO]
    return _row(entry, 0, [(issue.role or "", _told(issue)) for issue in issues], names, {})


def _row(
    entry: Entry,
    version: int,
    remarks: Sequence[tuple[str, Remark]],
    partners: Sequence[str],
    drafted: Mapping[str, str],
    questions: Sequence[Question] = (),
) -> GridRow:
    """`remarks`: with the role of their cell; `drafted`: role, or heading of a column without one → text."""
    cells = _cells(entry, remarks, partners, drafted, questions)
    roles = {cell.role for cell in cells if cell.role}
    asked_of = {Question.column_key(cell.column, cell.role) for cell in cells}
    return GridRow(
        entry=entry,
        version=version,
        is_numbered=len(cells) < len(entry.report.headings),
        cells=cells,
        remarks=[remark for role, remark in remarks if role not in roles],
        questions=[question for question in questions if question.role not in asked_of],
    )


def _cells(
    entry: Entry,
    remarks: Sequence[tuple[str, Remark]],
    partners: Sequence[str],
    drafted: Mapping[str, str],
    questions: Sequence[Question],
) -> list[GridCell]:
    marks = marks_of(entry, partners)
    cells = []
    for column, (heading, role) in enumerate(entry.report.headings):
        if role == Role.NUMBER:
            continue
        text = entry.cells.get(role, "") if role else entry.extra.get(heading, "")
        cells.append(
            GridCell(
                column=column,
                role=role or "",
                text=text,
                draft=drafted.get(role or heading),
                marks=[mark for mark in marks.get(role, ()) if fold(mark) not in fold(text)],
                remarks=[remark for own, remark in remarks if role and own == role],
                questions=[one for one in questions if one.role == Question.column_key(column, role)],
                by_body=entry.body_cells.get(role) if role else None,
            )
        )
    return cells


def _told(issue: Issue) -> Remark:
    said = {"found": issue.found, "expected": issue.expected, "suggestion": issue.suggestion}
    words = issue_in_words(issue.code, said)
    return Remark(
        words=words, is_perhaps=False, severity=issue.severity, finding=0, may_stand=False, cures=(), seen=()
    )


def _remark(finding: Finding, entry: Entry, seen: Sequence[Seen]) -> Remark:
    cures = cures_of(finding, entry.cells.get(finding.role, ""))
    is_perhaps = bool(cures) and finding.code == UNKNOWN_PLACE
    said = {"found": finding.found, "expected": finding.expected, "suggestion": finding.suggestion}
    if is_perhaps:
        said["suggestion"] = ""
    return Remark(
        words=issue_in_words(finding.code, said),
        is_perhaps=is_perhaps,
        severity=finding.severity,
        finding=finding.pk,
        may_stand=asks_about_name(finding.code, finding.role),
        cures=cures,
        seen=seen,
    )


def _days(first: date, last: date) -> str:
    """«12.05.2031», «26–28.02.2031», «28.02–03.03.2031»."""
    if first == last:
        return date_format(first, "d.m.Y")
    shared = "d" if (first.year, first.month) == (last.year, last.month) else "d.m"
    return (
        f"{date_format(first, shared if first.year == last.year else 'd.m.Y')}–{date_format(last, 'd.m.Y')}"
    )


def marks_of(entry: Entry, partners: Sequence[str]) -> dict[Role, list[str]]:
    """What was recognised in an entry, by the column it is told in."""
    shown = list(partners[:_MOST_PARTNERS])
    if len(partners) > _MOST_PARTNERS:
        shown.append(_("%(count)s in all") % {"count": len(partners)})
    marks: dict[Role, list[str]] = {Kind(entry.report.kind).counterpart_column: shown}
    if entry.start and entry.end:
        marks[Role.DATES] = [_days(entry.start, entry.end)]
    if entry.mode:
        marks[Role.PLACE] = [str(MODE_LABELS[entry.mode])]
    count = entry.participants_count
    if count is not None and str(count) not in entry.cells.get(Role.PARTICIPANTS, ""):
        marks[Role.PARTICIPANTS] = [ngettext("%d person", "%d persons", count) % count]
    return marks
