"""Imports: which file became which rows, when and by whom."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request

from events.access import Access
from events.api.operations import Operation
from events.api.shapes import Named, Shape
from events.api.views import Listing, Single, listed
from events.fields import RecordsField
from events.models import Report
from importers.models import ImportedRow, ImportRun
from importers.uploads.access import import_runs

_TAG = _("Imports")
_FIELDS = {"report": RecordsField(label=_("Plan or report, by key"), model=Report, required=False)}


class ImportShape(Shape):
    """One reading of one file into the registry."""

    id = serializers.IntegerField(source="pk", help_text=_("Key in the registry."))
    file = serializers.CharField(source="document.file_name", help_text=_("Name of the file."))
    sha256 = serializers.CharField(source="document.sha256", help_text=_("Checksum of the file."))
    size = serializers.IntegerField(source="document.size", help_text=_("Size in bytes."))
    report = serializers.IntegerField(source="report_id", help_text=_("Key of the document."))
    department = Named(allow_null=True, help_text=_("Of a part: the body whose rows alone were read."))
    made_at = serializers.DateTimeField(help_text=_("When."))
    status = serializers.ChoiceField(ImportRun.Status.choices, help_text=_("Outcome."))
    undone = serializers.SerializerMethodField(help_text=_("Taken back since."))
    counts = serializers.DictField(help_text=_("Rows by what became of them."))

    def get_undone(self, run: ImportRun) -> bool:
        return run.change_set is not None and hasattr(run.change_set, "undone_by")


class ImportedRowShape(Shape):
    """A row of the file and the row of the registry it became."""

    row = serializers.IntegerField(source="entry_id", help_text=_("Key of the row of the registry."))
    table = serializers.IntegerField(help_text=_("Number of the table, from 1."))
    line = serializers.IntegerField(source="row", help_text=_("Number of the row in it, from 1."))
    columns = serializers.DictField(help_text=_("Cell → number of its column, from 1."))


class ImportWithRows(ImportShape):
    """An import with every row it read that you may see."""

    rows = ImportedRowShape(source="own_rows", many=True, help_text=_("Rows."))


def _runs(access: Access) -> QuerySet[ImportRun]:
    shown = import_runs(access).select_related("document", "department", "change_set__undone_by")
    return shown.defer("document__content", "issues")


class Imports(Listing):
    tag = _TAG
    shape = ImportShape
    operations = {
        "GET": Operation(
            name="imports_list",
            summary=_("Imports, latest first"),
            text=_("The coordinator sees all, an editor its own and those of its bodies."),
            question=listed(_FIELDS),
            answer=ImportShape(many=True),
        )
    }

    def records(self, request: Request, chosen: dict[str, Any]) -> QuerySet[ImportRun]:
        wanted = Q(report__in=chosen["report"]) if chosen["report"] else Q()
        return _runs(self.access(request)).filter(wanted).order_by("-pk")


class OneImport(Single):
    tag = _TAG
    shape = ImportWithRows
    operations = {
        "GET": Operation(name="imports_read", summary=_("An import with its rows"), answer=ImportWithRows),
    }

    def records(self, request: Request) -> QuerySet[ImportRun]:
        return _runs(self.access(request))

    def finished(self, request: Request, record: ImportRun) -> ImportRun:
        visible = self.access(request).entries().values("pk")
        record.own_rows = ImportedRow.objects.filter(run=record, entry__in=visible).order_by("table", "row")
        return record
