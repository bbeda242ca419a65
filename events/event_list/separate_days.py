"""Days with gaps: «12, 19 и 26 марта» are three days, though columns know the first and the last alone."""

from collections.abc import Iterable
from datetime import date

from django.db.models import F

from events.access import Access
from events.models import Event

_CHUNK = 500


def days_apart(events: Iterable[Event], access: Access) -> dict[int, list[date]]:
    """Event → its days, where the row that governs it names them one by one; a query for each five hundred
    events of more than one day."""
    long = [event.pk for event in events if event.start is not None and event.start != event.end]
    found: dict[int, list[date]] = {}
    for first in range(0, len(long), _CHUNK):
        rows = (
            access.entries()
            .filter(event__in=long[first : first + _CHUNK], recognised__dates__has_key="days")
            # A person's correction of the dates takes the place of what was read.
            .filter(start=F("event__start"), end=F("event__end"))
            .order_by("pk")
            .values_list("event", "recognised__dates__days")
        )
        for event, days in rows:
            found[event] = [date.fromisoformat(day) for day in days]
    return found
