"""Entering and changing one row: the form, its live side, and what happens when two people write at once."""

import json
import re
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coopregistry.history import explain, version_of
from events.access import writer_required
from events.models import Entry, EntryDraft, Finding, Report, Submission
from events.models.draft import new_key
from events.vocabulary import Role

from ..finding_messages import finding_message
from ..form import EntryForm
from ..initial import initial_of
from ..similar import Similar, Wanted, similar_events

_NOT_COMPARED = ("version", "files", "event", "apart", "partners_text", "counted")
_KEY = re.compile(r"[A-Za-z0-9_-]{1,32}")
_DRAFTS_SHOWN = 5
# Fields that only say what a cell says: they differ where the cell does.
_CELL_OF = {
    "title": Role.TITLE,
    "dates": Role.DATES,
    "start": Role.DATES,
    "end": Role.DATES,
    "partners": Role.PARTNER,
    "agreement": Role.AGREEMENT,
    "place": Role.PLACE,
    "mode": Role.PLACE,
    "participants": Role.PARTICIPANTS,
    "participants_count": Role.PARTICIPANTS,
    "content": Role.CONTENT,
}


class NewEntryQuery(forms.Form):
    """What the address of a new row may say."""

    department = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    copy = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    event = forms.IntegerField(required=False, min_value=1, max_value=2**62)


def _open_report(request: HttpRequest, pk: int) -> Report:
    """A report the user may add rows to now; to others the page does not exist."""
    report = get_object_or_404(request.access.reports().select_related("partner"), pk=pk)
    get_object_or_404(request.access.writable_departments(report)[:1])
    return report


def _own_entry(request: HttpRequest, pk: int) -> Entry:
    rows = request.access.editable_entries()
    return get_object_or_404(
        rows.select_related("report", "report__partner", "section", "department", "agreement", "event"), pk=pk
    )


def _keeping_what_was_typed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A form that stands open while its row is removed or its document closed: the text is kept and the
    reader told. To whom the row was never open it does not exist, as before."""

    @wraps(view)
    def kept(request: HttpRequest, **which: int) -> HttpResponse:
        try:
            return view(request, **which)
        except Http404:
            if request.method != "POST" or not request.htmx:
                raise
            return _too_late(request, **which)

    return kept


def _too_late(request: HttpRequest, *, report: int | None = None, pk: int | None = None) -> HttpResponse:
    entry = None
    if pk is not None:
        rows = Entry.with_removed.filter(report__removed_at=None).select_related("report")
        own = rows if request.access.coordinates else rows.filter(department__in=request.access.departments)
        entry = get_object_or_404(own, pk=pk)
    target = entry.report if entry else get_object_or_404(request.access.reports(), pk=report)
    EntryDraft.keep(request.user, target, entry, _key(request), request.POST)
    if entry is not None and entry.removed_at is not None:
        said = _("Somebody removed this row meanwhile. It can be put back on the page of your information.")
    else:
        said = _("The document has been closed to you meanwhile.")
    kept = _("Nothing was saved; what you typed is kept as a draft.")
    toast = {"toast": {"level": "warning", "text": f"{said} {kept}"}}
    return HttpResponse(status=404, headers={"HX-Trigger": json.dumps(toast)})


@writer_required
@_keeping_what_was_typed
def new_entry(request: HttpRequest, report: int) -> HttpResponse:
    target = _open_report(request, report)
    if request.method == "POST":
        return _save(request, target, None)
    key = _key(request)
    draft = EntryDraft.of(request.user, target, None, key)
    initial = draft.initial() if draft else _first_values(request, target)
    form = EntryForm(initial=initial, report=target, access=request.access)
    return _page(request, form, key=key, draft=draft)


@writer_required
@_keeping_what_was_typed
def edit_entry(request: HttpRequest, pk: int) -> HttpResponse:
    entry = _own_entry(request, pk)
    if request.method == "POST":
        return _save(request, entry.report, entry)
    draft = EntryDraft.of(request.user, entry.report, entry, "")
    initial = draft.initial() if draft else {**initial_of(entry), "version": version_of(entry)}
    form = EntryForm(initial=initial, report=entry.report, access=request.access, entry=entry)
    return _page(request, form, draft=draft)


@require_POST
@writer_required
@_keeping_what_was_typed
def new_entry_live(request: HttpRequest, report: int) -> HttpResponse:
    return _live(request, _open_report(request, report), None)


@require_POST
@writer_required
@_keeping_what_was_typed
def edit_entry_live(request: HttpRequest, pk: int) -> HttpResponse:
    entry = _own_entry(request, pk)
    return _live(request, entry.report, entry)


@require_POST
@writer_required
def discard_new(request: HttpRequest, report: int) -> HttpResponse:
    target = _open_report(request, report)
    EntryDraft.drop(request.user, target, None, _key(request))
    messages.success(request, _("The draft has been removed."))
    return HttpResponseRedirect(reverse("home"))


@require_POST
@writer_required
def discard_edit(request: HttpRequest, pk: int) -> HttpResponse:
    entry = _own_entry(request, pk)
    EntryDraft.drop(request.user, entry.report, entry, "")
    return HttpResponseRedirect(reverse("events:entry_edit", args=[entry.pk]))


def _key(request: HttpRequest) -> str:
    """Which of the user's new rows this is: each has a draft of its own."""
    asked = request.POST.get("draft") or request.GET.get("draft") or ""
    return asked if _KEY.fullmatch(asked) else new_key()


