"""Entries in responses."""

from typing import Any

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_serializer
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
from events.models import Entry, EntryPartner, Finding
from events.vocabulary import Role

from .base import NamedSerializer, PartnerLinkSerializer, ReadOnlySerializer, RecordSerializer, label_choices


class ValuesSerializer(ReadOnlySerializer):
    """Values recognised in the cells, with people's corrections. null: the cells do not say."""

    start = serializers.DateField(allow_null=True, help_text=_("First day."))
    end = serializers.DateField(allow_null=True, help_text=_("Last day."))
    precision = serializers.ChoiceField(
        label_choices(PRECISION_LABELS), allow_null=True, help_text=_("How exactly the dates are known.")
    )
    dates = serializers.SerializerMethodField(help_text=_("The dates in words of a document."))
    to_be_specified = serializers.BooleanField(help_text=_("The dates are still to be specified."))
    mode = serializers.ChoiceField(
        label_choices(MODE_LABELS), allow_null=True, help_text=_("In person, online or both.")
    )
    participants_count = serializers.IntegerField(allow_null=True, help_text=_("Number of participants."))
    participants_bound = serializers.ChoiceField(
        label_choices(BOUND_LABELS), allow_null=True, help_text=_("What the number promises.")
    )
    audience_count = serializers.IntegerField(allow_null=True, help_text=_("Spectators, visitors."))
    signed = serializers.BooleanField(help_text=_("Documents were signed."))
    agreed = serializers.BooleanField(help_text=_("Arrangements were reached."))
    all_subjects = serializers.BooleanField(help_text=_("All subjects of the Federation take part."))
    activity = serializers.ChoiceField(
        label_choices(ACTIVITY_LABELS), allow_null=True, help_text=_("Kind of event.")
    )
    direction = serializers.ChoiceField(
        label_choices(DIRECTION_LABELS), allow_null=True, help_text=_("Who went where.")
    )

    def get_dates(self, record: Any) -> str:
        return dates_in_words(record)


@extend_schema_serializer(component_name="RowPartner")
class EntryPartnerSerializer(PartnerLinkSerializer):
    """A partner recognised in an entry, in which cell and by which words."""

    role = serializers.ChoiceField(label_choices(PARTNER_ROLE_LABELS), help_text=_("Named as."))
    cell = serializers.CharField(help_text=_("The cell that names it; empty: it follows from another one."))
    phrase = serializers.CharField(help_text=_("The words it was recognised by."))


class FindingSerializer(ReadOnlySerializer):
    """A finding about an entry."""

    code = serializers.CharField(help_text=_("Stable code of the remark."))
    severity = serializers.ChoiceField(label_choices(SEVERITY_LABELS), help_text=_("How grave it is."))
    cell = serializers.CharField(source="role", help_text=_("The cell it is about."))
    found = serializers.CharField(help_text=_("What was found."))
    expected = serializers.CharField(help_text=_("What was expected."))
    suggestion = serializers.CharField(help_text=_("What may be meant."))
    message = serializers.SerializerMethodField(help_text=_("The remark in words."))

    def get_message(self, finding: Finding) -> str:
        return finding_message(finding)


class SourceSerializer(ReadOnlySerializer):
    """The row of a file that the entry was read from."""

    imported_by = serializers.IntegerField(source="run_id", help_text=_("Key of the import."))
    file = serializers.CharField(source="run.document.file_name", help_text=_("Name of the file."))
    table = serializers.IntegerField(help_text=_("Number of the table, from 1."))
    row = serializers.IntegerField(help_text=_("Number of the row in it, from 1."))


class ReportRefSerializer(RecordSerializer):
    """The document an entry belongs to."""

    kind = serializers.ChoiceField(KIND_CHOICES, help_text=_("Kind of document."))
    period = serializers.CharField(source="period_code", help_text=_("Code of the period, e.g. 2025-Q2."))
    name = serializers.SerializerMethodField(help_text=_("Kind and period in words."))

    def get_name(self, report: Any) -> str:
        return str(report)


class SectionRefSerializer(RecordSerializer):
    """A section heading as written."""

    title = serializers.CharField(help_text=_("The heading."))
    sphere = serializers.IntegerField(
        source="sphere_id", allow_null=True, help_text=_("Key of the sphere it stands for.")
    )


