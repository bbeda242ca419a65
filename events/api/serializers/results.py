"""Results (documents signed, arrangements reached, signings ahead) and bodies that write their control."""

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from events.labels import CONTROL_STATE_LABELS, RESULT_KIND_LABELS, SIGNER_LABELS

from .base import NamedSerializer, PartnerRefSerializer, ReadOnlySerializer, label_choices
from .requests import StrictSerializer

_MAX_KEY = 2**62


class ControlSerializer(ReadOnlySerializer):
    """An arrangement under control."""

    state = serializers.ChoiceField(label_choices(CONTROL_STATE_LABELS), help_text=_("What became of it."))
    department = NamedSerializer(help_text=_("Responsible body."))
    due = serializers.DateField(allow_null=True, help_text=_("Term; null: without one nothing is overdue."))
    overdue = serializers.BooleanField(source="is_overdue_now", help_text=_("Under way and past its term."))


class ResultSerializer(ReadOnlySerializer):
    """A document or an arrangement, once however many rows tell of it."""

    id = serializers.CharField(
        source="ref", help_text=_("Address: of its card, or of the row as long as nothing is kept of it.")
    )
    kind = serializers.ChoiceField(label_choices(RESULT_KIND_LABELS), help_text=_("Kind."))
    title = serializers.CharField(help_text=_("Title that can be read alone."))
    parties = serializers.ListField(child=serializers.CharField(), help_text=_("Parties as told."))
    signer = serializers.ChoiceField(
        label_choices(SIGNER_LABELS), allow_null=True, help_text=_("Class of its highest signer.")
    )
    count = serializers.IntegerField(allow_null=True, help_text=_("How many documents; null: not said."))
    start = serializers.DateField(allow_null=True, help_text=_("First day."))
    end = serializers.DateField(allow_null=True, help_text=_("Last day."))
    number = serializers.CharField(help_text=_("Number a person added."))
    agreement = NamedSerializer(allow_null=True, help_text=_("The agreement of the register it is."))
    partners = PartnerRefSerializer(many=True, help_text=_("Partners a party is from."))
    certain = serializers.BooleanField(help_text=_("Nobody needs to confirm it."))
    row_ids = serializers.ListField(
        child=serializers.IntegerField(), help_text=_("Keys of the rows that tell of it.")
    )
    event_ids = serializers.ListField(
        child=serializers.IntegerField(), help_text=_("Keys of the events of those rows.")
    )
    control = ControlSerializer(allow_null=True, help_text=_("null: not under control."))


class DecisionSerializer(ReadOnlySerializer):
    """A decision on an arrangement."""

    state = serializers.ChoiceField(label_choices(CONTROL_STATE_LABELS), help_text=_("What was decided."))
    department = NamedSerializer(help_text=_("Responsible body."))
    due = serializers.DateField(allow_null=True, help_text=_("Term."))
    basis = serializers.CharField(help_text=_("On what basis."))
    decided_at = serializers.DateTimeField(help_text=_("When."))


class ExecutionReportSerializer(ReadOnlySerializer):
    """What a body said of the execution."""

    text = serializers.CharField(help_text=_("What has been done."))
    file = serializers.CharField(source="name", help_text=_("Name of the file kept with it."))
    added_at = serializers.DateTimeField(help_text=_("When."))
    decided = serializers.BooleanField(source="is_decided", help_text=_("The coordinator has decided on it."))


@extend_schema_serializer(component_name="ResultWithDecisions")
class ResultWithDecisionsSerializer(ResultSerializer):
    """A result with what was decided and reported, earliest first."""

    decisions = DecisionSerializer(many=True, help_text=_("Decisions."))
    reports = ExecutionReportSerializer(many=True, help_text=_("Reports on execution."))


@extend_schema_serializer(component_name="ControlBody")
class ControlBodySerializer(StrictSerializer):
    """Takes an arrangement under control, or decides on one that is."""

    state = serializers.ChoiceField(
        label_choices(CONTROL_STATE_LABELS),
        required=False,
        help_text=_("Left out: it is taken under control, or stays under way."),
    )
    department = serializers.IntegerField(
        min_value=1, max_value=_MAX_KEY, help_text=_("Key of the responsible body.")
    )
    due = serializers.DateField(
        required=False, allow_null=True, input_formats=["iso-8601"], help_text=_("Term.")
    )
    basis = serializers.CharField(
        required=False, allow_blank=True, max_length=1000, help_text=_("Letter, instruction, minutes.")
    )


@extend_schema_serializer(component_name="ExecutionBody")
class ExecutionBodySerializer(StrictSerializer):
    """A report on execution."""

    text = serializers.CharField(max_length=20_000, help_text=_("What has been done."))


@extend_schema_serializer(component_name="ResultChangeBody")
class ResultChangeSerializer(StrictSerializer):
    """What a person keeps of a result; what is not sent stays."""

    number = serializers.CharField(
        required=False, allow_blank=True, max_length=100, help_text=_("Number of the document.")
    )
    agreement = serializers.IntegerField(
        required=False,
        allow_null=True,
        min_value=1,
        max_value=_MAX_KEY,
        help_text=_("Key of the agreement of the register it is; null: none of ours."),
    )
