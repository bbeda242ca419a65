"""Request bodies that write entries."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from events.labels import ACTIVITY_LABELS, DIRECTION_LABELS, MODE_LABELS
from events.models import Entry
from events.vocabulary import Role

from .base import label_choices

_MAX_TEXT_LENGTH = 20_000
_MAX_PARTNERS = 100
_MAX_KEY = 2**62


def _text_field(help_text: Any, max_length: int = _MAX_TEXT_LENGTH) -> serializers.CharField:
    return serializers.CharField(
        required=False, allow_blank=True, max_length=max_length, trim_whitespace=False, help_text=help_text
    )


def _key_field(help_text: Any) -> serializers.IntegerField:
    return serializers.IntegerField(
        required=False, allow_null=True, min_value=1, max_value=_MAX_KEY, help_text=help_text
    )


def _choice_field(labels: Mapping[Any, Any], help_text: Any) -> serializers.ChoiceField:
    return serializers.ChoiceField(
        label_choices(dict(labels)), required=False, allow_null=True, help_text=help_text
    )


class StrictSerializer(serializers.Serializer):
    """Refuses unknown fields: a misspelt name is a mistake of the client."""

    def to_internal_value(self, data: Any) -> Any:
        unknown = [name for name in data if name not in self.fields]
        if unknown:
            raise serializers.ValidationError(
                {name[:100]: [_("There is no such field.")] for name in unknown}
            )
        return super().to_internal_value(data)


class EntryFieldsSerializer(StrictSerializer):
    """Fields of an entry; those not sent stay as they are."""

    department = _key_field(_("Key of the executive body; may be left out by whoever writes for one alone."))
    sphere = _key_field(_("Key of the sphere, in documents whose sections are spheres."))
    title = _text_field(_("What takes place."))
    dates = _text_field(_("Dates as a phrase: «26-28 сентября», «в течение II квартала»."), max_length=300)
    start = serializers.DateField(
        required=False, allow_null=True, input_formats=["iso-8601"], help_text=_("Or the first day.")
    )
    end = serializers.DateField(
        required=False, allow_null=True, input_formats=["iso-8601"], help_text=_("Or the last day.")
    )
    partners = serializers.ListField(
        child=serializers.RegexField(r"^[A-Za-z0-9_-]{1,100}$"),
        required=False,
        max_length=_MAX_PARTNERS,
        help_text=_("Codes of the partners, in printing order; also of places that no row has named yet."),
    )
    agreement = _key_field(_("Key of the agreement."))
    place = _text_field(_("Place."))
    mode = _choice_field(MODE_LABELS, _("null: as the text says."))
    participants = _text_field(_("Participants."))
    participants_count = serializers.IntegerField(
        required=False,
        allow_null=True,
        min_value=0,
        max_value=10_000_000,
        help_text=_("Number of participants; null: as the text says."),
    )
    content = _text_field(_("Content, and in reports the result."))
    signed = serializers.BooleanField(
        required=False, allow_null=True, help_text=_("Documents were signed; null: as the text says.")
    )
    agreed = serializers.BooleanField(
        required=False, allow_null=True, help_text=_("Arrangements were reached; null: as the text says.")
    )
    activity = _choice_field(ACTIVITY_LABELS, _("Kind of event; null: by the title."))
    direction = _choice_field(DIRECTION_LABELS, _("Who went where; null: by the place."))
    cells = serializers.DictField(
        child=serializers.CharField(
            allow_blank=True, allow_null=True, max_length=_MAX_TEXT_LENGTH, trim_whitespace=False
        ),
        required=False,
        help_text=_("Cells in words of your own by role; null: in the words of the house."),
    )
    extra = serializers.DictField(
        child=serializers.CharField(allow_blank=True, max_length=_MAX_TEXT_LENGTH, trim_whitespace=False),
        required=False,
        help_text=_("Further columns by their headings."),
    )
    event = _key_field(_("Key of the event the row speaks of; left out: a new row gets its own."))
    reason = _text_field(_("Why it is changed; kept in the history."), max_length=300)

    def validate_cells(self, cells: dict[str, str | None]) -> dict[str, str | None]:
        if set(cells) - set(Role):
            raise serializers.ValidationError(_("Cells are: %s.") % ", ".join(Role))
        return cells

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs.get("dates") and (attrs.get("start") or attrs.get("end")):
            raise serializers.ValidationError({"dates": [_("Send a phrase or days, not both.")]})
        return attrs


@extend_schema_serializer(component_name="NewRowBody")
class EntryCreateSerializer(EntryFieldsSerializer):
    """A new entry."""

    report = serializers.IntegerField(
        min_value=1, max_value=_MAX_KEY, help_text=_("Key of the plan or report.")
    )


@extend_schema_serializer(component_name="RowChangeBody")
class EntryUpdateSerializer(EntryFieldsSerializer):
    """Changes of an entry."""

    apart = serializers.BooleanField(
        required=False, help_text=_("The row speaks of another event: count it apart.")
    )


@extend_schema_serializer(component_name="FateBody")
class OutcomeSerializer(StrictSerializer):
    """The outcome of a planned entry."""

    fate = serializers.ChoiceField(
        Entry.Fate.choices, allow_null=True, help_text=_("null: as planned, or as the reports show.")
    )
    fate_dates = _text_field(_("Of a postponed row: to what dates."), max_length=300)
    fate_note = _text_field(_("Of a cancelled row, or one not held: why."), max_length=1000)
    fate_letter = _text_field(_("Number and date of the letter that says so."), max_length=200)
