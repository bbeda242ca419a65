"""Plans and reports, their editions, and the submissions of departments."""

from django import forms
from django.db.models import Q, QuerySet
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from rest_framework.request import Request

from agreements.models import Department
from coopregistry.jobs.waiting import wait_for
from events.access import Access
from events.exports.formats import FORMATS
from events.fields import KIND_CHOICES, PeriodField, RecordsField
from events.models import Edition, Report, Submission
from events.reports.files import is_made_by_job, name_of, report_bytes
from events.reports.jobs import ask_for_file
from events.reports.printed_table import in_printing_order
from events.reports.readable_editions import readable
from events.web import download

from ..operations import Operation
from ..parameters import with_page_fields
from ..serializers.documents import (
    EditionSerializer,
    EditionWithTableSerializer,
    ReportDocumentSerializer,
    ReportSerializer,
    SubmissionSerializer,
)
from ..serializers.entries import with_related
from .base import Endpoint, RecordDetailAPIView, RecordListAPIView
from .jobs import FILE_TYPES, JobSerializer, file_made

_TAG = _("Plans and reports")
_TYPES = [(suffix, suffix) for suffix in FORMATS]
_REPORT = RecordsField(label=_("Plan or report, by key"), model=Report, required=False)
_DEPARTMENT = RecordsField(label=_("Executive body, by key"), model=Department, required=False)
REPORT_FIELDS = {
    "kind": forms.MultipleChoiceField(label=_("Kind of document"), choices=KIND_CHOICES, required=False),
    "period": PeriodField(
        label=_("Period; a year takes its half-years and quarters"), required=False, max_length=20
    ),
    "state": forms.MultipleChoiceField(label=_("State"), choices=Report.State.choices, required=False),
}
SUBMISSION_FIELDS = {
    "report": _REPORT,
    "department": _DEPARTMENT,
    "state": forms.MultipleChoiceField(label=_("State"), choices=Submission.State.choices, required=False),
}


def _with_row_count(access: Access) -> QuerySet[Report]:
    return access.reports().select_related("partner", "agreement").with_row_count(access.entries())


class ReportListAPIView(RecordListAPIView):
    tag = _TAG
    serializer_class = ReportSerializer
    operations = {
        "GET": Operation(
            operation_id="reports_list",
            summary=_("Plans and reports, newest period first"),
            parameters=with_page_fields(REPORT_FIELDS),
            response=ReportSerializer(many=True),
        )
    }

    def get_queryset(self) -> QuerySet[Report]:
        conditions = Q()
        for name in ("kind", "state"):
            if self.parameters[name]:
                conditions &= Q(**{f"{name}__in": self.parameters[name]})
        if period := self.parameters["period"]:
            conditions &= Q(start__gte=period.start, end__lte=period.end)
        return _with_row_count(self.access).filter(conditions).order_by("-start", "-end", "kind", "pk")


class ReportDetailAPIView(RecordDetailAPIView):
    tag = _TAG
    serializer_class = ReportDocumentSerializer
    operations = {
        "GET": Operation(
            operation_id="reports_read",
            summary=_("A plan or report as the document"),
            description=_("Sections and rows in printing order; rows other bodies still write are left out."),
            response=ReportDocumentSerializer,
        )
    }

    def get_queryset(self) -> QuerySet[Report]:
        return _with_row_count(self.access)

    def prepare(self, record: Report) -> Report:
        entries = with_related(self.access.entries().filter(report=record))
        (_no_section, record.loose_rows), *sections = in_printing_order(record, entries)
        for section, section_entries in sections:
            section.rows = section_entries
        record.ordered_sections = [section for section, _entries in sections]
        return record


class ReportFileAPIView(Endpoint):
    tag = _TAG
    operations = {
        "GET": Operation(
            operation_id="reports_file",
            summary=_("A plan or report as a file"),
            description=_(
                "As the site gives it out. Where making it takes longer than a moment, 202 names the job "
                "that does it."
            ),
            parameters={"type": forms.ChoiceField(choices=_TYPES, label=_("Type of the file"))},
            response=OpenApiTypes.BINARY,
            media_types=FILE_TYPES,
            other_responses={202: JobSerializer},
            refusals=frozenset({409}),
        )
    }

    def get(self, request: Request, pk: int) -> HttpResponseBase:
        documents = self.access.reports().select_related("partner", "agreement")
        document, suffix = get_object_or_404(documents, pk=pk), self.parameters["type"]
        if is_made_by_job(document, self.access, suffix):
            return file_made(wait_for(ask_for_file(document, self.access.user, suffix)))
        return download(report_bytes(document, self.access, suffix), name_of(document, suffix))


class EditionListAPIView(RecordListAPIView):
    tag = _TAG
    serializer_class = EditionSerializer
    operations = {
        "GET": Operation(
            operation_id="editions_list",
            summary=_("Editions of documents, latest first"),
            parameters=with_page_fields({"report": _REPORT}),
            response=EditionSerializer(many=True),
        )
    }

    def get_queryset(self) -> QuerySet[Edition]:
        editions = Edition.objects.filter(report__in=self.access.reports())
        if self.parameters["report"]:
            editions = editions.filter(report__in=self.parameters["report"])
        return editions.defer("docx", "table").order_by("-fixed_at", "-pk")

    def prepare_page(self, records: list[Edition]) -> list[Edition]:
        return readable(records, self.access)


class EditionDetailAPIView(RecordDetailAPIView):
    tag = _TAG
    serializer_class = EditionWithTableSerializer
    operations = {
        "GET": Operation(
            operation_id="editions_read",
            summary=_("An edition with its table"),
            response=EditionWithTableSerializer,
        )
    }

    def get_queryset(self) -> QuerySet[Edition]:
        return Edition.objects.filter(report__in=self.access.reports()).defer("docx")

    def prepare(self, record: Edition) -> Edition:
        [edition] = readable([record], self.access)
        return edition


class SubmissionListAPIView(RecordListAPIView):
    tag = _TAG
    serializer_class = SubmissionSerializer
    operations = {
        "GET": Operation(
            operation_id="parts_list",
            summary=_("What bodies hand in: who has, who is late"),
            description=_("The coordinator sees all parts, an editor those of its own bodies."),
            parameters=with_page_fields(SUBMISSION_FIELDS),
            response=SubmissionSerializer(many=True),
        )
    }

    def get_queryset(self) -> QuerySet[Submission]:
        conditions = Q()
        for name in SUBMISSION_FIELDS:
            if self.parameters[name]:
                conditions &= Q(**{f"{name}__in": self.parameters[name]})
        return _submissions(self.access).filter(conditions).order_by("-report__start", "report", "pk")


class SubmissionDetailAPIView(RecordDetailAPIView):
    tag = _TAG
    serializer_class = SubmissionSerializer
    operations = {
        "GET": Operation(operation_id="parts_read", summary=_("One part"), response=SubmissionSerializer),
    }

    def get_queryset(self) -> QuerySet[Submission]:
        return _submissions(self.access)


def _submissions(access: Access) -> QuerySet[Submission]:
    return access.submissions().select_related("report", "department")
