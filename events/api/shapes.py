"""Bases of what is answered: the fields a serializer declares are the ones read, and the ones described."""

from collections.abc import Callable
from datetime import date, datetime
from functools import cached_property
from operator import attrgetter
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from agreements.models import Partner

Read = Callable[[Any], Any]


class Shape(serializers.Serializer):
    """Read-only. Values are taken as the record holds them: answering thousands of rows must not cost a
    conversion for each field. "" is answered as null where the field allows null."""

    @cached_property
    def _readers(self) -> list[tuple[str, Read]]:
        return [(name, _reader(self, field)) for name, field in self.fields.items()]

    def to_representation(self, instance: Any) -> dict[str, Any]:
        return {name: read(instance) for name, read in self._readers}


def _reader(shape: Shape, field: serializers.Field) -> Read:
    if isinstance(field, serializers.SerializerMethodField):
        return getattr(shape, field.method_name)
    get: Read = (lambda record: record) if field.source == "*" else attrgetter(field.source)
    if isinstance(field, serializers.ListSerializer):
        child = field.child
        return lambda record: [child.to_representation(one) for one in _all(get(record))]
    if isinstance(field, serializers.Serializer):
        return lambda record: None if (one := get(record)) is None else field.to_representation(one)
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


class Named(Shape):
    """A record by its key and its name."""

    id = serializers.IntegerField(source="pk", help_text=_("Key in the registry."))
    name = serializers.CharField(source="__str__", help_text=_("Name."))

    def to_representation(self, instance: Any) -> dict[str, Any]:
        return {"id": instance.pk, "name": str(instance)}


class PartnerRef(Shape):
    """A partner by its code."""

    code = serializers.CharField(help_text=_("Code of the partner, e.g. by or ru-32."))
    name = serializers.CharField(help_text=_("Short name."))
    kind = serializers.ChoiceField(Partner.Kind.choices, help_text=_("Kind of territory."))
