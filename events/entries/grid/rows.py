"""Entries as the grid shows them: cells with what was recognised in them, remarks and half-typed text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import ngettext

from agreements.names.folding import fold
from coopregistry.models import User
from coopregistry.versions import current_versions
from events.entries.finding_messages import issue_in_words
from events.labels import MODE_LABELS
from events.models import Entry, EntryDraft, EntryPartner, Finding, Report
from events.vocabulary import Kind, Role

from .cures import UNKNOWN_PLACE, Cure, cures_of
from .drafts import drafted_cells


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    words: str  # without what it suggests, where a click writes that
    is_perhaps: bool  # it suggests several names, or one that is not certain
    severity: str
    finding: int
    cures: Sequence[Cure]


@dataclass(frozen=True, slots=True, kw_only=True)
class GridCell:
    column: int  # place among the headings
    role: str  # "" where the column has none
    text: str
    draft: str | None
    marks: Sequence[str]  # recognised values the text does not show by itself
    remarks: Sequence[Remark]
    is_reworded: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    entry: Entry
    version: int
    is_numbered: bool
    cells: Sequence[GridCell]  # of all columns but the number
    remarks: Sequence[Remark]  # of no column


def grid_rows(entries: Sequence[Entry], report: Report, user: User) -> list[GridRow]:
    """Four queries for any number of entries of one report."""
    versions = current_versions(entries)
    keys = [entry.pk for entry in entries]
    findings: dict[int, list[Finding]] = {}
    for finding in Finding.objects.worth_a_look().filter(entry__in=keys):
        findings.setdefault(finding.entry_id, []).append(finding)
    drafts = {draft.entry_id: draft for draft in EntryDraft.objects.filter(user=user, entry__in=keys)}
    partners: dict[int, list[str]] = {}
    for link in (
        EntryPartner.objects.counted().filter(entry__in=keys).select_related("partner").order_by("pk")
    ):
        partners.setdefault(link.entry_id, []).append(link.partner.name)
    rows = []
    for entry in entries:
        entry.report = report
        drafted = drafted_cells(entry, drafts[entry.pk]) if entry.pk in drafts else {}
        own = findings.get(entry.pk, [])
        marks = marks_of(entry, partners.get(entry.pk, []))
        cells = [
            _cell(entry, column, heading, role, own, drafted, marks)
            for column, (heading, role) in enumerate(report.headings)
            if role != Role.NUMBER
        ]
        roles = {cell.role for cell in cells if cell.role}
        remarks = [_remark(finding, entry) for finding in own if finding.role not in roles]
        rows.append(
            GridRow(
                entry=entry,
                version=versions[entry.pk],
                is_numbered=len(cells) < len(report.headings),
                cells=cells,
                remarks=remarks,
            )
        )
    return rows


def _cell(
    entry: Entry,
    column: int,
    heading: str,
    role: str | None,
    findings: Iterable[Finding],
    drafted: dict[str, str],
    marks: dict[Role, list[str]],
) -> GridCell:
    text = entry.cells.get(role, "") if role else entry.extra.get(heading, "")
    return GridCell(
        column=column,
        role=role or "",
        text=text,
        draft=drafted.get(role or heading),
        marks=[mark for mark in marks.get(role, ()) if fold(mark) not in fold(text)],
        remarks=[_remark(finding, entry) for finding in findings if role and finding.role == role],
        is_reworded=role in entry.body_cells,
    )


def _remark(finding: Finding, entry: Entry) -> Remark:
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
        cures=cures,
    )


def marks_of(entry: Entry, partners: Sequence[str]) -> dict[Role, list[str]]:
    """What was recognised in an entry, by the column it is told in."""
    marks: dict[Role, list[str]] = {Kind(entry.report.kind).counterpart_column: list(partners)}
    if entry.start and entry.end:
        first, last = (date_format(day, "d.m.Y") for day in (entry.start, entry.end))
        marks[Role.DATES] = [first if first == last else f"{first}–{last}"]
    if entry.mode:
        marks[Role.PLACE] = [str(MODE_LABELS[entry.mode])]
    count = entry.participants_count
    if count is not None and str(count) not in entry.cells.get(Role.PARTICIPANTS, ""):
        marks[Role.PARTICIPANTS] = [ngettext("%d person", "%d persons", count) % count]
    return marks
