"""Writes what a resolution says, in one transaction: the one place where documents enter the registry."""

import logging
from collections.abc import Iterable
from dataclasses import asdict

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.gazetteer import current_gazetteer
from agreements.models import (
    Agreement,
    AgreementParty,
    AgreementWording,
    Department,
    DepartmentWording,
    Partner,
)
from agreements.reference.world import ensure_partners
from coopregistry import bulk, history
from coopregistry.models import User
from events.entries import governing, recognition
from events.entries.chosen_partners import correction_key, with_chosen
from events.entries.result_cards import bind_cards_of_removed
from events.matching.comparing import Matched
from events.matching.linking import link
from events.models import Entry, Finding, Report, Section, Sphere, SphereWording
from events.phrases.values import Values
from events.vocabulary import Role, SectionBasis

from .documents.upload import Upload
from .models import ImportedRow, ImportRun, SourceDocument
from .resolving.agreements import NewAgreement
from .resolving.departments import new_department
from .resolving.pairing import squeeze
from .resolving.resolution import Resolution, ResolvedRow, ResolvedSection, RowStatus
from .resolving.said_once import NOTHING_SAID
from .resolving.sections import NewName

logger = logging.getLogger(__name__)

_PLACE_FIELDS = ("section", "order", "number", "department", "cells")
_ENTRY_FIELDS = (*_PLACE_FIELDS, "agreement", "body_cells", "extra", "continued", *recognition.ENTRY_FIELDS)


@transaction.atomic
def apply(
    resolution: Resolution,
    upload: Upload,
    *,
    user: User | None = None,
    left: int = 0,
    is_one_of_many: bool = False,
) -> ImportRun:
    """Everything the import creates, changes and removes is one change set. `left`: how many rows of the
    document the resolution leaves out. `is_one_of_many`: its rows are not matched yet, but with those of
    all the others, by batch/matching."""
    source = SourceDocument.keep(upload)
    subject = resolution.subject
    reason = _("Import of %(name)s") % {"name": upload.name}
    with history.change_set(user=user, reason=reason[:500]) as changes:
        status, report, matched = ImportRun.Status.UNCHANGED, subject.report, Matched()
        entries: dict[int, Entry] = {}
        if not resolution.changes_nothing:
            status = ImportRun.Status.UPDATED if report else ImportRun.Status.IMPORTED
            writer = _ResolutionWriter(resolution)
            entries = writer.write()
            report = writer.report
            if not is_one_of_many:
                matched = link([entries[index] for index in writer.touched])
    run = ImportRun.objects.create(
        document=source,
        report=report,
        department=subject.department,
        user=user,
        change_set=changes.written,
        status=status,
        layout=resolution.document.layout,
        counts={
            **resolution.counts,
            **({"left": left} if left else {}),
            **matched.counts,
        },
        awaits_matching=is_one_of_many and not resolution.changes_nothing,
        issues=[asdict(issue) for issue in resolution.all_issues],
    )
    bulk.insert_rows(
        ImportedRow,
        ("run", "entry", "table", "row", "columns"),
        (
            (run.pk, (entries.get(index) or row.entry).pk, source.table, source.row, dict(row.row.columns))
            for index, row in enumerate(resolution.rows)
            for source in (row.row.source,)
        ),
    )
    transaction.on_commit(lambda: _log(run))
    return run


def _log(run: ImportRun) -> None:
    sha256, counts = run.document.sha256, run.counts
    logger.info(
        "Import %s %s report %s from file %s, rows %s", run.pk, run.status, run.report_id, sha256, counts
    )


