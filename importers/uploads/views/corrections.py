"""Corrections of one row before it is loaded."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agreements.gazetteer import current_gazetteer
from agreements.names.gazetteer import Gazetteer
from events.access import writer_required
from events.entries.offered_lessons import Offer, in_words, offered_lessons
from importers.messages import message
from importers.models import PendingImport
from importers.resolving.resolution import ResolvedRow

from ..corrections import PARTNERS, Corrections, partner_codes, place_of
from ..issue_tables import without_place
from ..partial import issues_of_rows
from ..preview import preview
from ..reading import save_summary
from ..row_form import RowForm
from .pending import get_pending, read_first


@require_http_methods(["GET", "HEAD", "POST"])
@writer_required
@read_first
def pending_row(request: HttpRequest, pk: int, table: int, number: int) -> HttpResponse:
    """Correct the cells of one row, and what was read from them."""
    pending = get_pending(request, pk)
    if pending.state != PendingImport.State.WAITING:
        raise Http404
    place = (table, number)
    resolution = preview(pending, request.access).resolution
    row = next((row for row in resolution.rows if place_of(row.row) == place), None) if resolution else None
    if row is None or resolution is None:
        raise Http404
    corrections = Corrections.of_json(pending.choices)
    corrected = corrections.values.get(place, {})
    gazetteer = current_gazetteer()
    form = RowForm(request.POST or None, row=row, corrected=corrected, gazetteer=gazetteer)
    if request.method == "POST":
        if "as_written" in request.POST:
            return _save(request, pending, corrections.with_row(place, {}, {}))
        if form.is_valid():
            cells = {**corrections.cells.get(place, {}), **form.cells}
            if offers := _offers(pending, row, form.values, gazetteer):
                messages.info(request, in_words(offers))
            return _save(request, pending, corrections.with_row(place, cells, form.values))
    context = {
        "pending": pending,
        "form": form,
        "place": place,
        "remarks": [message(without_place(one)) for one in issues_of_rows(resolution).get(place, ())],
        "is_corrected": place in corrections.cells or bool(corrected),
        "cell_fields": [form[f"cell_{role}"] for role in form.roles],
        "value_fields": [form[name] for name in form.value_names],
    }
    return render(request, "importers/row.html", context)


def _save(request: HttpRequest, pending: PendingImport, corrections: Corrections) -> HttpResponse:
    pending.choices = corrections.to_json()
    pending.save(update_fields=["choices"])
    save_summary(pending, preview(pending, request.access))
    messages.success(request, _("The correction is kept. It is loaded together with the file."))
    return redirect("importers:pending", pending.pk)


def _offers(
    pending: PendingImport, row: ResolvedRow, values: Mapping[str, Any], gazetteer: Gazetteer
) -> list[Offer]:
    """What the person said of the partners may hold for all rows."""
    if PARTNERS not in values:
        return []
    named = set(partner_codes(row.values, gazetteer))
    return offered_lessons(
        cells=row.row.cells,
        before=row.values,
        left_out=[
            found for found in row.values.partners.found if found.code in named - set(values[PARTNERS])
        ],
        added=[code for code in values[PARTNERS] if code not in named],
        file_name=pending.name[:255],
        back=reverse("importers:pending", args=[pending.pk]),
    )
