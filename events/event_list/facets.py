"""How many events each value of a field of the filter would find, its other fields kept."""

from django.db.models import Count, QuerySet
from django.http import QueryDict

from events.access import Access
from events.models import Event
from events.vocabulary import Outcome

from .filter_choices import PLANNED, REPORTED
from .filters import EventFilter

# Several conditions on a value, each asked by itself.
_ONE_BY_ONE = ("mode", "result", "partner_kind", "district", "sphere")
_COLUMNS = ("activity", "direction")


def facets(data: QueryDict, access: Access) -> dict[str, dict[str, int]] | None:
    """Field → value → events; a value nobody has is 0. None for a filter that is not valid."""
    asked = EventFilter(data, access)
    if not asked.is_valid():
        return None
    values = {name: _values(asked, name) for name in ("kind", "outcome", *_COLUMNS, *_ONE_BY_ONE)}
    counted = {
        "kind": _of_kinds(_filter(data, access, "kind")),
        "outcome": _of_outcomes(_filter(data, access, "outcome")),
        **{name: _grouped(_filter(data, access, name).qs, name) for name in _COLUMNS},
        **{
            name: {value: _filter(data, access, name, value).qs.count() for value in values[name]}
            for name in _ONE_BY_ONE
        },
    }
    return {name: {value: counts.get(value, 0) for value in values[name]} for name, counts in counted.items()}


def _values(asked: EventFilter, name: str) -> list[str]:
    """Those the field offers; fields of records know theirs once they are validated."""
    field = asked.form.fields[name]
    return [str(value) for value, _label in getattr(field, "choices", field.widget.choices)]


def _filter(data: QueryDict, access: Access, name: str, *values: str) -> EventFilter:
    """The filter with these values of a field, not inverted, for those it has."""
    changed = data.copy()
    changed.setlist(name, list(values))
    changed.setlist("exclude", [other for other in changed.getlist("exclude") if other != name])
    return EventFilter(changed, access)


def _of_kinds(others: EventFilter) -> dict[str, int]:
    """Of the rows all conditions on a row hold for."""
    events = others.qs
    entries = others.access.entries().filter(
        *others.entry_conditions, event__in=events.order_by().values("pk")
    )
    counted = entries.order_by().values("report__kind").annotate(number=Count("event", distinct=True))
    return dict(counted.values_list("report__kind", "number"))


def _of_outcomes(others: EventFilter) -> dict[str, int]:
    """A held event is one whether or not it was moved, as the filter has it."""
    drafts = others.access.drafts()
    counts = _grouped(others.qs.with_outcome(drafts), "outcome")
    held, moved = counts.get(Outcome.HELD, 0), counts.get(Outcome.RESCHEDULED, 0)
    standing = others.qs.with_standing(drafts)
    return {
        **counts,
        Outcome.HELD: held + moved,
        **{name: standing.filter(**{name: True}).count() for name in (PLANNED, REPORTED)},
    }


def _grouped(events: QuerySet[Event], column: str) -> dict[str, int]:
    counted = events.order_by().values(column).annotate(number=Count("pk"))
    return dict(counted.values_list(column, "number"))
