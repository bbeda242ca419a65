"""What a check answers: the row as it would be, and events it may double."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from .event_shapes import WrittenShape
from .shapes import Shape


class SimilarShape(Shape):
    """An event that may be the same one."""

    event = serializers.IntegerField(source="event.pk", help_text=_("Key of the event."))
    title = serializers.CharField(source="event.title", help_text=_("Title."))
    score = serializers.FloatField(help_text=_("How alike, about 80 to 108."))


class RowCheckShape(WrittenShape):
    """The row as it would be. Nothing was written."""

    similar = SimilarShape(many=True, help_text=_("Events that may be the same one: send its key as event."))
