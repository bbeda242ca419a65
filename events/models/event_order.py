"""What lists of events are sorted by, and the indexes that hold each order ready.

Both databases take an index for an order only where it has the same expressions. These have no parameters,
for a parameter is never the same as a constant to SQLite; and they say where empty values stand instead of
NULLS LAST, which SQLite knows in no index.
"""

from typing import Any

from django.db.models import BooleanField, CharField, F, Func, Index, Q


class IsMissing(Func):
    """Sorts what has no value behind what has one."""

    template = "(%(expressions)s IS NULL)"
    output_field = BooleanField()


class IsEmpty(Func):
    """Sorts empty texts behind all others."""

    template = "(%(expressions)s = '')"
    output_field = BooleanField()


class Opening(Func):
    """The first hundred characters: PostgreSQL holds no text over 2,700 bytes in an index."""

    template = "SUBSTR(%(expressions)s, 1, 100)"
    output_field = CharField()


def _index(name: str, *expressions: Any) -> Index:
    return Index(*expressions, condition=Q(removed_at=None), name=f"event_order_{name}")


_LATEST = (IsMissing("start"), F("start").desc(), F("id").desc())
_COUNT = "participants_count"
ORDER_INDEXES = [
    _index("newest", *_LATEST),
    _index("oldest", IsMissing("start"), F("start").asc(), F("id").asc()),
    _index("title", Opening("search"), F("id").asc()),
    _index("partner", IsEmpty("partner_key"), F("partner_key").asc(), *_LATEST),
    _index("partner_down", IsEmpty("partner_key"), F("partner_key").desc(), *_LATEST),
    _index("department", IsEmpty("department_key"), F("department_key").asc(), *_LATEST),
    _index("department_down", IsEmpty("department_key"), F("department_key").desc(), *_LATEST),
    _index("participants", IsMissing(_COUNT), F(_COUNT).desc(), F("id").desc()),
    _index("participants_up", IsMissing(_COUNT), F(_COUNT).asc(), F("id").asc()),
]
