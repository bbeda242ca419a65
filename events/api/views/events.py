"""Events: the list, and one event with the rows about it."""

from collections import defaultdict
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request

from agreements.models import Department
from events.access import Access
from events.event_list.filters import EventFilter
from events.models import Entry, Event, Result

from ..filters import EVENT_FILTER_FIELDS, FILTER_DESCRIPTION, event_filter
from ..operations import Operation
from ..parameters import with_page_fields
from ..serializers.entries import with_related
from ..serializers.events import EventSerializer, EventWithEntriesSerializer, with_partners
from .base import RecordDetailAPIView, RecordListAPIView


def prepare_events(events: QuerySet[Event], access: Access, *, with_entries: bool = False) -> list[Event]:
    """Events with outcome, partners, departments and the entries the reader may see; a constant number of
    queries."""
    prepared = list(with_partners(events.with_outcome(access.drafts())))
    entries = access.entries().filter(event__in=[event.pk for event in prepared])
    if with_entries:
        entries = with_related(entries)
    else:
        entries = entries.only("event_id", "report_id", "department_id", "section_id")
        entries = entries.prefetch_related("report", "department")
    entries = entries.prefetch_related("section__sphere")
    by_event: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_event[entry.event_id].append(entry)
    results = _results_of([entry for found in by_event.values() for entry in found])
    for event in prepared:
        event.rows = sorted(by_event[event.pk], key=_plans_first)
        event.row_ids = [entry.pk for entry in event.rows]
        departments: dict[int, Department] = {
            entry.department_id: entry.department for entry in event.rows if entry.department
        }
        spheres = {
            entry.section.sphere_id: entry.section.sphere
            for entry in event.rows
            if entry.section and entry.section.sphere
        }
        event.spheres = sorted(spheres.values(), key=lambda found: (found.order, found.name))
        event.results = list({one.address: one for one in results.get(event.pk, [])}.values())
        event.departments = sorted(departments.values(), key=lambda found: (found.order, found.name))
    return prepared


def _results_of(entries: list[Entry]) -> dict[int, list[Result]]:
    """By event; one query. `address`: that of the result itself."""
    of_reports = {entry.pk: entry.event_id for entry in entries if not entry.report.is_plan}
    found: dict[int, list[Result]] = defaultdict(list)
    for result in Result.objects.filter(entry__in=of_reports).order_by("start", "pk"):
        result.address = f"c{result.card_id}" if result.card_id else result.ref
        found[of_reports[result.entry_id]].append(result)
    return found


def _plans_first(entry: Entry) -> tuple[Any, ...]:
    return (not entry.report.is_plan, entry.report.start, entry.report.end, entry.pk)


class EventListAPIView(RecordListAPIView):
    tag = _("Events")
    serializer_class = EventSerializer
    operations = {
        "GET": Operation(
            operation_id="events_list",
            summary=_("Events by any filter"),
            description=FILTER_DESCRIPTION,
            parameters=with_page_fields(EVENT_FILTER_FIELDS),
            response=EventSerializer(many=True),
        )
    }

    def clean_parameters(self, operation: Operation) -> dict[str, EventFilter]:
        return {"filter": event_filter(self.request)}

    def get_queryset(self) -> QuerySet[Event]:
        return self.parameters["filter"].events

    def prepare_page(self, records: list[Event]) -> list[Event]:
        keys = [event.pk for event in records]
        prepared = prepare_events(Event.objects.filter(pk__in=keys), self.access)
        return sorted(prepared, key=lambda event: keys.index(event.pk))


class EventDetailAPIView(RecordDetailAPIView):
    tag = _("Events")
    serializer_class = EventWithEntriesSerializer
    operations = {
        "GET": Operation(
            operation_id="events_read",
            summary=_("One event with all its rows"),
            description=_(
                "Rows other bodies still write are not shown. An event that was joined with another leads "
                "to that one (302)."
            ),
            response=EventWithEntriesSerializer,
        )
    }

    def get(self, request: Request, **kwargs: Any) -> HttpResponseBase:
        """An event that was joined with another leads to that one; taking them apart restores it."""
        key = kwargs[self.lookup_field]
        told_in = None if self.get_queryset().filter(pk=key).exists() else self.access.event_told_in(key)
        if told_in is not None:
            return HttpResponseRedirect(reverse("api:event", args=[told_in]))
        return super().get(request, **kwargs)

    def get_queryset(self) -> QuerySet[Event]:
        return self.access.events()

    def prepare(self, record: Event) -> Event:
        [prepared] = prepare_events(Event.objects.filter(pk=record.pk), self.access, with_entries=True)
        return prepared
