"""The register of agreements: the list, one agreement and its form."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from agreements.models import Agreement, AgreementFile
from coopregistry.history import explain
from coopregistry.versions import current_version
from events.access import coordinator_required
from events.fields import KeptFilesForm
from events.matching.undecided import undecided
from events.results.groups import groups_of
from events.results.lines import results_under
from events.web import Listing

from ..agreement_history import agreement_changes
from ..figures import cooperation
from ..forms import EXPIRING, AgreementFilter, AgreementForm
from ..queries import agreements_with_event_count, events_under
from ..terms import Term, expiring, filtered_agreements, idle

_EVENTS_SHOWN = 25
_RESULTS_SHOWN = 20


class AgreementListView(Listing):
    template_name = "events/agreements/list.html"
    context_object_name = "agreements"

    def get_queryset(self) -> QuerySet[Agreement]:
        self.form = AgreementFilter(self.request.GET)
        return filtered_agreements(self.request.access, self.form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(form=self.form, filtered=bool(self.request.GET), **kwargs)
        access, agreements = self.request.access, self.request.access.agreements()
        context["terms"] = [Term.of(agreement) for agreement in context["agreements"]]
        context["ladder"] = [
            *(
                (f"expiring={days}", label, expiring(agreements, int(days)).count())
                for days, label in EXPIRING
            ),
            ("idle=on", _("without events for four quarters"), idle(access, agreements).count()),
            ("unconfirmed=on", _("to be confirmed"), agreements.filter(confirmed=False).count()),
        ]
        context["query"] = self.request.GET.urlencode()
        return context


@require_safe
def agreement_detail(request: HttpRequest, pk: int) -> HttpResponse:
    agreement = get_object_or_404(agreements_with_event_count(request.access), pk=pk)
    of_agreement = cooperation(request.access, events_under(request.access, agreement))
    context = {
        "agreement": agreement,
        "term": Term.of(agreement),
        "cooperation": of_agreement,
        "undecided": undecided(of_agreement.chosen, request.access),
        "results": groups_of(results_under(request.access, pk), most=_RESULTS_SHOWN),
        "page_obj": Paginator(of_agreement.events, _EVENTS_SHOWN).get_page(request.GET.get("page")),
        "wordings": agreement.wordings.all(),
        "files": agreement.files.defer("content"),
        "removed_files": _removed_files(agreement) if request.access.coordinates else [],
        "files_form": KeptFilesForm(),
        "changes": agreement_changes(agreement),
        "home": settings.HOME_SUBJECT,
    }
    return render(request, "events/agreements/agreement.html", context)


def _removed_files(agreement: Agreement) -> QuerySet[AgreementFile]:
    removed = AgreementFile.with_removed.filter(agreement=agreement, removed_at__isnull=False)
    return removed.defer("content")


@require_http_methods(["GET", "HEAD", "POST"])
@coordinator_required
def agreement_edit(request: HttpRequest, pk: int) -> HttpResponse:
    agreement = get_object_or_404(request.access.agreements(), pk=pk)
    form = AgreementForm(
        request.POST or None, instance=agreement, initial={"version": current_version(agreement)}
    )
    if request.method == "POST" and form.is_valid():
        if _save(form, pk):
            messages.success(request, _("The agreement is saved."))
            return redirect("events:agreement", pk=pk)
        form.add_error(None, _("Somebody has changed this agreement meanwhile. Open the page again."))
    return render(request, "events/agreements/edit.html", {"agreement": agreement, "form": form})


@transaction.atomic
def _save(form: AgreementForm, pk: int) -> bool:
    """False if the agreement was changed since the form was opened."""
    current = Agreement.objects.select_for_update().get(pk=pk)
    if form.is_stale(current):
        return False
    explain(form.cleaned_data["reason"])
    form.save()
    return True
