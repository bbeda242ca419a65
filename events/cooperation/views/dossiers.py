"""Dossiers on a partner: chosen, given out and kept."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from coopregistry import roles
from coopregistry.jobs.waiting import go_on
from coopregistry.keys import by_keys
from coopregistry.models import User
from events.access import Access
from events.matching.undecided import undecided
from events.meetings.correcting import correctable
from events.models import DossierCopy
from events.web import download

from ..dossier.content import Dossier
from ..dossier.full import figures_of
from ..dossier.gather import dossier_of
from ..dossier.issuing import AT_ONCE, copy_of, events_between, is_long
from ..dossier.ticks import Part, Ticks, parts_of
from ..forms import DossierForm
from ..jobs import ask_for_dossier
from ..queries import events_with
from ..wording import with_whom
from .partners import get_partner_or_404, latest_copies


@require_http_methods(["GET", "HEAD", "POST"])
def dossier(request: HttpRequest, pk: int) -> HttpResponse:
    """GET shows what the dossier will say, a checkbox at each row; POST downloads it and keeps a copy. One of
    many events is not read for the page, and written by a job."""
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
        is_sent = request.method == "POST"
        events = by_keys(events_with(request.access, partner.tree()))
        if is_long(events, *span):
            if is_sent:
                said = {"is_short": form.cleaned_data["short"], "by": form.cleaned_data["prepared_by"]}
                return go_on(request, ask_for_dossier(partner, request.user, *span, **said))
            waiting = undecided(events_between(events, *span), request.access)
            context |= {"too_many": AT_ONCE, "undecided": waiting}
            context["copies"] = latest_copies(request, partner, events)
            return render(request, "events/partners/dossier.html", context)
        everything = dossier_of(request.access, events, partner, *span)
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
            "copies": latest_copies(request, partner, events),
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
    copy = copy_of(chosen, request.access, is_short=is_short)
    copy.save()
    return download(copy.docx, copy.name)


@require_safe
def dossier_file(request: HttpRequest, pk: int) -> HttpResponse:
    copy = get_object_or_404(request.access.dossier_copies(), pk=pk)
    return download(bytes(copy.docx), copy.name)
