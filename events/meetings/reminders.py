"""Trip reports that are awaited, for the page of tasks."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from agreements.models import Department
from events.access import Access
from events.models import Meeting, MeetingCard

from .shown import dates_of


@dataclass(frozen=True, slots=True, kw_only=True)
class AwaitedReport:
    """On what `meeting` tells of."""

    meeting: Meeting
    is_overdue: bool

    @property
    def card(self) -> MeetingCard:
        return self.meeting.card

    @property
    def department(self) -> Department | None:
        return self.card.department or (self.meeting.entry.department if self.meeting.entry else None)

    @property
    def form_url(self) -> str:
        """Where the report is added."""
        if self.card.told is not None:
            return reverse("events:outside_meeting_edit", args=[self.card.pk])
        return reverse("events:meeting_details", args=[self.meeting.entry_id, self.meeting.key])

    @property
    def dates(self) -> str:
        return dates_of(self.meeting)


def awaited_reports(access: Access, soon: date) -> list[AwaitedReport]:
    """For a department those it owes; for coordinators and leaders those due by `soon`. The earliest term
    first; a trip that several rows tell of once."""
    today = timezone.localdate()
    cards = MeetingCard.objects.report_awaited()
    told = access.meetings()
    if access.edits and not access.coordinates:
        of_row = Q(card__department=None, entry__department__in=access.departments)
        told = told.filter(of_row | Q(card__department__in=access.departments))
    else:
        cards = cards.filter(report_due__lte=soon)
    told = told.filter(card__in=cards.order_by().values("pk"))
    told = told.select_related("card__department", "entry__department").prefetch_related("participants")
    first = {meeting.card_id: meeting for meeting in told.order_by("card__report_due", "-pk")}
    return [AwaitedReport(meeting=one, is_overdue=one.card.report_due < today) for one in first.values()]
