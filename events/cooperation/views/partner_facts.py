"""Hand-written blocks of a partner's dossier: as of a day, from a source."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agreements.models import Partner
from coopregistry.history import explain
from coopregistry.versions import current_version
from events.access import coordinator_required
from events.models import PartnerFacts

from ..forms import FactsForm
from .partners import get_partner_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@coordinator_required
def facts_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """`?block=trade`: one block; without it the general information."""
    partner = get_partner_or_404(pk)
    kind = request.GET.get("block", PartnerFacts.Kind.GENERAL)
    if kind not in PartnerFacts.Kind:
        raise Http404
    facts = PartnerFacts.objects.filter(partner=partner, kind=kind).first()
    form = FactsForm(request.POST or None, instance=facts, initial={"version": current_version(facts)})
    if request.method == "POST" and form.is_valid():
        if _save(partner, kind, form):
            messages.success(request, _("The facts are kept."))
            return redirect("events:partner", pk=pk)
        form.add_error(
            None, _("Somebody has changed these facts meanwhile. Copy your text and open the page again.")
        )
    context = {"partner": partner, "form": form, "kind": PartnerFacts.Kind(kind)}
    return render(request, "events/partners/facts.html", context)


@transaction.atomic
def _save(partner: Partner, kind: str, form: FactsForm) -> bool:
    """False if the facts were changed since the form was opened."""
    Partner.objects.select_for_update().get(pk=partner.pk)  # the first facts have no row to lock
    facts = PartnerFacts.objects.filter(partner=partner, kind=kind).first()
    if form.is_stale(facts):
        return False
    facts = facts or PartnerFacts(partner=partner, kind=kind)
    for name in ("text", "as_of", "source"):
        setattr(facts, name, form.cleaned_data[name])
    facts.full_clean()
    explain(_("Facts for the dossier"))
    facts.save()
    return True
