"""What a filter says, value by value: the chips of the page and the words in a file."""

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
class Chip:
    label: str
    query: str  # the address without this value


def chips(found: EventFilter) -> list[Chip]:
    """Of a filter that is valid."""
    return [
        Chip(label=f"{_label(found, name)}: {words}", query=_without(found.data, name, raw))
        for name, raw, words in _said(found)
    ]


def filter_in_words(found: EventFilter) -> str:
    by_label: dict[str, list[str]] = {}
    for name, _raw, words in _said(found):
        by_label.setdefault(_label(found, name), []).append(words)
    return "; ".join(f"{label} – {', '.join(words)}" for label, words in by_label.items())


def canonical(found: EventFilter) -> str:
    """The filter and its order as an address, equal filters alike."""
    kept = QueryDict(mutable=True)
    for name in found.form.fields:
        values = [value for value in found.data.getlist(name) if value]
        if values:
            kept.setlist(name, sorted(values))
    return kept.urlencode()


def _label(found: EventFilter, name: str) -> str:
    label = str(found.form.fields[name].label)
    if name in found.form.cleaned_data["exclude"]:
        return _("%(field)s, all except") % {"field": label}
    return label


def _said(found: EventFilter) -> Iterator[tuple[str, str, str]]:
    """Name of the parameter, its value in the address, its value in words."""
    for name, value in found.form.cleaned_data.items():
        if name in _NOT_SHOWN or value in (None, "", []):
            continue
        field = found.form.fields[name]
        if isinstance(value, list):
            labels = {str(key): str(label) for key, label in getattr(field, "choices", ())}
            for one in value:
                if isinstance(one, Model):
                    yield name, str(getattr(one, field.key)), str(one)
                else:
                    yield name, one, labels[one]
        else:
            yield name, "", _words(field, value)


def _words(field: Any, value: Any) -> str:
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, Period):
        return value.title
    return str(dict(getattr(field, "choices", ())).get(value, value))


def _without(data: QueryDict, name: str, raw: str) -> str:
    """`raw` "": the parameter has one value."""
    left = data.copy()
    kept = [value for value in left.getlist(name) if raw and value != raw]
    left.setlist(name, kept)
    if not kept:
        left.setlist("exclude", [value for value in left.getlist("exclude") if value != name])
    left.pop("page", None)
    return left.urlencode()
