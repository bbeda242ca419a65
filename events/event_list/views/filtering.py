"""The filter of events on pages that show them in another way than the list."""

from typing import Any

from django.http import QueryDict

from events.access import Access

from ..active_filters import chips
from ..filters import EventFilter, periods_of_documents


def filter_context(found: EventFilter, own: dict[str, str], without: tuple[str, ...] = ()) -> dict[str, Any]:
    """For templates/events/_filter.html. `own`: what the page itself is asked for and must not lose."""
    form = found.form
    form.fields["period"].widget.choices = periods_of_documents()
    valid = found.is_valid()
    return {
        "form": form,
        "valid": valid,
        "filter_fields": [form[name] for name in form.fields if name not in ("order", *without)],
        "chips": chips(found) if valid else [],
        "own": own,
        "query": filter_query(found.data),
    }


def filter_query(data: QueryDict) -> str:
    """What of an address is the filter: neither its order and page nor what another page is asked for."""
    left = data.copy()
    for name in data:
        if name == "order" or name not in EventFilter.base_filters:
            del left[name]
    return left.urlencode()


def event_filter(data: QueryDict, access: Access, without: tuple[str, ...] = ()) -> EventFilter:
    kept = data.copy()
    for name in ("order", *without):
        kept.pop(name, None)
    # «Except» of a field that is not asked would turn round whatever takes its place.
    excluded = [name for name in kept.pop("exclude", []) if name not in without]
    if excluded:
        kept.setlist("exclude", excluded)
    return EventFilter(kept, access)
