"""Loads partners, the bodies of the home region and their spellings from the files beside this module."""

from pathlib import Path

from coopregistry.reference import Kept, adopt, load_once, sync

from ..home_region import home_region, region_file
from ..models import Department, DepartmentWording, Partner, Succession
from ..names.declension import decline
from . import read, world
from .records import OBLIQUE_CASES, save_partners
from .region import DepartmentEntry, Region
from .wordings import add_wordings

_HERE = Path(__file__).parent


def load() -> list[Kept]:
    """Load the reference data. Returns the edits it kept."""
    own = region_file()
    files = [*_HERE.glob("*.csv"), *read.WORLD.glob("*.csv"), *([own] if own else [])]
    return load_once("agreements", files, _load)


def cases_of(entry: DepartmentEntry) -> tuple[str, ...]:
    """The oblique cases: those the file gives, the others made by rule."""
    made = dict(zip(OBLIQUE_CASES, decline(entry.name)[1:], strict=True))
    return tuple((made | dict(entry.cases)).values())


def _load() -> list[Kept]:
    return [*_load_partners(), *_load_departments(home_region())]


def _load_partners() -> list[Kept]:
    """The partners of a new registry, and what its rows have named of the world since."""
    rows = list(read.partners())
    named = Partner.with_removed.filter(code__in=world.rows()).values_list("code", flat=True)
    return save_partners([*rows, *world.with_parents([*(row.parent for row in rows), *named])])


def _load_departments(region: Region) -> list[Kept]:
    entries = region.departments
    wanted = {
        entry.code: {
            "name": entry.name,
            "short_name": entry.short_name,
            "order": entry.order,
            "in_force_from": entry.in_force_from,
            "in_force_to": entry.in_force_to,
            **dict(zip(OBLIQUE_CASES, cases_of(entry), strict=True)),
        }
        for entry in entries
    }
    adopt(Department, wanted)
    kept = sync(Department, wanted).kept
    add_wordings(DepartmentWording, "department", Department, {row.code: row.wordings for row in entries})
    keys = dict(Department.with_removed.values_list("code", "pk"))
    existing = set(Succession.objects.values_list("predecessor_id", "successor_id"))
    Succession.objects.bulk_create(
        Succession(
            predecessor_id=keys[row.predecessor],
            successor_id=keys[row.successor],
            date=row.date,
            act=row.act,
        )
        for row in region.successions
        if (keys[row.predecessor], keys[row.successor]) not in existing
    )
    return kept
