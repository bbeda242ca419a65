"""Meetings, receptions, visits and trips, and the people met."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from events.labels import LEVEL_LABELS, MEETING_KIND_LABELS

from .base import NamedSerializer, ReadOnlySerializer, label_choices


class ParticipantSerializer(ReadOnlySerializer):
    """An official on one side, or a body without anybody named."""

    post = serializers.CharField(help_text=_("Post in the nominative."))
    name = serializers.CharField(help_text=_("Initials and surname."))
    of = serializers.CharField(help_text=_("Body or territory."))
    level = serializers.ChoiceField(label_choices(LEVEL_LABELS), help_text=_("Level of the post."))
    person = serializers.CharField(
        source="person_key", allow_null=True, help_text=_("Key of the person; null: no record is kept.")
    )


class MeetingSerializer(ReadOnlySerializer):
    """A meeting, reception, visit or trip, once however many rows tell of it."""

    id = serializers.CharField(
        source="ref", help_text=_("Of the row that tells most of it, or of what was entered without a row.")
    )
    kind = serializers.ChoiceField(label_choices(MEETING_KIND_LABELS), help_text=_("Kind."))
    start = serializers.DateField(allow_null=True, help_text=_("First day."))
    end = serializers.DateField(allow_null=True, help_text=_("Last day."))
    place = serializers.CharField(help_text=_("Place."))
    home_level = serializers.ChoiceField(
        label_choices(LEVEL_LABELS), help_text=_("Level of the region's side.")
    )
    partner_level = serializers.ChoiceField(
        label_choices(LEVEL_LABELS), help_text=_("Level of the partner's side.")
    )
    home = ParticipantSerializer(many=True, help_text=_("On the side of the region."))
    partner = ParticipantSerializer(many=True, help_text=_("On the side of the partner."))
    third = ParticipantSerializer(many=True, help_text=_("Third side."))
    size = serializers.IntegerField(allow_null=True, help_text=_("Size of the delegation."))
    subject = serializers.CharField(help_text=_("Questions discussed."))
    phrase = serializers.CharField(help_text=_("As the row tells it."))
    certain = serializers.BooleanField(help_text=_("Nobody needs to confirm it."))
    basis = serializers.CharField(help_text=_("Invitation, order."))
    row_ids = serializers.ListField(
        child=serializers.IntegerField(), help_text=_("Keys of the rows that tell of it; none: outside them.")
    )
    event_ids = serializers.ListField(
        child=serializers.IntegerField(), help_text=_("Keys of the events of those rows.")
    )
    outside_ids = serializers.ListField(
        child=serializers.IntegerField(), help_text=_("Keys of what was entered of it without a row.")
    )


class PersonSerializer(ReadOnlySerializer):
    """An official or the head of a delegation."""

    key = serializers.CharField(help_text=_("Key of the person."))
    name = serializers.CharField(help_text=_("Initials and surname."))
    post = serializers.CharField(help_text=_("Post at the last meeting."))
    of = serializers.CharField(help_text=_("Body or territory."))
    last = serializers.DateField(allow_null=True, help_text=_("Day of the last meeting."))
    count = serializers.IntegerField(help_text=_("Meetings and visits."))


class PostSerializer(ReadOnlySerializer):
    """A post, between the first and the last meeting it was told at."""

    post = serializers.CharField(help_text=_("Post in the nominative."))
    of = serializers.CharField(help_text=_("Body or territory."))
    first = serializers.DateField(allow_null=True, help_text=_("Day of the first meeting."))
    last = serializers.DateField(allow_null=True, help_text=_("Day of the last meeting."))


class PersonWithMeetingsSerializer(PersonSerializer):
    """A person with posts and meetings, the newest first."""

    posts = PostSerializer(many=True, help_text=_("Posts."))
    meetings = MeetingSerializer(many=True, help_text=_("Meetings and visits."))


class OutsideMeetingSerializer(ReadOnlySerializer):
    """What was entered of a meeting without a row."""

    id = serializers.IntegerField(source="pk", help_text=_("Key in the registry."))
    restricted = serializers.BooleanField(help_text=_("Restricted until it is over."))
    letter = serializers.CharField(help_text=_("Letter it is known from."))
    department = NamedSerializer(allow_null=True, help_text=_("Executive body."))
    meeting = MeetingSerializer(help_text=_("The meeting."))
