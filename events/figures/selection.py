"""The events figures are computed over one by one, where no kept number tells them."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Exists, OuterRef, Q, QuerySet

from events.access import Access
from events.cooperation.partner_events import documents_signed
from events.models import TOLD_BY_REPORTS, Event
from events.period import Period

from .event_facts import EventFacts, read_event_facts


@dataclass(frozen=True, kw_only=True)
class Selection:
    """`events`: those the reader sees; `condition`: on their entries, `document_period`: that of their
    documents; `chosen`: the partners asked about."""

    access: Access
    events: QuerySet[Event]
    condition: Q
    document_period: Period | None
    chosen: frozenset[int] | None

    @property
    def reported(self) -> QuerySet[Event]:
        """Those a visible report tells of, of chosen partners with one of them."""
        in_report = self.access.entries().of_reports().filter(event=OuterRef("pk"))
        events = self.events.filter(Exists(in_report))
        if self.chosen is None:
            return events
        return events.filter(self.access.held_with(Q(partner__in=self.chosen)))

    @cached_property
    def facts(self) -> tuple[EventFacts, ...]:
        return read_event_facts(self.events, self.access, self.condition, self.document_period, self.chosen)

    @cached_property
    def signed_documents(self) -> int:
        return documents_signed(self.access, self.reported.filter(TOLD_BY_REPORTS, signed=True))
