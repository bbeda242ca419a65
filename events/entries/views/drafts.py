"""Drafts: what somebody typed into the form of an entry and has not saved yet."""

import json
import logging
import re
from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from events.access import writer_required
from events.models import Entry, EntryDraft, Report
from events.models.draft import new_key

logger = logging.getLogger(__name__)

_KEY = re.compile(r"[A-Za-z0-9_-]{1,32}")
_MOST_SHOWN = 5


def open_report_or_404(request: HttpRequest, pk: int) -> Report:
    """A report the user may add entries to now."""
    report = get_object_or_404(request.access.reports().select_related("partner", "agreement"), pk=pk)
    get_object_or_404(request.access.writable_departments(report)[:1])
    return report


def editable_entry_or_404(request: HttpRequest, pk: int) -> Entry:
    entries = request.access.editable_entries()
    return get_object_or_404(
        entries.select_related(
            "report", "report__partner", "report__agreement", "section", "department", "agreement", "event"
        ),
        pk=pk,
    )


def draft_key(request: HttpRequest) -> str:
    """Which of the user's new entries this is: each has a draft of its own."""
    key = request.POST.get("draft") or request.GET.get("draft") or ""
    return key if _KEY.fullmatch(key) else new_key()


def unfinished_drafts(request: HttpRequest, report: Report, key: str) -> list[EntryDraft]:
    """Other new entries of this report the user began."""
    drafts = EntryDraft.objects.filter(user=request.user, report=report, entry=None)
    return list(drafts.exclude(key=key)[:_MOST_SHOWN])


@require_POST
@writer_required
def draft_discard_new(request: HttpRequest, report: int) -> HttpResponse:
    target = open_report_or_404(request, report)
    EntryDraft.drop(request.user, target, None, draft_key(request))
    logger.info("Draft of a new entry in report %s discarded by user %s", target.pk, request.user.pk)
    messages.success(request, _("The draft has been removed."))
    return HttpResponseRedirect(reverse("home"))


@require_POST
@writer_required
def draft_discard_edit(request: HttpRequest, pk: int) -> HttpResponse:
    entry = editable_entry_or_404(request, pk)
    EntryDraft.drop(request.user, entry.report, entry, "")
    logger.info("Draft of entry %s discarded by user %s", entry.pk, request.user.pk)
    return HttpResponseRedirect(reverse("events:entry_edit", args=[entry.pk]))


def keep_draft_when_closed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Where an entry was removed or its document closed while the form stood open, keep what was typed and
    say so. To whom the entry was never open it does not exist, as before."""

    @wraps(view)
    def guarded(request: HttpRequest, **which: int) -> HttpResponse:
        try:
            return view(request, **which)
        except Http404:
            if request.method != "POST" or not request.htmx:
                raise
            return _kept_as_draft(request, **which)

    return guarded


def _kept_as_draft(request: HttpRequest, *, report: int | None = None, pk: int | None = None) -> HttpResponse:
    entry = None
    if pk is not None:
        entries = Entry.with_removed.filter(report__removed_at=None).select_related("report")
        if not request.access.coordinates:
            entries = entries.filter(department__in=request.access.departments)
        entry = get_object_or_404(entries, pk=pk)
    target = entry.report if entry else get_object_or_404(request.access.reports(), pk=report)
    EntryDraft.keep(request.user, target, entry, draft_key(request), request.POST)
    if entry is not None and entry.removed_at is not None:
        reason = _("Somebody removed this row meanwhile. It can be put back on the page of your information.")
    else:
        reason = _("The document has been closed to you meanwhile.")
    logger.info("Report %s, entry %s: too late to save, kept as a draft", target.pk, pk or "new")
    kept = _("Nothing was saved; what you typed is kept as a draft.")
    toast = {"toast": {"level": "warning", "text": f"{reason} {kept}"}}
    return HttpResponse(status=404, headers={"HX-Trigger": json.dumps(toast)})
