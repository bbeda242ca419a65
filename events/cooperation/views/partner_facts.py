"""Hand-written facts on a partner, printed at the end of its dossiers."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
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
    partner = get_partner_or_404(pk)
    facts = PartnerFacts.objects.filter(partner=partner).first()
    form = FactsForm(request.POST or None, instance=facts, initial={"version": current_version(facts)})
    if request.method == "POST" and form.is_valid():
        if _save(partner, form):
            messages.success(request, _("The facts are kept."))
            return redirect("events:partner", pk=pk)
        form.add_error(
            None, _("Somebody has changed these facts meanwhile. Copy your text and open the page again.")
        )
    return render(request, "events/partners/facts.html", {"partner": partner, "form": form})


@transaction.atomic
def _save(partner: Partner, form: FactsForm) -> bool:
    """False if the facts were changed since the form was opened."""
    Partner.objects.select_for_update().get(pk=partner.pk)  # the first facts have no row to lock
    facts = PartnerFacts.objects.filter(partner=partner).first()
    if form.is_stale(facts):
        return False
    facts = facts or PartnerFacts(partner=partner)
    facts.text = form.cleaned_data["text"]
    facts.full_clean()
    explain(_("Facts for the dossier"))
    facts.save()
    return True
