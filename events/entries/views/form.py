"""Entering and changing one entry: the page of the form, its live side, saving."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coopregistry.history import explain
from coopregistry.once import once
from coopregistry.versions import current_version
from events.access import writer_required
from events.models import Entry, EntryDraft, Question, Report, Submission

from ..addresses import page_of, row_of
from ..conflict import FieldConflict, conflicts, take_theirs
from ..form import EntryForm
from ..form_remarks import FIELD_ROLES, cure, field_remarks
from ..initial import initial_of, initial_reporting
from ..offered_lessons import RowBefore, in_words
from ..preview import EntryPreview, is_key
from ..saving import write_entry
from ..similar import EventSketch, SimilarEvent, similar_events
from ..take_over import offer_of, take_over
from .drafts import (
    draft_key,
    editable_entry_or_404,
    keep_draft_when_closed,
    open_report_or_404,
    unfinished_drafts,
)

_MOST_OTHERS = 10
_FACTS = ("report", "report__partner", "report__agreement", "department")  # shown of another row


class NewEntryQuery(forms.Form):
    """What the address of a new entry may say."""

    department = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    copy = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    planned = forms.IntegerField(required=False, min_value=1, max_value=2**62)  # what it is to report


@writer_required
@keep_draft_when_closed
@once
def entry_create(request: HttpRequest, report: int) -> HttpResponse:
    target = open_report_or_404(request, report)
    if request.method == "POST":
        return _save(request, target, None)
    key = draft_key(request)
    draft = EntryDraft.of(request.user, target, None, key)
    initial = draft.initial() if draft else _first_values(request, target)
    form = EntryForm(initial=initial, report=target, access=request.access)
    return _page(request, form, key=key, draft=draft)


@writer_required
@keep_draft_when_closed
def entry_edit(request: HttpRequest, pk: int) -> HttpResponse:
    entry = editable_entry_or_404(request, pk)
    if request.method == "POST":
        return _save(request, entry.report, entry)
    draft = EntryDraft.of(request.user, entry.report, entry, "")
    initial = draft.initial() if draft else {**initial_of(entry), "version": current_version(entry)}
    form = EntryForm(initial=initial, report=entry.report, access=request.access, entry=entry)
    return _page(request, form, draft=draft)


@require_POST
@writer_required
@keep_draft_when_closed
def entry_create_live(request: HttpRequest, report: int) -> HttpResponse:
    return _live(request, open_report_or_404(request, report), None)


@require_POST
@writer_required
@keep_draft_when_closed
def entry_edit_live(request: HttpRequest, pk: int) -> HttpResponse:
    entry = editable_entry_or_404(request, pk)
    return _live(request, entry.report, entry)


def _first_values(request: HttpRequest, report: Report) -> dict[str, Any]:
    query = NewEntryQuery(request.GET)
    query.is_valid()
    asked = query.cleaned_data
    department, source, planned = asked.get("department"), asked.get("copy"), asked.get("planned")
    writable = list(request.access.writable_departments(report).values_list("pk", flat=True))
    if department not in writable:
        department = writable[0] if len(writable) == 1 else None
    initial: dict[str, Any] = {"department": department}
    if source:
        entries = request.access.entries().select_related("report", "section", "agreement")
        initial = {**initial_of(get_object_or_404(entries, pk=source)), **initial}
    if planned:
        entries = request.access.followed_entries().select_related("report", "section", "agreement")
        initial = {**initial_reporting(get_object_or_404(entries, pk=planned), report), **initial}
    return initial


def _save(request: HttpRequest, report: Report, entry: Entry | None) -> HttpResponse:
    posted, key = request.POST.copy(), draft_key(request)
    if posted.get("then") == "leave":
        EntryDraft.drop(request.user, report, entry, key)
        return _go(request, _left(request, report, posted.get("department", ""), entry))
    if "take" in posted or "cure" in posted:
        return _changed(request, posted, report, entry)
    with transaction.atomic():
        form = EntryForm(posted, request.FILES, report=report, access=request.access, entry=entry)
        if entry is None:
            request.access.hold_open(report)
        else:
            request.access.hold_row(entry)
            entry.refresh_from_db()
            theirs = EntryForm(initial=initial_of(entry), report=report, access=request.access, entry=entry)
            if form.is_stale(entry):
                form.renew_version(entry)
                return _page(request, form, conflict=conflicts(form, theirs))
            take_theirs(posted, theirs)  # before the form is validated
        if not form.is_valid() or posted.get("then") == "look":
            EntryDraft.keep(request.user, report, entry, key, request.POST)
            return _page(request, form, key=key)
        explain(_("Row entered") if entry is None else _("Row changed"))
        content, before = form.as_content(), RowBefore.of(entry or Entry(report=report))
        saved = write_entry(
            entry or Entry(report=report),
            content,
            by_department=not request.access.coordinates,
            user=request.user,
        )
        EntryDraft.drop(request.user, report, entry, key)
    messages.success(request, _("Saved: %s") % str(saved)[:120])
    if offers := before.offers(saved, content):
        messages.info(request, in_words(offers))
    return _go(request, _next_address(request, saved))


def _changed(request: HttpRequest, posted: QueryDict, report: Report, entry: Entry | None) -> HttpResponse:
    """The form once more, with values of the row that tells the same event or with what a remark suggests;
    nothing is saved but the draft."""
    form = EntryForm(posted, report=report, access=request.access, entry=entry)
    preview = EntryPreview(form)
    if "cure" in posted:
        cure(posted, preview)
    elif (offer := offer_of(preview, _similar(request, preview))) is not None:
        take_over(posted, form, offer)
    form = EntryForm(posted, report=report, access=request.access, entry=entry)
    key = draft_key(request)
    EntryDraft.keep(request.user, report, entry, key, posted)
    return _page(request, form, key=key)


def _next_address(request: HttpRequest, entry: Entry) -> str:
    if request.POST.get("then") == "again":
        new = reverse("events:entry_new", args=[entry.report_id])
        return f"{new}?department={entry.department_id}"
    return row_of(request.access, entry)


def _left(request: HttpRequest, report: Report, department: str, entry: Entry | None) -> str:
    """Where somebody came from who saves nothing."""
    if entry is not None:
        return row_of(request.access, entry)
    return page_of(request.access, report, int(department) if is_key(department) else None)


def _go(request: HttpRequest, address: str) -> HttpResponse:
    if request.htmx:
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


def _live(request: HttpRequest, report: Report, entry: Entry | None) -> HttpResponse:
    key = draft_key(request)
    draft = EntryDraft.keep(request.user, report, entry, key, request.POST)
    form = EntryForm(request.POST, report=report, access=request.access, entry=entry)
    context = {**_sides(request, form), "draft": draft, "live": True}
    response = render(request, "events/entries/_live.html", context)
    if draft and entry is None:  # reloading the page or coming back to it leads to this draft
        address = reverse("events:entry_new", args=[report.pk])
        response.headers["HX-Replace-Url"] = f"{address}?{urlencode({'draft': key})}"
    return response


def _page(
    request: HttpRequest,
    form: EntryForm,
    *,
    key: str = "",
    draft: EntryDraft | None = None,
    conflict: list[FieldConflict] | None = None,
) -> HttpResponse:
    entry, report = form.entry, form.report
    submission = _submission(request, form)
    if entry:
        live_url = reverse("events:entry_edit_live", args=[entry.pk])
        discard_url = reverse("events:entry_edit_discard", args=[entry.pk])
    else:
        live_url = reverse("events:entry_new_live", args=[report.pk])
        discard_url = reverse("events:entry_new_discard", args=[report.pk])
    context = {
        **_sides(request, form),
        "draft": draft,
        "key": key,
        "files_lost": [file.name for file in request.FILES.getlist("files")],
        "unfinished": unfinished_drafts(request, report, key) if entry is None and draft is None else [],
        "conflict": conflict,
        "submission": submission,
        "attachments": entry.attachments.defer("content") if entry else [],
        "others": _others(request, entry) if entry else [],
        "planned": _planned(request, form) if entry is None else None,
        "live_url": live_url,
        "discard_url": discard_url,
        "is_sent_back": bool(submission and submission.state == Submission.State.SENT_BACK),
        **_questions(request, entry),
    }
    return render(request, "events/entries/form.html", context)


def _questions(request: HttpRequest, entry: Entry | None) -> dict[str, Any]:
    """Threads by the role of their cell, and those about the row or a cell without a field of its own."""
    asked = list(request.access.questions().filter(entry=entry).in_thread()) if entry else []
    at: dict[str, list[Question]] = {}
    for question in asked:
        at.setdefault(question.role if question.role in FIELD_ROLES else "", []).append(question)
    return {
        "questions": at,
        "whole_row_questions": at.get("", []),
        "open_questions": [question for question in asked if question.is_open],
    }


def _sides(request: HttpRequest, form: EntryForm) -> dict[str, Any]:
    """What stands beside the fields, on the page and in each live answer."""
    preview = EntryPreview(form)
    similar = _similar(request, preview)
    offered_for = ",".join(sorted(partner.code for partner in preview.all_partners))
    return {
        "form": form,
        "preview": preview,
        "report": form.report,
        "entry": form.entry,
        "remarks": field_remarks(preview),
        "similar": similar,
        "offer": offer_of(preview, similar),
        "offered_for": offered_for,
        "is_offer_new": request.POST.get("offered_for") != offered_for,
    }


def _similar(request: HttpRequest, preview: EntryPreview) -> list[SimilarEvent]:
    dates, entry, access = preview.dates, preview.form.entry, request.access
    sketch = EventSketch(
        title=preview.texts.get("title", ""),
        start=dates.start if dates else preview.report.start,
        end=dates.end if dates else preview.report.end,
        partners=[partner.pk for partner in preview.all_partners],
    )
    leave_out = entry.event_id if entry else None
    [similar] = similar_events(access.events(), access.entries(), [sketch], leave_out=leave_out)
    chosen = preview.form["event"].value()
    if is_key(chosen) and not any(one.event.pk == int(chosen) for one in similar):
        similar += _chosen_event(request, int(chosen))
    return similar


def _chosen_event(request: HttpRequest, pk: int) -> list[SimilarEvent]:
    """Chosen before the words were changed: it stays chosen until somebody says otherwise."""
    event = request.access.events().filter(pk=pk).first()
    if event is None:
        return []
    entries = request.access.entries().filter(event=event).select_related(*_FACTS)
    return [SimilarEvent(event=event, score=0, entries=tuple(entries[:_MOST_OTHERS]))]


def _planned(request: HttpRequest, form: EntryForm) -> Entry | None:
    """The row of a plan that the new one reports."""
    event = form["event"].value()
    if form.report.is_plan or not is_key(event):
        return None
    return request.access.followed_entries().filter(event=int(event)).select_related(*_FACTS).first()


def _submission(request: HttpRequest, form: EntryForm) -> Submission | None:
    department = form["department"].value()
    if not is_key(department):
        return None
    submissions = request.access.submissions().select_related("department", "report")
    return submissions.filter(report=form.report, department=int(department)).first()


def _others(request: HttpRequest, entry: Entry) -> list[Entry]:
    """Entries of other documents that speak of the same event."""
    entries = request.access.entries().filter(event=entry.event_id).exclude(pk=entry.pk)
    return list(entries.select_related(*_FACTS)[:_MOST_OTHERS])
