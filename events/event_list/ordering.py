"""The orders of the event list."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from events.models.event_order import IsEmpty, IsMissing, Opening

NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class Ordering:
    """`key`: the column of the event that is the alias "key"; empty ones come last."""

    label: Any
    fields: tuple[Any, ...]
    key: str = ""


# Each order of events is that of an index (`events.models.event_order`), expression by expression.
_LATEST = (IsMissing("start"), F("start").desc(), F("id").desc())
_KEY_UP, _KEY_DOWN = (IsEmpty("key"), F("key").asc()), (IsEmpty("key"), F("key").desc())
_IS_COUNTED = IsMissing("participants_count")
ORDERS = {
    NEWEST: Ordering(_("newest first"), _LATEST),
    "oldest": Ordering(_("oldest first"), (IsMissing("start"), "start", "id")),
    "title": Ordering(_("by title"), (Opening("search"), "id")),
    "title-down": Ordering(_("by title, backwards"), (Opening("search").desc(), "-id")),
    "partner": Ordering(_("by partner"), (*_KEY_UP, *_LATEST), "partner_key"),
    "partner-down": Ordering(_("by partner, backwards"), (*_KEY_DOWN, *_LATEST), "partner_key"),
    "department": Ordering(_("by executive body"), (*_KEY_UP, *_LATEST), "department_key"),
    "department-down": Ordering(_("by executive body, backwards"), (*_KEY_DOWN, *_LATEST), "department_key"),
    "participants": Ordering(
        _("most participants first"), (_IS_COUNTED, F("participants_count").desc(), "-id")
    ),
    "participants-up": Ordering(_("fewest participants first"), (_IS_COUNTED, "participants_count", "id")),
}


def in_order(records: QuerySet, order: str, event: str = "") -> QuerySet:
    """`order`: a key of ORDERS; `event`: the field of the records that is their event, if they are none."""
    ordering = ORDERS[order]
    if ordering.key:
        records = records.alias(key=F(f"{event}__{ordering.key}" if event else ordering.key))
    return records.order_by(*ordering.fields)
