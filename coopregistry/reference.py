"""Loads reference data into the database: idempotent, and people's edits are kept."""

import hashlib
import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection, models, transaction
from django.utils.translation import gettext as _

from . import history
from .models import ReferenceLoad

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A field edited by a person, which differs from the reference data and stays."""

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
    """Create or update records by `code`.

    A field is updated only if it still holds the value of the previous load; any other value was entered by
    a person and stays. A removed record stays removed.
    """
    result = Synced()
    existing = {record.code: record for record in model.with_removed.filter(code__isnull=False)}
    new = [
        model(code=code, reference=_plain(values), **values)
        for code, values in wanted.items()
        if code not in existing
    ]
    model.objects.bulk_create(new)
    result.created = len(new)
    changed: list[models.Model] = []
    touched: set[str] = {"reference"}
    for code, values in wanted.items():
        record = existing.get(code)
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


def adopt(model: type[models.Model], wanted: Mapping[str, Mapping[str, Any]]) -> None:
    """Give records made by hand the code of the reference data's record of that name; what was left at its
    default is then filled in by `sync`."""
    taken = set(model.with_removed.filter(code__in=wanted).values_list("code", flat=True))
    codes = {values["name"]: code for code, values in wanted.items() if code not in taken}
    own = list(model.objects.filter(code=None, name__in=codes))
    for record in own:
        record.code = codes[record.name]
        defaults = {name: model._meta.get_field(name).get_default() for name in wanted[record.code]}
        record.reference = {name: value for name, value in defaults.items() if getattr(record, name) == value}
    model.objects.bulk_update(own, ["code", "reference"])


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def load_once(name: str, files: Iterable[Path], load: Callable[[], list[Kept]]) -> list[Kept]:
    """Run `load` unless these files are loaded already. Returns the edits it kept."""
    checksum = hashlib.sha256(b"".join(file.read_bytes() for file in sorted(files))).hexdigest()
    with transaction.atomic(), history.change_set(reason=_("Reference data")):
        if ReferenceLoad.objects.filter(name=name, checksum=checksum).exists():
            return []
        kept = load()
        logger.info("reference data %s loaded, %d edited fields kept", name, len(kept))
        ReferenceLoad.objects.update_or_create(name=name, defaults={"checksum": checksum})
    return kept


def tables_exist(*needed: type[models.Model]) -> bool:
    """False while the database is migrated to a state before these models."""
    tables = set(connection.introspection.table_names())
    missing = [
        model._meta.db_table for model in (ReferenceLoad, *needed) if model._meta.db_table not in tables
    ]
    if missing:
        logger.warning("reference data not loaded: there is no table %s", ", ".join(missing))
    return not missing
