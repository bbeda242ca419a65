"""Where events lie in time: on days, or in a vaguer span if their days are unknown."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from events.models import Event
from events.vocabulary import Precision


@dataclass(frozen=True, slots=True)
class Occasion:
    """Consecutive days of an event: «12, 19 и 26 марта» makes three occasions."""

    event: Event
    start: date
    end: date


def occasions(events: Iterable[Event], days_of: Mapping[int, Sequence[date]]) -> list[Occasion]:
    """Of events whose days are known, earliest first, of equal starts the longer first.

    `days_of`: the separate days of an event, by its key.
    """
    found = []
    for event in events:
        if is_vague(event):
            continue
        if event.pk in days_of:
            found += [Occasion(event, day, day) for day in days_of[event.pk]]
        else:
            found.append(Occasion(event, event.start, event.end))
    return sorted(
        found, key=lambda occasion: (occasion.start, occasion.start - occasion.end, occasion.event.pk)
    )


def is_vague(event: Event) -> bool:
    """Its days are unknown."""
    return event.precision not in ("", Precision.DAY)


def is_in_one_month(event: Event) -> bool:
    """«В марте», but not «март-апрель»."""
    same_month = (event.start.year, event.start.month) == (event.end.year, event.end.month)
    return event.precision == Precision.MONTH and same_month


def vague_events(events: Iterable[Event]) -> list[tuple[Precision, list[Event]]]:
    """Grouped by precision, finest first."""
    by_precision: dict[Precision, list[Event]] = defaultdict(list)
    for event in events:
        if is_vague(event):
            by_precision[Precision(event.precision)].append(event)
    return sorted(by_precision.items(), key=lambda pair: pair[0].coarseness)
