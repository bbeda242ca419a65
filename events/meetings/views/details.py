"""Basis, notice, term and files of one meeting."""

from django.contrib import messages
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from coopregistry.history import explain
from coopregistry.versions import current_version
from events.access import writer_required
from events.models import MeetingCard, MeetingFile
from events.web import download

from .. import cards
from ..card_forms import DetailsForm


@writer_required
def meeting_details(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Of a meeting a row tells of."""
    meetings = cards.meetings_with_cards(request.access).with_what_is_shown()
    meeting = get_object_or_404(meetings, entry=pk, key=key)
    initial = DetailsForm.details_of(meeting.card) | {"version": current_version(meeting.card)}
    form = DetailsForm(
        request.POST or None, request.FILES or None, initial=initial, user=request.user, beside=meeting.card
    )
    back = reverse("events:event", args=[meeting.entry.event_id]) + "#told"
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            held = MeetingCard.objects.select_for_update(of=("self",)).filter(pk=meeting.card_id).first()
            if not form.is_stale(held):
                card = cards.keep_details(meeting, form.details, request.user)
                kind, files = form.cleaned_data["file_kind"], form.cleaned_data["files"]
                cards.add_files(card, kind, files, request.user)
                messages.success(request, _("Kept."))
                return redirect(back)
        form.add_error(None, _("Somebody changed it meanwhile: look at what it says now and decide again."))
        form.renew_version(held)
    files = list(meeting.card.files.defer("content")) if meeting.card else []
    context = {"meeting": meeting, "form": form, "back": back, "files": files, "is_writable": True}
    return render(request, "events/meetings/details.html", context)


@require_safe
def meeting_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Always a download, never shown: what lies in it is not ours."""
    files = MeetingFile.objects.filter(card__in=_visible_cards(request))
    file = get_object_or_404(files, pk=pk)
    response = download(bytes(file.content), file.name, "application/octet-stream")
    response.headers["Content-Security-Policy"] = "sandbox"
    return response


@require_POST
@writer_required
def meeting_file_remove(request: HttpRequest, pk: int) -> HttpResponse:
    access = request.access
    of_rows = cards.meetings_with_cards(access).values("card")
    own = Q(card__in=access.writable_cards().values("pk")) | Q(card__in=of_rows)
    file = get_object_or_404(MeetingFile.objects.filter(own).defer("content").select_related("card"), pk=pk)
    explain(_("File of a meeting removed"))
    file.remove()
    messages.success(request, _("Removed: %s") % file.name)
    return redirect(_page_of(file.card))


def _visible_cards(request: HttpRequest) -> QuerySet[MeetingCard]:
    access = request.access
    told = access.meetings().filter(entry__isnull=False).values("card")
    return MeetingCard.objects.filter(Q(pk__in=access.outside_cards().values("pk")) | Q(pk__in=told))


def _page_of(card: MeetingCard) -> str:
    if card.told is not None:
        return reverse("events:outside_meeting", args=[card.pk])
    meeting = card.meetings.get()
    return reverse("events:meeting_details", args=[meeting.entry_id, meeting.key])
