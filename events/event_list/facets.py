"""How many events each value of a field of the filter would find, its other fields kept."""

from django.db.models import Count, QuerySet
from django.http import QueryDict

from agreements.gazetteer import current_gazetteer
from events.access import Access
from events.models import Event, EventPlace
from events.vocabulary import Outcome

from .conditions import held_in
from .filter_choices import PLANNED, REPORTED
from .filters import EventFilter

# Several conditions on a value, each asked by itself.
_ONE_BY_ONE = ("mode", "result", "partner_kind", "district", "sphere")
_MOST_PLACES = 15  # those offered before anything is typed
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
        **{
            name: {value: counts.get(value, 0) for value in _values(asked, name)}
            for name, counts in counted.items()
        },
        "held_in": _of_places(asked),
    }


def _of_places(asked: EventFilter) -> dict[str, int]:
    """Of the places, and of those around them, where most events were held."""
    found = asked.found_with("held_in", [])
    held = EventPlace.objects.filter(event__in=found.order_by().values("pk")).order_by()
    gazetteer = current_gazetteer()
    weights: dict[str, int] = {}
    for code, number in held.values("code").annotate(number=Count("pk")).values_list("code", "number"):
        if gazetteer.knows(code):
            for place in (code, *(above.code for above in gazetteer.ancestors(code))):
                weights[place] = weights.get(place, 0) + number
    heaviest = sorted(weights, key=lambda code: (-weights[code], code))[:_MOST_PLACES]
    return {code: found.filter(held_in([code], gazetteer)).count() for code in heaviest}


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