def _first_values(request: HttpRequest, report: Report) -> dict[str, Any]:
    query = NewEntryQuery(request.GET)
    query.is_valid()
    asked = query.cleaned_data
    departments = list(request.access.writable_departments(report).values_list("pk", flat=True))
    department = asked.get("department") if asked.get("department") in departments else None
    initial: dict[str, Any] = {
        "department": department or (departments[0] if len(departments) == 1 else None)
    }
    if asked.get("copy"):
        source = get_object_or_404(
            request.access.entries().select_related("report", "section", "agreement"), pk=asked["copy"]
        )
        return {**initial_of(source), **initial}
    return initial


def _save(request: HttpRequest, report: Report, entry: Entry | None) -> HttpResponse:
    data, key = request.POST.copy(), _key(request)
    with transaction.atomic():
        theirs = None
        if entry is None:
            request.access.hold_open(report)
        else:
            request.access.hold_row(entry)
            entry.refresh_from_db()
            current = version_of(entry)
            theirs = EntryForm(initial=initial_of(entry), report=report, access=request.access, entry=entry)
            if data.get("version") != str(current):
                return _conflict(request, theirs, data, current)
            _take_theirs(data, theirs)
        form = EntryForm(data, request.FILES, report=report, access=request.access, entry=entry)
        if not form.is_valid() or data.get("then") == "look":
            EntryDraft.keep(request.user, report, entry, key, request.POST)
            return _page(request, form, key=key)
        explain(_("Row entered") if entry is None else _("Row changed"))
        saved = form.save(user=request.user)
        EntryDraft.drop(request.user, report, entry, key)
    messages.success(request, _("Saved: %s") % str(saved)[:120])
    if request.POST.get("then") == "again":
        following = f"{reverse('events:entry_new', args=[report.pk])}?department={saved.department_id}"
    else:
        following = _back_to(request, saved)
    return _go(request, following)


def _go(request: HttpRequest, address: str) -> HttpResponse:
    if request.htmx:
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


def _back_to(request: HttpRequest, entry: Entry) -> str:
    part = request.access.submissions().filter(report=entry.report_id, department=entry.department_id).first()
    if part is None:
        return reverse("events:report", args=[entry.report_id])
    return f"{reverse('events:my_part', args=[part.pk])}?row={entry.pk}#row-{entry.pk}"


def _conflict(request: HttpRequest, theirs: EntryForm, data: Any, current: int) -> HttpResponse:
    """Somebody wrote the row meanwhile: both versions side by side, a choice for each field."""
    data["version"] = str(current)
    mine = EntryForm(data, report=theirs.report, access=request.access, entry=theirs.entry)
    mine.is_valid()
    differing = []
    for name, field in mine.fields.items():
        role = _CELL_OF.get(name)
        if name in _NOT_COMPARED or name.startswith("own_"):
            continue
        if role in mine.roles and mine.composed[role] == theirs.composed[role]:
            continue
        ours, other = _shown(mine, name), _shown(theirs, name)
        if ours != other and not (name.startswith("cell_") and not _is_own(mine, theirs, name)):
            differing.append({"name": name, "label": field.label, "mine": ours, "theirs": other})
    return _page(request, mine, conflict=differing)


def _is_own(mine: EntryForm, theirs: EntryForm, name: str) -> bool:
    own = f"own_{name.removeprefix('cell_')}"
    return bool(mine[own].value() or theirs[own].value())


def _shown(form: EntryForm, name: str) -> str:
    if name == "named":
        codes = form.left_out
        return ", ".join(str(one) for one in form.named_partners if one.code in codes)
    value = form[name].value()
    if value in (None, "", []):
        return ""
    field = form.fields[name]
    if isinstance(field, forms.ModelMultipleChoiceField):
        return ", ".join(str(partner) for partner in form.chosen_partners)
    if isinstance(field, forms.ModelChoiceField):
        try:
            return str(field.to_python(value))
        except forms.ValidationError:
            return ""
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, ""))
    return str(value).replace("\r\n", "\n").strip()


