"""Unsaved events on given days."""

from datetime import date

from events.models import Event

_numbers = iter(range(1, 10_000))


def event(start: date, end: date | None = None, precision: str = "day") -> Event:
    return Event(pk=next(_numbers), title="Ярмарка", start=start, end=end or start, precision=precision)
