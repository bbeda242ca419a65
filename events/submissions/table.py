"""A submission as a table of its own: what is sent with a letter."""

from dataclasses import replace

from agreements.models import Department
from events.exports.table import ReportTable
from events.models import Report
from events.reports.printed_table import in_printing_order, table_of


def submission_table(report: Report, department: Department) -> ReportTable:
    """The department's entries alone, numbered from one, without the notes of the whole report."""
    sections = in_printing_order(report, report.entries.filter(department=department))
    whole = table_of(report, [(section, entries) for section, entries in sections if entries])
    title = f"{whole.title}\n({department.name})"
    return replace(whole, title=title, notes=(), extras=())
