"""The keys of the events a condition finds, put into the order of the list only as far as asked for."""

from collections.abc import Callable, Collection

from django.db.models import QuerySet

from events.models import Event

_FEW = 500  # keys: fewer found are sorted at once, and further pages than these are not walked to
_WALKS = (2_000, 20_000)  # keys; sorting those found costs less than walking further


class OrderedKeys:
    """A sequence for a paginator. Where many were found, all events are walked in the order of an index until
    the page is full: sorting thousands of events reads each of their rows."""

    def __init__(self, found: Collection[int], in_order: Callable[[QuerySet[Event]], QuerySet[Event]]):
        self._found = set(found)
        self._in_order = in_order
        self._keys: list[int] | None = None

    def __len__(self) -> int:
        return len(self._found)

    def __getitem__(self, wanted: slice) -> list[int]:
        stop = min(wanted.stop, len(self._found))
        if self._keys is None and stop <= _FEW < len(self._found):
            every = self._in_order(Event.objects.all()).values_list("pk", flat=True)
            for walk in _WALKS:
                first = [key for key in every[:walk] if key in self._found]
                if len(first) >= stop:
                    return first[wanted]
        if self._keys is None:
            events = self._in_order(Event.objects.filter(pk__in=self._found))
            self._keys = list(events.values_list("pk", flat=True))
        return self._keys[wanted]
