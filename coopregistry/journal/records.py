"""What is sealed: the rows of the append-only tables, as text that is the same on every database."""

import hashlib
import json
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model, QuerySet

from ..models import Change, ChangeSet, SignIn

# Another set of columns is another format: what was sealed in this one is verified in it for ever.
FORMAT = 1
_ENTRY = struct.Struct(">q32s")


@dataclass(frozen=True, slots=True)
class Journal:
    name: str
    model: type[Model]
    columns: tuple[str, ...]

    def rows(self) -> QuerySet:
        return self.model._base_manager.order_by("pk").values_list("pk", *self.columns)


JOURNALS = (
    Journal("sign-ins", SignIn, ("made_at", "account", "username", "address", "outcome")),
    Journal("change-sets", ChangeSet, ("made_at", "user_id", "reason", "undoes_id")),
    Journal(
        "changes",
        Change,
        (
            *("change_set_id", "model", "record", "owner_model", "owner_record"),
            *("action", "before", "after"),
        ),
    ),
)
BY_NAME = {journal.name: journal for journal in JOURNALS}


@dataclass(frozen=True, slots=True)
class Record:
    """`text`: the values of its columns as a JSON array, without blanks, keys of objects sorted."""

    key: int
    text: str

    @property
    def digest(self) -> bytes:
        return hashlib.sha256(self.text.encode()).digest()


def records_between(journal: Journal, after: int, last: int, limit: int | None = None) -> Iterator[Record]:
    """Rows with keys above `after`, up to `last`, in the order of keys."""
    rows = journal.rows().filter(pk__gt=after, pk__lte=last)
    for key, *values in rows[:limit]:
        yield Record(key, _text(values))


def _text(values: Sequence[Any]) -> str:
    return json.dumps(values, cls=_Encoder, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class _Encoder(DjangoJSONEncoder):
    """Microseconds are kept: Django's own encoder cuts them."""

    def default(self, value: Any) -> Any:
        return value.isoformat() if hasattr(value, "isoformat") else super().default(value)


def packed(records: Sequence[Record]) -> bytes:
    return b"".join(_ENTRY.pack(record.key, record.digest) for record in records)


def unpacked(data: bytes) -> list[tuple[int, bytes]]:
    """Keys and digests. Bytes that make no whole entry, which only a damaged seal has, are left out."""
    return list(_ENTRY.iter_unpack(data[: len(data) - len(data) % _ENTRY.size]))
