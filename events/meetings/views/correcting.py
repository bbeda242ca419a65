"""A person confirms, corrects, strikes out or adds what a row tells of meetings and results."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from agreements.gazetteer import current_gazetteer
from coopregistry.versions import current_version
from events.access import writer_required
from events.entries.told_records import Told
from events.models import Entry
from events.phrases.meetings.model import MeetingFound

from .. import correcting
from ..forms import MeetingForm, ResultForm

_FORMS: dict[str, type[MeetingForm] | type[ResultForm]] = {"meeting": MeetingForm, "result": ResultForm}
_DECISIONS = ("confirm", "strike", "as-read")


@writer_required
def told_add(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    entry = _entry_or_404(request, pk)
    if what not in _FORMS:
        raise Http404
    form = _FORMS[what](request.POST or None, initial=_first_values(entry))
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            held = _held(entry)
            if not form.is_stale(held):
                correcting.add(held, form.found(None, current_gazetteer()))
                messages.success(request, _("Added."))
                return redirect(_page_of(entry))
        _say_stale(form, entry)
    return _form_page(request, entry, form, None, what)


@writer_required
def told_edit(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    entry = _entry_or_404(request, pk)
    told = _told_or_404(entry, key)
    what = "meeting" if isinstance(told.found, MeetingFound) else "result"
    form_class = _FORMS[what]
    initial = form_class.initial_of(told.found) | {"version": current_version(entry)}
    form = form_class(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            held = _held(entry)
            if not form.is_stale(held):
                correcting.correct(held, told, form.found(told.found, current_gazetteer()))
                messages.success(request, _("Corrected. It holds as long as its cell stays as it is."))
                return redirect(_page_of(entry))
        _say_stale(form, entry)
    return _form_page(request, entry, form, told, what)


@require_POST
@writer_required
def told_decide(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """One click: right as it stands, no such thing, or again as the row says."""
    entry = _entry_or_404(request, pk)
    decision = request.POST.get("decision", "")
    with transaction.atomic():
        held = _held(entry)
        told = correcting.told_of(held).get(key)
        if told is None or decision not in _DECISIONS:
            messages.error(request, _("The row tells this no more: look at it as it stands now."))
        elif decision == "confirm":
            correcting.confirm(held, told)
            messages.success(request, _("Confirmed."))
        elif decision == "strike":
            correcting.strike(held, told)
            messages.success(request, _("Struck out: registers do not count it any more."))
        else:
            correcting.as_read(held, key)
            messages.success(request, _("It stands again as the row says."))
    return redirect(_next_page(request) or _page_of(entry))


def _next_page(request: HttpRequest) -> str:
    """The page the click was made on; "" where it names none of ours."""
    address = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()})
    return address if is_ours else ""


def _entry_or_404(request: HttpRequest, pk: int) -> Entry:
    entries = correcting.correctable(request.access).select_related(
        "report", "report__partner", "report__agreement"
    )
    return get_object_or_404(entries, pk=pk)


def _held(entry: Entry) -> Entry:
    return get_object_or_404(Entry.objects.select_for_update(of=("self",)), pk=entry.pk)


def _told_or_404(entry: Entry, key: str) -> Told:
    told = correcting.told_of(entry).get(key)
    if told is None or told.is_struck:
        raise Http404
    return told


def _first_values(entry: Entry) -> dict[str, object]:
    place = " ".join(entry.cells.get("place", "").split())
    return {"start": entry.start, "end": entry.end, "place": place, "version": current_version(entry)}


def _say_stale(form: MeetingForm | ResultForm, entry: Entry) -> None:
    form.add_error(None, _("Somebody changed this row meanwhile: look at what it says now and decide again."))
    form.renew_version(entry)


def _page_of(entry: Entry) -> str:
    return reverse("events:event", args=[entry.event_id]) + "#told"


def _form_page(
    request: HttpRequest, entry: Entry, form: MeetingForm | ResultForm, told: Told | None, what: str
) -> HttpResponse:
    context = {"entry": entry, "form": form, "told": told, "what": what, "back": _page_of(entry)}
    return render(request, "events/meetings/form.html", context)
