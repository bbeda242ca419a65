"""Imports: which file became which rows, when and by whom."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from events.access import Access
from events.api.operations import Operation
from events.api.parameters import with_page_fields
from events.api.serializers.base import NamedSerializer, ReadOnlySerializer
from events.api.views.base import RecordDetailAPIView, RecordListAPIView
from events.fields import RecordsField
from events.models import Report
from importers.models import ImportedRow, ImportRun
from importers.uploads.access import import_runs

_TAG = _("Imports")
_FIELDS = {"report": RecordsField(label=_("Plan or report, by key"), model=Report, required=False)}


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
        return run.change_set is not None and hasattr(run.change_set, "undone_by")


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
        )
    }

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
