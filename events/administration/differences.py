"""In what two records differ: what somebody wants to see before they become one."""

from dataclasses import dataclass

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from coopregistry.history import recorded_fields

_CASES = ("genitive", "dative", "accusative", "instrumental", "prepositional")
# Not read by people, or told by the name of the record already
_LEFT_OUT = frozenset(
    (
        "removed_at",
        "search",
        "name",
        "title",
        "code",
        "order",
        *_CASES,
        *(f"official_{case}" for case in _CASES),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldDifference:
    label: str
    kept: str
    duplicate: str


def differences(kept: models.Model, duplicate: models.Model) -> list[FieldDifference]:
    """Only fields that differ, in the order of the model."""
    recorded = set(recorded_fields(type(kept)))
    fields = [field for field in kept._meta.concrete_fields if field.attname in recorded]
    return [
        FieldDifference(
            label=str(field.verbose_name), kept=_told(kept, field), duplicate=_told(duplicate, field)
        )
        for field in fields
        if field.name not in _LEFT_OUT and getattr(kept, field.attname) != getattr(duplicate, field.attname)
    ]


def _told(record: models.Model, field: models.Field) -> str:
    if field.choices:
        return str(getattr(record, f"get_{field.name}_display")())
    value = getattr(record, field.name)
    if value is None or value == "":
        return ""
    if isinstance(field, models.DateField):
        return date_format(value, "d.m.Y")
    if isinstance(field, models.BooleanField):
        return _("yes") if value else _("no")
    return str(value)
