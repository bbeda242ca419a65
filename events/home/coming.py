"""What lies ahead: events of the next days, those whose day is known apart from the rest."""

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from events.access import Access
from events.event_list.rows import event_rows
from events.exports.event_columns import EventRow
from events.models import Event
from events.vocabulary import Outcome, Precision

_LONG = timedelta(days=88)  # of three months
_ON = ("", Outcome.HELD)
_OFF = (Outcome.CANCELLED, Outcome.POSTPONED, Outcome.NOT_HELD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """`dated`: begin or end on days that are known; `vague`: of some month or a few; `endless`: the number of
    those of a quarter, a half-year or longer, which say nothing of these days."""

    first: date
    last: date
    dated: list[EventRow]
    vague: list[EventRow]
    endless: int
    outcomes: frozenset[Outcome]

    def __len__(self) -> int:
        return len(self.dated) + len(self.vague) + self.endless

    @property
    def query(self) -> str:
        """The event list of the same days, with what became of these events alone."""
        outcomes = sorted(self.outcomes) or [Outcome.AHEAD]
        return urlencode({"since": self.first, "until": self.last, "outcome": outcomes}, doseq=True)


def coming(access: Access, first: date, last: date) -> Coming:
    """Those any day of which lies in this time, earliest first, without what was called off. What a
    report tells of already is among them if its first day is still to come. Seven queries."""
    plans = Event.objects.filter(
        is_reported__in=[False],  # as an equality, which the index of standings serves
        is_planned__in=[True],
        fate__in=_ON,
        planned_end__gte=first,
        planned_start__lte=last,
    )
    told_early = Event.objects.filter(is_reported=True, start__gt=first, start__lte=last)
    drafts = access.drafts().filter(end__gte=first, start__lte=last)
    # By keys, which an index finds; the outcome of every event that began by then is not asked.
    keys = {
        *plans.order_by().values_list("pk", flat=True),
        *told_early.order_by().values_list("pk", flat=True),
        *drafts.order_by().values_list("event", flat=True),
    }
    events = (
        access.events()
        .filter(pk__in=keys, start__lte=last, end__gte=first)
        .with_outcome(access.drafts())
        .exclude(outcome__in=_OFF)
        .order_by("start", "end", "pk")
    )
    dated: list[Event] = []
    vague: list[Event] = []
    endless = 0
    for event in events:
        if event.precision in ("", Precision.DAY):
            dated.append(event)
        elif event.end - event.start < _LONG:
            vague.append(event)
        else:
            endless += 1
    rows = {row.pk: row for row in event_rows([*dated, *vague], access)}
    return Coming(
        first=first,
        last=last,
        dated=[rows[event.pk] for event in dated],
        vague=[rows[event.pk] for event in vague],
        endless=endless,
        outcomes=frozenset(Outcome(event.outcome) for event in events),
    )
