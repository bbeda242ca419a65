"""Dossiers on a partner: chosen, given out and kept."""

import hashlib
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from agreements.models import Partner
from events.matching.undecided import undecided
from events.models import DossierCopy
from events.web import download, paper_bytes

from ..dossier import FULL_STYLE, Dossier, full_paper
from ..figures import cooperation
from ..forms import DossierForm, RowsForm
from ..issued import numbers_at_issue
from ..paper_parts import figures_in_sentences
from ..partner_basis import partner_basis
from ..queries import agreements_with, events_with
from ..short_dossier import SHORT_STYLE, one_page_paper
from ..wording import with_whom
from .partners import get_partner_or_404, latest_copies

_LONGEST_NAME = 150  # characters of the partner's name in the name of the file


@require_http_methods(["GET", "HEAD", "POST"])
def dossier(request: HttpRequest, pk: int) -> HttpResponse:
    """GET shows what the dossier will say, a checkbox at each row; POST downloads it and keeps a copy."""
    partner = get_partner_or_404(pk)
    data = request.POST if request.method == "POST" else request.GET
    form = DossierForm(data if {"start", "end"} & data.keys() else DossierForm.default())
    context: dict[str, Any] = {"partner": partner, "with_whom": with_whom(partner), "form": form}
    if form.is_valid():
        everything = _everything(request, partner, form)
        rows = RowsForm(
            request.POST if request.method == "POST" else None,
            events=[event.pk for event in everything.cooperation.events],
            agreements=[agreement.pk for agreement in everything.agreements],
        )
        if request.method == "POST" and rows.is_valid():
            chosen = everything.only(events=rows.ticked("events"), agreements=rows.ticked("agreements"))
            return _give_out(request, chosen, is_short=form.cleaned_data["short"])
        context |= {
            "cooperation": everything.cooperation,
            "basis": everything.basis,
            "undecided": undecided(everything.cooperation.chosen, request.access),
            "sentences": figures_in_sentences(everything.cooperation),
            "agreements": everything.agreements,
            "rows": rows,
            "facts": everything.facts,
            "copies": latest_copies(request, partner),
        }
    return render(request, "events/partners/dossier.html", context)


def _everything(request: HttpRequest, partner: Partner, form: DossierForm) -> Dossier:
    """The dossier of the period with every row ticked."""
    start, end = form.cleaned_data["start"], form.cleaned_data["end"]
    tree = partner.tree()
    with_partner = cooperation(request.access, events_with(request.access, tree), start, end, partners=tree)
    facts = request.access.partner_facts().filter(partner=partner).first()
    return Dossier(
        partner=partner,
        start=start,
        end=end,
        made_on=timezone.localdate(),
        cooperation=with_partner,
        agreements=list(agreements_with(request.access, tree)),
        events=frozenset(event.pk for event in with_partner.events),
        facts=facts.text if facts else "",
        basis=partner_basis(request.access, tree, start, end),
    )


def _give_out(request: HttpRequest, chosen: Dossier, *, is_short: bool) -> HttpResponse:
    paper, style = (one_page_paper(chosen), SHORT_STYLE) if is_short else (full_paper(chosen), FULL_STYLE)
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
