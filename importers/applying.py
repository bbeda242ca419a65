"""Brings documents in: read, recognise, resolve, and, the only writer here, apply in one transaction."""

import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass

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
from agreements.names.declension import decline
from coopregistry import history
from coopregistry.models import ChangeSet, User
from coopregistry.undo import Undone, undo
from events.entries import governing, recognition
from events.entries.chosen_partners import correction_key, with_chosen
from events.models import Entry, Event, Finding, Report, Section, Sphere, SphereWording
from events.phrases.values import Values, read_values
from events.vocabulary import Role, SectionBasis

from .documents.layouts import recognise
from .documents.readers import read
from .documents.target import Target
from .models import ImportedRow, ImportRun, SourceDocument
from .resolving.agreements import NewAgreement
from .resolving.pairing import squeeze
from .resolving.resolver import Resolution, ResolvedRow, ResolvedSection, RowStatus, own_cells, resolve
from .resolving.sections import NewName


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file as it came."""

    name: str
    data: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def preview(upload: Upload, target: Target | None = None) -> Resolution:
    """What an import would do; writes nothing. UnreadableDocument where it cannot be done at all."""
    return resolve(recognise(read(upload.data, upload.name)), target or Target())


def import_document(
    upload: Upload, target: Target | None = None, *, user: User | None = None
) -> tuple[Resolution, ImportRun]:
    """Preview and apply in one transaction, so that what was compared is what is written."""
    with transaction.atomic():
        resolution = preview(upload, target)
        return resolution, apply(resolution, upload, user=user)


@transaction.atomic
def apply(resolution: Resolution, upload: Upload, *, user: User | None = None, left: int = 0) -> ImportRun:
    """Write what the resolution says. Everything it creates, changes and removes is one change set. `left`:
    how many rows of the document it leaves out."""
    source, _new = SourceDocument.objects.get_or_create(
        sha256=upload.sha256,
        defaults={"name": upload.name[-255:], "content": upload.data, "size": len(upload.data)},
    )
    reason = _("Import of %(name)s") % {"name": upload.name}
    with history.change_set(user=user, reason=reason[:500]) as changes:
        status, report = ImportRun.Status.UNCHANGED, resolution.report
        entries: dict[int, Entry] = {}
        if not resolution.changes_nothing:
            status = ImportRun.Status.UPDATED if report else ImportRun.Status.IMPORTED
            report = _write_report(resolution)
            sections = _write_sections(resolution, report)
            agreements = _write_agreements(resolution)
            entries = _write_entries(resolution, report, sections, agreements)
            _remove_missing(resolution, report, sections)
    run = ImportRun.objects.create(
        document=source,
        report=report,
        department=resolution.department,
        user=user,
        change_set=changes.written,
        status=status,
        layout=resolution.document.layout,
        counts={**resolution.counts, **({"left": left} if left else {})},
        issues=[asdict(issue) for issue in all_issues(resolution)],
    )
    ImportedRow.objects.bulk_create(
        [
            ImportedRow(
                run=run,
                entry=entries.get(index) or row.entry,
                table=row.row.source.table,
                row=row.row.source.row,
                columns=dict(row.row.columns),
            )
            for index, row in enumerate(resolution.rows)
        ],
        batch_size=500,
    )
    return run


def undo_import(run: ImportRun, *, user: User | None = None, reason: str = "") -> Undone:
    """Take an import back as a whole; rows that a person changed since stay and are named."""
    change_set: ChangeSet | None = run.change_set
    if change_set is None:
        return Undone(change_set=None, records=0, refused=())
    with transaction.atomic():
        undone = undo(change_set, user=user, reason=reason)
        run.refused = [{"label": left.label, "why": left.why} for left in undone.refused]
        run.save(update_fields=["refused"])
        recognition.refresh_findings(run.report.entries.all())
    return undone


def all_issues(resolution: Resolution) -> list:
    return [*resolution.issues, *(issue for row in resolution.rows for issue in row.issues)]


def _write_report(resolution: Resolution) -> Report:
    report = resolution.report
    if report is None:
        report = Report(
            kind=resolution.kind,
            period_code=resolution.period.code,
            partner=resolution.partner,
            basis=resolution.basis,
        )
    elif set(resolution.report_changes) <= {"sections"}:
        return report
    for name, value in resolution.report_values.items():
        setattr(report, name, value)
    report.full_clean(exclude=["start", "end", "headings"])
    report.save()
    return report


def _write_sections(resolution: Resolution, report: Report) -> list[Section]:
    written = []
    whole = resolution.department is None
    for position, resolved in enumerate(resolution.sections, start=1):
        section = resolved.section
        stands_for = _stands_for(resolved)
        if section is None:
            section = Section(report=report, title=resolved.title)
            section.department = stands_for if isinstance(stands_for, Department) else None
            section.sphere = stands_for if isinstance(stands_for, Sphere) else None
            section.order = position if whole else _place_among(report, section)
            section.save()
        elif whole and (section.title, section.order) != (resolved.title, position):
            section.title, section.order = resolved.title, position
            section.save()
        written.append(section)
    return written


def _stands_for(resolved: ResolvedSection) -> Department | Sphere | None:
    if not isinstance(resolved.stands_for, NewName):
        return resolved.stands_for
    name = resolved.stands_for.name
    if resolved.stands_for.basis is SectionBasis.SPHERE:
        sphere, new = Sphere.objects.get_or_create(name=name, defaults={"confirmed": False})
        if new:
            SphereWording.objects.create(text=resolved.title, sphere=sphere)
        return sphere
    nominative, genitive, dative, accusative, instrumental, prepositional = decline(name)
    department, new = Department.objects.get_or_create(
        name=nominative,
        defaults={
            "genitive": genitive,
            "dative": dative,
            "accusative": accusative,
            "instrumental": instrumental,
            "prepositional": prepositional,
            "confirmed": False,
        },
    )
    if new:
        DepartmentWording.objects.create(text=resolved.title, department=department)
    return department


def _place_among(report: Report, new: Section) -> int:
    """The order of a body's section in protocol order; those behind it move one on."""
    standing = list(report.sections.select_related("department", "sphere").order_by("order", "id"))
    rank = new.rank
    place = next((index for index, section in enumerate(standing) if section.rank > rank), len(standing))
    behind = standing[place:]
    for index, section in enumerate(behind, start=place + 2):
        section.order = index
    Section.objects.bulk_update(behind, ["order"])
    return place + 1


