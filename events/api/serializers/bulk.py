"""Answers to writes of many records."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from .base import ReadOnlySerializer
from .entries import EntrySerializer


class RowAnswerSerializer(ReadOnlySerializer):
    """What became of one of the rows sent."""

    status = serializers.IntegerField(help_text=_("201 entered, 200 changed, 204 removed."))
    row = EntrySerializer(allow_null=True, help_text=_("The row as it is now; null: removed."))


class RowAnswersSerializer(ReadOnlySerializer):
    """In the order sent."""

    items = RowAnswerSerializer(many=True, help_text=_("One answer for each row."))
