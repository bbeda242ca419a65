"""How much of an agreement's term has run, what expires soon, and which agreements nobody works under."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from agreements.models import Agreement, Partner
from events.access import Access

from .figures import dated

_LADDER = (15, 30, 60, 90)
_QUARTERS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """An agreement and its term today. `part`: hundredths that have run, None where a date is unknown."""

    agreement: Agreement
    until: date | None
    part: int | None
    days_left: int | None

    @classmethod
    def of(cls, agreement: Agreement) -> "Term":
        today = timezone.localdate()
        ends = [day for day in (agreement.terminated_on, agreement.valid_until) if day is not None]
        until = min(ends, default=None)
        part = None
        if agreement.signed_on and until:
            whole = max(1, (until - agreement.signed_on).days)
            part = max(0, min(100, round((today - agreement.signed_on).days * 100 / whole)))
        return cls(
            agreement=agreement,
            until=until,
            part=part,
            days_left=(until - today).days if until else None,
        )

    @property
    def is_over(self) -> bool:
        return self.days_left is not None and self.days_left < 0

    @property
    def step(self) -> int | None:
        """The lowest step of the ladder of 90, 60, 30 and 15 days it stands on."""
        agreement = self.agreement
        if self.days_left is None or self.is_over or agreement.terminated_on:
            return None
        if agreement.state != Agreement.State.IN_FORCE:
            return None
        return next((step for step in _LADDER if self.days_left <= step), None)


def registered(access: Access) -> QuerySet[Agreement]:
    """All agreements with the number of their visible events."""
    events = access.events().filter(agreement=OuterRef("pk")).order_by().values("agreement")
    counted = events.annotate(number=Count("pk")).values("number")
    return (
        access.agreements()
        .select_related("department")
        .prefetch_related("parties__partner")
        .annotate(event_count=Coalesce(Subquery(counted), 0))
    )


def expiring(agreements: QuerySet[Agreement], days: int) -> QuerySet[Agreement]:
    """In force today, and the last day comes within so many days."""
    today = timezone.localdate()
    return agreements.filter(
        terminated_on=None,
        state=Agreement.State.IN_FORCE,
        valid_until__range=(today, today + timedelta(days=days)),
    )


def idle(access: Access, agreements: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """In force through the last four full quarters, and no event in them or since."""
    since = quarters_ago(timezone.localdate(), _QUARTERS)
    alive = dated(access, access.events().filter(agreement=OuterRef("pk")))
    return agreements.filter(
        Q(signed_on=None) | Q(signed_on__lt=since),
        ~Exists(alive.filter(Q(until=None) | Q(until__gte=since))),
        state=Agreement.State.IN_FORCE,
    )


def quarters_ago(day: date, quarters: int) -> date:
    """The first day of the quarter so many before the one the day lies in."""
    index = day.year * 4 + (day.month - 1) // 3 - quarters
    return date(index // 4, index % 4 * 3 + 1, 1)


def without_agreement(access: Access, partners: QuerySet[Partner]) -> QuerySet[Partner]:
    """Those with events of their own and no agreement of which they are a party."""
    parties = access.agreements().filter(partners=OuterRef("pk"))
    return partners.filter(~Exists(parties), own_events__gt=0)
