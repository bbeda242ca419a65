"""Rows of a table as lines of JSON that any supported database reads back."""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Field, Model
from django.utils.duration import duration_iso_string

_AT_ONCE = 500
_AT_ONCE_WITH_FILES = 10  # a file has up to 25 MB
# Read back from text by the field itself.
_AS_TEXT = (models.DateField, models.TimeField, models.DecimalField, models.UUIDField, models.DurationField)


class TableError(Exception):
    """A line that is no row of the table."""


def lines_of(model: type[Model], using: str) -> Iterator[str]:
    """The names of the columns, then each row in the order of keys; keys of objects are sorted, so that equal
    tables give equal lines on every database."""
    fields = model._meta.concrete_fields
    yield _line([field.attname for field in fields])
    for row in _rows(model, fields, using):
        yield _line([_encoded(value) for value in row])


def _rows(model: type[Model], fields: Sequence[Field], using: str) -> Iterator[tuple[Any, ...]]:
    """A bounded number at a time, without a cursor held open: a pooler between may not keep one."""
    table = (
        model._base_manager.using(using).order_by("pk").values_list("pk", *(one.attname for one in fields))
    )
    at_once = _at_once(fields)
    rows = list(table[:at_once])
    while rows:
        yield from (row[1:] for row in rows)
        rows = list(table.filter(pk__gt=rows[-1][0])[:at_once])


def load_lines(model: type[Model], lines: Iterable[str], using: str) -> int:
    """Insert the rows as they were, and say how many. `model` is written without its automatic dates: pass a
    class of a migration's state."""
    lines = iter(lines)
    fields = [_field(model, name) for name in json.loads(next(lines))]
    for field in fields:
        if isinstance(field, models.DateField | models.TimeField):
            field.auto_now = field.auto_now_add = False
    decoders = [(field.attname, _decoder(field)) for field in fields]
    count = 0
    at_once = _at_once(fields)
    while part := list(islice(lines, at_once)):
        records = [
            model(
                **{
                    name: decode(value)
                    for (name, decode), value in zip(decoders, json.loads(line), strict=True)
                }
            )
            for line in part
        ]
        model._base_manager.using(using).bulk_create(records)
        count += len(records)
    return count


def _at_once(fields: Iterable[Field]) -> int:
    has_files = any(isinstance(field, models.BinaryField) for field in fields)
    return _AT_ONCE_WITH_FILES if has_files else _AT_ONCE


def _field(model: type[Model], name: str) -> Field:
    for field in model._meta.concrete_fields:
        if field.attname == name:
            return field
    raise TableError(f"{model._meta.label} has no column {name}")


def _line(values: list[Any]) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _encoded(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return b64encode(bytes(value)).decode("ascii")
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return duration_iso_string(value)
    if isinstance(value, Decimal | UUID):
        return str(value)
    return value


def _decoder(field: Field) -> Any:
    if isinstance(field, models.BinaryField):
        return lambda value: None if value is None else b64decode(value)
    if isinstance(field, _AS_TEXT):
        return field.to_python
    return lambda value: value
