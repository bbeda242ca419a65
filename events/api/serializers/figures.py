"""Figures and their coverage."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from events.fields import KIND_CHOICES
from events.figures.filters import BASES

from .base import ReadOnlySerializer


class SumsSerializer(ReadOnlySerializer):
    """Sums of one period, each event once."""

    events = serializers.IntegerField(help_text=_("Events."))
    planned = serializers.IntegerField(help_text=_("Standing in plans."))
    held = serializers.IntegerField(help_text=_("Told of in reports."))
    participants = serializers.IntegerField(help_text=_("Participants of the events held."))
    participants_in_words = serializers.CharField(help_text=_("With its bound: «не менее 1 200»."))
    rows_with_figure = serializers.IntegerField(help_text=_("Events held whose number is known."))
    signed = serializers.IntegerField(help_text=_("Events at which documents were signed."))
    agreed = serializers.IntegerField(help_text=_("Events at which arrangements were reached."))


class BasisDocumentSerializer(ReadOnlySerializer):
    """A document the figures rest on."""

    id = serializers.IntegerField(help_text=_("Key of the plan or report."))
    kind = serializers.ChoiceField(KIND_CHOICES, help_text=_("Kind."))
    period = serializers.CharField(help_text=_("Its period."))
    about = serializers.CharField(help_text=_("The one partner or agreement it is about."))
    is_complete = serializers.BooleanField(help_text=_("Nothing of it is still written."))
    lacking = serializers.ListField(
        child=serializers.CharField(), help_text=_("Bodies that have not answered, for coordinators.")
    )


class BreakdownLineSerializer(ReadOnlySerializer):
    """Events of one value."""

    keys = serializers.ListField(
        child=serializers.CharField(), help_text=_("Values of the field in the filter of events.")
    )
    name = serializers.CharField(help_text=_("Name."))
    events = serializers.IntegerField(help_text=_("Events."))


class BreakdownSerializer(ReadOnlySerializer):
    """Events by one field."""

    field = serializers.CharField(help_text=_("Field of the filter of events."))
    lines = BreakdownLineSerializer(many=True, help_text=_("Most events first."))


class FiguresSerializer(ReadOnlySerializer):
    """Figures of a period, and what they rest on."""

    period = serializers.CharField(help_text=_("Its period."))
    by = serializers.ChoiceField(BASES, help_text=_("How events belong to the period."))
    total = SumsSerializer(help_text=_("Of the period."))
    before = SumsSerializer(
        allow_null=True, help_text=_("Of the year before; null: the registry knows nothing of it.")
    )
    documents_signed = serializers.IntegerField(help_text=_("Documents signed."))
    meetings = serializers.IntegerField(help_text=_("Events with official meetings."))
    received = serializers.IntegerField(help_text=_("Events with delegations received."))
    trips = serializers.IntegerField(help_text=_("Events with delegations and trips out."))
    documents = BasisDocumentSerializer(many=True, help_text=_("Documents the figures rest on."))
    gaps = serializers.ListField(child=serializers.CharField(), help_text=_("What is lacking, in words."))
    comparable = serializers.BooleanField(help_text=_("Both years are covered by the same documents."))
    reasons = serializers.ListField(child=serializers.CharField(), help_text=_("Why they are not."))
    breakdowns = BreakdownSerializer(many=True, help_text=_("By field."))
