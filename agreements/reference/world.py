"""Places known from the reference data alone, and how one becomes a partner: when a row first names it."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from functools import cache

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from coopregistry.history import change_set

from ..models import Partner
from ..names.place import Place
from . import read
from .records import save_partners


@cache
def rows() -> dict[str, read.PartnerRow]:
    return {row.code: row for row in read.world()}


@cache
def places() -> tuple[Place, ...]:
    """Each equal to the place of its record, once it has one."""
    return tuple(
        replace(row.place(minor=True), aliases=tuple(sorted(row.aliases))) for row in rows().values()
    )


def with_parents(codes: Iterable[str]) -> list[read.PartnerRow]:
    """The rows of these codes and of the regions they lie in; codes of other places are passed over."""
    found: dict[str, read.PartnerRow] = {}
    pending = list(codes)
    while pending:
        row = rows().get(pending.pop())
        if row is not None and row.code not in found:
            found[row.code] = row
            pending.append(row.parent)
    return list(found.values())


def unrecorded(codes: Iterable[str]) -> dict[str, Partner]:
    """Places that have no record yet, by code, as partners that are not saved."""
    wanted = {row.code: row for row in with_parents(codes)}
    recorded = Partner.with_removed.filter(code__in={*wanted, *(row.parent for row in wanted.values())})
    found = {partner.code: partner for partner in recorded}
    named = {code for code in codes if code in wanted and code not in found}

    def partner(code: str) -> Partner | None:
        row = wanted.get(code)
        if code not in found and row is not None:
            found[code] = Partner(code=code, kind=str(row.kind), name=row.name, parent=partner(row.parent))
        return found.get(code)

    return {code: one for code in named if (one := partner(code)) is not None}


def ensure_partners(codes: Collection[str]) -> None:
    """Give places that have no record yet theirs, with the regions they lie in.

    They stay when the change that named them is undone: another row may have named them since.
    """
    missing = with_parents(set(codes) - _recorded(codes))
    if not missing:
        return
    try:
        with transaction.atomic(), change_set(reason=_("Places named for the first time")):
            save_partners(missing)
    except IntegrityError:
        named = {row.code for row in missing}
        if _recorded(named) != named:
            raise  # else somebody has named them at the same moment


def _recorded(codes: Iterable[str]) -> set[str]:
    return set(Partner.with_removed.filter(code__in=codes).values_list("code", flat=True))
