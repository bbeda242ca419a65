"""The sealed journal as lines of JSON, and what such lines differ in from the registry."""

import json
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from ..models import Seal
from .records import BY_NAME, Record, records_between, unpacked
from .verification import Difference, holds


def lines(after: int = 0, *, with_contents: bool = True) -> Iterator[str]:
    """Rows with their sealed hashes, then their seal. A row that is no longer there has no contents."""
    for link in Seal.objects.filter(number__gt=after).order_by("number").iterator(chunk_size=20):
        journal = BY_NAME[link.journal]
        stand: dict[int, Record] = {}
        if with_contents:
            stand = {one.key: one for one in records_between(journal, link.first - 1, link.last)}
        for key, digest in unpacked(bytes(link.records)):
            said = f',"row":{stand[key].text}' if key in stand else ""
            yield f'{{"journal":"{journal.name}","key":{key},"sha256":"{digest.hex()}"{said}}}'
        yield json.dumps(
            {
                "seal": link.number,
                "format": link.format,
                "journal": link.journal,
                "made_at": link.made_at.isoformat(),
                "previous": link.previous,
                "hash": link.hash,
            }
        )


def differences(exported: Iterable[str]) -> Iterator[Difference]:
    """What was exported once and is now another or gone, be the chain of today whole or not."""
    rows: list[tuple[str, int, str]] = []
    for line in exported:
        said = json.loads(line)
        if "seal" not in said:
            rows.append((said["journal"], said["key"], said["sha256"]))
            continue
        if not holds(said["seal"], said["hash"]):
            what = _("It is not in the chain, or has another hash.")
            yield Difference(record=f"coopregistry.seal {said['seal']}", what=what)
        yield from _changed(rows)
        rows = []


def _changed(rows: list[tuple[str, int, str]]) -> Iterator[Difference]:
    if not rows:
        return
    journal = BY_NAME[rows[0][0]]
    stand = {one.key: one.digest.hex() for one in records_between(journal, rows[0][1] - 1, rows[-1][1])}
    for _name, key, digest in rows:
        if stand.get(key) != digest:
            what = (
                _("It was changed since the export.")
                if key in stand
                else _("It was deleted since the export.")
            )
            yield Difference(record=f"{journal.model._meta.label_lower} {key}", what=what)
