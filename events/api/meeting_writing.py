"""Writes meetings for the API: by the forms of the site, with its rights, history and versions."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.exceptions import PermissionDenied, ValidationError
from rest_framework.request import Request

from agreements.gazetteer import current_gazetteer
from coopregistry.versions import current_version, is_stale
from events.access import Access
from events.entries.told_records import Told
from events.meetings import cards, correcting
from events.meetings.card_forms import OutsideForm
from events.meetings.forms import MeetingForm
from events.meetings.registers import ToldMeeting
from events.models import Entry, Meeting, MeetingCard
from events.phrases.meetings.model import MeetingFound

from .exceptions import RecordConflict, StaleVersion, VersionMissing
from .meetings_shape import as_record
from .serializers.meetings import MeetingSerializer

STRUCK = gettext_lazy("It is struck out: take it as read first.")
_SIDES = ("home", "partner", "third")
_OF_ROW = re.compile(r"r([0-9]{1,18})-([0-9a-f]{1,40})")
_OF_CARD = re.compile(r"c([0-9]{1,18})")
_VERSION = re.compile(r'(?:W/)?"([0-9]{1,18})"')


@dataclass(frozen=True, slots=True)
class OfRow:
    """A meeting the row tells of, or told of before it was struck out."""

    entry: Entry
    key: str

    @property
    def told(self) -> Told:
        told = correcting.told_of(self.entry).get(self.key)
        if told is None or not isinstance(told.found, MeetingFound):
            raise Http404
        return told


def source_of(access: Access, ref: str) -> OfRow | MeetingCard:
    """What `ref` names and the user sees; else 404."""
    if of_row := _OF_ROW.fullmatch(ref):
        entry = get_object_or_404(access.entries().of_reports(), pk=int(of_row[1]))
        found = OfRow(entry, of_row[2])
        if found.told.is_struck and not _may_correct(access, entry):
            raise Http404
        return found
    of_card = _OF_CARD.fullmatch(ref)
    return get_object_or_404(access.outside_cards(), pk=int(of_card[1]) if of_card else 0)


def may_write_or_403(access: Access, source: OfRow | MeetingCard) -> None:
    if isinstance(source, OfRow):
        may = _may_correct(access, source.entry)
    else:
        may = access.writable_cards().filter(pk=source.pk).exists()
    if not may:
        raise PermissionDenied(_("Coordinators and the body that writes what tells of it correct it."))


def hold(request: Request, source: OfRow | MeetingCard) -> OfRow | MeetingCard:
    """Lock its row or card and compare that with If-Match; within a transaction."""
    if_match = request.headers.get("If-Match")
    if if_match is None:
        raise VersionMissing
    version = _VERSION.fullmatch(if_match.strip())
    seen = int(version[1]) if version else None
    if isinstance(source, OfRow):
        entry = get_object_or_404(Entry.objects.select_for_update(of=("self",)), pk=source.entry.pk)
        held: OfRow | MeetingCard = OfRow(entry, source.key)
        is_old = is_stale(entry, seen)
    else:
        held = get_object_or_404(MeetingCard.objects.select_for_update(of=("self",)), pk=source.pk)
        is_old = is_stale(held, seen)
    if is_old:
        raise StaleVersion(answered(held) or {})
    return held


def version_of(source: OfRow | MeetingCard) -> int:
    return current_version(source.entry if isinstance(source, OfRow) else source)


def answered(source: OfRow | MeetingCard) -> dict[str, Any] | None:
    """As a reader gets it; None where it is struck out."""
    if isinstance(source, OfRow):
        meetings = Meeting.objects.filter(entry=source.entry, key=source.key)
    else:
        meetings = source.meetings.filter(entry=None)
    meeting = meetings.with_what_is_shown().first()
    return MeetingSerializer().to_representation(as_record(ToldMeeting(meeting=meeting))) if meeting else None


def correct(source: OfRow | MeetingCard, sent: Mapping[str, Any], access: Access, request: Request) -> None:
    """What is not sent stays; within a transaction, `source` held."""
    if isinstance(source, OfRow):
        told = source.told
        if told.is_struck:
            raise RecordConflict(STRUCK)
        form = MeetingForm(posted({**MeetingForm.initial_of(told.found), **sent}))
        unknown = sent.keys() - form.fields.keys()
        if unknown:
            said = [_("Only a meeting entered without a row has it.")]
            raise ValidationError(dict.fromkeys(sorted(unknown), said))
        _check(form)
        correcting.correct(source.entry, told, form.found(told.found, current_gazetteer()))
        return
    data = posted({**OutsideForm.values_of(source, source.found), **sent})
    departments = cards.enterable_departments(access)
    outside = OutsideForm(data, departments=departments, only_own=not access.coordinates)
    _check(outside)
    found = outside.found(source.found, current_gazetteer())
    cards.enter(found, **outside.about, user=request.user, card=source)


def posted(sent: Mapping[str, Any]) -> dict[str, Any]:
    """As the form of the page is sent; sides are its lines already, or lists of people."""
    data = {name: value for name, value in sent.items() if value is not None}
    for side in _SIDES:
        if not isinstance(data.get(side, ""), str):
            data[side] = _lines(data[side])
    if isinstance(data.get("restricted"), bool):
        data["restricted"] = "yes" if data["restricted"] else "no"
    return {**data, "version": "0"}


def _lines(people: Iterable[Mapping[str, str]]) -> str:
    return "\n".join(
        " | ".join(" ".join(one.get(name, "").replace("|", " ").split()) for name in ("post", "name", "of"))
        for one in people
    )


def _check(form: MeetingForm) -> None:
    if not form.is_valid():
        raise ValidationError(dict(form.errors))


def _may_correct(access: Access, entry: Entry) -> bool:
    return correcting.correctable(access).filter(pk=entry.pk).exists()
