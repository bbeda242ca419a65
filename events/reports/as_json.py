"""A report as the JSON object the commands print."""

from collections import defaultdict
from typing import Any

from django.db.models import QuerySet

from agreements.models import Partner
from events.entries.finding_messages import finding_message
from events.exports.as_json import report_object, row_object
from events.models import Entry, EntryPartner, Report
from events.models.recognised import RECOGNISED_FIELDS

_LIST_OF = {
    Partner.Kind.SUBJECT: 0,
    Partner.Kind.COUNTRY: 1,
    Partner.Kind.FOREIGN_REGION: 2,
}


def report_json(report: Report, entries: QuerySet[Entry] | None = None) -> dict[str, Any]:
    """The report with all its entries or those given, corrections included; a constant number of queries."""
    names = _partner_names(report)
    running = report.numbering == Report.Numbering.RUNNING
    if entries is None:
        entries = report.entries.all()
    entries = entries.select_related("section").prefetch_related("findings").in_printed_order()
    return {
        "report": report_object(
            kind=report.kind,
            period=report.period_code,
            title=report.title,
            headings=[heading for heading, _role in report.headings],
            notes=report.notes,
        ),
        "rows": [
            _row(entry, position if running else entry.number, names[entry.pk])
            for position, entry in enumerate(entries, start=1)
        ],
    }


def _row(entry: Entry, number: int | None, names: tuple[list[str], ...]) -> dict[str, Any]:
    return row_object(
        number=number,
        section=entry.section.title if entry.section else None,
        cells=entry.cells,
        extra=entry.extra,
        columns={name: getattr(entry, name) for name in RECOGNISED_FIELDS},
        partners=names,
        issues=[
            {"code": finding.code, "severity": finding.severity, "message": finding_message(finding)}
            for finding in entry.findings.all()
        ],
    )


def _partner_names(report: Report) -> dict[int, tuple[list[str], list[str], list[str]]]:
    names: dict[int, tuple[list[str], list[str], list[str]]] = defaultdict(lambda: ([], [], []))
    links = EntryPartner.objects.counted().filter(entry__report=report, entry__removed_at=None)
    for entry, kind, name in links.values_list("entry_id", "partner__kind", "partner__name"):
        if kind in _LIST_OF:
            names[entry][_LIST_OF[kind]].append(name)
    return names
