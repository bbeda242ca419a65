"""The order of sections and entries in a report, and bulk reassignment of entries."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from agreements.models import Department
from coopregistry.history import explain
from events.entries.governing import govern_events_of
from events.entries.sections import renumber, section_for
from events.models import Entry, Report, Section
from events.vocabulary import SectionBasis


@transaction.atomic
def place_entry(entry: Entry, section: Section | None, position: int) -> None:
    """Move an entry to a position (from 0) of a section of its report. A department's section assigns the
    entry to that department.
    """
    explain(_("The order of rows was changed"))
    rows = list(Entry.objects.filter(report=entry.report_id, section=section).order_by("order", "id"))
    rows = [row for row in rows if row.pk != entry.pk]
    before = (entry.department_id, entry.section_id)
    entry.section = section
    if section is not None and section.department_id is not None:
        entry.department_id = section.department_id
    rows.insert(max(0, min(position, len(rows))), entry)
    for order, row in enumerate(rows, start=1):
        row.order = order
    Entry.objects.bulk_update(rows, ["order", "section", "department"])
    if (entry.department_id, entry.section_id) != before:
        govern_events_of(Entry.objects.filter(pk=entry.pk))
    _number_by_order(entry.report)


@transaction.atomic
def step_entry(entry: Entry, down: bool) -> None:
    """Move one place up or down, from the edge of a section into the next one."""
    rows = list(
        Entry.objects.filter(report=entry.report_id, section=entry.section_id).order_by("order", "id")
    )
    place = next(index for index, row in enumerate(rows) if row.pk == entry.pk) + (1 if down else -1)
    if 0 <= place < len(rows):
        place_entry(entry, entry.section, place)
        return
    sections = list(entry.report.sections.order_by("order", "id"))
    here = next((index for index, section in enumerate(sections) if section.pk == entry.section_id), -1)
    beside = here + (1 if down else -1)
    if 0 <= beside < len(sections):
        place_entry(entry, sections[beside], 0 if down else 10**6)


@transaction.atomic
def order_by_date(report: Report) -> int:
    """Sort the entries of each section by date; undated ones follow as they stood. Returns how many sections
    that changes.
    """
    explain(_("Rows were put in the order of their dates"))
    sections: dict[int | None, list[Entry]] = {}
    for entry in report.entries.order_by("order", "id"):
        sections.setdefault(entry.section_id, []).append(entry)
    changed, moved = 0, []
    for rows in sections.values():
        in_order = sorted(rows, key=lambda row: (row.start or date.max, row.end or date.max))
        if in_order == rows:
            continue
        changed += 1
        for order, row in enumerate(in_order, start=1):
            row.order = order
        moved += in_order
    if moved:
        Entry.objects.bulk_update(moved, ["order"])
        _number_by_order(report)
    return changed


@transaction.atomic
def place_section(section: Section, position: int) -> None:
    explain(_("The order of sections was changed"))
    sections = [one for one in section.report.sections.order_by("order", "id") if one.pk != section.pk]
    sections.insert(max(0, min(position, len(sections))), section)
    renumber(sections)
    _number_by_order(section.report)


@transaction.atomic
def step_section(section: Section, down: bool) -> None:
    sections = list(section.report.sections.order_by("order", "id"))
    here = next(index for index, one in enumerate(sections) if one.pk == section.pk)
    place_section(section, max(0, here + (1 if down else -1)))


@transaction.atomic
def reassign(entries: Sequence[Entry], *, department: Department | None, section: Section | None) -> None:
    """Assign entries of one report to another department or section, or both; they are appended there."""
    if not entries:
        return
    explain(_("Rows were given to another body or section"))
    report = entries[0].report
    if section is None and department is not None and report.basis == SectionBasis.DEPARTMENT:
        section = section_for(report, department)
    if section is not None:
        last = Entry.objects.filter(report=report, section=section).order_by("-order").first()
        order = last.order if last else 0
        for entry in entries:
            if entry.section_id != section.pk:
                order += 1
                entry.section, entry.order = section, order
            if department is None and section.department_id is not None:
                entry.department_id = section.department_id
    if department is not None:
        for entry in entries:
            entry.department = department
    Entry.objects.bulk_update(entries, ["department", "section", "order"])
    govern_events_of(Entry.objects.filter(pk__in=[entry.pk for entry in entries]))
    _number_by_order(report)


def _number_by_order(report: Report) -> None:
    """Numbers as written would no longer be continuous."""
    if report.numbering != Report.Numbering.RUNNING:
        report.numbering = Report.Numbering.RUNNING
        report.save(update_fields=["numbering"])