class PhrasesSerializer(ReadOnlySerializer):
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
            "figures": [figure.get("phrase", "") for figure in (read.get("counts") or {}).get("figures", [])],
            "documents": [signed.get("phrase", "") for signed in results.get("documents", [])],
            "arrangements": list(results.get("arrangements", [])),
        }


class EntryContentSerializer(ReadOnlySerializer):
    """The cells of an entry and what was recognised in them."""

    department = NamedSerializer(allow_null=True, help_text=_("The executive body."))
    section = SectionRefSerializer(allow_null=True, help_text=_("The section it stands in."))
    agreement = NamedSerializer(allow_null=True, help_text=_("The agreement it rests on."))
    cells = serializers.DictField(
        child=serializers.CharField(allow_blank=True),
        help_text=_("Cells as written, paragraphs split by a line feed. Keys: %s.") % ", ".join(Role),
    )
    extra = serializers.DictField(
        child=serializers.CharField(allow_blank=True), help_text=_("Further columns by their headings.")
    )
    values = ValuesSerializer(source="*", help_text=_("What was recognised in the cells."))
    phrases = PhrasesSerializer(source="recognised", help_text=_("The words the values were read from."))
    corrected = serializers.ListField(
        child=serializers.CharField(), source="corrections", help_text=_("Values a person gave.")
    )
    partners = EntryPartnerSerializer(
        source="partner_links", many=True, help_text=_("Partners named in the row.")
    )
    findings = FindingSerializer(many=True, help_text=_("Remarks."))


@extend_schema_serializer(component_name="Row")
class EntrySerializer(RecordSerializer, EntryContentSerializer):
    """An entry of a plan or report."""

    version = serializers.IntegerField(help_text=_("Changes with every change of the row; see If-Match."))
    event = serializers.IntegerField(source="event_id", help_text=_("Key of the event it speaks of."))
    report = ReportRefSerializer(help_text=_("The document."))
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
    fate_letter = serializers.CharField(help_text=_("Number and date of the letter that says so."))
    out_of_print = serializers.BooleanField(help_text=_("Whether its document does not print it any more."))
    sources = SourceSerializer(source="imported_rows", many=True, help_text=_("Files the row was read from."))

    def get_fields(self) -> dict[str, serializers.Field]:
        fields = super().get_fields()
        return {**{name: fields[name] for name in ("id", "version", "event", "report")}, **fields}


@extend_schema_serializer(component_name="Similar")
class SimilarEventSerializer(ReadOnlySerializer):
    """An event that may be the same one."""

    event = serializers.IntegerField(source="event.pk", help_text=_("Key of the event."))
    title = serializers.CharField(source="event.title", help_text=_("Title."))
    dates = serializers.CharField(source="told.dates", help_text=_("As its latest row writes them."))
    place = serializers.CharField(source="told.place", help_text=_("As its latest row writes it."))
    partner = serializers.CharField(source="told.partner", help_text=_("As its latest row writes it."))
    department = serializers.CharField(source="told.department", help_text=_("Name of the executive body."))
    score = serializers.FloatField(help_text=_("How alike, about 80 to 108."))


@extend_schema_serializer(component_name="RowCheck")
class EntryCheckSerializer(EntryContentSerializer):
    """The entry as it would be saved; nothing was written."""

    similar = SimilarEventSerializer(
        many=True, help_text=_("Events that may be the same one: send its key as event.")
    )


def with_related(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """Fetch all that `EntrySerializer` reads, in a constant number of queries. Prefetched instead of joined:
    many entries share few records, and each of those is built once."""
    # By the name of the relation: its model belongs to the package `importers`, above this one.
    imported = (
        Entry._meta.get_field("imported_rows")
        .related_model.objects.select_related("run__document")
        .only("entry_id", "table", "row", "run_id", "run__document__name")
    )
    latest = Change.objects.filter(model=Entry._meta.label_lower, record=OuterRef("pk")).order_by("-id")
    return entries.annotate(version=Subquery(latest.values("pk")[:1])).prefetch_related(
        "report__partner",
        "report__agreement",
        "department",
        "section",
        "agreement",
        Prefetch("partner_links", EntryPartner.objects.order_by("pk").prefetch_related("partner")),
        "findings",
        Prefetch("imported_rows", imported.order_by("-pk")),
    )
