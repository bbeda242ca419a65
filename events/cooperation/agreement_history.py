"""Changes of an agreement's own fields, each with what it was and what it became."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import DateField
from django.utils.translation import gettext as _

from agreements.models import Agreement, Department
from coopregistry.models import Change

_MAX_CHANGES = 20


def agreement_changes(agreement: Agreement) -> list[tuple[Change, list[tuple[str, Any, Any]]]]:
    """The latest changes with (field, before, after) for each field changed; two queries."""
    changes = (
        Change.objects.filter(
            model=agreement._meta.label_lower, record=agreement.pk, action=Change.Action.UPDATE
        )
        .select_related("change_set", "change_set__user")
        .order_by("-id")[:_MAX_CHANGES]
    )
    departments = dict(Department.with_removed.values_list("pk", "name"))
    return [
        (change, [_field_change(name, change, departments) for name in change.after]) for change in changes
    ]


def _field_change(name: str, change: Change, departments: Mapping[int, str]) -> tuple[str, Any, Any]:
    field = next(field for field in Agreement._meta.concrete_fields if field.attname == name)
    labels = dict(field.flatchoices or [(True, _("yes")), (False, _("no"))])
    labels = departments if name == "department_id" else labels

    def shown(value: Any) -> Any:
        if value in (None, ""):
            return "–"
        if isinstance(field, DateField):
            return f"{date.fromisoformat(value):%d.%m.%Y}"
        return labels.get(value, value)

    return str(field.verbose_name), shown(change.before[name]), shown(change.after[name])
