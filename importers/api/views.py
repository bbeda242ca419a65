"""Imports: which file became which rows, when and by whom; and a file loaded by a program."""

from django import forms
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from rest_framework import serializers
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response

from agreements.models import Agreement, Department, Partner
from coopregistry.jobs.waiting import wait_for
from events.access import Access
from events.api.operations import Operation
from events.api.parameters import with_page_fields
from events.api.parsers import FileParser
from events.api.serializers.base import NamedSerializer, ReadOnlySerializer
from events.api.views.base import RecordDetailAPIView, RecordListAPIView
from events.api.views.jobs import JobSerializer, accepted
from events.fields import KIND_CHOICES, PeriodField, RecordsField
from events.models import Report
from events.vocabulary import Kind
from importers.documents.readers.guard import MAX_FILE
from importers.documents.target import Target
from importers.documents.upload import Upload
from importers.models import ImportedRow, ImportRun
from importers.uploads.access import import_runs

from .loading import ask_to_load, run_of

_TAG = _("Imports")
_FIELDS = {"report": RecordsField(label=_("Plan or report, by key"), model=Report, required=False)}
_ABOUT = {
    "name": forms.CharField(label=_("Name of the file"), max_length=255),
    "kind": forms.ChoiceField(
        label=_("Kind of document, where it does not say so"),
        choices=[("", ""), *KIND_CHOICES],
        required=False,
    ),
    "period": PeriodField(label=_("Period, where it does not say so"), required=False),
    "department": forms.ModelChoiceField(
        Department.objects.all(), label=_("Rows of this body alone, by key"), required=False
    ),
    "partner": forms.ModelChoiceField(
        Partner.objects.all(),
        label=_("About this partner alone, by code"),
        required=False,
        to_field_name="code",
    ),
    "agreement": forms.ModelChoiceField(
        Agreement.objects.all(), label=_("About this agreement alone, by key"), required=False
    ),
    "replace": forms.BooleanField(
        label=_("true: also where more than a third of the rows would be removed"), required=False
    ),
}


class ImportSerializer(ReadOnlySerializer):
    """One reading of one file into the registry."""

    id = serializers.IntegerField(source="pk", help_text=_("Key in the registry."))
    file = serializers.CharField(source="document.file_name", help_text=_("Name of the file."))
    sha256 = serializers.CharField(source="document.sha256", help_text=_("Checksum of the file."))
    size = serializers.IntegerField(source="document.size", help_text=_("Size in bytes."))
    report = serializers.IntegerField(source="report_id", help_text=_("Key of the document."))
    department = NamedSerializer(
        allow_null=True, help_text=_("Of a part: the body whose rows alone were read.")
    )
    made_at = serializers.DateTimeField(help_text=_("When."))
    status = serializers.ChoiceField(ImportRun.Status.choices, help_text=_("Outcome."))
    undone = serializers.SerializerMethodField(help_text=_("Taken back since."))
    counts = serializers.DictField(help_text=_("Rows by what became of them."))

    def get_undone(self, run: ImportRun) -> bool:
        return run.is_undone


class ImportedRowSerializer(ReadOnlySerializer):
    """A row of the file and the row of the registry it became."""

    row = serializers.IntegerField(source="entry_id", help_text=_("Key of the row of the registry."))
    table = serializers.IntegerField(help_text=_("Number of the table, from 1."))
    line = serializers.IntegerField(source="row", help_text=_("Number of the row in it, from 1."))
    columns = serializers.DictField(help_text=_("Cell → number of its column, from 1."))


class ImportWithRowsSerializer(ImportSerializer):
    """An import with every row it read that you may see."""

    rows = ImportedRowSerializer(source="own_rows", many=True, help_text=_("Rows."))


def _runs(access: Access) -> QuerySet[ImportRun]:
    shown = import_runs(access).select_related("document", "department", "change_set__undone_by")
    return shown.defer("document__content", "issues")


class ImportListAPIView(RecordListAPIView):
    tag = _TAG
    serializer_class = ImportSerializer
    operations = {
        "GET": Operation(
            operation_id="imports_list",
            summary=_("Imports, latest first"),
            description=_("The coordinator sees all, an editor its own and those of its bodies."),
            parameters=with_page_fields(_FIELDS),
            response=ImportSerializer(many=True),
        ),
        "POST": Operation(
            operation_id="imports_create",
            summary=_("Load a document"),
            description=_(
                "The body is the file, as application/octet-stream. Nothing is written of a file that cannot "
                "be read, or that lacks many of the rows it is about. Where loading takes longer than a "
                "moment, 202 names the job that does it."
            ),
            parameters=_ABOUT,
            request={FileParser.media_type: OpenApiTypes.BINARY},
            response=ImportSerializer,
            status=201,
            other_responses={202: JobSerializer},
            refusals=frozenset({409}),
            headers={"Location": _("Address of the import, or of the job.")},
        ),
    }

    def get_parsers(self) -> list[BaseParser]:
        parser = FileParser()
        parser.most = MAX_FILE
        return [parser]

    def post(self, request: Request) -> Response:
        said = self.parameters
        target = Target(
            kind=Kind(said["kind"]) if said["kind"] else None,
            period=said["period"],
            department=said["department"].name if said["department"] else "",
            partner=said["partner"].code if said["partner"] else "",
            agreement=said["agreement"].title if said["agreement"] else "",
        )
        upload = Upload(name=said["name"], data=request.data or b"")
        job = ask_to_load(upload, target, request._request.access, replace=said["replace"])
        if not wait_for(job).is_finished:
            return accepted(job)
        run = run_of(job)
        body = ImportSerializer().to_representation(_runs(self.access).get(pk=run.pk))
        return Response(body, status=201, headers={"Location": reverse("imports_api:import", args=[run.pk])})

    def get_queryset(self) -> QuerySet[ImportRun]:
        conditions = Q(report__in=self.parameters["report"]) if self.parameters["report"] else Q()
        return _runs(self.access).filter(conditions).order_by("-pk")


class ImportDetailAPIView(RecordDetailAPIView):
    tag = _TAG
    serializer_class = ImportWithRowsSerializer
    operations = {
        "GET": Operation(
            operation_id="imports_read",
            summary=_("An import with its rows"),
            response=ImportWithRowsSerializer,
        ),
    }

    def get_queryset(self) -> QuerySet[ImportRun]:
        return _runs(self.access)

    def prepare(self, record: ImportRun) -> ImportRun:
        visible = self.access.entries().values("pk")
        record.own_rows = ImportedRow.objects.filter(run=record, entry__in=visible).order_by("table", "row")
        return record
