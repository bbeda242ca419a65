"""Plans and reports as documents, their editions, and the parts bodies hand in."""

from typing import Any

from django import forms
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request

from agreements.models import Department
from events.access import Access
from events.fields import KIND_CHOICES, PeriodField, RecordsField
from events.models import Edition, Report, Submission
from events.reports.printed_table import in_printing_order

from .event_shapes import rows_to_show
from .operations import Operation
from .report_shapes import EditionShape, EditionWithTable, PartShape, ReportDocument, ReportShape
from .views import Listing, Single, listed

_TAG = _("Plans and reports")
_REPORT = RecordsField(label=_("Plan or report, by key"), model=Report, required=False)
_BODY = RecordsField(label=_("Executive body, by key"), model=Department, required=False)
REPORT_FIELDS = {
    "kind": forms.MultipleChoiceField(label=_("Kind of document"), choices=KIND_CHOICES, required=False),
    "period": PeriodField(
        label=_("Period; a year takes its half-years and quarters"), required=False, max_length=20
    ),
    "state": forms.MultipleChoiceField(label=_("State"), choices=Report.State.choices, required=False),
}
PART_FIELDS = {
    "report": _REPORT,
    "department": _BODY,
    "state": forms.MultipleChoiceField(label=_("State"), choices=Submission.State.choices, required=False),
}


def counted(access: Access) -> QuerySet[Report]:
    rows = access.entries().filter(report=OuterRef("pk")).order_by().values("report")
    number = Subquery(rows.annotate(number=Count("pk")).values("number"))
    return access.reports().select_related("partner").annotate(row_count=Coalesce(number, 0))


class Reports(Listing):
    tag = _TAG
    shape = ReportShape
    operations = {
        "GET": Operation(
            name="reports_list",
            summary=_("Plans and reports, newest period first"),
            question=listed(REPORT_FIELDS),
            answer=ReportShape(many=True),
        )
    }

    def records(self, request: Request, chosen: dict[str, Any]) -> QuerySet[Report]:
        wanted = Q()
        for name in ("kind", "state"):
            if chosen[name]:
                wanted &= Q(**{f"{name}__in": chosen[name]})
        if period := chosen["period"]:
            wanted &= Q(start__gte=period.start, end__lte=period.end)
        return counted(self.access(request)).filter(wanted).order_by("-start", "-end", "kind", "pk")


class OneReport(Single):
    tag = _TAG
    shape = ReportDocument
    operations = {
        "GET": Operation(
            name="reports_read",
            summary=_("A plan or report as the document"),
            text=_("Sections and rows in printing order; rows other bodies still write are left out."),
            answer=ReportDocument,
        )
    }

    def records(self, request: Request) -> QuerySet[Report]:
        return counted(self.access(request))

    def finished(self, request: Request, record: Report) -> Report:
        rows = rows_to_show(self.access(request).entries().filter(report=record))
        parts = in_printing_order(record, rows)
        record.loose_rows = parts[0][1]
        record.ordered_sections = []
        for section, own in parts[1:]:
            section.rows = own
            record.ordered_sections.append(section)
        return record


class Editions(Listing):
    tag = _TAG
    shape = EditionShape
    operations = {
        "GET": Operation(
            name="editions_list",
            summary=_("Editions of documents, latest first"),
            question=listed({"report": _REPORT}),
            answer=EditionShape(many=True),
        )
    }

    def records(self, request: Request, chosen: dict[str, Any]) -> QuerySet[Edition]:
        editions = Edition.objects.filter(report__in=self.access(request).reports())
        if chosen["report"]:
            editions = editions.filter(report__in=chosen["report"])
        return editions.defer("docx", "table").order_by("-fixed_at", "-pk")


class OneEdition(Single):
    tag = _TAG
    shape = EditionWithTable
    operations = {
        "GET": Operation(
            name="editions_read", summary=_("An edition with its table"), answer=EditionWithTable
        )
    }

    def records(self, request: Request) -> QuerySet[Edition]:
        return Edition.objects.filter(report__in=self.access(request).reports()).defer("docx")


class Parts(Listing):
    tag = _TAG
    shape = PartShape
    operations = {
        "GET": Operation(
            name="parts_list",
            summary=_("What bodies hand in: who has, who is late"),
            text=_("The coordinator sees all parts, an editor those of its own bodies."),
            question=listed(PART_FIELDS),
            answer=PartShape(many=True),
        )
    }

    def records(self, request: Request, chosen: dict[str, Any]) -> QuerySet[Submission]:
        wanted = Q()
        for name in PART_FIELDS:
            if chosen[name]:
                wanted &= Q(**{f"{name}__in": chosen[name]})
        return _parts(self.access(request)).filter(wanted).order_by("-report__start", "report", "pk")


class OnePart(Single):
    tag = _TAG
    shape = PartShape
    operations = {
        "GET": Operation(name="parts_read", summary=_("One part"), answer=PartShape),
    }

    def records(self, request: Request) -> QuerySet[Submission]:
        return _parts(self.access(request))


def _parts(access: Access) -> QuerySet[Submission]:
    return access.submissions().select_related("report", "department")
