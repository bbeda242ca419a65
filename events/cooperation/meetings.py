"""Records of meetings, visits and receptions with partners and under agreements."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet

from coopregistry.keys import by_keys
from events.access import Access
from events.meetings.counting import Counted, counted_once
from events.models import Event, Meeting, MeetingPartner


def meetings_with(
    access: Access, partners: Collection[int], start: date | None = None, end: date | None = None
) -> QuerySet[Meeting]:
    """Of reports that name one of the partners and of no report, on days of the period or on none."""
    held = by_keys(access.events().filter(access.held_with(Q(partner__in=partners))))
    cards = MeetingPartner.objects.filter(partner__in=partners).values("card")
    with_them = Q(entry__event__in=held.order_by().values("pk")) | Q(entry=None, card__in=cards)
    return access.meetings().filter(with_them, _in_period(start, end))


def counted_meetings(
    access: Access,
    events: QuerySet[Event],
    partners: Collection[int] | None,
    start: date | None,
    end: date | None,
) -> list[Counted]:
    """Those with the partners, else those rows of the events tell of."""
    if partners is not None:
        return counted_once(meetings_with(access, partners, start, end), partners)
    told = access.meetings().filter(entry__event__in=events.order_by().values("pk"))
    return counted_once(told.filter(_in_period(start, end)))


def _in_period(start: date | None, end: date | None) -> Q:
    days = Q()
    if end is not None:
        days &= Q(start__lte=end)
    if start is not None:
        days &= Q(end__gte=start)
    return Q(start=None) | days if days else days
