"""The page of imports: files are uploaded, and all that were uploaded are listed."""

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from coopregistry.history import explain
from events.access import writer_required
from importers.documents.sources import Source, documents_in, whole
from importers.documents.upload import Upload
from importers.messages import message
from importers.models import ImportRun, PendingImport
from importers.scanned import scanned

from ..access import import_runs, pending_imports
from ..forms import ListQuery, open_submissions, upload_form
from ..quota import MOST_BYTES, OverQuota, held_by
from ..storing import store_upload
from .pending import tell_why_not

_PAGE = 25
MOST_DOCUMENTS = 100  # of one upload, those in archives included
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
    taken: list[PendingImport] = []
    refused = 0
    keep = form.cleaned_data["keep_unread"]
    explain(_("Files were given for import"))
    try:
        for source in _sources(form.cleaned_data["files"], unpack=not keep):
            if source.data is None:
                refused += _warn_of_refusal(request, source)
                continue
            if len(taken) == MOST_DOCUMENTS:
                text = _("At most %(most)s documents are taken at once; the others were left out.")
                messages.warning(request, text % {"most": MOST_DOCUMENTS})
                break
            upload = Upload(name=_clean_name(source.name), data=source.data)
            taken.append(store_upload(upload, user=request.user, target=form.target, keep_unread=keep))
            _tell_of_earlier_import(request, taken[-1])
    except OverQuota as over:
        messages.error(request, str(over))
    if keep and taken:
        text = ngettext("%(count)s file is kept unread.", "%(count)s files are kept unread.", len(taken))
        messages.success(request, text % {"count": len(taken)})
    elif len(taken) == 1 and not refused:
        return redirect("importers:pending", taken[0].pk)
    elif taken:
        text = ngettext("%(count)s file was taken.", "%(count)s files were taken.", len(taken))
        messages.success(request, f"{text % {'count': len(taken)}} {_('They are marked below.')}")
    given = {"state": (State.KEPT if keep else State.WAITING).value, "given": [one.pk for one in taken]}
    return redirect(f"{reverse('importers:imports')}?{urlencode(given, doseq=True)}")


def _sources(files: list[Any], *, unpack: bool) -> Iterator[Source]:
    """One document in memory at a time."""
    for file in files:
        data = file.read()
        found = documents_in(file.name, data)
        yield from scanned(found if unpack else [whole(file.name, data, found)])


def _clean_name(name: str) -> str:
    return " ".join(name.replace("\0", " ").split()) or _("without a name")


def _warn_of_refusal(request: HttpRequest, source: Source) -> bool:
    """False of what is no document, which nobody expects to be read."""
    if source.issue is None or source.issue.code == "passed-over":
        return False
    messages.warning(request, f"{_clean_name(source.name)}: {message(source.issue)}")
    return True


def _tell_of_earlier_import(request: HttpRequest, pending: PendingImport) -> None:
    loaded = ImportRun.objects.filter(document=pending.document_id).order_by("id")
    runs = list(loaded.select_related("change_set__undone_by"))
    first = runs[0] if runs else None
    if first is not None:
        text = _("The file “%(name)s” was loaded before, on %(day)s. It is compared with the registry anew.")
        if all(run.is_undone for run in runs):
            text = _(
                "The file “%(name)s” was loaded before, on %(day)s, and that was undone. It is compared with "
                "the registry anew."
            )
        messages.info(request, text % {"name": pending.name, "day": f"{first.made_at:%d.%m.%Y}"})