class _ResolutionWriter:
    """The records of one resolution, written in the order they refer to each other."""

    def __init__(self, resolution: Resolution):
        self.resolution = resolution
        self.subject = resolution.subject
        self.gazetteer = current_gazetteer()

    def write(self) -> dict[int, Entry]:
        """Returns the entries by the index of their row."""
        self.agreements = self._agreements()
        self._save_department()
        self.report = self._report()
        self.sections = [
            self._section(resolved, position)
            for position, resolved in enumerate(self.resolution.sections, start=1)
        ]
        entries = self._entries()
        self._remove_missing()
        return entries

    def _report(self) -> Report:
        report = self.subject.report
        if report is None:
            report = Report(
                kind=self.subject.kind,
                period_code=self.subject.period.code,
                partner=self.subject.partner,
                agreement=self._subject_agreement(),
                basis=self.resolution.basis,
                is_whole=self.subject.is_whole,
            )
        elif set(self.resolution.report_changes) <= {"sections"}:
            if self.subject.is_whole and not report.is_whole:
                report.is_whole = True
                report.save(update_fields=["is_whole"])
            return report
        report.is_whole |= self.subject.is_whole
        for name, value in self.resolution.report_values.items():
            setattr(report, name, value)
        report.full_clean(exclude=["start", "end", "headings"])
        report.save()
        return report

    def _subject_agreement(self) -> Agreement | None:
        agreement = self.subject.agreement
        return self.agreements[agreement] if isinstance(agreement, NewAgreement) else agreement

    def _save_department(self) -> None:
        """A department first met in the title of the document."""
        department = self.subject.department
        if department is not None:
            _kept(department, wording=department.name)

    # -- sections -----------------------------------------------------------------------------------------

    def _section(self, resolved: ResolvedSection, position: int) -> Section:
        section = resolved.section
        stands_for = _stands_for(resolved)
        if section is None:
            section = Section(report=self.report, title=resolved.title)
            section.department = stands_for if isinstance(stands_for, Department) else None
            section.sphere = stands_for if isinstance(stands_for, Sphere) else None
            section.partner = resolved.said.partner
            section.period_code = resolved.said.period.code if resolved.said.period else ""
            section.order = position if self.subject.is_whole else _make_room(self.report, section)
            section.save()
        elif self.subject.is_whole and (section.title, section.order) != (resolved.title, position):
            section.title, section.order = resolved.title, position
            section.save()
        return section

    # -- agreements ---------------------------------------------------------------------------------------

    def _agreements(self) -> dict[NewAgreement, Agreement]:
        written = {}
        proposed = self.resolution.new_agreements
        codes = {party.code for new in proposed for party in new.parties}
        ensure_partners(codes)
        partners = {partner.code: partner for partner in Partner.objects.filter(code__in=codes)}
        for new in proposed:
            agreement = Agreement.objects.create(
                title=new.title, kind=new.kind, level=new.level, confirmed=False
            )
            AgreementParty.objects.bulk_create(
                AgreementParty(
                    agreement=agreement, partner=partners[party.code], organ=party.organ, order=order
                )
                for order, party in enumerate(new.parties)
            )
            written[new] = agreement
            _learn_wordings((agreement, text) for text in new.wordings)
        _learn_wordings(self.resolution.learned_wordings)
        return written

    # -- entries ------------------------------------------------------------------------------------------

    def _entries(self) -> dict[int, Entry]:
        """Create the new entries with their events, update the changed ones."""
        entries: dict[int, Entry] = {}
        positions: dict[int | None, int] = {}  # the last one taken, by section
        values: dict[int, Values] = {}
        sections: dict[int, int | None] = {}  # before, by row
        created, changed, moved = [], [], []
        for index, row in enumerate(self.resolution.rows):
            positions[row.section] = positions.get(row.section, 0) + 1
            entry = Entry(report=self.report) if row.status is RowStatus.NEW else row.entry
            before = _place_of(entry)
            sections[index] = entry.section_id
            self._place(entry, row, positions[row.section])
            if row.status is not RowStatus.UNCHANGED:
                values[index] = self._fill(entry, row)
                (created if row.status is RowStatus.NEW else changed).append(index)
            elif before != _place_of(entry):
                moved.append(index)
            entries[index] = entry
        for event, index in zip(governing.new_events(len(created)), created, strict=True):
            entries[index].event = entries[index].own_event = event
        Entry.objects.bulk_create(entries[index] for index in created)
        Entry.objects.bulk_update([entries[index] for index in changed], _ENTRY_FIELDS)
        Entry.objects.bulk_update([entries[index] for index in moved], _PLACE_FIELDS)
        self.touched = [*created, *changed]
        # Another section may stand for another sphere.
        elsewhere = [index for index in moved if sections[index] != entries[index].section_id]
        recognition.save_links([(entries[index], values[index]) for index in self.touched], self.gazetteer)
        governing.govern(entries[index].event for index in (*self.touched, *elsewhere))
        return entries

    def _place(self, entry: Entry, row: ResolvedRow, position: int) -> None:
        section = None if row.section is None else self.sections[row.section]
        entry.section = section
        entry.order = position
        if self.subject.department is not None:
            entry.department = self.subject.department
        elif row.department is not None and row.status is not RowStatus.UNCHANGED:
            entry.department = _kept(row.department, wording=row.department.name)
        elif section is not None and section.department is not None:
            entry.department = section.department
        if self.subject.is_whole:
            # A department numbers its own table from 1, which says nothing about the whole document.
            entry.number = row.row.number
            entry.cells = {**entry.cells, Role.NUMBER: row.row.cells.get(Role.NUMBER, "")}

    def _fill(self, entry: Entry, row: ResolvedRow) -> Values:
        """Put the row into the entry and return the values read from its cells. Where a department hands in
        again what the coordinator has reworded, the coordinator's wording stays."""
        number = entry.cells.get(Role.NUMBER, "")
        standing = self.subject.cells_of(entry)
        reworded = {
            role: entry.cells[role]
            for role in entry.body_cells
            if squeeze(row.row.cells.get(role, "")) == squeeze(standing.get(role, ""))
        }
        entry.body_cells = {role: entry.body_cells[role] for role in reworded}
        entry.cells = {**entry.cells, **row.row.cells, **reworded, Role.NUMBER: number}
        values = row.values
        if reworded:
            cells = {Role(role): text for role, text in entry.cells.items()}
            said = NOTHING_SAID if row.section is None else self.resolution.sections[row.section].said
            values = self.subject.read_values(cells, self.gazetteer, extra=row.row.extra, said=said)
        if row.has_chosen_partners:
            answered = {correction_key(found) for found in (*values.partners.found, *row.excluded_partners)}
            entry.corrections = {
                name: correction for name, correction in entry.corrections.items() if name not in answered
            }
        elif row.status is RowStatus.CHANGED:
            values = with_chosen(entry, values)
        entry.extra = dict(row.row.extra)
        entry.continued = dict(row.row.continued)
        new = isinstance(row.agreement, NewAgreement)
        entry.agreement = self.agreements[row.agreement] if new else row.agreement
        _correct(entry, row)
        recognition.recognise(entry, values)
        return values

    def _remove_missing(self) -> None:
        """Mark the entries the newer document no longer has, and the sections left empty."""
        missing = self.resolution.missing
        if missing:
            Entry.objects.filter(pk__in=[entry.pk for entry in missing]).update(removed_at=timezone.now())
            Finding.objects.filter(entry__in=missing).delete()
            bind_cards_of_removed([entry.pk for entry in missing])
            governing.govern({entry.event_id: entry.event for entry in missing}.values())
        filled = self.report.entries.exclude(section=None).values("section")
        empty = self.report.sections.exclude(pk__in=filled)
        if self.subject.is_whole:
            # A heading without rows that the document itself prints stays.
            empty = empty.exclude(pk__in=[section.pk for section in self.sections])
        for section in empty:
            section.remove()


