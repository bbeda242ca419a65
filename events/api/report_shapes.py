"""Plans and reports, their parts and editions as they are answered."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from events.fields import KIND_CHOICES
from events.models import Report, Submission

from .event_shapes import RowShape, SectionRef
from .shapes import Named, PartnerRef, Shape


class ColumnShape(Shape):
    """A column of the table."""

    heading = serializers.CharField(help_text=_("Heading as written."))
    cell = serializers.CharField(allow_null=True, help_text=_("Key of the cell in rows; null: see extra."))

    def to_representation(self, column: list[str]) -> dict[str, Any]:
        return {"heading": column[0], "cell": column[1]}


class ReportShape(Shape):
    """One plan or report of a period."""

    id = serializers.IntegerField(source="pk", help_text=_("Key in the registry."))
    kind = serializers.ChoiceField(KIND_CHOICES, help_text=_("Kind of document."))
    period = serializers.CharField(source="period_code", help_text=_("Code of the period, e.g. 2025-Q2."))
    start = serializers.DateField(help_text=_("First day of the period."))
    end = serializers.DateField(help_text=_("Last day of the period."))
    partner = PartnerRef(allow_null=True, help_text=_("Of a document about one partner alone."))
    title = serializers.CharField(help_text=_("Title as printed."))
    basis = serializers.ChoiceField(Report._meta.get_field("basis").choices, help_text=_("Sections are."))
    state = serializers.ChoiceField(Report.State.choices, help_text=_("State."))
    deadline = serializers.DateField(allow_null=True, help_text=_("To be handed in by."))
    approved_on = serializers.DateField(allow_null=True, help_text=_("Approved on."))
    published_on = serializers.DateField(allow_null=True, help_text=_("Published on."))
    row_count = serializers.IntegerField(help_text=_("Rows you may see."))


class ReportSectionShape(SectionRef):
    """A section with its rows in printing order."""

    department = serializers.IntegerField(
        source="department_id", allow_null=True, help_text=_("Key of the body it stands for.")
    )
    rows = RowShape(many=True, help_text=_("Rows in printing order."))


class ReportDocument(ReportShape):
    """A plan or report as the document: columns, sections and rows in printing order."""

    columns = ColumnShape(source="headings", many=True, help_text=_("Columns of the table."))
    loose_rows = RowShape(many=True, help_text=_("Rows without a section, printed first."))
    sections = ReportSectionShape(source="ordered_sections", many=True, help_text=_("Sections."))
    notes = serializers.ListField(child=serializers.CharField(), help_text=_("Closing notes."))


class EditionShape(Shape):
    """A numbered edition: what a document was at the moment it was fixed."""

    id = serializers.IntegerField(source="pk", help_text=_("Key in the registry."))
    report = serializers.IntegerField(source="report_id", help_text=_("Key of the document."))
    number = serializers.IntegerField(help_text=_("Number."))
    fixed_at = serializers.DateTimeField(help_text=_("Fixed at."))
    reason = serializers.CharField(help_text=_("Why."))
    rows = serializers.IntegerField(help_text=_("Number of rows."))
    sha256 = serializers.CharField(help_text=_("Checksum of the DOCX."))


class EditionWithTable(EditionShape):
    """An edition with its table, frozen."""

    table = serializers.DictField(help_text=_("Title, columns and lines as printed."))


class PartShape(Shape):
    """What one body hands in for one document."""

    id = serializers.IntegerField(source="pk", help_text=_("Key in the registry."))
    report = serializers.IntegerField(source="report_id", help_text=_("Key of the document."))
    department = Named(help_text=_("The executive body."))
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

    def get_overdue(self, part: Submission) -> bool:
        return part.is_overdue()
