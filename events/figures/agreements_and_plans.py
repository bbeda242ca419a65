"""Agreements against plans: partners with an agreement and nothing planned, and the other way round."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef

from agreements.models import Agreement, Partner
from agreements.partner_tree import counted_partner, counted_partners

from .cells import PLANNED, FigureCell, number_cell
from .scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementsAndPlans:
    """Each partner with the number of its agreements in force and of its planned events in the period."""

    unplanned: tuple[tuple[Partner, int, FigureCell], ...]
    without_agreement: tuple[tuple[Partner, int, FigureCell], ...]
    covered: tuple[tuple[Partner, int, FigureCell], ...]


def agreements_and_plans(scope: Scope) -> AgreementsAndPlans:
    """Regions and cities count with their country or subject, as in the figures; in five queries."""
    parties = (
        Agreement.partners.through.objects.filter(
            agreement__in=scope.access.agreements().filter(state=Agreement.State.IN_FORCE).values("pk")
        )
        .annotate(key=counted_partner("partner__"))
        .values("key")
        .annotate(number=Count("agreement", distinct=True))
        .order_by()
    )
    agreements = {row["key"]: row["number"] for row in parties}
    in_plan = scope.access.entries().of_plans().filter(event=OuterRef("pk"))
    key_of = counted_partners()
    planned_with: dict[int, set[int]] = defaultdict(set)
    for event, partner in scope.access.partners_of(scope.events.filter(Exists(in_plan))):
        if partner in key_of:
            planned_with[key_of[partner]].add(event)
    planned = {key: len(events) for key, events in planned_with.items()}
    partners = Partner.objects.partners().filter(pk__in={*agreements, *planned} - {None}).order_by(F("name"))
    rows = [
        (
            partner,
            agreements.get(partner.pk, 0),
            number_cell(scope, planned.get(partner.pk, 0), partner=partner.code, **PLANNED),
        )
        for partner in partners
    ]
    return AgreementsAndPlans(
        unplanned=tuple(row for row in rows if row[1] and not row[2].value),
        without_agreement=tuple(row for row in rows if not row[1] and row[2].value),
        covered=tuple(row for row in rows if row[1] and row[2].value),
    )
