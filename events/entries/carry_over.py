"""What follows from a planned row: the report it belongs into, the next period, rows nobody reported yet."""

from django.db.models import Exists, OuterRef, QuerySet

from agreements.models import Department
from events.access import Access
from events.models import Entry, Report, Submission
from events.vocabulary import Kind

_REPORTS_OF = {
    Kind.INTERREGIONAL_PLAN: (Kind.INTERREGIONAL_REPORT, Kind.AGREEMENTS_REPORT),
    Kind.INTERNATIONAL_PLAN: (Kind.INTERNATIONAL_REPORT,),
}


def reports_for(entry: Entry, access: Access) -> QuerySet[Report]:
    """Reports open to the user's body in which this planned row may be reported and is not yet."""
    kinds = _REPORTS_OF.get(Kind(entry.report.kind), ())
    told = Entry.objects.filter(report=OuterRef("pk"), event=entry.event_id, department=entry.department_id)
    open_reports = (
        access.reports()
        .filter(kind__in=kinds, state=Report.State.COLLECTING)
        .filter(start__lte=entry.report.end, end__gte=entry.report.start)
        .exclude(Exists(told))
    )
    return _open_to(open_reports, entry.department, access).select_related("partner")


def next_period(entry: Entry, access: Access) -> Report | None:
    """The document of the same kind for the following period, if rows can be added to it now."""
    report = entry.report
    following = access.reports().filter(
        kind=report.kind,
        period_code=report.period.next().code,
        partner=report.partner_id,
        state=Report.State.COLLECTING,
    )
    return _open_to(following, entry.department, access).first()


def _open_to(reports: QuerySet[Report], department: Department | None, access: Access) -> QuerySet[Report]:
    if access.coordinates:
        return reports
    asked = Submission.objects.filter(
        report=OuterRef("pk"),
        department=department,
        state__in=(Submission.State.ASKED, Submission.State.SENT_BACK),
    )
    return reports.filter(Exists(asked))


def not_reported(report: Report, department: Department) -> list[Entry]:
    """Rows of the body's plans for this time that no row of this report speaks of."""
    kinds = [plan for plan, reports in _REPORTS_OF.items() if Kind(report.kind) in reports]
    told = Entry.objects.filter(report=report, event=OuterRef("event"))
    rows = Entry.objects.filter(
        department=department,
        report__kind__in=kinds,
        report__removed_at=None,
        report__start__lte=report.end,
        report__end__gte=report.start,
        start__lte=report.end,
        end__gte=report.start,
        fate__in=("", Entry.Fate.HELD),
    )
    return list(
        rows.exclude(Exists(told)).select_related("report", "report__partner").order_by("start", "id")
    )
