"""Partners: the list, the page of one, its hand-written facts, and the dossier that is given out."""

import hashlib
from collections import defaultdict
from datetime import date
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from agreements.models import Agreement, Partner, PartnerAlias
from coopregistry.history import explain, version_of
from events.access import Access, coordinator_required
from events.exports.page_style import Properties
from events.exports.paper import write_paper
from events.models import DossierCopy, EventPartner, PartnerFacts
from events.vocabulary import PartnerRole
from events.web import Listing, download
from events.words.stems import wanted_stems

from ..dossier import FULL_STYLE, SHORT_STYLE, Dossier, full, on_one_page, sentences, with_whom
from ..figures import Cooperation, agreements_of, cooperation, events_of
from ..forms import DossierForm, FactsForm, PartnerFilter, RowsForm, SpanForm
from ..terms import Term

_EVENTS_SHOWN = 25
_COPIES_SHOWN = 10


class Partners(Listing):
    """Those there is something to say of: events or agreements."""

    template_name = "events/partners/list.html"
    context_object_name = "partners"

    def get_queryset(self) -> QuerySet[Partner]:
        self.form = PartnerFilter(self.request.GET)
        partners = known_partners(self.request.access).select_related("parent")
        if not self.form.is_valid():
            return partners
        for stem in wanted_stems(self.form.cleaned_data["q"]):
            word = stem.strip()
            aliases = PartnerAlias.objects.filter(partner=OuterRef("pk"), folded__contains=word)
            partners = partners.filter(Q(search__contains=word) | Exists(aliases))
        if self.form.cleaned_data["kind"]:
            partners = partners.filter(kind=self.form.cleaned_data["kind"])
        return partners.order_by("search", "pk") if self.form.cleaned_data["order"] else partners

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(form=self.form, filtered=bool(self.request.GET), **kwargs)
        context["rows"] = _with_counts(self.request.access, list(context["partners"]))
        return context


def known_partners(access: Access) -> QuerySet[Partner]:
    """Partners of visible events or of agreements, those with most events first."""
    links = (
        EventPartner.objects.filter(partner=OuterRef("pk"), event__in=access.events().values("pk"))
        .exclude(role=PartnerRole.MENTIONED)
        .order_by()
    )
    counted = links.values("partner").annotate(number=Count("pk")).values("number")
    parties = access.agreements().filter(partners=OuterRef("pk"))
    return (
        Partner.objects.partners()
        .annotate(own_events=Coalesce(Subquery(counted), 0))
        .filter(Q(own_events__gt=0) | Exists(parties))
        .order_by("-own_events", "name")
    )


def _with_counts(access: Access, partners: list[Partner]) -> list[tuple[Partner, int, int]]:
    """Each with the events and agreements of everything under it, as its page counts them; three queries."""
    parent_of = dict(Partner.objects.values_list("pk", "parent_id"))
    shown = {partner.pk for partner in partners}
    over = {pk: _above(pk, parent_of) & shown for pk in parent_of}
    events: dict[int, set[int]] = defaultdict(set)
    agreements: dict[int, set[int]] = defaultdict(set)
    wanted = [pk for pk, above in over.items() if above]
    links = EventPartner.objects.filter(partner__in=wanted, event__in=access.events().values("pk"))
    for pk, event in links.exclude(role=PartnerRole.MENTIONED).values_list("partner", "event"):
        for above in over[pk]:
            events[above].add(event)
    parties = access.agreements().filter(partners__in=wanted).order_by().values_list("partners", "pk")
    for pk, agreement in parties:
        for above in over[pk]:
            agreements[above].add(agreement)
    return [(partner, len(events[partner.pk]), len(agreements[partner.pk])) for partner in partners]


def _above(pk: int, parent_of: dict[int, int | None]) -> set[int]:
    """The partner itself and all it is part of."""
    found: set[int] = set()
    step: int | None = pk
    while step is not None and step not in found:
        found.add(step)
        step = parent_of.get(step)
    return found


def _partner_or_404(pk: int) -> Partner:
    return get_object_or_404(Partner.objects.partners().select_related("parent"), pk=pk)


@require_safe
def partner(request: HttpRequest, pk: int) -> HttpResponse:
    one = _partner_or_404(pk)
    form = SpanForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    tree = one.tree()
    whole = cooperation(
        request.access, events_of(request.access, tree), chosen.get("start"), chosen.get("end")
    )
    events = Paginator(whole.facts, _EVENTS_SHOWN).get_page(request.GET.get("page"))
    context = {
        "partner": one,
        "with_whom": with_whom(one),
        "form": form,
        "filtered": bool(chosen.get("start") or chosen.get("end")),
        "listed": _list_of(one, chosen),
        "whole": whole,
        "sentences": sentences(whole),
        "terms": [Term.of(agreement) for agreement in agreements_of(request.access, tree)],
        "page_obj": events,
        "children": _with_counts(request.access, list(_children(request.access, one))),
        "facts": request.access.partner_facts().filter(partner=one).first(),
        "copies": _copies(request.access, one),
    }
    return render(request, "events/partners/partner.html", context)


