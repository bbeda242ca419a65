"""Opening a plan or report, and requesting submissions for it."""

import logging
from collections.abc import Iterable
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.home_region import terms
from agreements.models import Agreement, Department, Partner, Succession
from agreements.names.declension import decline
from coopregistry.history import explain
from events.entries.governing import govern_events_of
from events.exports import house_form
from events.models import Entry, Report, Submission
from events.period import Period
from events.vocabulary import Kind

from .transitions import ReportAction, require_report

logger = logging.getLogger(__name__)


def departments_in_force(day: date | None = None) -> QuerySet[Department]:
    """Departments that exist on that day (today by default) and that nobody has succeeded by then."""
    day = day or timezone.localdate()
    succeeded = Succession.objects.filter(Q(date=None) | Q(date__lte=day), predecessor=OuterRef("pk"))
    return Department.objects.filter(
        ~Exists(succeeded),
        Q(in_force_from=None) | Q(in_force_from__lte=day),
        Q(in_force_to=None) | Q(in_force_to__gte=day),
        confirmed=True,
    )


def departments_in_period(period: Period) -> QuerySet[Department]:
    """Departments that exist on a day of the period, also those that end or begin within it."""
    succeeded = Succession.objects.filter(
        Q(date=None) | Q(date__lte=period.start), predecessor=OuterRef("pk")
    )
    return Department.objects.filter(
        ~Exists(succeeded),
        Q(in_force_from=None) | Q(in_force_from__lte=period.end),
        Q(in_force_to=None) | Q(in_force_to__gte=period.start),
        confirmed=True,
    )


def departments_to_come() -> QuerySet[Department]:
    """Those in force today or later."""
    today = timezone.localdate()
    succeeded = Succession.objects.filter(Q(date=None) | Q(date__lte=today), predecessor=OuterRef("pk"))
    return Department.objects.filter(
        ~Exists(succeeded), Q(in_force_to=None) | Q(in_force_to__gte=today), confirmed=True
    )


def customary_parts(kind: Kind) -> tuple[str, ...]:
    """A plan is for a half-year, a report of a quarter, unless the office decides otherwise."""
    return ("H1", "H2") if kind.is_plan else ("Q1", "Q2", "Q3", "Q4")


def default_deadline(kind: Kind, period: Period) -> date:
    """Before the period of a plan begins, after that of a report has ended: as the region has it."""
    if kind.is_plan:
        return period.start - timedelta(days=terms().plan_days_before)
    return period.end + timedelta(days=terms().report_days_after)


@transaction.atomic
def open_report(
    kind: Kind,
    period: Period,
    *,
    deadline: date | None,
    departments: Iterable[Department],
    partner: Partner | None = None,
    agreement: Agreement | None = None,
) -> Report:
    """A new report in the house form, with submissions requested from these departments.

    ValidationError where there is one of this kind and period about the same partner or agreement.
    """
    if agreement is not None:
        others = Partner.objects.filter(code__in=agreement.counterparts)
        partner = others[0] if len(others) == 1 else None
    home = Partner.objects.get(code=settings.HOME_SUBJECT)
    about = (partner.place().official or partner.cases) if partner else None
    report = Report(
        kind=kind.value,
        period_code=period.code,
        partner=partner,
        agreement=agreement,
        basis=house_form.basis(kind).value,
        title=house_form.title(
            kind,
            period,
            home=home.cases,
            partner=about,
            agreement=decline(agreement.title)[1] if agreement else "",
        ),
        headings=house_form.headings(kind, of_agreement=agreement is not None),
        deadline=deadline,
        is_whole=False,
    )
    report.prepare()
    report.full_clean()
    explain(_("Opened for the collection of information"))
    report.save()
    logger.info("Report %s opened: %s %s", report.pk, kind, period)
    request_submissions(report, departments, due=deadline)
    return report


@transaction.atomic
def request_submissions(
    report: Report, departments: Iterable[Department], *, due: date | None = None
) -> list[Submission]:
    """Request a submission from each department that has none yet; returns the new ones.

    A cancelled request is made again under its old key, so its history goes on.
    """
    require_report(report, ReportAction.REQUEST)
    requested = set(report.submissions.values_list("department", flat=True))
    wanted = [department for department in departments if department.pk not in requested]
    cancelled = {
        submission.department_id: submission.pk
        for submission in Submission.with_removed.filter(report=report, department__in=wanted).order_by("pk")
    }
    submissions = [
        Submission(report=report, department=department, asked_at=timezone.now(), due=due)
        for department in wanted
    ]
    explain(_("Information was asked for"))
    for submission in submissions:
        if submission.department_id in cancelled:
            submission.pk, submission._state.adding = cancelled[submission.department_id], False
            submission.save()
    Submission.objects.bulk_create(submission for submission in submissions if submission.pk is None)
    govern_events_of(Entry.objects.filter(report=report, department__in=wanted))
    logger.info("Report %s: %d submissions requested", report.pk, len(submissions))
    return submissions


@transaction.atomic
def set_deadline(report: Report, deadline: date | None) -> None:
    """A new deadline for the report and for every submission still under way."""
    explain(_("The term was changed"))
    report.deadline = deadline
    report.save(update_fields=["deadline"])
    report.submissions.under_way().update(due=deadline)
    logger.info("Report %s: deadline set to %s", report.pk, deadline)
