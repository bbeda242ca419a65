"""Dossiers on a partner: chosen, given out and kept."""

import hashlib
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_http_methods, require_safe

from coopregistry import roles
from coopregistry.models import User
from events.access import Access
from events.matching.undecided import undecided
from events.meetings.correcting import correctable
from events.meetings.names_left_out import leaves_names_out
from events.models import DossierCopy
from events.web import download, paper_bytes

from ..dossier.content import Dossier
from ..dossier.full import FULL_STYLE, figures_of, full_paper
from ..dossier.gather import dossier_of
from ..dossier.names import paper_without_names
from ..dossier.one_page import one_page
from ..dossier.ticks import Part, Ticks, parts_of
from ..forms import DossierForm
from ..issued import numbers_at_issue
from ..wording import with_whom
from .partners import get_partner_or_404, latest_copies

_LONGEST_NAME = 150  # characters of the partner's name in the name of the file


@require_http_methods(["GET", "HEAD", "POST"])
def dossier(request: HttpRequest, pk: int) -> HttpResponse:
    """GET shows what the dossier will say, a checkbox at each row; POST downloads it and keeps a copy."""
    partner = get_partner_or_404(pk)
    data = request.POST if request.method == "POST" else request.GET
    if "show" in request.POST:
        asked = {name: data.get(name, "") for name in ("start", "end", "short", "prepared_by")}
        query = urlencode({name: value for name, value in asked.items() if value})
        return redirect(f"{reverse('events:dossier', args=[pk])}?{query}")
    form = DossierForm(_with_author(request) | data.dict() if _has_span(data) else _first(request))
    context: dict[str, Any] = {"partner": partner, "with_whom": with_whom(partner), "form": form}
    if form.is_valid():
        span = (form.cleaned_data["start"], form.cleaned_data["end"])
        everything = dossier_of(request.access, partner, *span)
        is_sent = request.method == "POST"
        ticks = Ticks(everything, request.POST if is_sent else None, is_anew=_is_anew(request, span))
        if is_sent and not ticks.is_stale:
            chosen = everything.only(ticks.ticked, form.cleaned_data["prepared_by"])
            return _give_out(request, chosen, is_short=form.cleaned_data["short"])
        context |= {
            "dossier": everything,
            "cooperation": everything.cooperation,
            "basis": everything.basis,
            "undecided": undecided(everything.cooperation.chosen, request.access),
            "sentences": figures_of(everything),
            "ticks": ticks,
            "parts": [(part, ticks.ticked[part.name]) for part in _parts(everything, ticks)],
            "confirmable": _confirmable(request.access, everything),
            "coordinators": _coordinators() if everything.unsettled else (),
            "copies": latest_copies(request, partner),
        }
    return render(request, "events/partners/dossier.html", context)


def _has_span(data: Any) -> bool:
    return bool({"start", "end"} & data.keys())


def _first(request: HttpRequest) -> dict[str, Any]:
    return DossierForm.default() | _with_author(request)


def _with_author(request: HttpRequest) -> dict[str, Any]:
    """As the reader signed the last one, else the reader's name."""
    last = DossierCopy.objects.filter(made_by=request.user).exclude(prepared_by="").first()
    return {"prepared_by": last.prepared_by if last else request.user.get_full_name()}


def _is_anew(request: HttpRequest, span: tuple[date, date]) -> bool:
    """Whether the period was changed since the page showed its rows."""
    shown = (request.POST.get("shown_start"), request.POST.get("shown_end"))
    return None not in shown and shown != tuple(day.isoformat() for day in span)


def _parts(dossier: Dossier, ticks: Ticks) -> list[Part]:
    return parts_of(dossier) if ticks.is_tickable else []


def _coordinators() -> QuerySet[User]:
    """Whom a reader asks to settle what is unconfirmed."""
    people = User.objects.filter(is_active=True, groups__name=roles.COORDINATOR)
    return people.order_by("last_name", "username")


def _confirmable(access: Access, dossier: Dossier) -> set[int]:
    """Rows whose meetings and results the reader may confirm."""
    entries = {one.entry for one in dossier.unsettled if one.entry}
    return set(correctable(access).filter(pk__in=entries).values_list("pk", flat=True)) if entries else set()


def _give_out(request: HttpRequest, chosen: Dossier, *, is_short: bool) -> HttpResponse:
    with translation.override("ru"):
        paper, style = one_page(chosen) if is_short else (full_paper(chosen), FULL_STYLE)
    if leaves_names_out(request.access):
        paper = paper_without_names(paper, chosen)
    data = paper_bytes(paper, style)
    with_partner, period = (
        with_whom(chosen.partner)[:_LONGEST_NAME],
        f"{chosen.start:%d.%m.%Y}-{chosen.end:%d.%m.%Y}",
    )
    total = chosen.cooperation.total
    copy = DossierCopy.objects.create(
        partner=chosen.partner,
        start=chosen.start,
        end=chosen.end,
        short=is_short,
        made_by=request.user,
        prepared_by=chosen.prepared_by,
        name=f"Справка о сотрудничестве {with_partner} {period}.docx",
        docx=data,
        sha256=hashlib.sha256(data).hexdigest(),
        figures=numbers_at_issue(
            events=[event.pk for event in chosen.cooperation.events],
            held=total.held,
            participants=total.participants,
            signed=total.signed,
        ),
    )
    return download(data, copy.name)


@require_safe
def dossier_file(request: HttpRequest, pk: int) -> HttpResponse:
    copy = get_object_or_404(request.access.dossier_copies(), pk=pk)
    return download(bytes(copy.docx), copy.name)
