"""A document opened by mistake: withdrawn with its requests and begun rows, and put back as it was."""

import logging

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from coopregistry.history import explain
from events.entries import saving
from events.entries.governing import govern_events_of
from events.models import Entry, Finding, Report, Submission

from .transitions import NotNow, ReportAction, report_actions, require_report

logger = logging.getLogger(__name__)


def hindrance(report: Report) -> str:
    """Why the document cannot be withdrawn now; empty if it can."""
    if ReportAction.DISCARD not in report_actions(report):
        return _("The document is closed: it stays as it is.")
    handed_in = Q(first_handed_in_at__isnull=False) | ~Q(state__in=Submission.UNDER_WAY)
    if report.submissions.filter(handed_in).exists():
        return _("A body has handed in its information already.")
    if report.editions.exists():
        return _("An edition of the document was fixed already.")
    if report.import_runs.filter(change_set__undone_by=None).exists():
        return _("Rows of a file were loaded into the document: undo that import.")
    return ""


@transaction.atomic
def withdraw_report(report: Report) -> None:
    """All that goes is marked with one moment, by which `restore_report` knows it again."""
    report = Report.objects.select_for_update().get(pk=report.pk)
    require_report(report, ReportAction.DISCARD)
    if reason := hindrance(report):
        raise NotNow(reason)
    explain(_("Opened by mistake and withdrawn"))
    moment = timezone.now()
    entries = list(report.entries.values_list("pk", flat=True))
    Finding.objects.filter(entry__in=entries).delete()
    for records in (report.entries.all(), report.submissions.all(), Report.objects.filter(pk=report.pk)):
        records.update(removed_at=moment)
    govern_events_of(Entry.with_removed.filter(pk__in=entries))
    logger.info("Report %s withdrawn, with %d rows", report.pk, len(entries))


@transaction.atomic
def restore_report(report: Report) -> None:
    report = withdrawn_reports().select_for_update(of=("self",)).get(pk=report.pk)
    moment = report.removed_at
    same = Report.objects.filter(
        kind=report.kind, period_code=report.period_code, partner=report.partner, agreement=report.agreement
    )
    if same.exists():
        raise NotNow(_("There is a document of this kind and period already."))
    explain(_("A withdrawn document was put back"))
    report.restore()
    Submission.with_removed.filter(report=report, removed_at=moment).update(removed_at=None)
    entries = Entry.with_removed.filter(report=report, removed_at=moment)
    for entry in entries.select_related("report", "section", "event", "agreement", "department"):
        saving.put_back(entry)
    logger.info("Report %s put back", report.pk)


def withdrawn_reports() -> QuerySet[Report]:
    """The latest first. A document that an undone import had made is none of them."""
    removed = Report.with_removed.filter(removed_at__isnull=False, import_runs=None)
    return removed.select_related("partner", "agreement").order_by("-removed_at")
