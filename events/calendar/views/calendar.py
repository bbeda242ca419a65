"""«Календарь»: the events of a day, month, quarter or year, by the filter of the list."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Max, Min, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from events.event_list.filter_choices import NO
from events.event_list.filters import EventFilter
from events.event_list.rows import dates_in_words
from events.event_list.separate_days import separate_days
from events.event_list.shared_filter import filter_context, filter_from_query
from events.models import Event
from events.period import MONTHS_NOMINATIVE, Period
from events.vocabulary import Precision

from ..forms import EXTENTS, CalendarForm
from ..month import month_agenda, month_grid
from ..occasions import Occasion, is_in_one_month, occasions, vague_events
from ..window import Extent, Window, months_later

BAND_LABELS = {
    Precision.MONTH: _("only the month is known"),
    Precision.QUARTER: _("only the quarter is known"),
    Precision.HALF_YEAR: _("only the half-year is known"),
    Precision.YEAR: _("only the year is known"),
    Precision.PERIOD: _("in the course of the period of the document"),
}
_MAX_EVENTS = 3_000  # on one page; a year of a whole region has hundreds
_MAX_AGENDA = 60  # occasions of a month on the page of a quarter
_MAX_BAND = 30


@require_safe
def calendar_page(request: HttpRequest) -> HttpResponse:
    form = CalendarForm(request.GET)
    form.is_valid()
    today = timezone.localdate()
    extent = Extent(form.cleaned_data.get("show") or Extent.MONTH)
    window = Window.around(extent, form.cleaned_data.get("at") or today)
    event_filter = filter_from_query(request.GET, request.access)
    parameters = {"show": extent.value, "at": window.start.isoformat()}
    events = _events(event_filter, window, request)
    on_days = occasions(events, separate_days(events, request.access))
    context = filter_context(event_filter, parameters) | {
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
        "within": _list_query(event_filter, window, parameters),
        "too_many": len(events) > _MAX_EVENTS,
        "bands": _bands(events, window),
        **_content(window, events, on_days),
    }
    if not events:
        context |= _nearest(event_filter.events, window)
    return render(request, "events/calendar/calendar.html", context)


def _events(event_filter: EventFilter, window: Window, request: HttpRequest) -> list[Event]:
    """Earliest first, of equal starts the longer first: bars are drawn above single days."""
    events = event_filter.events.filter(start__lte=window.end, end__gte=window.start)
    events = events.order_by("start", "-end", "id").only(
        "title", "place", "start", "end", "precision", "to_be_specified"
    )
    return list(events.with_outcome(request.access.drafts())[: _MAX_EVENTS + 1])


def _content(window: Window, events: Sequence[Event], on_days: Sequence[Occasion]) -> dict[str, Any]:
    if window.extent is Extent.DAY:
        return {
            "exact": [
                occasion.event for occasion in on_days if occasion.start <= window.start <= occasion.end
            ]
        }
    starts = [months_later(window.start, shift) for shift in range(window.months)]
    months = [(_month_name(start), month_grid(start, on_days, events)) for start in starts]
    if window.extent is Extent.QUARTER:
        return {"agendas": [(name, month_agenda(month, on_days, _MAX_AGENDA)) for name, month in months]}
    return {"months": months}


def _bands(events: Sequence[Event], window: Window) -> list[dict[str, Any]]:
    """Events without known days. In a quarter and a year each month lists its own, so the bands hold what is
    vaguer than a month."""
    if window.months > 1:
        events = [event for event in events if not is_in_one_month(event)]
    return [
        {
            "label": BAND_LABELS[precision],
            "events": [(event, _span_in_words(event)) for event in of_precision[:_MAX_BAND]],
            "more": max(len(of_precision) - _MAX_BAND, 0),
        }
        for precision, of_precision in vague_events(events)
    ]


def _list_query(event_filter: EventFilter, window: Window, parameters: dict[str, str]) -> str:
    """The query string of the list of these events; the filter may begin or end within the window."""
    data = event_filter.data.copy()
    for name in parameters:
        data.pop(name, None)
    chosen = event_filter.form.cleaned_data if event_filter.is_valid() else {}
    since = max(window.start, chosen.get("since") or window.start)
    until = min(window.end, chosen.get("until") or window.end)
    if since <= until:
        data["since"], data["until"] = since.isoformat(), until.isoformat()
        data["by_plan"] = NO
    return data.urlencode()


def _span_in_words(event: Event) -> str:
    """A period by its days: «в течение всего периода» does not say which one."""
    if event.precision == Precision.PERIOD:
        return f"{event.start:%d.%m.%Y} – {event.end:%d.%m.%Y}"
    return dates_in_words(event)


def _nearest(events: QuerySet[Event], window: Window) -> dict[str, date | None]:
    """The nearest days with events, to leave an empty page for."""
    earlier = events.filter(end__lt=window.start).order_by().aggregate(day=Max("start"))["day"]
    later = events.filter(start__gt=window.end).order_by().aggregate(day=Min("start"))["day"]
    return {"earlier": earlier, "later": later}


def _title(window: Window) -> str:
    """In Russian, as documents name a period."""
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
