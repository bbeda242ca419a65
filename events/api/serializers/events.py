"""Events in responses."""

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from events.labels import OUTCOME_LABELS, PARTNER_ROLE_LABELS, RESULT_KIND_LABELS
from events.models import Event, EventPartner

from .base import (
    NamedSerializer,
    PartnerLinkSerializer,
    ReadOnlySerializer,
    RecordSerializer,
    label_choices,
)
from .entries import EntrySerializer, ValuesSerializer


class EventPartnerSerializer(PartnerLinkSerializer):
    """A partner of an event and what it is named as."""

    role = serializers.ChoiceField(label_choices(PARTNER_ROLE_LABELS), help_text=_("Named as."))


class EventResultSerializer(ReadOnlySerializer):
    """A result as an event names it; /api/results/ has the rest."""

    id = serializers.CharField(source="address", help_text=_("Address of the result."))
    kind = serializers.ChoiceField(label_choices(RESULT_KIND_LABELS), help_text=_("Kind."))
    title = serializers.CharField(help_text=_("Title that can be read alone."))
    start = serializers.DateField(allow_null=True, help_text=_("First day."))
    end = serializers.DateField(allow_null=True, help_text=_("Last day."))


class EventSerializer(RecordSerializer):
    """An event, counted once however many entries are about it."""

    title = serializers.CharField(help_text=_("Title."))
    place = serializers.CharField(help_text=_("Place as written."))
    outcome = serializers.ChoiceField(label_choices(OUTCOME_LABELS), help_text=_("What became of it."))
    values = ValuesSerializer(source="*", help_text=_("Values of the row that governs it."))
    agreement = NamedSerializer(allow_null=True, help_text=_("The agreement it rests on."))
    partners = EventPartnerSerializer(source="partner_links", many=True, help_text=_("Partners."))
    departments = NamedSerializer(many=True, help_text=_("Bodies whose rows speak of it."))
    spheres = NamedSerializer(many=True, help_text=_("Spheres its rows stand in."))
    results = EventResultSerializer(many=True, help_text=_("Documents and arrangements its reports tell of."))
    row_ids = serializers.ListField(
        child=serializers.IntegerField(), help_text=_("Keys of the rows that speak of it.")
    )


@extend_schema_serializer(component_name="EventWithRows")
class EventWithEntriesSerializer(EventSerializer):
    """An event with all entries about it."""

    rows = EntrySerializer(many=True, help_text=_("Plans before reports, earlier before later."))


def with_partners(events: QuerySet[Event]) -> QuerySet[Event]:
    links = EventPartner.objects.order_by("pk").prefetch_related("partner")
    return events.prefetch_related("agreement", Prefetch("partner_links", links))