def _write_agreements(resolution: Resolution) -> dict[int, Agreement]:
    """New agreements by the identity of their proposals."""
    written = {}
    codes = {party.code for new in resolution.new_agreements for party in new.parties}
    partners = {partner.code: partner for partner in Partner.objects.filter(code__in=codes)}
    for new in resolution.new_agreements:
        agreement = Agreement.objects.create(title=new.title, kind=new.kind, level=new.level, confirmed=False)
        AgreementParty.objects.bulk_create(
            AgreementParty(agreement=agreement, partner=partners[party.code], organ=party.organ, order=order)
            for order, party in enumerate(new.parties)
        )
        written[id(new)] = agreement
        _learn_wordings((agreement, text) for text in new.wordings)
    _learn_wordings(resolution.learned_wordings)
    return written


def _learn_wordings(learned: Iterable[tuple[Agreement, str]]) -> None:
    AgreementWording.objects.bulk_create(
        AgreementWording(text=text, agreement=agreement) for agreement, text in learned
    )


def _write_entries(
    resolution: Resolution, report: Report, sections: list[Section], agreements: dict[int, Agreement]
) -> dict[int, Entry]:
    """Create the new entries with their events, update the changed ones; returns entries by row index."""
    events: dict[int, Event] = {}
    entries: dict[int, Entry] = {}
    order: dict[int | None, int] = {}
    read: dict[int, Values] = {}
    created, changed, rearranged = [], [], []
    for index, row in enumerate(resolution.rows):
        section = None if row.section is None else sections[row.section]
        position = order[row.section] = order.get(row.section, 0) + 1
        if row.status is RowStatus.NEW:
            entry = Entry(report=report)
            created.append(index)
        else:
            entry = row.entry
            (changed if row.status is RowStatus.CHANGED else rearranged).append(index)
        was = (entry.order, entry.cells.get(Role.NUMBER), entry.number, entry.section_id)
        _place_entry(entry, row, resolution, section, position)
        if row.status is not RowStatus.UNCHANGED:
            read[index] = _fill_entry(entry, row, resolution, agreements)
        elif was == (entry.order, entry.cells.get(Role.NUMBER), entry.number, entry.section_id):
            rearranged.pop()
        entries[index] = entry
    for index in created:
        events[index] = Event()
        governing.fill_event(events[index], entries[index])
    for event, index in zip(Event.objects.bulk_create(events.values()), created, strict=True):
        entries[index].event = event
    Entry.objects.bulk_create(entries[index] for index in created)
    Entry.objects.bulk_update([entries[index] for index in changed], _ENTRY_FIELDS)
    Entry.objects.bulk_update([entries[index] for index in rearranged], _PLACE_FIELDS)
    touched = [*created, *changed]
    recognition.save_links([(entries[index], read[index]) for index in touched], current_gazetteer())
    governing.govern(entries[index].event for index in touched)
    return entries


