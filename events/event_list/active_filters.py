"""The chosen values of an event filter: removable on a page, described in a file, canonical in a URL."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model
from django.http import QueryDict
from django.utils.translation import gettext as _

from events.period import Period

from .filters import EventFilter

_NOT_SHOWN = ("order", "exclude")


@dataclass(frozen=True, slots=True, kw_only=True)
class ActiveFilter:
    label: str
    query: str  # the query string without this value


def active_filters(event_filter: EventFilter) -> list[ActiveFilter]:
    """Requires a valid filter."""
    return [
        ActiveFilter(
            label=f"{_label(event_filter, name)}: {words}", query=_without(event_filter.data, name, parameter)
        )
        for name, parameter, words in _values(event_filter)
    ]


def describe_filter(event_filter: EventFilter) -> str:
    """The filter in the active language; requires a valid one."""
    by_label: dict[str, list[str]] = {}
    for name, _parameter, words in _values(event_filter):
        by_label.setdefault(_label(event_filter, name), []).append(words)
    return "; ".join(f"{label} – {', '.join(words)}" for label, words in by_label.items())


def chosen_values(event_filter: EventFilter) -> str:
    """The bare values of a valid filter, for the name of a file; what all except is marked."""
    inverted = event_filter.form.cleaned_data["exclude"]
    return ", ".join(
        _("except “%(value)s”") % {"value": words} if name in inverted else words
        for name, _parameter, words in _values(event_filter)
    )


def canonical_query(event_filter: EventFilter) -> str:
    """The filter and its order as a query string; the same for equal filters."""
    query = QueryDict(mutable=True)
    for name in event_filter.form.fields:
        values = [value for value in event_filter.data.getlist(name) if value]
        if values:
            query.setlist(name, sorted(values))
    return query.urlencode()


def _label(event_filter: EventFilter, name: str) -> str:
    label = str(event_filter.form.fields[name].label)
    if name in event_filter.form.cleaned_data["exclude"]:
        return _("%(field)s, all except") % {"field": label}
    return label


def _values(event_filter: EventFilter) -> Iterator[tuple[str, str, str]]:
    """Yields the name of each chosen value, its query parameter ("" for a single value) and its words."""
    for name, value in event_filter.form.cleaned_data.items():
        if name in _NOT_SHOWN or value in (None, "", []):
            continue
        field = event_filter.form.fields[name]
        if not isinstance(value, list):
            yield name, "", _words(field, value)
            continue
        labels = {str(key): str(label) for key, label in getattr(field, "choices", ())}
        for item in value:
            if isinstance(item, Model):
                yield name, str(getattr(item, field.key)), str(item)
            else:
                yield name, item, labels[item]


def _words(field: Any, value: Any) -> str:
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, Period):
        return value.title
    return str(dict(getattr(field, "choices", ())).get(value, value))


def _without(data: QueryDict, name: str, parameter: str) -> str:
    """`parameter`: one of several values; "" drops the whole field."""
    query = data.copy()
    kept = [value for value in query.getlist(name) if parameter and value != parameter]
    query.setlist(name, kept)
    if not kept:
        query.setlist("exclude", [value for value in query.getlist("exclude") if value != name])
    query.pop("page", None)
    return query.urlencode()
