"""Events and rows as they are answered."""

from typing import Any

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from coopregistry.models import Change
from events.entries.finding_messages import finding_message
from events.event_list.rows import dates_in_words
from events.fields import KIND_CHOICES
from events.labels import (
    ACTIVITY_LABELS,
    BOUND_LABELS,
    DIRECTION_LABELS,
    MODE_LABELS,
    PARTNER_ROLE_LABELS,
    PRECISION_LABELS,
    SEVERITY_LABELS,
)
from events.labels import OUTCOME_LABELS as OUTCOME_LABELS
from events.models import Entry, EntryPartner, Event, EventPartner, Finding
from events.vocabulary import Role

from .shapes import Named, PartnerRef, Shape


def labelled(labels: dict[Any, Any]) -> list[tuple[str, Any]]:
    return [(key.value, label) for key, label in labels.items()]


class ValuesShape(Shape):
    """Values recognised in the cells, corrections of people included. null: nothing says it."""

    start = serializers.DateField(allow_null=True, help_text=_("First day."))
    end = serializers.DateField(allow_null=True, help_text=_("Last day."))
    precision = serializers.ChoiceField(
        labelled(PRECISION_LABELS), allow_null=True, help_text=_("How exactly the dates are known.")
    )
    dates = serializers.SerializerMethodField(help_text=_("The dates in words of a document."))
    to_be_specified = serializers.BooleanField(help_text=_("The dates are still to be specified."))
    mode = serializers.ChoiceField(
        labelled(MODE_LABELS), allow_null=True, help_text=_("In person, online or both.")
    )
    participants_count = serializers.IntegerField(allow_null=True, help_text=_("Number of participants."))
    participants_bound = serializers.ChoiceField(
        labelled(BOUND_LABELS), allow_null=True, help_text=_("What the number promises.")
    )
    audience_count = serializers.IntegerField(allow_null=True, help_text=_("Spectators, visitors."))
    signed = serializers.BooleanField(help_text=_("Documents were signed."))
    agreed = serializers.BooleanField(help_text=_("Arrangements were reached."))
    all_subjects = serializers.BooleanField(help_text=_("All subjects of the Federation take part."))
    activity = serializers.ChoiceField(
        labelled(ACTIVITY_LABELS), allow_null=True, help_text=_("Kind of event.")
    )
    direction = serializers.ChoiceField(
        labelled(DIRECTION_LABELS), allow_null=True, help_text=_("Who went where.")
    )

    def get_dates(self, record: Any) -> str:
        return dates_in_words(record)


class EventPartnerShape(PartnerRef):
    """A partner of an event and as what it is named."""

    code = serializers.CharField(source="partner.code", help_text=_("Code of the partner, e.g. by or ru-32."))
    name = serializers.CharField(source="partner.name", help_text=_("Short name."))
    kind = serializers.ChoiceField(
        PartnerRef().fields["kind"].choices, source="partner.kind", help_text=_("Kind of territory.")
    )
    role = serializers.ChoiceField(labelled(PARTNER_ROLE_LABELS), help_text=_("Named as."))


class RowPartnerShape(EventPartnerShape):
    """A partner recognised in a row, in which cell and by which words."""

    cell = serializers.CharField(help_text=_("The cell that names it; empty: it follows from another one."))
    phrase = serializers.CharField(help_text=_("The words it was recognised by."))


class FindingShape(Shape):
    """A remark about a row."""

    code = serializers.CharField(help_text=_("Stable code of the remark."))
    severity = serializers.ChoiceField(labelled(SEVERITY_LABELS), help_text=_("How grave it is."))
    cell = serializers.CharField(source="role", help_text=_("The cell it is about."))
    found = serializers.CharField(help_text=_("What was found."))
    expected = serializers.CharField(help_text=_("What was expected."))
    suggestion = serializers.CharField(help_text=_("What may be meant."))
    message = serializers.SerializerMethodField(help_text=_("The remark in words."))

    def get_message(self, finding: Finding) -> str:
        return finding_message(finding)


class SourceShape(Shape):
    """The row of a file this row was read from."""

    imported_by = serializers.IntegerField(source="run_id", help_text=_("Key of the import."))
    file = serializers.CharField(source="run.document.file_name", help_text=_("Name of the file."))
    table = serializers.IntegerField(help_text=_("Number of the table, from 1."))
    row = serializers.IntegerField(help_text=_("Number of the row in it, from 1."))


class ReportRef(Shape):
    """The document a row stands in."""

    id = serializers.IntegerField(source="pk", help_text=_("Key in the registry."))
    kind = serializers.ChoiceField(KIND_CHOICES, help_text=_("Kind of document."))
    period = serializers.CharField(source="period_code", help_text=_("Code of the period, e.g. 2025-Q2."))
    name = serializers.SerializerMethodField(help_text=_("Kind and period in words."))

    def get_name(self, report: Any) -> str:
        return str(report)


class SectionRef(Shape):
    """A heading of the document as written."""

    id = serializers.IntegerField(source="pk", help_text=_("Key in the registry."))
    title = serializers.CharField(help_text=_("The heading."))
    sphere = serializers.IntegerField(
        source="sphere_id", allow_null=True, help_text=_("Key of the sphere it stands for.")
    )


