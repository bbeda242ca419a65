"""Merging duplicates and reorganising departments, each with a preview; undoing either."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agreements.models import Partner
from agreements.names.folding import fold
from coopregistry.undo import AlreadyUndone
from events.access import MERGED_KINDS, administrator_required, coordinator_required
from events.entries.preview import is_key
from events.models import Entry, StructureChange

from ..differences import differences
from ..duplicates import likely_duplicates
from ..forms import PairForm, RecordSearchForm, ReorganisationForm, SharesForm
from ..merging import MODELS, MergePlan, StructureChangeRefused, plan_merge, undo_structure_change
from ..merging import merge as merge_records
from ..reorganisation import reorganisation_effect, reorganise, share_key

_USES = {"bodies": "entries", "spheres": "sections", "agreements": "entries", "partners": "entry_links"}
_PER_PAGE = 25


@require_http_methods(["GET", "HEAD", "POST"])
@coordinator_required
def merge(request: HttpRequest, kind: str) -> HttpResponse:
    """Choose two records, preview what moves, merge."""
    if kind == StructureChange.Kind.EVENTS:
        return redirect(_matching_of(request))
    if kind not in MERGED_KINDS:
        raise Http404
    if not request.access.may_merge(kind):
        raise PermissionDenied
    records = _records(kind)
    posted = request.method == "POST"
    data = request.POST if posted else request.GET
    searches = "find" in data  # who looks for the second record keeps the first
    is_chosen = data.keys() & {"kept", "double"} and not searches
    pair = PairForm(data if is_chosen else None, records=records)
    if posted and not pair.is_bound:
        pair = PairForm({}, records=records)
    if posted and pair.is_valid():
        try:
            done = merge_records(kind, **pair.records(), user=request.user)
        except StructureChangeRefused:
            messages.error(request, _("These records cannot be merged now: see why below."))
        else:
            messages.success(request, _("The records were merged."))
            return redirect("events:structure_change", done.pk)
    search = RecordSearchForm(request.GET)
    search_text = fold(search.cleaned_data["q"]) if search.is_valid() else ""
    uses = Count(_USES.get(kind, "entries"), distinct=True)
    counted = records.annotate(uses=uses)
    listed = counted.order_by(*MODELS[kind]._meta.ordering, "pk")
    if search_text:
        listed = listed.filter(search__contains=search_text)
    page = Paginator(listed, _PER_PAGE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    context = {
        "kind": StructureChange.Kind(kind),
        "search": search,
        "pair": pair,
        "page_obj": page,
        "chosen": (chosen := _chosen(data, counted)),
        "listed": [*(record for record in dict.fromkeys(chosen.values()) if record not in shown), *shown],
        "plan": _preview(pair),
        "differences": differences(**pair.records()) if pair.is_bound and pair.is_valid() else [],
        # Only in the way of a chosen pair or a search.
        "likely": likely_duplicates(kind, records) if not (pair.is_bound or request.GET.keys()) else [],
    }
    return render(request, "events/administration/merge.html", context)


def _matching_of(request: HttpRequest) -> str:
    """Where two events are compared now: links to them were made while they were merged here."""
    rows = []
    for name in ("kept", "double"):
        key = request.GET.get(name, "")
        entry = Entry.objects.filter(event=key).order_by("pk").first() if is_key(key) else None
        rows += [entry.pk] if entry else []
    address = reverse("events:matching")
    return f"{address}?a={rows[0]}&b={rows[1]}" if len(set(rows)) == 2 else address


def _records(kind: str) -> QuerySet:
    return (
        Partner.objects.partners().select_related("parent")
        if kind == "partners"
        else MODELS[kind].objects.all()
    )


def _chosen(data: QueryDict, records: QuerySet) -> dict[str, Any]:
    keys = {name: data.get(name, "") for name in ("kept", "double")}
    found = {name: records.filter(pk=key).first() for name, key in keys.items() if is_key(key)}
    return {name: record for name, record in found.items() if record is not None}


def _preview(pair: PairForm) -> MergePlan | None:
    return plan_merge(**pair.records()) if pair.is_bound and pair.is_valid() else None


@require_http_methods(["GET", "HEAD", "POST"])
@administrator_required
def reorganisation(request: HttpRequest) -> HttpResponse:
    """One department splits or several merge: preview first, then in one step."""
    form = ReorganisationForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"form": form}
    if form.is_bound and form.is_valid():
        plan = form.cleaned_data["plan"]
        effect = reorganisation_effect(plan.predecessors, plan.day)
        shares = SharesForm(request.POST, plan=plan, effect=effect)
        is_complete = shares.is_valid()
        if is_complete:
            plan = replace(plan, heirs=shares.heirs(), left=shares.left())
        if is_complete and request.POST.get("step") == "carry_out":
            try:
                done = reorganise(plan, user=request.user)
            except StructureChangeRefused as refused:
                messages.error(request, str(refused))
            else:
                messages.success(request, _("The reorganisation was carried out."))
                return redirect("events:structure_change", done.pk)
        has_choice = len(plan.successors) > 1
        left = set(plan.left)
        context |= {
            "plan": plan,
            "effect": effect,
            "reports": shares.reports,
            "users": [(work, shares[share_key(work)]) for work in effect.memberships if has_choice],
            "rows": [
                (entry, shares[share_key(entry)])
                for entry in effect.entries
                if has_choice and entry.report_id not in left
            ],
        }
    return render(request, "events/administration/reorganisation.html", context)


@require_safe
@coordinator_required
def structure_change(request: HttpRequest, pk: int) -> HttpResponse:
    done = _change(request, pk)
    return render(request, "events/administration/structure_change.html", {"done": done})


@require_POST
@coordinator_required
def structure_change_undo(request: HttpRequest, pk: int) -> HttpResponse:
    done = _change(request, pk)
    try:
        undone = undo_structure_change(done, user=request.user)
    except AlreadyUndone:
        messages.info(request, _("This was undone already."))
        return redirect("events:structure_change", pk)
    rows = undone.records.get(Entry._meta.label_lower, 0)
    text = ngettext("Undone; %d row was put back.", "Undone; %d rows were put back.", rows)
    messages.success(request, text % rows if rows else _("Undone."))
    for refused in undone.refused[:10]:
        messages.warning(request, f"{refused.label}: {refused.why}")
    return redirect("events:structure_change", pk)


def _change(request: HttpRequest, pk: int) -> StructureChange:
    shown = request.access.structure_changes().select_related(
        "change_set__user", "change_set__undone_by__user"
    )
    return get_object_or_404(shown, pk=pk)