_PLACE_FIELDS = ("section", "order", "number", "department", "cells")
_ENTRY_FIELDS = (*_PLACE_FIELDS, "agreement", "body_cells", "extra", "continued", *recognition.ENTRY_FIELDS)


def _place_entry(
    entry: Entry, row: ResolvedRow, resolution: Resolution, section: Section | None, position: int
) -> None:
    entry.section = section
    entry.order = position
    if resolution.department is not None:
        entry.department = resolution.department
    elif section is not None and section.department is not None:
        entry.department = section.department
    if resolution.department is None:
        # A body's own table is numbered from 1: its numbers mean nothing in the whole document.
        entry.number = row.row.number
        entry.cells = {**entry.cells, Role.NUMBER: row.row.cells.get(Role.NUMBER, "")}


def _fill_entry(
    entry: Entry, row: ResolvedRow, resolution: Resolution, agreements: dict[int, Agreement]
) -> Values:
    """Put the row into the entry and return the values read from its cells. Where a body hands in once more
    what the coordinator has reworded, the coordinator's wording stays."""
    number = entry.cells.get(Role.NUMBER, "")
    standing = own_cells(entry, resolution.department)
    reworded = {
        role: entry.cells[role]
        for role in entry.body_cells
        if squeeze(row.row.cells.get(role, "")) == squeeze(standing.get(role, ""))
    }
    entry.body_cells = {role: entry.body_cells[role] for role in reworded}
    entry.cells = {**entry.cells, **row.row.cells, **reworded, Role.NUMBER: number}
    values = row.values
    if reworded:
        about = resolution.partner.code if resolution.partner else ""
        cells = {Role(role): text for role, text in entry.cells.items()}
        values = read_values(resolution.kind, resolution.period, cells, current_gazetteer(), about=about)
    if row.partners_said:
        said = {correction_key(one) for one in (*values.partners.found, *row.left_out)}
        entry.corrections = {name: one for name, one in entry.corrections.items() if name not in said}
    elif row.status is RowStatus.CHANGED:
        values = with_chosen(entry, values)
    entry.extra = dict(row.row.extra)
    entry.continued = dict(row.row.continued)
    new = isinstance(row.agreement, NewAgreement)
    entry.agreement = agreements[id(row.agreement)] if new else row.agreement
    for name, value in row.corrections.items():
        correction = {"value": value, "cell": recognition.cell_hash(entry, name)}
        entry.corrections = {**entry.corrections, name: correction}
    for one in row.left_out:
        name = correction_key(one)
        cell = recognition.cell_hash(entry, name, one.cell)
        left_out = {"value": False, "cell": cell, "role": one.cell.value}
        entry.corrections = {**entry.corrections, name: left_out}
    recognition.recognise(entry, values)
    return values


def _remove_missing(resolution: Resolution, report: Report, sections: list[Section]) -> None:
    """Mark the rows the newer document no longer has, and the sections that stand empty now."""
    if resolution.missing:
        Entry.objects.filter(pk__in=[entry.pk for entry in resolution.missing]).update(
            removed_at=timezone.now()
        )
        Finding.objects.filter(entry__in=resolution.missing).delete()
        governing.govern({entry.event_id: entry.event for entry in resolution.missing}.values())
    filled = report.entries.exclude(section=None).values("section")
    empty = report.sections.exclude(pk__in=filled)
    if resolution.department is None:
        # A heading without rows that the document itself prints stays.
        empty = empty.exclude(pk__in=[section.pk for section in sections])
    for section in empty:
        section.remove()
