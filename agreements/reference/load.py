"""Loads partners, departments and their spellings from the CSV files beside this module."""

from pathlib import Path

from django.conf import settings

from coopregistry.reference import Kept, load_once, sync

from ..models import Department, DepartmentWording, Partner, PartnerAlias, Succession
from . import read
from .wordings import add_wordings

_HERE = Path(__file__).parent
_REGION_OF_DEPARTMENTS = "ru-67"  # departments.csv holds the bodies of this subject
_CASES = ("genitive", "dative", "accusative", "instrumental", "prepositional")


def load() -> list[Kept]:
    """Load the reference data. Returns the edits it kept."""
    return load_once("agreements", _HERE.glob("*.csv"), _load)


def _load() -> list[Kept]:
    departments = _load_departments() if settings.HOME_SUBJECT == _REGION_OF_DEPARTMENTS else []
    return [*_load_partners(), *departments]


def _load_partners() -> list[Kept]:
    rows = {row.code: row for row in read.partners()}
    kept: list[Kept] = []
    keys: dict[str, int] = {}
    waiting = list(rows.values())
    while waiting:
        # Parents first: each pass takes the next level of the tree.
        ready = [row for row in waiting if not row.parent or row.parent in keys]
        if not ready:
            raise ValueError(f"partners whose parent is not in the files: {[row.code for row in waiting]}")
        wanted = {}
        for row in ready:
            values = {"kind": str(row.kind), "parent_id": keys.get(row.parent)}
            values.update(name=row.name, official=row.official, iso=row.iso, okato=row.okato)
            values.update(capital=row.capital)
            values.update(zip(_CASES, row.names[1:], strict=True))
            officials = row.officials or ("",) * 6
            values.update(zip((f"official_{case}" for case in _CASES), officials[1:], strict=True))
            wanted[row.code] = values
        kept += sync(Partner, wanted).kept
        keys = dict(Partner.with_removed.values_list("code", "pk"))
        loaded = {row.code for row in ready}
        waiting = [row for row in waiting if row.code not in loaded]
    aliases = {row.code: row.aliases for row in rows.values() if row.aliases}
    add_wordings(PartnerAlias, "partner", Partner, aliases)
    return kept


def _load_departments() -> list[Kept]:
    rows = list(read.departments())
    wanted = {}
    for row in rows:
        values = {
            "name": row.name,
            "short_name": row.short_name,
            "order": row.order,
            "in_force_from": row.in_force_from,
            "in_force_to": row.in_force_to,
        }
        oblique = (row.name_gen, row.name_dat, row.name_acc, row.name_ins, row.name_loc)
        values.update(zip(_CASES, oblique, strict=True))
        wanted[row.code] = values
    kept = sync(Department, wanted).kept
    add_wordings(DepartmentWording, "department", Department, {row.code: row.wordings for row in rows})
    keys = dict(Department.with_removed.values_list("code", "pk"))
    existing = set(Succession.objects.values_list("predecessor_id", "successor_id"))
    Succession.objects.bulk_create(
        Succession(
            predecessor_id=keys[row.predecessor],
            successor_id=keys[row.successor],
            date=row.date,
            act=row.act,
        )
        for row in read.successions()
        if (keys[row.predecessor], keys[row.successor]) not in existing
    )
    return kept
