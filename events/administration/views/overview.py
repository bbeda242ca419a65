"""«Администрирование»: what there is to do, and the state of the system."""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from coopregistry.models import Job, SignIn
from events.access import MERGED_KINDS, administrator_required, coordinator_required
from events.web import TYPES, download_headers

from ..forms import JobsFilter, SignInsFilter
from ..sign_ins import csv_lines
from ..sign_ins import sign_ins as all_sign_ins
from ..system_state import system_state

_PER_PAGE = 50


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


@require_safe
@administrator_required
def sign_ins(request: HttpRequest) -> HttpResponse:
    form = SignInsFilter(request.GET)
    page = Paginator(_asked(form), _PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "events/administration/sign_ins.html", {"form": form, "page_obj": page})


@require_safe
@administrator_required
def sign_ins_file(request: HttpRequest) -> StreamingHttpResponse:
    lines = csv_lines(_asked(SignInsFilter(request.GET)))
    headers = download_headers(_("Sign-ins") + ".csv")
    return StreamingHttpResponse(lines, content_type=TYPES["csv"], headers=headers)


def _asked(form: SignInsFilter) -> QuerySet[SignIn]:
    asked = form.cleaned_data if form.is_valid() else {}
    return all_sign_ins(asked.get("q", ""), failed_only=asked.get("failed", False))


@require_safe
@administrator_required
def jobs(request: HttpRequest) -> HttpResponse:
    form = JobsFilter(request.GET)
    found = Job.objects.select_related("user").defer("arguments", "result")
    if form.is_valid() and form.cleaned_data["state"]:
        found = found.filter(state=form.cleaned_data["state"])
    page = Paginator(found, _PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "events/administration/jobs.html", {"form": form, "page_obj": page})
