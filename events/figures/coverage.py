"""Partners with an agreement in force and nothing planned, and partners in plans without an agreement."""

from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef

from agreements.models import Agreement, Partner
from events.models import EventPartner
from events.models.outcomes import PLANS
from events.vocabulary import PartnerRole

from .groups import whole_partner
from .scope import Scope
from .tables import PLANNED, Cell, number


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Each partner with the agreements in force and the planned events of the period."""

    unplanned: tuple[tuple[Partner, int, Cell], ...]
    without_agreement: tuple[tuple[Partner, int, Cell], ...]
    covered: tuple[tuple[Partner, int, Cell], ...]


def coverage(scope: Scope) -> Coverage:
    """Regions and cities count with their country or subject, as in the figures."""
    parties = (
        Agreement.partners.through.objects.filter(
            agreement__in=scope.access.agreements().filter(state=Agreement.State.IN_FORCE).values("pk")
        )
        .annotate(key=whole_partner())
        .values("key")
        .annotate(number=Count("agreement", distinct=True))
        .order_by()
    )
    agreements = {row["key"]: row["number"] for row in parties}
    in_plan = scope.access.entries().filter(event=OuterRef("pk"), report__kind__in=PLANS)
    links = (
        EventPartner.objects.exclude(role=PartnerRole.MENTIONED)
        .filter(event__in=scope.events.filter(Exists(in_plan)).values("pk"))
        .annotate(key=whole_partner())
        .values("key")
        .annotate(number=Count("event", distinct=True))
        .order_by()
    )
    planned = {row["key"]: row["number"] for row in links}
    partners = Partner.objects.partners().filter(pk__in={*agreements, *planned} - {None}).order_by(F("name"))
    told = [
        (
            partner,
            agreements.get(partner.pk, 0),
            number(scope, planned.get(partner.pk, 0), partner=partner.code, **PLANNED),
        )
        for partner in partners
    ]
    return Coverage(
        unplanned=tuple(one for one in told if one[1] and not one[2].value),
        without_agreement=tuple(one for one in told if not one[1] and one[2].value),
        covered=tuple(one for one in told if one[1] and one[2].value),
    )
