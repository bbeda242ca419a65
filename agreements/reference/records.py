"""Partners of the reference data as records."""

from collections.abc import Iterable, Mapping, Sequence

from coopregistry.reference import Kept, sync

from ..models import Partner, PartnerAlias
from . import read
from .wordings import add_wordings

OBLIQUE_CASES = ("genitive", "dative", "accusative", "instrumental", "prepositional")


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
        **dict(zip(OBLIQUE_CASES, row.names[1:], strict=True)),
        **dict(zip((f"official_{case}" for case in OBLIQUE_CASES), officials[1:], strict=True)),
    }
