"""Partners gone quiet: an agreement in force or many events, and nothing reported for a year."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max, Q, QuerySet

from agreements.models import Agreement, AgreementParty, Partner
from agreements.partner_tree import ancestors_of
from events.access import Access
from events.models import Event, EventCount, EventPartner

SILENCE = timedelta(days=365)
_LONGEST = timedelta(days=366)  # an event that began earlier is no contact of the year
_LATELY = timedelta(days=3 * 366)  # the last event of most lies there: older ones are read for the rest alone
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
    """Those with an agreement first; eight queries, none of which reads all events.

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
    since = today - SILENCE
    of_year = Event.objects.filter(
        is_reported=True, start__gte=since - _LONGEST, start__lte=today, end__gt=since
    )
    lately = (
        held.filter(event__in=of_year.order_by().values("pk")).values_list("partner", flat=True).distinct()
    )
    active = {above for partner in lately for above in line_of.get(partner, ())}
    quiet = {partner.pk: partner for partner in asked if partner.pk not in active}
    of_years = Event.objects.filter(is_reported=True, start__gte=today - _LATELY, start__lte=today)
    last = _last_days(held.filter(event__in=of_years.order_by().values("pk")), line_of, quiet)
    left = quiet.keys() - last.keys()
    parts = [pk for pk, line in line_of.items() if not line.isdisjoint(left)]
    last |= _last_days(held.filter(partner__in=parts), line_of, left)
    found = [
        QuietPartner(partner=partner, last=last.get(pk), has_agreement=pk in with_agreement)
        for pk, partner in quiet.items()
        if pk in last or pk in with_agreement
    ]
    return sorted(found, key=lambda one: (not one.has_agreement, one.partner.name))


def _last_days(
    held: QuerySet[EventPartner], line_of: Mapping[int, frozenset[int]], asked: Collection[int]
) -> dict[int, date]:
    """The last day of what is reported with each partner asked about or a part of it; one query."""
    last: dict[int, date] = {}
    for part, day in held.values_list("partner").annotate(last=Max("event__end")):
        for above in line_of[part]:
            if above in asked:
                last[above] = max(last.get(above, day), day)
    return last
