"""Which documents are compared: a plan with the reports of its time, reports with reports of near periods."""

from collections.abc import Collection, Sequence
from datetime import timedelta

from django.db.models import QuerySet

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
    """Plans and reports to be assigned to each other where rows of this document came in; of every field, as
    what one department plans with a country another may tell of a region."""
    if report.is_plan:
        told_in = list(_reports_on([report]))
        return [report, *_plans_of(told_in).exclude(pk=report.pk)] if told_in else [report], told_in
    plans = list(_plans_of([report]))
    return plans, list(_reports_on(_of_a_year(plans)))


def _plans_of(reports: Collection[Report]) -> QuerySet[Report]:
    first, last = min(one.start for one in reports), max(one.end for one in reports)
    return Report.objects.filter(kind__in=Kind.PLANS, start__lte=last, end__gte=first - _REACH)


def _reports_on(plans: Collection[Report]) -> QuerySet[Report]:
    if not plans:
        return Report.objects.none()
    first, last = min(plan.start for plan in plans), max(plan.end for plan in plans)
    return Report.objects.filter(kind__in=Kind.REPORTS, end__gte=first, start__lte=last + _REACH)


def _of_a_year(plans: Sequence[Report]) -> list[Report]:
    """Without plans of several years, beside which every document would be compared with all of these years;
    all of them where there are no others."""
    return [plan for plan in plans if plan.period.years == 1] or list(plans)


def told_beside(report: Report) -> QuerySet[Report]:
    """Documents of the same standing that may tell the same events again: of the same time in another field,
    of the periods before and after."""
    kinds = Kind.PLANS if report.is_plan else Kind.REPORTS
    first, last = report.start - _REACH, report.end + _REACH
    return Report.objects.filter(kind__in=kinds, end__gte=first, start__lte=last)
