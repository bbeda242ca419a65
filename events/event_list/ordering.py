"""The orders of the event list."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet, Value
from django.db.models.functions import NullIf
from django.utils.translation import gettext_lazy as _

NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class Ordering:
    """`key`: the column of the event that is the alias "key"; empty ones come last."""

    label: Any
    fields: tuple[Any, ...]
    key: str = ""


_LATEST = F("start").desc(nulls_last=True)
_KEY_UP, _KEY_DOWN = F("key").asc(nulls_last=True), F("key").desc(nulls_last=True)
_COUNT = F("participants_count")
ORDERS = {
    NEWEST: Ordering(_("newest first"), (_LATEST, "-id")),
    "oldest": Ordering(_("oldest first"), (F("start").asc(nulls_last=True), "id")),
    "title": Ordering(_("by title"), ("search", "id")),
    "title-down": Ordering(_("by title, backwards"), ("-search", "-id")),
    "partner": Ordering(_("by partner"), (_KEY_UP, _LATEST, "-id"), "partner_key"),
    "partner-down": Ordering(_("by partner, backwards"), (_KEY_DOWN, _LATEST, "-id"), "partner_key"),
    "department": Ordering(_("by executive body"), (_KEY_UP, _LATEST, "-id"), "department_key"),
    "department-down": Ordering(
        _("by executive body, backwards"), (_KEY_DOWN, _LATEST, "-id"), "department_key"
    ),
    "participants": Ordering(_("most participants first"), (_COUNT.desc(nulls_last=True), "-id")),
    "participants-up": Ordering(_("fewest participants first"), (_COUNT.asc(nulls_last=True), "id")),
}


def in_order(records: QuerySet, order: str, event: str = "") -> QuerySet:
    """`order`: a key of ORDERS; `event`: the field of the records that is their event, if they are none."""
    ordering = ORDERS[order]
    if ordering.key:
        column = f"{event}__{ordering.key}" if event else ordering.key
        records = records.alias(key=NullIf(column, Value("")))
    return records.order_by(*ordering.fields)
