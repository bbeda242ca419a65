"""The history of an event: change sets of the event and of its visible entries."""

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
from events.entries.told_records import PREFIX
from events.labels import ROLE_LABELS
from events.meetings.shown import told_in_words
from events.models import Entry, Event
from events.vocabulary import Role

_MAX_CHANGES = 200
# Computed from the cells, whose own change is shown.
_DERIVED = frozenset({"recognised", "continued", "order", "event_id"})


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryStep:
    """The part of one change set that touched the event."""

    made: ChangeSet
    what: list[tuple[str, list[FieldChange]]]  # «строка: изменено», what differs


def event_history(event: Event, visible_since: Mapping[int, datetime | None]) -> list[HistoryStep]:
    """Latest first, in one query. `visible_since`: see Access.visible_history_since."""
    event_model, entry_model = Event._meta.label_lower, Entry._meta.label_lower
    about = Q(model=event_model, record=event.pk)
    for entry, since in visible_since.items():
        visible = Q(change_set__made_at__gte=since) if since else Q()
        about |= Q(model=entry_model, record=entry) & visible
    changes = Change.objects.filter(about).select_related("change_set", "change_set__user")
    steps: dict[int, HistoryStep] = {}
    for change in changes.order_by("-id")[:_MAX_CHANGES]:
        is_update = change.action == Change.Action.UPDATE
        if is_update and change.model == event_model:
            continue  # copied from the entry that governs the event and recorded there
        differences = list(_differences(change)) if is_update else []
        is_moved = is_update and "event_id" in (change.after or {})
        if is_update and not differences and not is_moved:
            continue
        step = steps.setdefault(change.change_set_id, HistoryStep(made=change.change_set, what=[]))
        name = _("event") if change.model == event_model else _("row")
        done = _("told with other rows, or apart from them") if is_moved else change.get_action_display()
        step.what.append((f"{name}: {done}", differences))
    return list(steps.values())


def _differences(change: Change) -> Iterator[FieldChange]:
    model = apps.get_model(change.model)
    before, after = change.before or {}, change.after or {}
    for name in after:
        if name in _DERIVED:
            continue
        if name == "cells":
            yield from _cells(before.get(name) or {}, after.get(name) or {})
        elif name == "corrections":
            yield from _corrections(before.get(name) or {}, after.get(name) or {})
        else:
            yield FieldChange(
                label=_label(model, name), before=_plain(before.get(name)), after=_plain(after[name])
            )


def _cells(before: dict[str, str], after: dict[str, str]) -> Iterator[FieldChange]:
    for role in Role:
        was, now = before.get(role, ""), after.get(role, "")
        if was != now:
            yield FieldChange(label=str(ROLE_LABELS[role]), before=was, after=now)


def _corrections(before: dict[str, Any], after: dict[str, Any]) -> Iterator[FieldChange]:
    """Corrections of meetings and results in words, all others as they are kept."""
    for name in dict.fromkeys((*before, *after)):
        if name.startswith(PREFIX) and before.get(name) != after.get(name):
            was, now = told_in_words(before.get(name)), told_in_words(after.get(name))
            yield FieldChange(label=_("meetings and results"), before=was, after=now)
    others = [{key: one[key] for key in one if not key.startswith(PREFIX)} for one in (before, after)]
    if others[0] != others[1]:
        label = _label(Entry, "corrections")
        yield FieldChange(label=label, before=_plain(others[0]), after=_plain(others[1]))


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
