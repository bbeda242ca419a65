"""Partners: the list, and the page of one."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from agreements.models import Partner, PartnerAlias
from coopregistry.keys import by_keys
from events.matching.undecided import undecided
from events.models import DossierCopy, Event
from events.results.groups import groups_of
from events.results.lines import results_with
from events.web import Listing
from events.words.stems import wanted_stems

from ..figures import cooperation
from ..forms import PartnerFilter, SpanForm
from ..issued import change_in_words, events_since, held_between
from ..paper_parts import figures_in_sentences
from ..partner_basis import partner_basis
from ..partner_events import dated, in_words
from ..queries import agreements_with, cooperating_partners, events_with, facts_of, with_counts
from ..terms import Term
from ..wording import with_whom

_EVENTS_SHOWN = 25
_COPIES_SHOWN = 10
_RESULTS_SHOWN = 10


class PartnerListView(Listing):
    """Partners with events or agreements."""

    template_name = "events/partners/list.html"
    context_object_name = "partners"

    def get_queryset(self) -> QuerySet[Partner]:
        self.form = PartnerFilter(self.request.GET)
        partners = cooperating_partners(self.request.access).select_related("parent")
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
        context["rows"] = with_counts(self.request.access, list(context["partners"]))
        return context


def get_partner_or_404(pk: int) -> Partner:
    return get_object_or_404(Partner.objects.partners().select_related("parent"), pk=pk)


@require_safe
def partner_detail(request: HttpRequest, pk: int) -> HttpResponse:
    partner, access = get_partner_or_404(pk), request.access
    form = SpanForm(request.GET)
    span = form.cleaned_data if form.is_valid() else {}
    tree = partner.tree()
    events = by_keys(events_with(access, tree))
    with_partner = cooperation(
        access,
        events,
        span.get("start"),
        span.get("end"),
        partners=tree,
        with_texts=False,
    )
    page = Paginator(with_partner.events, _EVENTS_SHOWN).get_page(request.GET.get("page"))
    page.object_list = in_words(access, page.object_list)
    basis = partner_basis(access, events, tree, span.get("start"), span.get("end"))
    children = cooperating_partners(access).filter(parent=partner)
    context = {
        "partner": partner,
        "with_whom": with_whom(partner),
        "form": form,
        "filtered": bool(span.get("start") or span.get("end")),
        "listed": _event_list_url(partner, span),
        "results_listed": f"{reverse('events:results')}?partner={partner.code}",
        "cooperation": with_partner,
        "basis": basis,
        "undecided": undecided(with_partner.chosen, access),
        "results": groups_of(results_with(access, tree), most=_RESULTS_SHOWN),
        "sentences": figures_in_sentences(with_partner),
        "terms": [Term.of(agreement) for agreement in agreements_with(access, tree)],
        "page_obj": page,
        "children": with_counts(access, list(children)),
        "facts": facts_of(access, partner),
        "copies": latest_copies(request, partner, events),
    }
    return render(request, "events/partners/partner.html", context)


def _event_list_url(partner: Partner, span: dict[str, Any]) -> str:
    """The list of the events the figures count: by their own days, not by those of their plan."""
    days = {"since": span.get("start"), "until": span.get("end")}
    query = {"partner": partner.code, **{name: day.isoformat() for name, day in days.items() if day}}
    if len(query) > 1:
        query["by_plan"] = "no"
    return f"{reverse('events:events')}?{urlencode(query)}"


def latest_copies(
    request: HttpRequest, partner: Partner, events: QuerySet[Event]
) -> list[tuple[DossierCopy, str]]:
    """Each with what has become of its number of events since; `events`: all those with the partner."""
    copies = request.access.dossier_copies().filter(partner=partner)
    shown = list(copies.select_related("made_by").defer("docx")[:_COPIES_SHOWN])
    if not shown:
        return []
    spans = list(dated(request.access, events).order_by().values_list("pk", "moment", "until"))
    since = events_since((copy.figures for copy in shown), [key for key, _first, _last in spans])
    return [
        (
            copy,
            change_in_words(copy.figures, copy.made_at, held_between(spans, copy.start, copy.end), since),
        )
        for copy in shown
    ]
