"""Events that rest on no agreement, and partners without one."""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from agreements.models import Partner
from events.models import Event
from events.web import Listing

from ..forms import EventsWithoutAgreementFilter
from ..queries import cooperating_partners, without_agreement
from ..terms import events_without_agreement

_EVENTS_SHOWN = 25


@require_safe
def event_list(request: HttpRequest) -> HttpResponse:
    """Latest first."""
    partners = cooperating_partners(request.access).order_by("name")
    form = EventsWithoutAgreementFilter(request.GET, partners=partners)
    events = events_without_agreement(request.access, form).prefetch_related("partner_links__partner")
    page = Paginator(events, _EVENTS_SHOWN).get_page(request.GET.get("page"))
    context = {"form": form, "page_obj": page, "rows": [(event, _partners(event)) for event in page]}
    return render(request, "events/agreements/events_without.html", context)


def _partners(event: Event) -> list[Partner]:
    links = [link for link in event.partner_links.all() if link.is_counted]
    return sorted((link.partner for link in links), key=lambda partner: partner.name)


class PartnersWithoutAgreementView(Listing):
    """Most events first."""

    template_name = "events/agreements/partners_without.html"
    context_object_name = "partners"

    def get_queryset(self) -> QuerySet[Partner]:
        # A city acts under the agreement of its region, a union under none of ours.
        kinds = (Partner.Kind.SUBJECT, Partner.Kind.COUNTRY, Partner.Kind.FOREIGN_REGION)
        partners = without_agreement(self.request.access, cooperating_partners(self.request.access))
        return partners.filter(kind__in=kinds).select_related("parent")
