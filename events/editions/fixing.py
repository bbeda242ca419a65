"""Fixing an edition: the report frozen, numbered and closed for approval."""

import hashlib
import logging
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from coopregistry.models import User
from events.exports.docx import docx_bytes
from events.exports.page_style import Formalities, Properties
from events.models import Edition, Report
from events.reports import workflow
from events.reports.printed_form import page_style_for, printed_form
from events.reports.printed_table import in_printing_order, table_of
from events.reports.transitions import NotNow, ReportAction

from .frozen import freeze, thaw

logger = logging.getLogger(__name__)


def current_table(report: Report) -> dict[str, Any]:
    """The report as an edition fixed now would keep it."""
    sections = in_printing_order(report)
    told = report.entries.with_a_word().in_printed_order()
    return freeze(table_of(report, sections), sections, told)


@transaction.atomic
def fix(report: Report, *, user: User | None, reason: str = "") -> Edition:
    """A new edition of the report as it stands. NotNow if it is closed or has no entries."""
    report = workflow.locked(report, ReportAction.FIX)
    frozen = current_table(report)
    rows = sum("entry" in line for line in frozen["lines"])
    if not rows:
        raise NotNow(_("There are no rows yet: there is nothing to fix."))
    docx = _docx(report, frozen, report.latest_change())
    edition = Edition.objects.create(
        report=report,
        number=(report.editions.aggregate(last=Max("number"))["last"] or 0) + 1,
        fixed_by=user,
        reason=reason,
        rows=rows,
        table=frozen,
        docx=docx,
        sha256=hashlib.sha256(docx).hexdigest(),
    )
    workflow.close_for_approval(report)
    logger.info("Report %s: edition %s fixed, %d rows", report.pk, edition.number, rows)
    return edition


def docx_of(edition: Edition) -> bytes:
    """Made anew from the table of the edition."""
    return _docx(edition.report, edition.table, edition.fixed_at)


def _docx(report: Report, frozen: dict[str, Any], created: datetime | None) -> bytes:
    return docx_bytes(
        thaw(frozen),
        formalities=Formalities(),
        properties=Properties(created=created),
        page_style=page_style_for(printed_form(report.kind)),
    )
