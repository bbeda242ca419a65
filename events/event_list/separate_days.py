"""Separate days of an event: «12, 19 и 26 марта» is three days, not the span its date columns hold."""

from collections.abc import Iterable
from datetime import date

from django.db.models import F

from events.access import Access
from events.models import Event

_CHUNK = 500


def separate_days(events: Iterable[Event], access: Access) -> dict[int, list[date]]:
    """Days by event key, for events whose governing entry lists them one by one; a query for each five
    hundred events of more than one day."""
    several_days = [event.pk for event in events if event.start is not None and event.start != event.end]
    days_of: dict[int, list[date]] = {}
    for first in range(0, len(several_days), _CHUNK):
        entries = (
            access.entries()
            .filter(event__in=several_days[first : first + _CHUNK], recognised__dates__has_key="days")
            # Dates corrected by hand take precedence over the recognised ones.
            .filter(start=F("event__start"), end=F("event__end"))
            .order_by("pk")
            .values_list("event", "recognised__dates__days")
        )
        for event, days in entries:
            days_of[event] = [date.fromisoformat(day) for day in days]
    return days_of
