"""The orders of the event list."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, F, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.expressions import BaseExpression
from django.utils.translation import gettext_lazy as _

from events.access import Access
from events.models import EventPartner

from .rows import KINDS_IN_ORDER

NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class Ordering:
    """`key` computes the alias "key" from the access and the lookup that leads to the event."""

    label: Any
    fields: tuple[Any, ...]
    key: Callable[[Access, str], BaseExpression] | None = None


def _first_partner(access: Access, event: str) -> BaseExpression:
    """The name of the partner the list shows first."""
    rank = Case(
        *(When(partner__kind=kind, then=Value(place)) for place, kind in enumerate(KINDS_IN_ORDER)),
        default=Value(len(KINDS_IN_ORDER)),
    )
    links = EventPartner.objects.counted().filter(event=OuterRef(event))
    return Subquery(links.order_by(rank, "partner__search").values("partner__search")[:1])


def _first_department(access: Access, event: str) -> BaseExpression:
    """The first department by name."""
    entries = access.entries().filter(event=OuterRef(event), department__isnull=False)
    return Subquery(entries.order_by("department__search").values("department__search")[:1])


_LATEST = F("start").desc(nulls_last=True)
_KEY_UP, _KEY_DOWN = F("key").asc(nulls_last=True), F("key").desc(nulls_last=True)
_COUNT = F("participants_count")
ORDERS = {
    NEWEST: Ordering(_("newest first"), (_LATEST, "-id")),
    "oldest": Ordering(_("oldest first"), (F("start").asc(nulls_last=True), "id")),
    "title": Ordering(_("by title"), ("search", "id")),
    "title-down": Ordering(_("by title, backwards"), ("-search", "-id")),
    "partner": Ordering(_("by partner"), (_KEY_UP, _LATEST, "-id"), _first_partner),
    "partner-down": Ordering(_("by partner, backwards"), (_KEY_DOWN, _LATEST, "-id"), _first_partner),
    "department": Ordering(_("by executive body"), (_KEY_UP, _LATEST, "-id"), _first_department),
    "department-down": Ordering(
        _("by executive body, backwards"), (_KEY_DOWN, _LATEST, "-id"), _first_department
    ),
    "participants": Ordering(_("most participants first"), (_COUNT.desc(nulls_last=True), "-id")),
    "participants-up": Ordering(_("fewest participants first"), (_COUNT.asc(nulls_last=True), "id")),
}


def in_order(records: QuerySet, order: str, access: Access, event: str = "pk") -> QuerySet:
    """`order`: a key of ORDERS; `event`: the lookup from the records to their event."""
    ordering = ORDERS[order]
    if ordering.key is not None:
        records = records.alias(key=ordering.key(access, event))
    return records.order_by(*ordering.fields)