def _list_of(one: Partner, span: dict[str, Any]) -> str:
    """The list behind the figures: of the same partner in the same days."""
    days = {"since": span.get("start"), "until": span.get("end")}
    query = {"partner": one.code, **{name: day.isoformat() for name, day in days.items() if day}}
    return f"{reverse('events:events')}?{urlencode(query)}"


def _children(access: Access, one: Partner) -> QuerySet[Partner]:
    return known_partners(access).filter(parent=one)


def _copies(access: Access, one: Partner) -> QuerySet[DossierCopy]:
    return access.dossier_copies().filter(partner=one).select_related("made_by").defer("docx")[:_COPIES_SHOWN]


@require_http_methods(["GET", "HEAD", "POST"])
@coordinator_required
def facts(request: HttpRequest, pk: int) -> HttpResponse:
    one = _partner_or_404(pk)
    standing = PartnerFacts.objects.filter(partner=one).first()
    version = version_of(standing) if standing else 0
    form = FactsForm(request.POST or None, instance=standing, initial={"version": version})
    if request.method == "POST" and form.is_valid():
        if _save_facts(one, form):
            messages.success(request, _("The facts are kept."))
            return redirect("events:partner", pk=pk)
        form.add_error(
            None, _("Somebody has changed these facts meanwhile. Copy your text and open the page again.")
        )
    return render(request, "events/partners/facts.html", {"partner": one, "form": form})


@transaction.atomic
def _save_facts(one: Partner, form: FactsForm) -> bool:
    """False where somebody wrote them since the form was opened."""
    Partner.objects.select_for_update().get(pk=one.pk)
    standing = PartnerFacts.objects.filter(partner=one).first()
    if form.cleaned_data["version"] != (version_of(standing) if standing else 0):
        return False
    record = standing or PartnerFacts(partner=one)
    record.text = form.cleaned_data["text"]
    record.full_clean()
    explain(_("Facts for the dossier"))
    record.save()
    return True


@require_http_methods(["GET", "HEAD", "POST"])
def dossier(request: HttpRequest, pk: int) -> HttpResponse:
    """GET shows what it will say, with a box at each row; POST gives it and keeps a copy."""
    one = _partner_or_404(pk)
    sent = request.POST if request.method == "POST" else request.GET
    form = DossierForm(sent if {"start", "end"} & sent.keys() else DossierForm.default())
    context: dict[str, Any] = {"partner": one, "with_whom": with_whom(one), "form": form}
    if form.is_valid():
        start, end = form.cleaned_data["start"], form.cleaned_data["end"]
        tree = one.tree()
        agreements = list(agreements_of(request.access, tree))
        whole = cooperation(request.access, events_of(request.access, tree), start, end)
        rows = RowsForm(
            request.POST if request.method == "POST" else None,
            events=[fact.pk for fact in whole.facts],
            agreements=[agreement.pk for agreement in agreements],
        )
        if request.method == "POST" and rows.is_valid():
            return _given(request, one, form, whole, agreements, rows)
        context |= {
            "whole": whole,
            "sentences": sentences(whole),
            "agreements": agreements,
            "rows": rows,
            "facts": request.access.partner_facts().filter(partner=one).first(),
            "copies": _copies(request.access, one),
        }
    return render(request, "events/partners/dossier.html", context)


def _given(
    request: HttpRequest,
    one: Partner,
    form: DossierForm,
    whole: Cooperation,
    agreements: list[Agreement],
    rows: RowsForm,
) -> HttpResponse:
    start, end, short = (form.cleaned_data[name] for name in ("start", "end", "short"))
    written = request.access.partner_facts().filter(partner=one).first()
    ticked = rows.ticked("agreements")
    what = Dossier(
        partner=one,
        start=start,
        end=end,
        made_on=timezone.localdate(),
        cooperation=whole,
        agreements=[agreement for agreement in agreements if agreement.pk in ticked],
        events=rows.ticked("events"),
        facts=written.text if written else "",
    )
    out = BytesIO()
    write_paper(
        on_one_page(what) if short else full(what),
        out,
        page_style=SHORT_STYLE if short else FULL_STYLE,
        properties=Properties(created=timezone.now()),
    )
    data = out.getvalue()
    name = _name(one, start, end)
    DossierCopy.objects.create(
        partner=one,
        start=start,
        end=end,
        short=short,
        made_by=request.user,
        name=name,
        docx=data,
        sha256=hashlib.sha256(data).hexdigest(),
    )
    return download(data, name)


def _name(one: Partner, start: date, end: date) -> str:
    return f"Справка о сотрудничестве {with_whom(one)[:150]} {start:%d.%m.%Y}-{end:%d.%m.%Y}.docx"


@require_safe
def dossier_file(request: HttpRequest, pk: int) -> HttpResponse:
    copy = get_object_or_404(request.access.dossier_copies(), pk=pk)
    return download(bytes(copy.docx), copy.name)
