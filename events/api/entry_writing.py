"""Writes entries for the API: through the entry form, with If-Match, history and a dry run."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from coopregistry.history import explain
from coopregistry.versions import is_stale
from events.entries import saving
from events.entries.action_forms import OutcomeForm
from events.entries.form import EntryForm
from events.entries.governing import govern
from events.entries.initial import initial_of
from events.entries.similar import EventSketch, SimilarEvent, similar_events
from events.models import Entry, Report
from events.vocabulary import Role

from .exceptions import StaleVersion, VersionMissing
from .serializers.entries import EntryCheckSerializer, EntrySerializer, with_related

_ETAG = re.compile(r'(?:W/)?"([0-9]{1,18})"')
_OUTCOME_FIELDS = ("fate", "fate_dates", "fate_note", "fate_letter")
# Sending a value rewrites its cell, unless the cell itself is sent.
_CELL_OF_VALUE = {
    "partners": Role.PARTNER,
    "agreement": Role.AGREEMENT,
    "dates": Role.DATES,
    "start": Role.DATES,
    "end": Role.DATES,
    "title": Role.TITLE,
    "place": Role.PLACE,
    "mode": Role.PLACE,
    "participants": Role.PARTICIPANTS,
    "participants_count": Role.PARTICIPANTS,
    "content": Role.CONTENT,
}
_YES_NO = {True: "yes", False: "no", None: ""}


def write_entry(
    request: Request, sent: Mapping[str, Any], report: Report, entry: Entry | None, *, check: bool
) -> Response:
    """Save through the entry form. `check` does the same and rolls back, so the two cannot differ."""
    access = request._request.access
    with transaction.atomic():
        if entry is not None:
            access.hold_row(entry)
            check_version(request, entry)
        done = _("Row entered") if entry is None else _("Row changed")
        saved = save_entry(request, sent, report, entry, done=done)
        if check:
            saved.similar = _similar_events(request, saved)
            body = EntryCheckSerializer().to_representation(saved)
            transaction.set_rollback(True)
            return Response(body)
        body = EntrySerializer().to_representation(saved)
    headers = {"ETag": f'"{saved.version}"'}
    if entry is None:
        headers["Location"] = request.build_absolute_uri(reverse("api:row", args=[saved.pk]))
    return Response(body, status=201 if entry is None else 200, headers=headers)


def save_entry(
    request: Request, sent: Mapping[str, Any], report: Report, entry: Entry | None, *, done: str = ""
) -> Entry:
    """Within a transaction; an `entry` is held by the caller. `done`: the reason kept in the history."""
    access = request._request.access
    if entry is None:
        access.hold_open(report)
    form = EntryForm(report=report, access=access, entry=entry)
    form = EntryForm(form_data(sent, form), {}, report=report, access=access, entry=entry)
    errors = {**_errors_by_field(form), **unknown_columns(sent, report)}
    if errors:
        raise ValidationError(errors)
    if done:
        explain_with_key(request, done, sent.get("reason", ""))
    saved = saving.write_entry(
        entry or Entry(report=report),
        form.as_content(),
        by_department=not access.coordinates,
        user=request.user,
    )
    return with_related(Entry.objects.filter(pk=saved.pk)).get()


def check_version(request: Request, entry: Entry) -> None:
    """Lock and reload the entry and compare it with If-Match; call inside a transaction."""
    if_match = request.headers.get("If-Match")
    if if_match is None:
        raise VersionMissing
    version = _ETAG.fullmatch(if_match.strip())
    hold_version(entry, int(version[1]) if version else None)


def hold_version(entry: Entry, seen: int | None) -> None:
    """Lock and reload the entry; StaleVersion if somebody wrote it since `seen`."""
    get_object_or_404(Entry.objects.select_for_update(of=("self",)), pk=entry.pk)  # 404 if removed since
    entry.refresh_from_db()
    if is_stale(entry, seen):
        current = with_related(Entry.objects.filter(pk=entry.pk)).get()
        raise StaleVersion(EntrySerializer().to_representation(current))


def record_outcome(request: Request, entry: Entry, sent: Mapping[str, Any]) -> None:
    data = {name: sent.get(name) or "" for name in _OUTCOME_FIELDS}
    form = OutcomeForm({**data, "version": "0"}, entry=entry)
    if sent["fate"] != Entry.Fate.HELD and not form.is_valid():  # the page does not offer "held"
        raise ValidationError(dict(form.errors))
    for name in _OUTCOME_FIELDS:
        setattr(entry, name, data[name])
    explain_with_key(request, _("What became of a planned row"))
    entry.save(update_fields=_OUTCOME_FIELDS)
    govern([entry.event])


def explain_with_key(request: Request, done: str, reason: str = "") -> None:
    """Set the reason kept in the history; it names the access key used."""
    text = f"{done}: {reason}" if reason else done
    if request.auth is not None:
        text += _(" (access key “%s”)") % request.auth.name
    explain(text)


def form_data(sent: Mapping[str, Any], form: EntryForm) -> dict[str, Any]:
    """What a browser would post: the current values of the entry, with those sent on top."""
    data = initial_of(form.entry) if form.entry is not None else {}
    if form.entry is None and form.only_department:
        data["department"] = form.only_department.pk
    for name in sent:
        role = _CELL_OF_VALUE.get(name)
        if role in form.roles:
            data.pop(f"own_{role}", None)
    if sent.keys() & {"start", "end"}:
        data["dates"] = ""
    for name, value in sent.items():
        if name in ("signed", "agreed"):
            data[name] = _YES_NO[value]
        elif name == "cells":
            for role, text in value.items():
                data[f"own_{role}"], data[f"cell_{role}"] = text is not None, text or ""
        elif name == "extra":
            for number, heading in enumerate(form.extra_headings):
                if heading in value:
                    data[f"extra_{number}"] = value[heading]
        elif name not in ("report", "reason"):
            data[name] = value.isoformat() if isinstance(value, date) else value
    return {name: value for name, value in data.items() if value not in (None, False)}


def unknown_columns(sent: Mapping[str, Any], report: Report) -> dict[str, list[str]]:
    """Errors for cells and columns the document does not have: nothing sent is dropped silently."""
    roles = {role for _heading, role in report.headings if role and role != Role.NUMBER}
    headings = {heading for heading, role in report.headings if not role}
    words = _("This document has no such column.")
    return {
        **{f"cells.{role}": [words] for role in sent.get("cells", {}) if role not in roles},
        **{f"extra.{heading[:100]}": [words] for heading in sent.get("extra", {}) if heading not in headings},
    }


def _errors_by_field(form: EntryForm) -> dict[str, list[str]]:
    """Form errors under the names of the request body."""
    errors: dict[str, list[str]] = {}
    for name, texts in form.errors.items():
        if name.startswith(("cell_", "own_")):
            name = f"cells.{name.partition('_')[2]}"
        elif name.startswith("extra_"):
            name = f"extra.{form.extra_headings[int(name.removeprefix('extra_'))][:100]}"
        elif name == "__all__":
            name = ""
        errors.setdefault(name, []).extend(texts)
    return errors


def _similar_events(request: Request, entry: Entry) -> list[SimilarEvent]:
    access = request._request.access
    sketch = EventSketch(
        title=entry.cells.get("title", ""),
        start=entry.start or entry.report.start,
        end=entry.end or entry.report.end,
        partners=[link.partner_id for link in entry.partner_links.all()],
    )
    [found] = similar_events(access.events(), access.entries(), [sketch], leave_out=entry.event_id)
    return found