class PhrasesShape(Shape):
    """The words the values were read from."""

    dates = serializers.CharField(help_text=_("Of the dates."))
    mode = serializers.CharField(help_text=_("Of the mode."))
    figures = serializers.ListField(child=serializers.CharField(), help_text=_("Of the numbers of people."))
    documents = serializers.ListField(child=serializers.CharField(), help_text=_("Of the signed documents."))
    arrangements = serializers.ListField(child=serializers.CharField(), help_text=_("Of the arrangements."))

    def to_representation(self, read: dict[str, Any]) -> dict[str, Any]:
        results = read.get("results") or {}
        return {
            "dates": (read.get("dates") or {}).get("phrase", ""),
            "mode": (read.get("mode") or {}).get("phrase", ""),
            "figures": [one.get("phrase", "") for one in (read.get("counts") or {}).get("figures", [])],
            "documents": [one.get("phrase", "") for one in results.get("documents", [])],
            "arrangements": list(results.get("arrangements", [])),
        }


class WrittenShape(Shape):
    """What a row says and what was read of it."""

    department = Named(allow_null=True, help_text=_("The executive body."))
    section = SectionRef(allow_null=True, help_text=_("The section it stands in."))
    agreement = Named(allow_null=True, help_text=_("The agreement it rests on."))
    cells = serializers.DictField(
        child=serializers.CharField(allow_blank=True),
        help_text=_("Cells as written, paragraphs split by a line feed. Keys: %s.") % ", ".join(Role),
    )
    extra = serializers.DictField(
        child=serializers.CharField(allow_blank=True), help_text=_("Further columns by their headings.")
    )
    values = ValuesShape(source="*", help_text=_("What was recognised in the cells."))
    phrases = PhrasesShape(source="recognised", help_text=_("The words the values were read from."))
    corrected = serializers.ListField(
        child=serializers.CharField(), source="corrections", help_text=_("Values a person gave.")
    )
    partners = RowPartnerShape(source="partner_links", many=True, help_text=_("Partners named in the row."))
    findings = FindingShape(many=True, help_text=_("Remarks."))


class RowShape(WrittenShape):
    """A row of a plan or report: the cells as written beside the values recognised in them."""

    id = serializers.IntegerField(source="pk", help_text=_("Key in the registry."))
    version = serializers.IntegerField(help_text=_("Changes with every change of the row; see If-Match."))
    event = serializers.IntegerField(source="event_id", help_text=_("Key of the event it speaks of."))
    report = ReportRef(help_text=_("The document."))
    order = serializers.IntegerField(help_text=_("Place within its section."))
    number = serializers.IntegerField(allow_null=True, help_text=_("Number as the source wrote it."))
    body_cells = serializers.DictField(
        child=serializers.CharField(allow_blank=True),
        help_text=_("Cells the coordinator reworded, as the body wrote them."),
    )
    fate = serializers.ChoiceField(
        Entry.Fate.choices, allow_null=True, help_text=_("What a person says became of a planned row.")
    )
    fate_dates = serializers.CharField(help_text=_("Postponed to, as a phrase."))
    fate_note = serializers.CharField(help_text=_("Reason."))
    sources = SourceShape(source="imported_rows", many=True, help_text=_("Files the row was read from."))

    def get_fields(self) -> dict[str, serializers.Field]:
        fields = super().get_fields()
        return {**{name: fields[name] for name in ("id", "version", "event", "report")}, **fields}


class EventShape(Shape):
    """What takes place, once, however many rows speak of it."""

    id = serializers.IntegerField(source="pk", help_text=_("Key in the registry."))
    title = serializers.CharField(help_text=_("Title."))
    place = serializers.CharField(help_text=_("Place as written."))
    outcome = serializers.ChoiceField(labelled(OUTCOME_LABELS), help_text=_("What became of it."))
    values = ValuesShape(source="*", help_text=_("Values of the row that governs it."))
    agreement = Named(allow_null=True, help_text=_("The agreement it rests on."))
    partners = EventPartnerShape(source="partner_links", many=True, help_text=_("Partners."))
    departments = Named(many=True, help_text=_("Bodies whose rows speak of it."))
    row_ids = serializers.ListField(
        child=serializers.IntegerField(), help_text=_("Keys of the rows that speak of it.")
    )


class EventWithRows(EventShape):
    """An event with all rows that speak of it."""

    rows = RowShape(many=True, help_text=_("Plans before reports, earlier before later."))


def rows_to_show(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """With all a row is answered with, in a constant number of queries. Few records are named by many rows:
    fetched apart, each is built once."""
    # Named by their relation: the rows of imports belong to a package above this one.
    imported = (
        Entry._meta.get_field("imported_rows")
        .related_model.objects.select_related("run__document")
        .only("entry_id", "table", "row", "run_id", "run__document__name")
    )
    latest = Change.objects.filter(model=Entry._meta.label_lower, record=OuterRef("pk")).order_by("-id")
    return entries.annotate(version=Subquery(latest.values("pk")[:1])).prefetch_related(
        "report__partner",
        "department",
        "section",
        "agreement",
        Prefetch("partner_links", EntryPartner.objects.order_by("pk").prefetch_related("partner")),
        "findings",
        Prefetch("imported_rows", imported.order_by("-pk")),
    )


def with_partners(events: QuerySet[Event]) -> QuerySet[Event]:
    links = EventPartner.objects.order_by("pk").prefetch_related("partner")
    return events.prefetch_related("agreement", Prefetch("partner_links", links))
