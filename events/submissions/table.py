"""The part of one body in a report as a table of its own: what is handed in with a letter."""

from dataclasses import replace

from agreements.models import Department
from events.exports.table import ReportTable
from events.models import Report
from events.reports.printed_table import in_printing_order, table_of


def part_table(report: Report, department: Department) -> ReportTable:
    """The body's rows alone, numbered from one; notes and footnotes are those of the whole document."""
    parts = in_printing_order(report, report.entries.filter(department=department))
    whole = table_of(report, [(section, rows) for section, rows in parts if rows])
    title = f"{whole.title}\n({department.name})"
    return replace(whole, title=title, notes=(), extras=())
