"""Partners gone quiet: an agreement in force or many events, and nothing reported for a year."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max, Q

from agreements.models import Agreement, AgreementParty, Partner
from agreements.partner_tree import ancestors_of
from events.access import Access
from events.models import EventCount, EventPartner

SILENCE = timedelta(days=365)
_MANY = 3  # events that make a partner one to be missed
_ASKED_ABOUT = (Partner.Kind.SUBJECT, Partner.Kind.COUNTRY)
_IN_FORCE = Agreement.State.IN_FORCE


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietPartner:
    """`last`: the last day of the last event reported with it or its parts; None where there was none."""

    partner: Partner
    last: date | None
    has_agreement: bool


def quiet_partners(access: Access, today: date) -> list[QuietPartner]:
    """Those with an agreement first; seven queries, none of which reads all events.

    As reports tell: a plan is no contact. A town or a region is asked about where an agreement names it.
    """
    if not access.reads:
        return []
    line_of = ancestors_of()
    party = AgreementParty.objects.filter(agreement__in=access.agreements().filter(state=_IN_FORCE))
    with_agreement = set(party.order_by().values_list("partner", flat=True))
    kept = EventCount.objects.summed().filter(tree_sum__gte=_MANY).values_list("partner", flat=True)
    asked = Partner.objects.partners().filter(
        Q(pk__in=with_agreement) | Q(pk__in=list(kept), kind__in=_ASKED_ABOUT)
    )
    held = EventPartner.objects.reported().filter(event__removed_at=None, event__end__lte=today).order_by()
    lately = held.filter(event__end__gt=today - SILENCE).values_list("partner", flat=True).distinct()
    active = {above for partner in lately for above in line_of.get(partner, ())}
    quiet = {partner.pk: partner for partner in asked if partner.pk not in active}
    parts = [pk for pk, line in line_of.items() if not line.isdisjoint(quiet)]
    last: dict[int, date] = {}
    days = held.filter(partner__in=parts).values_list("partner").annotate(last=Max("event__end"))
    for part, day in days:
        for above in line_of[part] & quiet.keys():
            last[above] = max(last.get(above, day), day)
    found = [
        QuietPartner(partner=partner, last=last.get(pk), has_agreement=pk in with_agreement)
        for pk, partner in quiet.items()
        if pk in last or pk in with_agreement
    ]
    return sorted(found, key=lambda one: (not one.has_agreement, one.partner.name))
