"""The life of a report: compiled, closed for approval, approved, published, and reopened.

Each function is one transaction, gives its reason in the history, and raises NotNow where TRANSITIONS do not
allow it. Who may ask is decided by events.access, not here.
"""

import logging
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from coopregistry.history import explain
from events.entries.governing import govern_events_of
from events.models import Report

from .transitions import TRANSITIONS, NotNow, ReportAction, require_report

logger = logging.getLogger(__name__)


@transaction.atomic
def compile_report(report: Report) -> None:
    """End the collection: departments cannot write any more, coordinators go on."""
    report = locked(report, ReportAction.COMPILE)
    _move(report, ReportAction.COMPILE, _("The collection of information has ended"))


@transaction.atomic
def collect_again(report: Report) -> None:
    report = locked(report, ReportAction.COLLECT)
    _move(report, ReportAction.COLLECT, _("The collection of information goes on"))


def close_for_approval(report: Report) -> None:
    """For editions.fixing, which has locked the report in its own transaction."""
    _move(report, ReportAction.FIX, _("Edition fixed for approval"))


@transaction.atomic
def approve(report: Report, *, on: date, by: str, number: str = "") -> None:
    """`by` is the post and name of the official, as signed."""
    report = locked(report, ReportAction.APPROVE)
    report.approved_on, report.approved_by, report.approval_number = on, by, number
    _move(report, ReportAction.APPROVE, _("Approved"))


@transaction.atomic
def publish(report: Report, *, on: date, address: str) -> None:
    report = locked(report, ReportAction.PUBLISH)
    report.published_on, report.published_at = on, address
    _move(report, ReportAction.PUBLISH, _("Published"))


@transaction.atomic
def reopen(report: Report, *, reason: str, collect: bool = False) -> None:
    """Open a closed report for changes, with `collect` for departments too; its editions stay."""
    report = locked(report, ReportAction.REOPEN)
    if not reason.strip():
        raise NotNow(_("Say why the document is opened for changes."))
    report.approved_on = report.published_on = None
    report.approved_by = report.approval_number = report.published_at = ""
    target = Report.State.COLLECTING if collect else Report.State.COMPILED
    _move(report, ReportAction.REOPEN, _("Opened for changes: %s") % reason.strip(), target=target)


def locked(report: Report, action: ReportAction) -> Report:
    """The report as stored now, locked until the transaction ends. NotNow if the action is not allowed."""
    stored = Report.objects.select_for_update().get(pk=report.pk)
    require_report(stored, action)
    return stored


def _move(report: Report, action: ReportAction, reason: str, *, target: str | None = None) -> None:
    explain(reason)
    before, was_closed = report.state, report.is_closed
    report.state = target or TRANSITIONS[action].target
    report.full_clean(exclude=["headings"])
    report.save()
    if report.is_closed != was_closed:  # closing finishes the entries of departments that never submitted
        govern_events_of(report.entries.all())
    logger.info("Report %s: %s, from %s to %s", report.pk, action, before, report.state)
