"""Taking planned entries on: into the report of their time, or into the document of the next period."""

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from agreements.models import Department
from coopregistry.models import User
from events.access import Access
from events.models import Entry, Finding, Report, Section
from events.vocabulary import Kind, Role

from . import joining, saving
from .chosen_partners import with_chosen
from .sections import section_in
from .told_records import PREFIX


def open_reports_for(entry: Entry, access: Access) -> QuerySet[Report]:
    """Reports open to the user in which this planned entry may be reported and is not yet."""
    kinds = Kind(entry.report.kind).reports_of_plan
    reported = Entry.objects.filter(
        report=OuterRef("pk"), event=entry.event_id, department=entry.department_id
    )
    reports = (
        access.reports()
        .collecting()
        .filter(kind__in=kinds)
        .filter(start__lte=entry.report.end, end__gte=entry.report.start)
        .exclude(Exists(reported))
    )
    return _requested_of(entry.department, reports, access).select_related("partner", "agreement")


def next_document(entry: Entry, access: Access) -> Report | None:
    """The document of the same kind for the following period, if entries can be added to it now."""
    report = entry.report
    following = access.reports().filter(
        kind=report.kind,
        period_code=report.period.next().code,
        partner=report.partner_id,
        agreement=report.agreement_id,
        state=Report.State.COLLECTING,
    )
    return _requested_of(entry.department, following, access).first()


def _requested_of(
    department: Department | None, reports: QuerySet[Report], access: Access
) -> QuerySet[Report]:
    """Those the department still writes; a coordinator writes all of them."""
    if access.coordinates:
        return reports
    return reports.open_to([department] if department else [])


def unreported_entries(report: Report, department: Department) -> list[Entry]:
    """Entries of the department's plans for this time whose event no entry of this report speaks of."""
    reported = Entry.objects.filter(report=report, event=OuterRef("event"))
    planned = Entry.objects.filter(
        department=department,
        report__kind=Kind(report.kind).plan_of_report,
        report__removed_at=None,
        report__start__lte=report.end,
        report__end__gte=report.start,
        start__lte=report.end,
        end__gte=report.start,
        fate__in=("", Entry.Fate.HELD),
    )
    return list(
        planned.exclude(Exists(reported))
        .select_related("report", "report__partner", "report__agreement")
        .order_by("start", "id")
    )


@transaction.atomic
def copy_to(report: Report, entry: Entry, *, user: User | None = None) -> Entry:
    """The same event as an entry of another document: planned there, reported here."""
    roles = {role for _heading, role in report.headings if role and role != Role.NUMBER}
    cells = {role: text for role, text in entry.cells.items() if role in roles}
    copy = Entry(
        report=report,
        department=entry.department,
        section=_section_like(entry, report),
        agreement=entry.agreement,
        cells=cells,
        extra=dict(entry.extra),
        # What was said of a meeting is said of this row alone.
        corrections={name: value for name, value in entry.corrections.items() if not name.startswith(PREFIX)},
    )
    values = saving.read_cells(report, cells, copy.section, copy.extra, recognised=entry.recognised)
    grounds = joining.Grounds(user=user)
    return saving.store(copy, with_chosen(entry, values), joined_to=entry.event, grounds=grounds)


@transaction.atomic
def move_to(report: Report, entry: Entry) -> Entry:
    """Take an entry to another document of the same kind, with its files."""
    entry.section = _section_like(entry, report)
    entry.report = report
    entry.continued = {}
    saving.place_last(entry)
    Finding.objects.filter(entry=entry).delete()
    return saving.store(entry, with_chosen(entry, saving.read_entry(entry)))


def _section_like(entry: Entry, report: Report) -> Section | None:
    """Where an entry stands in another document: by its sphere, or by its department."""
    return section_in(report, entry.department, entry.section.sphere if entry.section else None)
