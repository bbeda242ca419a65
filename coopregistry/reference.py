"""Brings reference data into the database: idempotent, and never over a person's edits."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection, models, transaction
from django.utils.translation import gettext as _

from . import history
from .models import ReferenceLoad


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A field a person changed: the record keeps it, the reference data say otherwise."""

    record: str
    field: str
    ours: Any
    theirs: Any


@dataclass(slots=True)
class Synced:
    created: int = 0
    updated: int = 0
    kept: list[Kept] = field(default_factory=list)


def sync(model: type[models.Model], wanted: Mapping[str, Mapping[str, Any]]) -> Synced:
    """Make the records named by `code` hold the wanted values of plain columns.

    A field is written only where it still holds what the reference data put there before; what
    differs was changed by a person and stays. A record a person removed stays removed.
    """
    result = Synced()
    known = {record.code: record for record in model.with_removed.filter(code__isnull=False)}
    new = [
        model(code=code, reference=_plain(values), **values)
        for code, values in wanted.items()
        if code not in known
    ]
    model.objects.bulk_create(new)
    result.created = len(new)
    changed: list[models.Model] = []
    touched: set[str] = {"reference"}
    for code, values in wanted.items():
        record = known.get(code)
        if record is None:
            continue
        before = record.reference or {}
        after = {**before, **_plain(values)}
        if before == after:
            continue
        for name, value in values.items():
            ours = getattr(record, name)
            if ours == value:
                continue
            if name in before and _plain({name: ours})[name] == before[name]:
                setattr(record, name, value)
                touched.add(name)
            else:
                result.kept.append(Kept(record=str(record), field=name, ours=ours, theirs=value))
        record.reference = after
        changed.append(record)
    model.with_removed.bulk_update(changed, sorted(touched))
    result.updated = len(changed)
    return result


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def load_once(name: str, files: Iterable[Path], load: Callable[[], list[Kept]]) -> list[Kept]:
    """Run `load` unless these very files were loaded before; returns what it kept of people's edits."""
    checksum = hashlib.sha256(b"".join(file.read_bytes() for file in sorted(files))).hexdigest()
    with transaction.atomic(), history.change_set(reason=_("Reference data")):
        if ReferenceLoad.objects.filter(name=name, checksum=checksum).exists():
            return []
        kept = load()
        ReferenceLoad.objects.update_or_create(name=name, defaults={"checksum": checksum})
    return kept


def tables_stand(*wanted: type[models.Model]) -> bool:
    """Whether the database is migrated far enough to hold these models (a migration may go backwards)."""
    tables = set(connection.introspection.table_names())
    return all(model._meta.db_table in tables for model in (ReferenceLoad, *wanted))
