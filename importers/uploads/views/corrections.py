"""Corrections before loading: of one row, of an unknown spelling, of an unknown heading."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from agreements.gazetteer import current_gazetteer
from agreements.models import Department, DepartmentWording
from coopregistry.history import explain
from events.access import coordinator_required, writer_required
from events.models import SphereWording
from importers.models import PendingImport
from importers.resolving.sections import NewName

from ..corrections import Corrections, place_of
from ..forms import HeadingForm, SpellingForm
from ..partial import issues_of_rows
from ..preview import preview
from ..reading import save_summary
from ..row_form import RowForm
from ..spellings import CODES, remember, rows_in_registry
from .pending import get_pending, read_first
from .row_cards import row_card


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
            return _save(request, pending, corrections.with_row(place, cells, form.values))
    context = {
        "pending": pending,
        "form": form,
        "card": row_card(row, resolution, gazetteer, issues_of_rows(resolution).get(place, ())),
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


@require_POST
@writer_required
@read_first
def pending_partner(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which partner an unknown spelling of this file means; it is known everywhere from then on."""
    pending = get_pending(request, pk)
    form = SpellingForm(request.POST)
    if not form.is_valid():
        return render(request, "importers/spelling.html", {"pending": pending, "form": form})
    resolution = preview(pending, request.access).resolution
    text, partner = form.cleaned_data["text"], form.cleaned_data["partner"]
    rows = resolution.rows if resolution else ()
    if any(issue.code in CODES and issue.found == text for row in rows for issue in row.issues):
        with transaction.atomic():
            remember(text, partner)
        success = _("“%(text)s” is known as %(partner)s from now on.")
        messages.success(request, success % {"text": text, "partner": partner})
        save_summary(pending, preview(pending, request.access))
        _tell_of_loaded_rows(request, text)
    return _back_to_findings(pk)


def _tell_of_loaded_rows(request: HttpRequest, text: str) -> None:
    """Rows loaded before are read again only after a preview of what becomes of them."""
    count = rows_in_registry(text) if request.access.coordinates else 0
    if count:
        advice = ngettext(
            "%(count)s row loaded before has this spelling: read it anew from “Unknown spellings”.",
            "%(count)s rows loaded before have this spelling: read them anew from “Unknown spellings”.",
            count,
        )
        messages.info(request, advice % {"count": count})


@require_POST
@coordinator_required
@read_first
def pending_heading(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which department or sphere a heading of this file stands for; known everywhere from then on."""
    pending = get_pending(request, pk)
    resolution = preview(pending, request.access).resolution
    if resolution is None:
        raise Http404
    form = HeadingForm(request.POST, basis=resolution.basis)
    if not form.is_valid():
        context = {"pending": pending, "form": form, "is_heading": True}
        return render(request, "importers/spelling.html", context)
    text, stands_for = form.cleaned_data["text"], form.cleaned_data["stands_for"]
    unknown = {
        " ".join(section.title.split())
        for section in resolution.sections
        if isinstance(section.stands_for, NewName)
    }
    if " ".join(text.split()) in unknown:
        explain(_("The heading “%(text)s” means %(name)s") % {"text": text[:300], "name": stands_for})
        if isinstance(stands_for, Department):
            DepartmentWording.objects.create(text=text, department=stands_for)
        else:
            SphereWording.objects.create(text=text, sphere=stands_for)
        success = _("The heading “%(text)s” stands for “%(name)s” from now on.")
        messages.success(request, success % {"text": text, "name": stands_for})
    return _back_to_findings(pk)


def _back_to_findings(pk: int) -> HttpResponse:
    response = redirect("importers:pending", pk)
    response["Location"] += "?tab=findings"
    return response
