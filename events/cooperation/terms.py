"""Terms of agreements: how much has run, what expires soon, what lies idle; the filters of their lists."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from agreements.models import Agreement
from agreements.names.folding import fold
from events.access import Access
from events.models import Event

from .forms import AgreementFilter, EventsWithoutAgreementFilter
from .partner_events import dated
from .queries import agreements_with_event_count, events_with

_LADDER = (15, 30, 60, 90)
_QUARTERS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """The term of an agreement as of today. `until` is the earlier of termination and expiry; `part`: the
    percentage that has run, None if a date is unknown."""

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
        """The lowest of 15, 30, 60 and 90 days it expires within; None if later, over or not in force."""
        agreement = self.agreement
        if self.days_left is None or self.is_over or agreement.terminated_on:
            return None
        if agreement.state != Agreement.State.IN_FORCE:
            return None
        return next((step for step in _LADDER if self.days_left <= step), None)


def filtered_agreements(access: Access, form: AgreementFilter) -> QuerySet[Agreement]:
    """The list and the journal, by title. All agreements when the filter is invalid."""
    agreements = agreements_with_event_count(access).order_by("title", "pk")
    if not form.is_valid():
        return agreements
    chosen = form.cleaned_data
    for word in fold(chosen["q"]).split():
        agreements = agreements.filter(search__contains=word)
    if chosen["partner"]:
        agreements = agreements.filter(partners=chosen["partner"])
    if chosen["state"]:
        agreements = agreements.filter(state=chosen["state"])
    if chosen["expiring"]:
        agreements = expiring(agreements, int(chosen["expiring"]))
    if chosen["idle"]:
        agreements = idle(access, agreements)
    if chosen["unconfirmed"]:
        agreements = agreements.filter(confirmed=False)
    return agreements


def expiring(agreements: QuerySet[Agreement], days: int) -> QuerySet[Agreement]:
    """In force, and the last day is today or within so many days."""
    today = timezone.localdate()
    return agreements.filter(
        terminated_on=None,
        state=Agreement.State.IN_FORCE,
        valid_until__range=(today, today + timedelta(days=days)),
    )


def idle(access: Access, agreements: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """In force for the last four full quarters without an event in them or since."""
    since = quarters_ago(timezone.localdate(), _QUARTERS)
    current = dated(access, access.events()).filter(Q(until=None) | Q(until__gte=since))
    entries = access.entries().filter(agreement=OuterRef("pk"), event__in=current.values("pk"))
    return agreements.filter(
        Q(signed_on=None) | Q(signed_on__lt=since),
        ~Exists(entries),
        state=Agreement.State.IN_FORCE,
    )


def quarters_ago(day: date, quarters: int) -> date:
    """The first day of the quarter so many quarters before that of `day`."""
    index = day.year * 4 + (day.month - 1) // 3 - quarters
    return date(index // 4, index % 4 * 3 + 1, 1)


def events_without_agreement(access: Access, form: EventsWithoutAgreementFilter) -> QuerySet[Event]:
    """Latest first; all of them when the filter is invalid."""
    chosen = form.cleaned_data if form.is_valid() else {}
    events = access.events()
    if chosen.get("partner"):
        events = events_with(access, chosen["partner"].tree())
    under_one = access.entries().exclude(agreement=None).filter(event=OuterRef("pk"))
    events = dated(access, events.filter(~Exists(under_one)))
    if chosen.get("year"):
        year = chosen["year"]
        events = events.filter(moment__lte=date(year, 12, 31), until__gte=date(year, 1, 1))
    return events.order_by("-moment", "-pk")
