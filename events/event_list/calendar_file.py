"""Events as a calendar: the contents of a downloaded file and of a subscription."""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from events.access import Access
from events.exports.event_columns import EventRow
from events.exports.ics import CalendarEvent, write_ics
from events.models import Event
from events.vocabulary import Outcome, Precision

from .rows import event_rows
from .separate_days import separate_days

_VAGUE = {precision.value for precision in Precision if precision is not Precision.DAY}


def calendar_file(
    events: Sequence[Event],
    access: Access,
    *,
    site: str,
    name: str,
    about: str = "",
    stamp: datetime | None = None,
) -> bytes:
    """A Russian ICS file of `events` (they carry `outcome`); three queries for each five hundred.

    `site`: the base of links, `request.build_absolute_uri("/")`. Events without dates are left out; the
    description of the file is `about` and how many those are.
    """
    calendar = calendar_events(events, access, site=site)
    return write_ics(
        calendar,
        name=name,
        about=_description(about, len(events) - len(calendar)),
        stamp=stamp or timezone.now(),
    )


def calendar_events(events: Sequence[Event], access: Access, *, site: str) -> list[CalendarEvent]:
    """In Russian, without events that have no dates."""
    with translation.override("ru"):
        dated = [event for event in events if event.start is not None]
        days_of = separate_days(dated, access)
        return [
            _calendar_event(event, row, tuple(days_of.get(event.pk, ())), site)
            for event, row in zip(dated, event_rows(dated, access), strict=True)
        ]


def _description(about: str, left_out: int) -> str:
    lines = [about] if about else []
    if left_out:
        lines.append(f"Мероприятий без срока, не вошедших в календарь: {left_out}")
    return "\n".join(lines)


def fingerprint(events: Sequence[CalendarEvent], about: str) -> str:
    """Changes as soon as the content of the file does; the stamp is not part of it."""
    return hashlib.sha256(repr((about, events)).encode()).hexdigest()


def _calendar_event(event: Event, row: EventRow, days: tuple[date, ...], site: str) -> CalendarEvent:
    return CalendarEvent(
        uid=f"event-{event.pk}@{settings.HOME_SUBJECT}.coopregistry",
        title=event.title,
        start=event.start,
        end=event.end,
        days=days,
        span=row.dates if event.precision in _VAGUE else "",
        place=event.place,
        categories=tuple(filter(None, (row.activity, *(sphere.name for sphere in row.spheres)))),
        about=_about(row),
        url=site.rstrip("/") + reverse("events:event", args=[event.pk]),
        cancelled=event.outcome == Outcome.CANCELLED,
        tentative=event.to_be_specified,
    )


def _about(row: EventRow) -> tuple[str, ...]:
    labelled = (
        ("Партнеры", "; ".join(partner.name for partner in row.partners)),
        ("Исполнительный орган", "; ".join(department.name for department in row.departments)),
        ("Формат", row.mode),
        ("Участники", row.figure),
        ("Итог", row.outcome),
        ("Результаты", "; ".join(row.results)),
        ("Документы", "; ".join(row.documents)),
    )
    return tuple(f"{label}: {words}" for label, words in labelled if words)
