"""The filters of lists: the one of the page «Events», and the same for the entries themselves."""

from typing import Any, TypeVar

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from events.event_list.filter_fields import RecordsFilter
from events.event_list.filters import EventFilter
from events.models import Entry, Report

from .parameters import refuse_unknown_parameters, with_page_fields

AnyFilter = TypeVar("AnyFilter", bound=EventFilter)
FILTER_DESCRIPTION = _(
    "The filter is that of the page “Events”: its address may be used here as it is. What is said of a row "
    "(document, period, body, sphere, words) must be true of one and the same row. A parameter may be "
    "repeated: any of the values. An unknown parameter is refused."
)


class EntryFilter(EventFilter):
    """Finds the entries themselves; `EventFilter` finds their events."""

    report = RecordsFilter(label=_("Plan or report, by key"), model=Report, method="by_report")

    def by_report(self, events: QuerySet, name: str, value: list[Report]) -> QuerySet:
        self.entry_conditions.append(Q(report__in=value))
        return events

    @property
    def entries(self) -> QuerySet[Entry]:
        events = self.qs.order_by().values("pk")
        entries = self.access.entries().filter(*self.entry_conditions, event__in=events)
        return self.in_order(entries, event="event")


EVENT_FILTER_FIELDS = {name: declared.field for name, declared in EventFilter.base_filters.items()}
ENTRY_FILTER_FIELDS = {**EVENT_FILTER_FIELDS, "report": EntryFilter.base_filters["report"].field}


def event_filter(request: Request, *, pages: bool = True) -> EventFilter:
    """The filter of the query string, 400 if it is invalid. `pages`: page and size are allowed too."""
    return _validated(EventFilter, EVENT_FILTER_FIELDS, request, pages=pages)


def entry_filter(request: Request, *, pages: bool = True) -> EntryFilter:
    return _validated(EntryFilter, ENTRY_FILTER_FIELDS, request, pages=pages)


def _validated(
    filter_class: type[AnyFilter], fields: dict[str, Any], request: Request, *, pages: bool
) -> AnyFilter:
    refuse_unknown_parameters(request, with_page_fields(fields) if pages else fields)
    found = filter_class(request.GET, request._request.access)
    if not found.is_valid():
        raise ValidationError(dict(found.form.errors))
    return found
