"""Events: the list by the filter of the site, and one event with its rows."""

from collections import defaultdict
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from agreements.models import Department
from events.access import Access
from events.event_list.filters import EventFilter
from events.models import Entry, Event
from events.models.outcomes import with_outcome
from events.vocabulary import Kind

from .event_shapes import EventShape, EventWithRows, rows_to_show, with_partners
from .operations import Operation
from .paging import PAGE_FIELDS, refuse_unknown
from .views import Listing, Single, listed

FILTER_FIELDS = {name: one.field for name, one in EventFilter.base_filters.items()}
FILTER_WORDS = _(
    "The filter is that of the page “Events”: its address may be used here as it is. What is said of a row "
    "(document, period, body, sphere, words) must be true of one and the same row. A parameter may be "
    "repeated: any of the values. An unknown parameter is refused."
)


def filtered(request: Request, *, pages: bool = True) -> EventFilter:
    """The filter of the address; 400 with the remarks of its form."""
    found = EventFilter(request.GET, request._request.access)
    refuse_unknown(request, {**FILTER_FIELDS, **(PAGE_FIELDS if pages else {})})
    if not found.is_valid():
        raise ValidationError(dict(found.form.errors))
    return found


def finished_events(events: QuerySet[Event], access: Access, *, with_rows: bool = False) -> list[Event]:
    """Events with outcome, partners, bodies and rows the reader may see; a constant number of queries."""
    ready = list(with_partners(with_outcome(events, access.entries())))
    rows = access.entries().filter(event__in=[event.pk for event in ready])
    if with_rows:
        rows = rows_to_show(rows)
    else:
        rows = rows.only("event_id", "report_id", "department_id").prefetch_related("report", "department")
    speaking: dict[int, list[Entry]] = defaultdict(list)
    for row in rows:
        speaking[row.event_id].append(row)
    for event in ready:
        told = sorted(speaking[event.pk], key=_in_time)
        bodies: dict[int, Department] = {row.department_id: row.department for row in told if row.department}
        event.departments = sorted(bodies.values(), key=lambda body: (body.order, body.name))
        event.row_ids = [row.pk for row in told]
        event.rows = told
    return ready


def _in_time(row: Entry) -> tuple[Any, ...]:
    return (not Kind(row.report.kind).is_plan, row.report.start, row.report.end, row.pk)


class Events(Listing):
    tag = _("Events")
    shape = EventShape
    operations = {
        "GET": Operation(
            name="events_list",
            summary=_("Events by any filter"),
            text=FILTER_WORDS,
            question=listed(FILTER_FIELDS),
            answer=EventShape(many=True),
        )
    }

    def question(self, request: Request) -> dict[str, Any]:
        return {"found": filtered(request)}

    def records(self, request: Request, chosen: dict[str, Any]) -> QuerySet[Event]:
        return chosen["found"].events

    def finished(self, request: Request, records: list[Event]) -> list[Event]:
        keys = [event.pk for event in records]
        ready = finished_events(Event.objects.filter(pk__in=keys), self.access(request))
        return sorted(ready, key=lambda event: keys.index(event.pk))


class OneEvent(Single):
    tag = _("Events")
    shape = EventWithRows
    operations = {
        "GET": Operation(
            name="events_read",
            summary=_("One event with all its rows"),
            text=_("Rows other bodies still write are not shown."),
            answer=EventWithRows,
        )
    }

    def records(self, request: Request) -> QuerySet[Event]:
        return self.access(request).events()

    def finished(self, request: Request, record: Event) -> Event:
        events = Event.objects.filter(pk=record.pk)
        return finished_events(events, self.access(request), with_rows=True)[0]
