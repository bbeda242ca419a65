"""Meetings, receptions and visits entered without a row: list, page, form."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from agreements.gazetteer import current_gazetteer
from agreements.names.folding import fold
from coopregistry.once import once
from coopregistry.versions import current_version
from events.access import writer_required
from events.models import MeetingCard
from events.web import Listing

from .. import cards
from ..card_forms import OutsideFilter, OutsideForm
from ..shown import ShownMeeting, dates_of


class OutsideListView(Listing):
    template_name = "events/meetings/outside_list.html"
    context_object_name = "cards"
    paginate_by = 50

    def get_queryset(self) -> QuerySet[MeetingCard]:
        self.form = OutsideFilter(self.request.GET)
        found = self.request.access.outside_cards()
        if not self.form.is_valid():
            return found.none()
        for word in fold(self.form.cleaned_data["q"]).split():
            found = found.filter(search__contains=word)
        today = timezone.localdate()
        match self.form.cleaned_data["state"]:
            case "coming":
                found = found.filter(start__gt=today)
            case "held":
                found = found.filter(start__lte=today)
            case "overdue":
                found = found.report_awaited().filter(report_due__lt=today)
        return found.select_related("department").prefetch_related(
            "meetings__participants__person", "files", "partner_links__partner"
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        access = self.request.access
        context = super().get_context_data(form=self.form, filtered=bool(self.request.GET), **kwargs)
        context["lines"] = [(card, _shown(card)) for card in context["cards"]]
        context["may_enter"] = access.coordinates or access.edits
        return context


@require_safe
def outside_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Of a removed one who may change it sees what is left: its history."""
    card = _readable(request).filter(pk=pk).select_related("department", "entered_by").first()
    if card is None:
        card = get_object_or_404(_removed(request), pk=pk)
    is_writable = request.access.writable_cards().filter(pk=pk).exists() or card.removed_at is not None
    context = {
        "card": card,
        "one": _shown(card),
        "partners": [link.partner for link in card.partner_links.select_related("partner")],
        "files": list(card.files.defer("content")),
        "overdue": card.is_report_overdue(),
        "is_writable": is_writable,
    }
    if is_writable:
        context |= {"changes": cards.changes_of(card)[:50], "undoable": cards.undoable(card)}
    return render(request, "events/meetings/outside.html", context)


@writer_required
@once
def outside_new(request: HttpRequest) -> HttpResponse:
    form = _form(request, None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            card = cards.enter(form.found(None, current_gazetteer()), **form.about, user=request.user)
            cards.add_files(card, form.cleaned_data["file_kind"], form.cleaned_data["files"], request.user)
        messages.success(request, _("Entered."))
        return redirect("events:outside_meeting", pk=card.pk)
    return render(request, "events/meetings/outside_form.html", {"form": form, "card": None})


@writer_required
def outside_edit(request: HttpRequest, pk: int) -> HttpResponse:
    card = get_object_or_404(request.access.writable_cards(), pk=pk)
    form = _form(request, card)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            held = get_object_or_404(request.access.writable_cards().select_for_update(of=("self",)), pk=pk)
            if not form.is_stale(held):
                found = form.found(held.found, current_gazetteer())
                cards.enter(found, **form.about, user=request.user, card=held)
                kind, files = form.cleaned_data["file_kind"], form.cleaned_data["files"]
                cards.add_files(held, kind, files, request.user)
                messages.success(request, _("Kept."))
                return redirect("events:outside_meeting", pk=pk)
        form.add_error(None, _("Somebody changed it meanwhile: look at what it says now and decide again."))
        form.renew_version(held)
    return render(request, "events/meetings/outside_form.html", {"form": form, "card": card})


@require_POST
@writer_required
def outside_remove(request: HttpRequest, pk: int) -> HttpResponse:
    card = get_object_or_404(request.access.writable_cards(), pk=pk)
    cards.remove(card)
    messages.success(request, _("Removed. The last change can be taken back here."))
    return redirect("events:outside_meeting", pk=pk)


@require_POST
@writer_required
def outside_undo(request: HttpRequest, pk: int) -> HttpResponse:
    writable = request.access.writable_cards().filter(pk=pk) | _removed(request).filter(pk=pk)
    card = get_object_or_404(writable)
    try:
        cards.undo_last(card, request.POST.get("change", ""), request.user)
    except cards.NotSoNow:
        messages.error(request, _("This was changed meanwhile: look at what stands now."))
    else:
        messages.success(request, _("Taken back."))
    return redirect("events:outside_meeting", pk=pk)


def _readable(request: HttpRequest) -> QuerySet[MeetingCard]:
    return request.access.outside_cards()


def _removed(request: HttpRequest) -> QuerySet[MeetingCard]:
    """Removed ones the user might have changed."""
    access = request.access
    removed = MeetingCard.with_removed.outside().filter(removed_at__isnull=False)
    if access.coordinates:
        return removed
    return removed.filter(department__in=access.departments if access.edits else ())


def _form(request: HttpRequest, card: MeetingCard | None) -> OutsideForm:
    access = request.access
    initial: dict[str, Any] = {"version": current_version(card)}
    if card is not None and card.found is not None:
        initial |= OutsideForm.values_of(card, card.found)
    return OutsideForm(
        request.POST or None,
        request.FILES or None,
        initial=initial,
        departments=cards.enterable_departments(access),
        only_own=not access.coordinates,
        user=request.user,
        beside=card,
    )


def _shown(card: MeetingCard) -> ShownMeeting | None:
    meeting = next(iter(card.meetings.all()), None)
    return ShownMeeting(meeting=meeting, dates=dates_of(meeting)) if meeting is not None else None
