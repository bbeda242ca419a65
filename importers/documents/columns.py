"""What a person says the columns of a table are, for every table with the same headings."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from agreements.names.folding import fold
from events.vocabulary import ColumnUse, Role

Meaning = Role | ColumnUse
Signature = tuple[str, ...]  # of a header: its folded headings, "" for a blank one
# By position; None leaves a column to the layout
StatedColumns = Mapping[Signature, tuple[Meaning | None, ...]]
NOTHING_STATED: StatedColumns = MappingProxyType({})


def signature_of(headings: Sequence[str]) -> Signature:
    return tuple(fold(heading) for heading in headings)


def meaning_of(value: str) -> Meaning:
    """ValueError for what is neither."""
    return Role(value) if value in list(Role) else ColumnUse(value)
