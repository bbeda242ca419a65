"""Takes moves and cancellations that people told of a plan over into its next edition."""

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from coopregistry.history import explain
from events.entries.governing import govern_events_of
from events.entries.saving import reword
from events.models import Entry, Report
from events.phrases.dates import read_dates, write_dates
from events.reports import workflow
from events.reports.transitions import ReportAction
from events.vocabulary import Role

Fate = Entry.Fate


def told_since(report: Report) -> QuerySet[Entry]:
    """Entries postponed to other dates, cancelled or not held, which the document still prints as planned."""
    moved = Q(fate=Fate.POSTPONED) & ~Q(fate_dates="")
    return report.entries.filter(moved | Q(fate__in=(Fate.CANCELLED, Fate.NOT_HELD)), out_of_print=False)


@transaction.atomic
def take_over(report: Report) -> tuple[int, int]:
    """Put the new dates into postponed rows and take the others out of print; how many of each. Reasons and
    letters stay, and what was cancelled still counts as cancelled. NotNow if the document is closed."""
    report = workflow.locked(report, ReportAction.TAKE_OVER)
    entries = list(told_since(report).select_for_update(of=("self",)).in_printed_order())
    moved = [entry for entry in entries if entry.fate == Fate.POSTPONED]
    dropped = [entry for entry in entries if entry.fate != Fate.POSTPONED]
    explain(_("Moves and cancellations were taken over"))
    for entry in moved:
        dates = read_dates(entry.fate_dates, report.period) or read_dates(
            entry.fate_dates, report.period.next()
        )
        text = write_dates(dates) if dates is not None else entry.fate_dates
        entry.fate = entry.fate_dates = ""
        reword(entry, Role.DATES, text, by_department=False)
    for entry in dropped:
        entry.out_of_print = True
    Entry.objects.bulk_update(dropped, ["out_of_print"])
    if dropped and report.numbering != Report.Numbering.RUNNING:
        report.numbering = Report.Numbering.RUNNING
        report.save(update_fields=["numbering"])
    govern_events_of(Entry.objects.filter(pk__in=[entry.pk for entry in entries]))
    return len(moved), len(dropped)
