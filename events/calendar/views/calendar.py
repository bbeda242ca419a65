"""«Календарь»: the days, months, quarters and years of the events, by the filter of the list."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import Max, Min, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from events.event_list.filters import EventFilter
from events.event_list.rows import dates_in_words
from events.event_list.separate_days import separate_days
from events.event_list.shared_filter import filter_context, filter_from_query
from events.fields import DayField
from events.models import Event
from events.period import Period
from events.phrases.dates.words import MONTHS_NOMINATIVE
from events.vocabulary import Precision

from ..pages import (
    Extent,
    Occasion,
    Window,
    agenda_of,
    bands,
    lies_in_month,
    month_of,
    months_later,
    occasions,
)

EXTENTS = [
    (Extent.DAY, _("day")),
    (Extent.MONTH, _("month")),
    (Extent.QUARTER, _("quarter")),
    (Extent.YEAR, _("year")),
]
BAND_LABELS = {
    Precision.MONTH: _("only the month is known"),
    Precision.QUARTER: _("only the quarter is known"),
    Precision.HALF_YEAR: _("only the half-year is known"),
    Precision.YEAR: _("only the year is known"),
    Precision.PERIOD: _("in the course of the period of the document"),
}
_MOST = 3_000  # events one page counts; a year of a whole region has hundreds
_OF_A_MONTH = 60  # lines of a month in the view of a quarter
_OF_A_BAND = 30


class CalendarForm(forms.Form):
    """What time is shown; a value that is none shows the month of today."""

    show = forms.ChoiceField(choices=EXTENTS, required=False)
    at = DayField(required=False)


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    asked = CalendarForm(request.GET)
    asked.is_valid()
    today = timezone.localdate()
    extent = Extent(asked.cleaned_data.get("show") or Extent.MONTH)
    window = Window.around(extent, asked.cleaned_data.get("at") or today)
    found = filter_from_query(request.GET, request.access)
    own = {"show": extent.value, "at": window.start.isoformat()}
    events = _events(found, window, request)
    exact = occasions(events, separate_days(events, request.access))
    context = filter_context(found, own) | {
        "extent": extent,
        "page_template": f"events/calendar/_{extent.value}.html",
        "window": window,
        "title": _title(window),
        "today": today,
        "weekdays": [(WEEKDAYS[day], WEEKDAYS_ABBR[day]) for day in range(7)],
        "extents": [(key, label, key == extent) for key, label in EXTENTS],
        "before": window.beside(-1),
        "after": window.beside(1),
        "number": len(events),
        "within": _within(found, window, own),
        "too_many": len(events) > _MOST,
        "bands": _bands(events, window),
        **_content(window, events, exact),
    }
    if not events:
        context |= _nearest(found.events, window)
    return render(request, "events/calendar/calendar.html", context)


def _events(found: EventFilter, window: Window, request: HttpRequest) -> list[Event]:
    """By their first days; of equal ones the longer first, so that bars lie above single days."""
    within = found.events.filter(start__lte=window.end, end__gte=window.start)
    within = within.order_by("start", "-end", "id").only(
        "title", "place", "start", "end", "precision", "to_be_specified"
    )
    return list(within.with_outcome(request.access.entries())[: _MOST + 1])


def _content(window: Window, events: Sequence[Event], exact: Sequence[Occasion]) -> dict[str, Any]:
    if window.extent is Extent.DAY:
        return {"exact": [one.event for one in exact if one.start <= window.start <= one.end]}
    starts = [months_later(window.start, shift) for shift in range(window.months)]
    months = [(_month_name(start), month_of(start, exact, events)) for start in starts]
    if window.extent is Extent.QUARTER:
        return {"agendas": [(name, agenda_of(month, exact, _OF_A_MONTH)) for name, month in months]}
    return {"months": months}


def _bands(events: Sequence[Event], window: Window) -> list[dict[str, Any]]:
    """In a quarter and a year each month shows its own, so the bands hold what is vaguer than a month."""
    if window.months > 1:
        events = [event for event in events if not lies_in_month(event)]
    return [
        {
            "label": BAND_LABELS[precision],
            "events": [(event, _span_in_words(event)) for event in own[:_OF_A_BAND]],
            "more": max(len(own) - _OF_A_BAND, 0),
        }
        for precision, own in bands(events)
    ]


def _within(found: EventFilter, window: Window, own: dict[str, str]) -> str:
    """The address of the list of what the page shows: the filter may begin or end inside of the window."""
    data = found.data.copy()
    for name in own:
        data.pop(name, None)
    chosen = found.form.cleaned_data if found.is_valid() else {}
    since = max(window.start, chosen.get("since") or window.start)
    until = min(window.end, chosen.get("until") or window.end)
    if since <= until:
        data["since"], data["until"] = since.isoformat(), until.isoformat()
    return data.urlencode()


def _span_in_words(event: Event) -> str:
    """«В течение всего периода» would not say of which one."""
    if event.precision == Precision.PERIOD:
        return f"{event.start:%d.%m.%Y} – {event.end:%d.%m.%Y}"
    return dates_in_words(event)


def _nearest(events: QuerySet[Event], window: Window) -> dict[str, date | None]:
    """Where to go from a page without events."""
    earlier = events.filter(end__lt=window.start).order_by().aggregate(day=Max("start"))["day"]
    later = events.filter(start__gt=window.end).order_by().aggregate(day=Min("start"))["day"]
    return {"earlier": earlier, "later": later}


def _title(window: Window) -> str:
    """Russian, as documents name a period."""
    start = window.start
    if window.extent is Extent.YEAR:
        return Period(start.year).title
    if window.extent is Extent.QUARTER:
        return Period(start.year, f"Q{(start.month + 2) // 3}").title
    if window.extent is Extent.MONTH:
        return f"{_month_name(start).capitalize()} {start.year} года"
    return f"{start:%d.%m.%Y}"


def _month_name(start: date) -> str:
    return MONTHS_NOMINATIVE[start.month - 1]
