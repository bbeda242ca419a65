"""The event filter on pages other than the list: the calendar, subscriptions and the map."""

from typing import Any

from django.http import QueryDict

from events.access import Access

from .active_filters import active_filters
from .filters import EventFilter
from .periods import period_choices


def filter_from_query(data: QueryDict, access: Access, without: tuple[str, ...] = ()) -> EventFilter:
    """The filter of a page without its order. `without`: parameters the page gives another meaning."""
    data = data.copy()
    for name in ("order", *without):
        data.pop(name, None)
    # "All except" left behind by a dropped field would invert whatever takes its place.
    excluded = [name for name in data.pop("exclude", []) if name not in without]
    if excluded:
        data.setlist("exclude", excluded)
    return EventFilter(data, access)


def filter_parameters(data: QueryDict) -> str:
    """The part of a query string that belongs to the filter: no order, page or parameters of another page."""
    kept = data.copy()
    for name in data:
        if name == "order" or name not in EventFilter.base_filters:
            del kept[name]
    return kept.urlencode()


def filter_context(
    event_filter: EventFilter, parameters: dict[str, str], without: tuple[str, ...] = ()
) -> dict[str, Any]:
    """For templates/events/_filter.html. `parameters`: those of the page itself, kept as hidden fields."""
    form = event_filter.form
    form.fields["period"].widget.choices = period_choices()
    is_valid = event_filter.is_valid()
    return {
        "form": form,
        "valid": is_valid,
        "filter_fields": [form[name] for name in form.fields if name not in ("order", *without)],
        "active_filters": active_filters(event_filter) if is_valid else [],
        "own": parameters,
        "query": filter_parameters(event_filter.data),
    }
