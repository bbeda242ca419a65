"""Partners, agreements, departments and spheres in responses."""

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from agreements.models import Agreement, Partner

from .base import (
    NamedSerializer,
    PartnerLinkSerializer,
    PartnerRefSerializer,
    ReadOnlySerializer,
    RecordSerializer,
)


class PartnerSerializer(PartnerRefSerializer):
    """A territory or union the region may cooperate with."""

    parent = serializers.CharField(
        source="parent_code", allow_null=True, help_text=_("Code of what it is part of.")
    )
    official = serializers.CharField(help_text=_("Official name."))
    iso = serializers.CharField(help_text=_("Code by ISO 3166."))
    okato = serializers.CharField(help_text=_("Code by OKATO."))
    capital = serializers.CharField(help_text=_("Capital."))


@extend_schema_serializer(component_name="Year")
class YearFiguresSerializer(ReadOnlySerializer):
    """Figures of events of one year, each event once."""

    year = serializers.IntegerField(allow_null=True, help_text=_("Year; null: all years."))
    events = serializers.IntegerField(help_text=_("Events."))
    planned = serializers.IntegerField(help_text=_("Standing in plans."))
    held = serializers.IntegerField(help_text=_("Told of in reports."))
    cancelled = serializers.IntegerField(help_text=_("Cancelled."))
    participants = serializers.IntegerField(help_text=_("Participants of the events held."))
    at_least = serializers.BooleanField(help_text=_("Some of the numbers are lower bounds."))
    rows_with_figure = serializers.IntegerField(help_text=_("Events held whose number is known."))
    signed = serializers.IntegerField(help_text=_("Documents signed."))
    arrangements = serializers.IntegerField(help_text=_("Arrangements reached."))
    outgoing = serializers.IntegerField(help_text=_("Delegations sent."))
    incoming = serializers.IntegerField(help_text=_("Delegations received."))


class PartnerWithFiguresSerializer(PartnerSerializer):
    """A partner with what the cooperation comes to, everything under it included."""

    children = PartnerRefSerializer(source="own_children", many=True, help_text=_("What is part of it."))
    agreements = NamedSerializer(
        source="own_agreements", many=True, help_text=_("Agreements it is a party of.")
    )
    total = YearFiguresSerializer(help_text=_("All years."))
    years = YearFiguresSerializer(many=True, help_text=_("Year by year, latest first."))


class PartySerializer(PartnerLinkSerializer):
    """A party of an agreement."""

    kind = serializers.ChoiceField(
        Partner.Kind.choices, source="partner.kind", help_text=_("Kind of territory.")
    )
    organ = serializers.CharField(help_text=_("Signed by."))


class AgreementSerializer(RecordSerializer):
    """An agreement the cooperation rests on."""

    title = serializers.CharField(help_text=_("Title."))
    kind = serializers.ChoiceField(Agreement.Kind.choices, help_text=_("Kind."))
    level = serializers.ChoiceField(Agreement.Level.choices, help_text=_("Level."))
    state = serializers.ChoiceField(Agreement.State.choices, help_text=_("State."))
    number = serializers.CharField(help_text=_("Number."))
    signed_on = serializers.DateField(allow_null=True, help_text=_("Signed on."))
    valid_until = serializers.DateField(allow_null=True, help_text=_("Valid until."))
    prolongation = serializers.CharField(help_text=_("How it is prolonged."))
    terminated_on = serializers.DateField(allow_null=True, help_text=_("Terminated on."))
    registration_number = serializers.CharField(help_text=_("Registration with the Ministry of Justice."))
    department = NamedSerializer(allow_null=True, help_text=_("Responsible body."))
    confirmed = serializers.BooleanField(help_text=_("Confirmed by a person."))
    parties = PartySerializer(many=True, help_text=_("Parties."))


class DepartmentSerializer(RecordSerializer):
    """An executive body under the name of its time."""

    code = serializers.CharField(allow_null=True, help_text=_("Stable code."))
    name = serializers.CharField(help_text=_("Name."))
    short_name = serializers.CharField(help_text=_("Short name."))
    order = serializers.IntegerField(help_text=_("Place in protocol order."))
    in_force_from = serializers.DateField(allow_null=True, help_text=_("In force from."))
    in_force_to = serializers.DateField(allow_null=True, help_text=_("In force to."))
    predecessors = serializers.ListField(
        child=serializers.IntegerField(), help_text=_("Keys of the bodies it came from.")
    )
    successors = serializers.ListField(
        child=serializers.IntegerField(), help_text=_("Keys of the bodies that followed it.")
    )


class SphereSerializer(RecordSerializer):
    """A sphere of cooperation."""

    code = serializers.CharField(allow_null=True, help_text=_("Stable code."))
    name = serializers.CharField(help_text=_("Name."))
    order = serializers.IntegerField(help_text=_("Place in printing order."))
