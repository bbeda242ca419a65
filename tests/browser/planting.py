"""Scripts planted in every text a registry keeps, whoever may fill it in: written past the forms, so that
what shows a text is asked, and not what once took it."""

import re
from typing import Any

from django.apps import apps
from django.db.models import CharField, F, Field, JSONField, Model, QuerySet, TextField, Value
from django.db.models.functions import Concat

from coopregistry.journal import append_only

# Out of a value with and without quotes, out of what holds text alone, and every way to run something.
SCRIPTS = (
    "\"data-planted=1 onfocus=planted() autofocus 'data-planted=1 onmouseover=planted() x=></script></style>"
    "</textarea></title></select></template></svg>--><planted-element></planted-element>"
    "<script>planted()</script><img src=/planted onerror=planted()><svg onload=planted()></svg>"
)
OWN = ("agreements", "coopregistry", "events", "importers")
# Written by the program, from words of its own: codes, names of fields, checksums, what is looked up by.
OF_THE_PROGRAM = {
    *("a_print", "activity", "b_print", "back", "basis", "cell", "checksum", "code", "column_uses"),
    *("content_digest", "content_type", "counts", "department_key", "differences", "digest", "direction"),
    *("ending", "facts", "fate", "field", "figures", "fingerprint", "folded", "format", "hash", "headers"),
    *("identity", "iso", "journal", "key", "language", "layout", "look", "model", "name_key", "okato"),
    *("owner_model", "own_period", "partner_key", "password", "period_code", "person", "post_identity"),
    *("previous", "query", "reference", "role", "rules", "secret", "sha256", "signature", "stage", "task"),
    *("token_digest", "worker"),
}


def plant(longest: int | None = None) -> int:
    """Adds the scripts to every text of every row, of tables no longer than that; how many columns have got
    them."""
    planted = 0
    with append_only.lifted():
        for model in apps.get_models():
            rows = model._default_manager.count() if model._meta.app_label in OWN else 0
            if 0 < rows <= (longest or rows):
                planted += sum(_plant_column(model, field) for field in columns(model))
    return planted


def columns(model: type[Model]) -> list[Field[Any, Any]]:
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, CharField | TextField | JSONField)
        and not field.choices
        and field.name not in OF_THE_PROGRAM
    ]


def _plant_column(model: type[Model], field: Field[Any, Any]) -> int:
    rows = QuerySet(model)
    if not isinstance(field, JSONField):
        text = Concat(F(field.name), Value(SCRIPTS), output_field=TextField())
        return int(rows.exclude(**{f"{field.name}__contains": SCRIPTS}).update(**{field.name: text}) > 0)
    found = 0
    for pk, value in rows.values_list("pk", field.name):
        told = planted_in(value)
        if told != value:
            found = rows.filter(pk=pk).update(**{field.name: told})
    return found


def planted_in(value: Any) -> Any:
    """A structure with the scripts after each of its texts; codes and days in it stay what they are."""
    if isinstance(value, dict):
        return {name: planted_in(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [planted_in(inner) for inner in value]
    if isinstance(value, str) and SCRIPTS not in value and re.search(r"[^\x00-\x7f]|\s", value):
        return value + SCRIPTS
    return value
