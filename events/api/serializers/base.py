"""Base serializers of responses. Their declared fields are read from records and described in the schema."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cached_property
from operator import attrgetter
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from agreements.models import Partner

Read = Callable[[Any], Any]


class ReadOnlySerializer(serializers.Serializer):
    """Reads attributes without REST framework's conversion of each field: lists hold thousands of records.
    "" becomes null if the field allows null."""

    @cached_property
    def _readers(self) -> list[tuple[str, Read]]:
        return [(name, _reader(self, field)) for name, field in self.fields.items()]

    def to_representation(self, instance: Any) -> dict[str, Any]:
        return {name: read(instance) for name, read in self._readers}


def _reader(serializer: ReadOnlySerializer, field: serializers.Field) -> Read:
    if isinstance(field, serializers.SerializerMethodField):
        return getattr(serializer, field.method_name)
    get: Read = (lambda record: record) if field.source == "*" else attrgetter(field.source)
    if isinstance(field, serializers.ListSerializer):
        child = field.child
        return lambda record: [child.to_representation(related) for related in _all(get(record))]
    if isinstance(field, serializers.Serializer):
        return lambda record: None if (related := get(record)) is None else field.to_representation(related)
    if isinstance(field, serializers.DateTimeField):
        return lambda record: _moment(get(record))
    if isinstance(field, serializers.DateField):
        return lambda record: _day(get(record))
    if isinstance(field, serializers.ListField):
        return lambda record: list(get(record))
    if field.allow_null:
        return lambda record: None if (value := get(record)) == "" else value
    return get


def _all(related: Any) -> Any:
    return related.all() if hasattr(related, "all") else related


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _moment(value: datetime | None) -> str | None:
    return value.isoformat(timespec="seconds").replace("+00:00", "Z") if value else None


class RecordSerializer(ReadOnlySerializer):
    """A record by its key."""

    id = serializers.IntegerField(source="pk", help_text=_("Key in the registry."))


class NamedSerializer(RecordSerializer):
    """A record by its key and its name."""

    name = serializers.CharField(source="__str__", help_text=_("Name."))

    def to_representation(self, instance: Any) -> dict[str, Any]:
        return {"id": instance.pk, "name": str(instance)}


class PartnerRefSerializer(ReadOnlySerializer):
    """A partner by its code."""

    code = serializers.CharField(help_text=_("Code of the partner, e.g. by or ru-32."))
    name = serializers.CharField(help_text=_("Short name."))
    kind = serializers.ChoiceField(Partner.Kind.choices, help_text=_("Kind of territory."))


class PartnerLinkSerializer(ReadOnlySerializer):
    """The partner of a link of a many-to-many relation, beside what the link says of it."""

    code = serializers.CharField(source="partner.code", help_text=_("Code of the partner, e.g. by or ru-32."))
    name = serializers.CharField(source="partner.name", help_text=_("Short name."))
    kind = serializers.ChoiceField(
        Partner.Kind.values, source="partner.kind", help_text=_("Kind of territory.")
    )


def label_choices(labels: Mapping[Any, Any]) -> list[tuple[str, Any]]:
    """Choices of a field whose values are the members of an enumeration."""
    return [(member.value, label) for member, label in labels.items()]
