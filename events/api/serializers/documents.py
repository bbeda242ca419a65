"""Plans and reports, their editions and submissions in responses."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from events.fields import KIND_CHOICES
from events.models import Report, Submission

from .base import NamedSerializer, PartnerRefSerializer, ReadOnlySerializer, RecordSerializer
from .entries import EntrySerializer, SectionRefSerializer


class ColumnSerializer(ReadOnlySerializer):
    """A column of the table."""

    heading = serializers.CharField(help_text=_("Heading as written."))
    cell = serializers.CharField(allow_null=True, help_text=_("Key of the cell in rows; null: see extra."))

    def to_representation(self, column: list[str]) -> dict[str, Any]:
        return {"heading": column[0], "cell": column[1]}


class ReportSerializer(RecordSerializer):
    """One plan or report of a period."""

    kind = serializers.ChoiceField(KIND_CHOICES, help_text=_("Kind of document."))
    period = serializers.CharField(source="period_code", help_text=_("Code of the period, e.g. 2025-Q2."))
    start = serializers.DateField(help_text=_("First day of the period."))
    end = serializers.DateField(help_text=_("Last day of the period."))
    partner = PartnerRefSerializer(allow_null=True, help_text=_("Of a document about one partner alone."))
    title = serializers.CharField(help_text=_("Title as printed."))
    basis = serializers.ChoiceField(Report._meta.get_field("basis").choices, help_text=_("Sections are."))
    state = serializers.ChoiceField(Report.State.choices, help_text=_("State."))
    deadline = serializers.DateField(allow_null=True, help_text=_("To be handed in by."))
    approved_on = serializers.DateField(allow_null=True, help_text=_("Approved on."))
    published_on = serializers.DateField(allow_null=True, help_text=_("Published on."))
    row_count = serializers.IntegerField(help_text=_("Rows you may see."))


class ReportSectionSerializer(SectionRefSerializer):
    """A section with its rows in printing order."""

    department = serializers.IntegerField(
        source="department_id", allow_null=True, help_text=_("Key of the body it stands for.")
    )
    rows = EntrySerializer(many=True, help_text=_("Rows in printing order."))


class ReportDocumentSerializer(ReportSerializer):
    """A plan or report as the document: columns, sections and rows in printing order."""

    columns = ColumnSerializer(source="headings", many=True, help_text=_("Columns of the table."))
    loose_rows = EntrySerializer(many=True, help_text=_("Rows without a section, printed first."))
    sections = ReportSectionSerializer(source="ordered_sections", many=True, help_text=_("Sections."))
    notes = serializers.ListField(child=serializers.CharField(), help_text=_("Closing notes."))


class EditionSerializer(RecordSerializer):
    """A numbered edition: what a document was at the moment it was fixed."""

    report = serializers.IntegerField(source="report_id", help_text=_("Key of the document."))
    number = serializers.IntegerField(help_text=_("Number."))
    fixed_at = serializers.DateTimeField(help_text=_("Fixed at."))
    reason = serializers.CharField(help_text=_("Why."))
    rows = serializers.IntegerField(help_text=_("Number of rows."))
    sha256 = serializers.CharField(help_text=_("Checksum of the DOCX."))


class EditionWithTableSerializer(EditionSerializer):
    """An edition with its table."""

    table = serializers.DictField(help_text=_("Title, columns and lines as printed."))


@extend_schema_serializer(component_name="Part")
class SubmissionSerializer(RecordSerializer):
    """What one department submits for one document."""

    report = serializers.IntegerField(source="report_id", help_text=_("Key of the document."))
    department = NamedSerializer(help_text=_("The executive body."))
    state = serializers.ChoiceField(Submission.State.choices, help_text=_("State."))
    term = serializers.DateField(allow_null=True, help_text=_("To be handed in by."))
    overdue = serializers.SerializerMethodField(
        help_text=_("Asked for, never received, the term has passed.")
    )
    nothing = serializers.BooleanField(help_text=_("The formal answer: nothing to report."))
    handed_in_at = serializers.DateTimeField(allow_null=True, help_text=_("Handed in at."))
    accepted_at = serializers.DateTimeField(allow_null=True, help_text=_("Accepted at."))
    letter_number = serializers.CharField(help_text=_("Number of the covering letter."))
    note = serializers.CharField(help_text=_("Note."))

    def get_overdue(self, submission: Submission) -> bool:
        return submission.is_overdue()
