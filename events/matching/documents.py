"""Which documents are compared: a plan with the reports of its time, reports with reports of near periods."""

from collections.abc import Collection, Iterable
from datetime import timedelta

from django.db.models import Q, QuerySet

from events.models import Entry, Report
from events.vocabulary import Kind

# What ends late or was moved is told in the report of the next quarter.
_REACH = timedelta(days=120)


def comparable(entries: QuerySet[Entry] | None = None) -> QuerySet[Entry]:
    """Finished entries alone: what a department still writes gives no match that others could see."""
    entries = Entry.objects.all() if entries is None else entries
    return (
        entries.filter(report__removed_at=None)
        .finished()
        .select_related("report", "section")
        .defer("search", "stems", "recognised", "corrections", "body_cells", "extra", "continued")
    )


def plans_and_reports(report: Report) -> tuple[list[Report], list[Report]]:
    """Plans and reports to be assigned to each other where rows of this document came in."""
    plan_kind = Kind(report.kind) if report.is_plan else Kind(report.kind).plan_of_report
    if plan_kind is None:
        return [], []
    plans = [report]
    if not report.is_plan:
        plans = list(
            Report.objects.filter(kind=plan_kind, start__lte=report.end, end__gte=report.start - _REACH)
        )
    return plans, list(_reports_on(plans, plan_kind))


def _reports_on(plans: Collection[Report], plan_kind: Kind) -> QuerySet[Report]:
    if not plans:
        return Report.objects.none()
    first, last = min(plan.start for plan in plans), max(plan.end for plan in plans)
    return Report.objects.filter(kind__in=plan_kind.reports_of_plan, end__gte=first, start__lte=last + _REACH)


def told_beside(reports: Iterable[Report]) -> QuerySet[Report]:
    """Documents of the same standing that may tell the same events again: of the same time in another field,
    of the periods before and after."""
    near = Q(pk__in=[])
    for report in reports:
        kinds = Kind.PLANS if report.is_plan else Kind.REPORTS
        reach = timedelta() if report.is_plan else _REACH
        near |= Q(kind__in=kinds, end__gte=report.start - reach, start__lte=report.end + reach)
    return Report.objects.filter(near)
