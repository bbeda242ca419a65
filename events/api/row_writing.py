"""Writing a row from a program: the form, the version, the history and the check that writes nothing."""

import re
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from coopregistry.history import explain, version_of
from events.entries.form import EntryForm
from events.entries.similar import Similar, Wanted, similar_events
from events.entries.views.actions import FateForm
from events.models import Entry, Report

from .event_shapes import RowShape, rows_to_show
from .problems import Stale, VersionMissing
from .row_bodies import posted, unknown_columns
from .row_shapes import RowCheckShape

_VERSION = re.compile(r'(?:W/)?"([0-9]{1,18})"')
_FATE = ("fate", "fate_dates", "fate_note")


def write_row(
    request: Request, sent: Mapping[str, Any], report: Report, entry: Entry | None, *, check: bool
) -> Response:
    """A check does the same and takes it back, so it cannot say otherwise than the writing."""
    access = request._request.access
    with transaction.atomic():
        if entry is None:
            access.hold_open(report)
        else:
            access.hold_row(entry)
            check_version(request, entry)
        form = EntryForm(report=report, access=access, entry=entry)
        form = EntryForm(posted(sent, form), {}, report=report, access=access, entry=entry)
        errors = {**_renamed(form), **unknown_columns(sent, report)}
        if errors:
            raise ValidationError(errors)
        explain_by_key(
            request, _("Row entered") if entry is None else _("Row changed"), sent.get("reason", "")
        )
        saved = form.save(user=request.user)
        row = rows_to_show(Entry.objects.filter(pk=saved.pk)).get()
        if check:
            row.similar = _similar(request, row)
            body = RowCheckShape().to_representation(row)
            transaction.set_rollback(True)
            return Response(body)
        body = RowShape().to_representation(row)
    headers = {"ETag": f'"{row.version}"'}
    if entry is None:
        headers["Location"] = request.build_absolute_uri(reverse("api:row", args=[row.pk]))
    return Response(body, status=201 if entry is None else 200, headers=headers)


def check_version(request: Request, entry: Entry) -> None:
    """Inside of a transaction: the row is locked, read anew and compared with If-Match."""
    wanted = request.headers.get("If-Match")
    if wanted is None:
        raise VersionMissing
    get_object_or_404(Entry.objects.select_for_update(of=("self",)), pk=entry.pk)  # it may be gone meanwhile
    entry.refresh_from_db()
    version = _VERSION.fullmatch(wanted.strip())
    if version is None or int(version[1]) != version_of(entry):
        row = rows_to_show(Entry.objects.filter(pk=entry.pk)).get()
        raise Stale(RowShape().to_representation(row))


def tell_fate(request: Request, entry: Entry, sent: Mapping[str, Any]) -> None:
    data = {name: sent.get(name) or "" for name in _FATE}
    form = FateForm({**data, "version": "0"}, entry=entry)
    if sent["fate"] != Entry.Fate.HELD and not form.is_valid():  # the page does not offer "held"
        raise ValidationError(dict(form.errors))
    for name in _FATE:
        setattr(entry, name, data[name])
    explain_by_key(request, _("What became of a planned row"))
    entry.save(update_fields=_FATE)


def explain_by_key(request: Request, done: str, reason: str = "") -> None:
    """«Строка изменена: сроки уточнены (ключ «Выгрузка»)»."""
    text = f"{done}: {reason}" if reason else done
    if request.auth is not None:
        text += _(" (access key “%s”)") % request.auth.name
    explain(text)


def _renamed(form: EntryForm) -> dict[str, list[str]]:
    """Remarks under the names the program sent."""
    errors: dict[str, list[str]] = {}
    for name, texts in form.errors.items():
        if name.startswith(("cell_", "own_")):
            name = f"cells.{name.partition('_')[2]}"
        elif name.startswith("extra_"):
            name = f"extra.{form.further[int(name.removeprefix('extra_'))][:100]}"
        elif name == "__all__":
            name = ""
        errors.setdefault(name, []).extend(texts)
    return errors


def _similar(request: Request, row: Entry) -> list[Similar]:
    access = request._request.access
    wanted = Wanted(
        title=row.cells.get("title", ""),
        start=row.start or row.report.start,
        end=row.end or row.report.end,
        partners=[link.partner_id for link in row.partner_links.all()],
    )
    [found] = similar_events(access.events(), access.entries(), [wanted], leave_out=row.event_id)
    return found
