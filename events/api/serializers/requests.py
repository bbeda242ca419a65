"""Request bodies that write entries, agreements and meetings."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from agreements.models import Agreement
from events.labels import (
    ACTIVITY_LABELS,
    DIRECTION_LABELS,
    MEETING_KIND_LABELS,
    MODE_LABELS,
    NOTICE_LABELS,
)
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


def _day_field(help_text: Any) -> serializers.DateField:
    return serializers.DateField(
        required=False, allow_null=True, input_formats=["iso-8601"], help_text=help_text
    )


def _choice_field(labels: Mapping[Any, Any], help_text: Any) -> serializers.ChoiceField:
    return serializers.ChoiceField(
        label_choices(dict(labels)), required=False, allow_null=True, help_text=help_text
    )


def _codes_field(**kwargs: Any) -> serializers.ListField:
    return serializers.ListField(
        child=serializers.RegexField(r"^[A-Za-z0-9_-]{1,100}$"),
        min_length=1,
        max_length=30,
        help_text=_("Codes of the partners."),
        **kwargs,
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


@extend_schema_serializer(component_name="AgreementBody")
class AgreementBodySerializer(StrictSerializer):
    """An agreement of the register; of one that is changed, fields not sent stay."""

    title = _text_field(_("Title."), max_length=4000)
    kind = serializers.ChoiceField(Agreement.Kind.choices, required=False, help_text=_("Kind."))
    level = serializers.ChoiceField(Agreement.Level.choices, required=False, help_text=_("Level."))
    state = serializers.ChoiceField(Agreement.State.choices, required=False, help_text=_("State."))
    number = _text_field(_("Number."), max_length=100)
    signed_on = _day_field(_("Signed on."))
    valid_until = _day_field(_("Valid until."))
    prolongation = _text_field(_("How it is prolonged."), max_length=500)
    terminated_on = _day_field(_("Terminated on."))
    registration_number = _text_field(_("Registration with the Ministry of Justice."), max_length=100)
    department = _key_field(_("Key of the responsible body."))
    place_of_original = _text_field(_("Where the original is kept."), max_length=300)
    confirmed = serializers.BooleanField(required=False, help_text=_("Confirmed by a person."))
    parties = serializers.ListField(
        child=serializers.RegexField(r"^[A-Za-z0-9_-]{1,100}$"),
        required=False,
        max_length=30,
        help_text=_("Codes of the parties beside the home region."),
    )
    reason = _text_field(_("Why it is changed; kept in the history."), max_length=300)


@extend_schema_serializer(component_name="RowsBody")
class EntriesBodySerializer(StrictSerializer):
    """Rows to be written in one transaction: all of them, or none."""

    rows = serializers.ListField(
        child=serializers.DictField(),
        min_length=1,
        max_length=200,
        help_text=_(
            "Each is a new row, or with `id` and `version` (the number of its ETag) the change of one; "
            "`remove`: true removes it."
        ),
    )


class PersonSentSerializer(StrictSerializer):
    post = _text_field(_("Post."), max_length=500)
    name = _text_field(_("Initials and surname."), max_length=255)
    of = _text_field(_("Of which body or territory."), max_length=500)


class _MeetingFieldsSerializer(StrictSerializer):
    """What may be said of a meeting; from `department` on, of one that no row tells of alone."""

    end = _day_field(_("Last day."))
    place = _text_field(_("Place."))
    home = PersonSentSerializer(many=True, required=False, help_text=_("On the side of the region."))
    partner = PersonSentSerializer(many=True, required=False, help_text=_("On the side of the partner."))
    third = PersonSentSerializer(many=True, required=False, help_text=_("Third side."))
    size = serializers.IntegerField(
        required=False,
        allow_null=True,
        min_value=1,
        max_value=100_000,
        help_text=_("Size of the delegation."),
    )
    subject = _text_field(_("Questions discussed."), max_length=4000)
    department = _key_field(_("Key of the executive body; left out by whoever enters for one alone."))
    letter = _text_field(_("Letter it is known from."), max_length=300)
    basis = _text_field(_("Invitation, order."), max_length=500)
    notice = _choice_field(NOTICE_LABELS, _("Ministry of Foreign Affairs of Russia."))
    notice_on = _day_field(_("Date of the notice."))
    notice_number = _text_field(_("Number of the notice."), max_length=100)
    report_due = _day_field(_("Term of the trip report."))
    restricted = serializers.BooleanField(
        required=False,
        allow_null=True,
        help_text=_("Until it is over; null: coming meetings of the head of the region are."),
    )


@extend_schema_serializer(component_name="MeetingBody")
class MeetingBodySerializer(_MeetingFieldsSerializer):
    """A meeting that no row of a report tells of."""

    kind = serializers.ChoiceField(label_choices(MEETING_KIND_LABELS), help_text=_("Kind."))
    start = serializers.DateField(input_formats=["iso-8601"], help_text=_("First day."))
    partners = _codes_field()


@extend_schema_serializer(component_name="MeetingChangeBody")
class MeetingChangeSerializer(_MeetingFieldsSerializer):
    """What is corrected of a meeting."""

    kind = serializers.ChoiceField(label_choices(MEETING_KIND_LABELS), required=False, help_text=_("Kind."))
    start = _day_field(_("First day."))
    partners = _codes_field(required=False)
    reason = _text_field(_("Why it is changed; kept in the history."), max_length=300)


@extend_schema_serializer(component_name="MeetingDecisionBody")
class MeetingDecisionSerializer(StrictSerializer):
    """What is decided on what a row tells."""

    decision = serializers.ChoiceField(
        [("confirm", _("right as it stands")), ("as_read", _("as the row says"))], help_text=_("Decision.")
    )
