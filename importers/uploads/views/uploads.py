"""The page of imports: files are uploaded, and all that were uploaded are listed."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from coopregistry.jobs.waiting import lead_on
from events.access import writer_required
from importers.models import ImportRun, PendingImport

from ..access import import_runs, pending_imports
from ..forms import ListQuery, open_submissions, upload_form
from ..quota import MOST_BYTES, held_by
from ..taking import take_in
from .pending import tell_why_not

_PAGE = 25
State = PendingImport.State


@require_http_methods(["GET", "HEAD", "POST"])
@writer_required
def import_list(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        form = upload_form(request.access, request.POST, request.FILES)
        if form.is_valid():
            return _store(request, form)
    else:
        form = upload_form(request.access)
    query = ListQuery(request.GET, access=request.access)
    chosen = query.chosen
    state = chosen.get("state", State.WAITING)
    found = _runs(request, chosen) if state == State.LOADED else _files(request, state, chosen)
    page = Paginator(found, _PAGE).get_page(request.GET.get("page"))
    given = set(request.GET.getlist("given"))
    if state != State.LOADED:
        tell_why_not(page)
        for file in page:
            file.is_given = str(file.pk) in given
    held = held_by(request.user)
    context = {
        "form": form,
        "query": query,
        "state": state,
        "tabs": _tabs(request),
        "is_filtered": bool(chosen.keys() - {"state"}),
        "page_obj": page,
        "given": given,
        "may_give": request.access.coordinates or open_submissions(request.access).exists(),
        "held": _("Files not loaded yet take up %(size)s of %(most)s.")
        % {"size": filesizeformat(held.size), "most": filesizeformat(MOST_BYTES)},
    }
    return render(request, "importers/imports.html", context)


def _tabs(request: HttpRequest) -> list[tuple[str, str, int]]:
    counts = {
        state.value: Count("pk", filter=Q(state=state))
        for state in (State.WAITING, State.KEPT, State.DISCARDED)
    }
    totals = pending_imports(request.access).aggregate(**counts)
    totals[State.LOADED] = import_runs(request.access).count()
    names = {
        State.WAITING: _("Wait to be loaded"),
        State.LOADED: _("Loaded"),
        State.KEPT: _("Kept unread"),
        State.DISCARDED: _("Those set aside"),
    }
    return [(state.value, name, totals[state]) for state, name in names.items()]


def _files(request: HttpRequest, state: str, chosen: dict[str, Any]) -> QuerySet[PendingImport]:
    files = pending_imports(request.access).filter(state=state)
    files = files.select_related("document", "user", "department").defer("document__content", "choices")
    if "q" in chosen:
        files = files.filter(pk__in=_named(files.values_list("pk", "name"), chosen["q"]))
    if "kind" in chosen:
        files = files.filter(Q(kind=chosen["kind"]) | Q(own_kind=chosen["kind"]))
    if "who" in chosen:
        files = files.filter(user=chosen["who"])
    if "findings" in chosen:
        files = (
            files.filter(error_count__gt=0) if chosen["findings"] == "yes" else files.filter(error_count=0)
        )
    return files


def _runs(request: HttpRequest, chosen: dict[str, Any]) -> QuerySet[ImportRun]:
    runs = import_runs(request.access).select_related(
        "document",
        "report",
        "report__partner",
        "report__agreement",
        "department",
        "user",
        "change_set",
        "change_set__undone_by",
    )
    if "q" in chosen:
        runs = runs.filter(pk__in=_named(runs.values_list("pk", "document__name"), chosen["q"]))
    if "kind" in chosen:
        runs = runs.filter(report__kind=chosen["kind"])
    if "who" in chosen:
        runs = runs.filter(user=chosen["who"])
    if "findings" in chosen:
        runs = runs.exclude(issues=[]) if chosen["findings"] == "yes" else runs.filter(issues=[])
    return runs.defer("document__content", "issues")


def _named(names: Iterable[tuple[int, str]], wanted: str) -> list[int]:
    """In Python, for SQLite does not fold the case of Cyrillic letters."""
    return [pk for pk, name in names if wanted.casefold() in name.casefold()]


def _store(request: HttpRequest, form: forms.Form) -> HttpResponse:
    files, said = form.cleaned_data["files"], {"keep_unread": form.cleaned_data["keep_unread"]}
    contents = ((file.name, file.read()) for file in files)
    return lead_on(request, take_in(contents, user=request.user, target=form.target, **said))
