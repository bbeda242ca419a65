"""What was changed of an event and of the rows that speak of it, change set by change set, with reasons."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Q
from django.utils.translation import gettext as _

from coopregistry.models import Change, ChangeSet
from events.labels import ROLE_LABELS
from events.models import Entry, Event
from events.vocabulary import Role

_MOST = 200  # changes looked at
# Computed from the cells: the cells' own difference says it already.
_LEFT_OUT = frozenset({"recognised", "continued", "order", "event_id"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One change set as far as it touched the event."""

    made: ChangeSet
    what: list[tuple[str, list[Difference]]]  # «строка: изменено», what differs


def event_history(event: Event, told_from: Mapping[int, datetime | None]) -> list[Step]:
    """`told_from`: the rows the reader may see, and since when (access.told_from). The latest change set
    first; two queries."""
    own, rows = Event._meta.label_lower, Entry._meta.label_lower
    about = Q(model=own, record=event.pk)
    for entry, since in told_from.items():
        later = Q(change_set__made_at__gte=since) if since else Q()
        about |= Q(model=rows, record=entry) & later
    changes = Change.objects.filter(about).select_related("change_set", "change_set__user")
    steps: dict[int, Step] = {}
    for change in changes.order_by("-id")[:_MOST]:
        if change.model == own and change.action == Change.Action.UPDATE:
            continue  # an event's values are those of a row, which has a change of its own
        differences = list(_differences(change)) if change.action == Change.Action.UPDATE else []
        if change.action == Change.Action.UPDATE and not differences:
            continue
        step = steps.setdefault(change.change_set_id, Step(made=change.change_set, what=[]))
        name = _("event") if change.model == own else _("row")
        step.what.append((f"{name}: {change.get_action_display()}", differences))
    return list(steps.values())


def _differences(change: Change) -> Iterator[Difference]:
    model = apps.get_model(change.model)
    before, after = change.before or {}, change.after or {}
    for name in after:
        if name in _LEFT_OUT:
            continue
        if name == "cells":
            yield from _cells(before.get(name) or {}, after.get(name) or {})
        else:
            yield Difference(
                label=_label(model, name), before=_plain(before.get(name)), after=_plain(after[name])
            )


def _cells(before: dict[str, str], after: dict[str, str]) -> Iterator[Difference]:
    for role in Role:
        was, now = before.get(role, ""), after.get(role, "")
        if was != now:
            yield Difference(label=str(ROLE_LABELS[role]), before=was, after=now)


def _label(model: Any, name: str) -> str:
    try:
        return str(model._meta.get_field(name.removesuffix("_id")).verbose_name)
    except FieldDoesNotExist:
        return name


def _plain(value: Any) -> str:
    if value in (None, "", [], {}):
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
