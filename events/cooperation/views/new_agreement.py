"""A document that a row tells of becomes an agreement of the register, by a coordinator's word."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from coopregistry.history import explain
from coopregistry.once import once
from events.access import coordinator_required
from events.results.cards import keep_details
from events.results.lines import line_of

from ..forms import NewAgreementForm


@require_http_methods(["GET", "HEAD", "POST"])
@coordinator_required
@once
def agreement_new(request: HttpRequest, ref: str) -> HttpResponse:
    line = line_of(request.access, ref)
    if line.card is not None and line.card.agreement_id:
        messages.info(request, _("It is in the register already."))
        return redirect("events:agreement", pk=line.card.agreement_id)
    form = NewAgreementForm(request.POST or None, line=line)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            explain(
                form.cleaned_data["reason"] or _("Agreement entered from a row that tells of its signing")
            )
            agreement = form.save()
            keep_details(line, number=agreement.number, agreement=agreement)
        messages.success(request, _("The agreement is in the register."))
        return redirect("events:agreement", pk=agreement.pk)
    return render(request, "events/agreements/new.html", {"form": form, "line": line})
