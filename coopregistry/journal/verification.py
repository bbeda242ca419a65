"""Whether the journal is what was sealed: names each row that was changed, deleted, put in or exchanged."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ..models import Seal
from . import append_only
from .records import BY_NAME, FORMAT, Journal, records_between, unpacked
from .sealing import START, hash_of

_BELOW_ALL = -(2**63)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """`record`: a row, a seal or a trigger; `what`: in words."""

    record: str
    what: str


def verify() -> Iterator[Difference]:
    for name in append_only.missing():
        yield Difference(record=name, what=_("The trigger that refuses changes is not there."))
    yield from _verify_chain()
    for journal in BY_NAME.values():
        yield from _verify_rows(journal)


def holds(number: int, hash_: str) -> bool:
    """Whether a head that was kept elsewhere is still a link of the chain."""
    return Seal.objects.filter(number=number, hash=hash_).exists()


def _verify_chain() -> Iterator[Difference]:
    number, previous = 0, START
    for link in Seal.objects.order_by("number").iterator(chunk_size=100):
        name = f"coopregistry.seal {link.number}"
        if link.number != number + 1:
            what = _("Seals %(first)d to %(last)d are missing before it.")
            yield Difference(record=name, what=what % {"first": number + 1, "last": link.number - 1})
        elif link.previous != previous:
            yield Difference(record=name, what=_("It does not continue the seal before it."))
        if link.hash != hash_of(link):
            yield Difference(record=name, what=_("Its hash is not that of what it holds: it was changed."))
        if link.format != FORMAT or link.journal not in BY_NAME:
            yield Difference(record=name, what=_("It was made by a version this one does not know."))
        number, previous = link.number, link.hash


def _verify_rows(journal: Journal) -> Iterator[Difference]:
    label, after = journal.model._meta.label_lower, _BELOW_ALL
    for link in (
        Seal.objects.filter(journal=journal.name, format=FORMAT).order_by("number").iterator(chunk_size=20)
    ):
        sealed = dict(unpacked(bytes(link.records)))
        stands = {one.key: one.digest for one in records_between(journal, after, link.last)}
        for key in sorted(sealed.keys() | stands.keys()):
            if sealed.get(key) != stands.get(key):
                yield Difference(record=f"{label} {key}", what=_what_happened(key, sealed, stands))
        after = max(after, link.last)


def _what_happened(key: int, sealed: dict[int, bytes], stands: dict[int, bytes]) -> str:
    if key not in stands:
        return _("It was deleted after it was sealed.")
    if key not in sealed:
        return _("It was put between sealed rows afterwards.")
    origin = next((one for one, digest in sealed.items() if digest == stands[key]), None)
    if origin is not None:
        return _("It says what row %d said: the order was changed.") % origin
    return _("It was changed after it was sealed.")
