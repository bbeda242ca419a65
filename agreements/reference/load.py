"""Loads partners, departments and their spellings from the CSV files beside this module."""

from pathlib import Path

from django.conf import settings

from coopregistry.reference import Kept, load_once, sync

from ..models import Department, DepartmentWording, Partner, Succession
from . import read, world
from .records import OBLIQUE_CASES, save_partners
from .wordings import add_wordings

_HERE = Path(__file__).parent
_REGION_OF_DEPARTMENTS = "ru-67"  # departments.csv holds the bodies of this subject


def load() -> list[Kept]:
    """Load the reference data. Returns the edits it kept."""
    files = [*_HERE.glob("*.csv"), *read.WORLD.glob("*.csv")]
    return load_once("agreements", files, _load)


def _load() -> list[Kept]:
    departments = _load_departments() if settings.HOME_SUBJECT == _REGION_OF_DEPARTMENTS else []
    return [*_load_partners(), *departments]


def _load_partners() -> list[Kept]:
    """The partners of a new registry, and what its rows have named of the world since."""
    rows = list(read.partners())
    named = Partner.with_removed.filter(code__in=world.rows()).values_list("code", flat=True)
    return save_partners([*rows, *world.with_parents([*(row.parent for row in rows), *named])])


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
        values.update(zip(OBLIQUE_CASES, oblique, strict=True))
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