def _take_theirs(data: Any, theirs: EntryForm) -> None:
    for key in [key for key in data if key.startswith("choose_")]:
        name = key.removeprefix("choose_")
        if data.get(key) != "theirs" or name not in theirs.fields:
            continue
        names = [name]
        if name.startswith("cell_"):
            names.append(f"own_{name.removeprefix('cell_')}")
        if name == "dates":
            names += ["start", "end"]
        if name == "named":
            names.append("counted")
        for one in names:
            value = theirs[one].value()
            data.setlist(one, value if isinstance(value, list) else [] if value in (None, False) else [value])
    if "partners" in theirs.fields and data.get("choose_partners") == "theirs":
        data["partners_text"] = ""


def _live(request: HttpRequest, report: Report, entry: Entry | None) -> HttpResponse:
    key = _key(request)
    draft = EntryDraft.keep(request.user, report, entry, key, request.POST)
    form = EntryForm(request.POST, report=report, access=request.access, entry=entry)
    context = {**_sides(request, form), "draft": draft, "live": True}
    response = render(request, "events/entries/_live.html", context)
    if draft and entry is None:  # reloading the page or coming back to it leads to this draft
        address = reverse("events:entry_new", args=[report.pk])
        response.headers["HX-Replace-Url"] = f"{address}?{urlencode({'draft': key})}"
    return response


def _sides(request: HttpRequest, form: EntryForm) -> dict[str, Any]:
    """What stands beside the fields."""
    partners = [partner.pk for partner in form.all_partners]
    offered_for = ",".join(sorted(partner.code for partner in form.all_partners))
    dates, report = form.dates_read, form.report
    return {
        "form": form,
        "report": report,
        "entry": form.entry,
        "remarks": [
            finding_message(
                Finding(
                    code=issue.code,
                    found=issue.found,
                    expected=issue.expected,
                    suggestion=issue.suggestion,
                )
            )
            for issue in form.values.issues
            if form.composed.get("title")
        ],
        "similar": _similar(request, form, partners),
        "offered_for": offered_for,
        "is_offer_new": request.POST.get("offered_for") != offered_for,
        "is_outside": dates is not None and not (dates.start <= report.end and report.start <= dates.end),
    }


def _similar(request: HttpRequest, form: EntryForm, partners: list[int]) -> list[Similar]:
    dates = form.dates_read
    wanted = Wanted(
        title=form.composed.get("title", ""),
        start=dates.start if dates else form.report.start,
        end=dates.end if dates else form.report.end,
        partners=partners,
    )
    leave_out = form.entry.event_id if form.entry else None
    [found] = similar_events(request.access.events(), request.access.entries(), [wanted], leave_out=leave_out)
    return found


def _page(
    request: HttpRequest,
    form: EntryForm,
    *,
    key: str = "",
    draft: EntryDraft | None = None,
    conflict: list[dict[str, Any]] | None = None,
) -> HttpResponse:
    entry, report = form.entry, form.report
    department = form["department"].value()
    part = None
    if department and str(department).isascii() and str(department).isdecimal() and len(str(department)) < 18:
        parts = request.access.submissions().select_related("department", "report")
        part = parts.filter(report=report, department=int(department)).first()
    context = {
        **_sides(request, form),
        "draft": draft,
        "key": key,
        "files_lost": [one.name for one in request.FILES.getlist("files")],
        "unfinished": _unfinished(request, report, key) if entry is None and draft is None else [],
        "conflict": conflict,
        "part": part,
        "attachments": entry.attachments.defer("content") if entry else [],
        "others": _others(request, entry),
        "live_url": reverse("events:entry_edit_live", args=[entry.pk])
        if entry
        else reverse("events:entry_new_live", args=[report.pk]),
        "discard_url": reverse("events:entry_edit_discard", args=[entry.pk])
        if entry
        else reverse("events:entry_new_discard", args=[report.pk]),
        "is_sent_back": bool(part and part.state == Submission.State.SENT_BACK),
    }
    return render(request, "events/entries/form.html", context)


def _unfinished(request: HttpRequest, report: Report, key: str) -> list[EntryDraft]:
    """Other new rows of this document the user began."""
    own = EntryDraft.objects.filter(user=request.user, report=report, entry=None)
    return list(own.exclude(key=key)[:_DRAFTS_SHOWN])


def _others(request: HttpRequest, entry: Entry | None) -> list[Entry]:
    """Rows of other documents that speak of the same event."""
    if entry is None:
        return []
    rows = request.access.entries().filter(event=entry.event_id).exclude(pk=entry.pk)
    return list(rows.select_related("report", "report__partner", "department")[:10])
