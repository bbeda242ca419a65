"""What is to be done about arrangements under control, for the page of tasks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from events.access import Access
from events.models import ExecutionReport, ResultCard

from .lines import controlled_by


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminders:
    """`under_control`: how many arrangements are at all; `told`: those of which something is to be said."""

    under_control: int
    told: Sequence["Reminder"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """`to_decide`: a report on its execution waits for the coordinator."""

    card: ResultCard
    is_overdue: bool
    to_decide: bool

    @property
    def ref(self) -> str:
        return f"c{self.card.pk}"


def reminders(access: Access, soon: date) -> Reminders:
    """For a department all it is responsible for; for coordinators and leaders what falls due by `soon` or
    was reported on. Overdue ones first."""
    today = timezone.localdate()
    is_own = access.edits and not access.coordinates
    cards = list(controlled_by(access, access.departments if is_own else None))
    reported = set(
        ExecutionReport.objects.filter(decision=None, card__in=cards).values_list("card", flat=True)
    )
    told = [
        Reminder(card=card, is_overdue=card.is_overdue(today), to_decide=card.pk in reported)
        for card in cards
        if is_own or card.pk in reported or (card.due is not None and card.due <= soon)
    ]
    return Reminders(under_control=len(cards), told=sorted(told, key=lambda one: not one.is_overdue))
