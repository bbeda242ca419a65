"""«Администрирование»: what there is to do, and the state of the system."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..access import MERGED_KINDS, administrator_required, coordinator_required
from ..system_state import system_state


@require_safe
@coordinator_required
def administration(request: HttpRequest) -> HttpResponse:
    kinds = [kind for kind in MERGED_KINDS if request.access.may_merge(kind)]
    latest = request.access.structure_changes().select_related("change_set__user", "change_set__undone_by")
    return render(request, "events/administration/index.html", {"kinds": kinds, "latest": latest[:10]})


@require_safe
@administrator_required
def state(request: HttpRequest) -> HttpResponse:
    return render(request, "events/administration/state.html", {"state": system_state()})
