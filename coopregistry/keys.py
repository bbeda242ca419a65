"""Conditions that one page asks again and again."""

from typing import TypeVar

from django.db.models import Model, QuerySet

_FEW = 500  # keys: as many, written out, cost less than most conditions that find them
_Record = TypeVar("_Record", bound=Model)


def by_keys(records: QuerySet[_Record]) -> QuerySet[_Record]:
    """The same records, in no order, by the keys found now where these are few; one query. What holds them as
    part of a question then asks for them no more, and its SQL is short."""
    if records.query.is_empty():
        return records.none()
    keys = list(records.order_by().values_list("pk", flat=True)[: _FEW + 1])
    if not keys:
        return records.none()
    return records.model._default_manager.filter(pk__in=keys) if len(keys) <= _FEW else records.order_by()
