"""Loads partners, departments and their spellings from the CSV files beside this module."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from django.conf import settings

from coopregistry.reference import Kept, load_once, sync

from ..models import Department, DepartmentWording, Partner, PartnerAlias, Succession
from . import read, world
from .wordings import add_wordings

_HERE = Path(__file__).parent
_REGION_OF_DEPARTMENTS = "ru-67"  # departments.csv holds the bodies of this subject
_CASES = ("genitive", "dative", "accusative", "instrumental", "prepositional")


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


def save_partners(rows: Sequence[read.PartnerRow]) -> list[Kept]:
    """Create or update these partners with their spellings. Returns the edits it kept."""
    kept: list[Kept] = []
    keys = _keys(row.parent for row in rows)
    waiting = list(rows)
    own = {row.code for row in rows}
    done: set[str] = set()
    while waiting:
        # Parents first: each pass takes the next level of the tree.
        ready = [row for row in waiting if row.parent in done or (row.parent not in own)]
        if not ready or any(row.parent and row.parent not in keys for row in ready):
            raise ValueError(f"partners whose parent is not in the files: {[row.code for row in waiting]}")
        kept += sync(Partner, {row.code: _values(row, keys) for row in ready}).kept
        done |= {row.code for row in ready}
        keys |= _keys(done)
        waiting = [row for row in waiting if row.code not in done]
    aliases = {row.code: row.aliases for row in rows if row.aliases}
    add_wordings(PartnerAlias, "partner", Partner, aliases)
    return kept


def _keys(codes: Iterable[str]) -> dict[str, int]:
    wanted = set(codes)
    return {code: pk for code, pk in Partner.with_removed.values_list("code", "pk") if code in wanted}


def _values(row: read.PartnerRow, keys: Mapping[str, int]) -> dict[str, object]:
    officials = row.officials or ("",) * 6
    return {
        "kind": str(row.kind),
        "parent_id": keys.get(row.parent),
        "name": row.name,
        "official": row.official,
        "iso": row.iso,
        "okato": row.okato,
        "capital": row.capital,
        **dict(zip(_CASES, row.names[1:], strict=True)),
        **dict(zip((f"official_{case}" for case in _CASES), officials[1:], strict=True)),
    }


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
