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
    counted = {
        "kind": _of_kinds(asked),
        "outcome": _of_outcomes(asked),
        **{name: _grouped(asked.found_with(name, []), name) for name in _COLUMNS},
        **{name: _of_values(asked, name) for name in _ONE_BY_ONE},
    }
    return {
        name: {value: counts.get(value, 0) for value in _values(asked, name)}
        for name, counts in counted.items()
    }


def _values(asked: EventFilter, name: str) -> list[str]:
    """Those the field offers; fields of records know theirs once they are validated."""
    field = asked.form.fields[name]
    return [str(value) for value, _label in getattr(field, "choices", field.widget.choices)]


def _of_values(asked: EventFilter, name: str) -> dict[str, int]:
    field = asked.form.fields[name]
    return {value: asked.found_with(name, field.clean([value])).count() for value in _values(asked, name)}


def _of_kinds(asked: EventFilter) -> dict[str, int]:
    """Of the rows all conditions on a row hold for."""
    events = asked.found_with("kind", [])
    entries = asked.access.entries().filter(*asked.entry_conditions, event__in=events.order_by().values("pk"))
    counted = entries.order_by().values("report__kind").annotate(number=Count("event", distinct=True))
    return dict(counted.values_list("report__kind", "number"))


def _of_outcomes(asked: EventFilter) -> dict[str, int]:
    """A held event is one whether or not it was moved, as the filter has it."""
    others, drafts = asked.found_with("outcome", []), asked.access.drafts()
    counts = _grouped(others.with_outcome(drafts), "outcome")
    held, moved = counts.get(Outcome.HELD, 0), counts.get(Outcome.RESCHEDULED, 0)
    standing = others.with_standing(drafts)
    return {
        **counts,
        Outcome.HELD: held + moved,
        **{name: standing.filter(**{name: True}).count() for name in (PLANNED, REPORTED)},
    }


def _grouped(events: QuerySet[Event], column: str) -> dict[str, int]:
    counted = events.order_by().values(column).annotate(number=Count("pk"))
    return dict(counted.values_list(column, "number"))
