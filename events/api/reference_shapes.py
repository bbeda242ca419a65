"""Partners, agreements, executive bodies and spheres as they are answered."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from agreements.models import Agreement, Partner

from .shapes import Named, PartnerRef, Shape


class PartnerShape(PartnerRef):
    """A territory or union the region may cooperate with."""

    parent = serializers.CharField(
        source="parent_code", allow_null=True, help_text=_("Code of what it is part of.")
    )
    official = serializers.CharField(help_text=_("Official name."))
    iso = serializers.CharField(help_text=_("Code by ISO 3166."))
    okato = serializers.CharField(help_text=_("Code by OKATO."))
    capital = serializers.CharField(help_text=_("Capital."))


class YearShape(Shape):
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


class PartnerWithFigures(PartnerShape):
    """A partner with what the cooperation comes to, everything under it included."""

    children = PartnerRef(source="own_children", many=True, help_text=_("What is part of it."))
    agreements = Named(source="own_agreements", many=True, help_text=_("Agreements it is a party of."))
    total = YearShape(help_text=_("All years."))
    years = YearShape(many=True, help_text=_("Year by year, latest first."))


class PartyShape(PartnerRef):
    """A party of an agreement."""

    code = serializers.CharField(source="partner.code", help_text=_("Code of the partner, e.g. by or ru-32."))
    name = serializers.CharField(source="partner.name", help_text=_("Short name."))
    kind = serializers.ChoiceField(
        Partner.Kind.choices, source="partner.kind", help_text=_("Kind of territory.")
    )
    organ = serializers.CharField(help_text=_("Signed by."))


class AgreementShape(Shape):
    """An agreement the cooperation rests on."""

    id = serializers.IntegerField(source="pk", help_text=_("Key in the registry."))
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
    department = Named(allow_null=True, help_text=_("Responsible body."))
    confirmed = serializers.BooleanField(help_text=_("Confirmed by a person."))
    parties = PartyShape(many=True, help_text=_("Parties."))


class DepartmentShape(Shape):
    """An executive body under the name of its time."""

    id = serializers.IntegerField(source="pk", help_text=_("Key in the registry."))
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


class SphereShape(Shape):
    """A sphere of cooperation."""

    id = serializers.IntegerField(source="pk", help_text=_("Key in the registry."))
    code = serializers.CharField(allow_null=True, help_text=_("Stable code."))
    name = serializers.CharField(help_text=_("Name."))
    order = serializers.IntegerField(help_text=_("Place in printing order."))