def _stands_for(resolved: ResolvedSection) -> Department | Sphere | None:
    """What the section stands for, created where the registry does not know it."""
    if not isinstance(resolved.stands_for, NewName):
        return resolved.stands_for
    name = resolved.stands_for.name
    if resolved.stands_for.basis is SectionBasis.SPHERE:
        sphere, new = Sphere.objects.get_or_create(name=name, defaults={"confirmed": False})
        if new:
            SphereWording.objects.create(text=resolved.title, sphere=sphere)
        return sphere
    return _kept(new_department(resolved.stands_for), wording=resolved.title)


def _kept(department: Department, *, wording: str) -> Department:
    """The department saved with how it was written, or the one of that name: a heading and a column of one
    document may both name a department that was unknown when it was read."""
    if department.pk is not None:
        return department
    known = Department.objects.filter(name=department.name).first()
    if known is not None:
        return known
    department.save()
    DepartmentWording.objects.create(text=wording, department=department)
    return department


def _make_room(report: Report, new: Section) -> int:
    """The order of a department's new section: in protocol order, last where it stands for nothing. The
    sections behind it move up by one."""
    standing = list(report.sections.select_related("department", "sphere").order_by("order", "id"))
    if new.stands_for is None:
        return len(standing) + 1
    place = next((index for index, section in enumerate(standing) if section.rank > new.rank), len(standing))
    behind = standing[place:]
    for index, section in enumerate(behind, start=place + 2):
        section.order = index
    Section.objects.bulk_update(behind, ["order"])
    return place + 1


def _learn_wordings(learned: Iterable[tuple[Agreement, str]]) -> None:
    AgreementWording.objects.bulk_create(
        AgreementWording(text=text, agreement=agreement) for agreement, text in learned
    )


def _place_of(entry: Entry) -> tuple[object, ...]:
    return entry.order, entry.cells.get(Role.NUMBER), entry.number, entry.section_id


def _correct(entry: Entry, row: ResolvedRow) -> None:
    """Keep what a person corrected before loading, each value with the hash of the cell it corrects."""
    for name, value in row.corrections.items():
        correction = {"value": value, "cell": recognition.cell_hash(entry, name)}
        entry.corrections = {**entry.corrections, name: correction}
    for excluded in row.excluded_partners:
        name = correction_key(excluded)
        cell = recognition.cell_hash(entry, name, excluded.cell)
        correction = {"value": False, "cell": cell, "role": excluded.cell.value}
        entry.corrections = {**entry.corrections, name: correction}
