"""What became of events: kept columns, the reader's unfinished rows, today, and which documents are there."""

from collections.abc import Collection, Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    F,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, NullIf
from django.utils import timezone

from agreements.home_region import terms
from events.vocabulary import Kind, Outcome, Precision

from .coverage import Coverage

if TYPE_CHECKING:
    from .entry import EntryQuerySet

_LAST_MONTHS = (3, 6, 9, 12)  # of quarters
_REPORTED = {
    Outcome.UNPLANNED: Q(is_reported=True, is_planned=False),
    Outcome.RESCHEDULED: Q(is_reported=True, is_planned=True),
    Outcome.HELD: Q(is_reported=True) | Q(is_reported=False, fate=Outcome.HELD),
}
_SAID = (Outcome.POSTPONED, Outcome.CANCELLED, Outcome.NOT_HELD)


def is_told_early(start: date | None, end: date | None, precision: str) -> bool:
    """Whether what is said to be held cannot be over: its last day lies ahead, or its first one where only
    the month, the quarter or more is known. Reports written before their period ends say so."""
    known = end if precision in ("", Precision.DAY) else start
    return known is not None and known > timezone.localdate()


class OutcomeQuerySet(models.QuerySet):
    """Events with what became of them.

    Finished entries are kept as columns of the event; `drafts`, the unfinished entries the reader may see,
    are asked. A report counts more than what a person said of the planned entry (`Entry.fate`), for it is the
    later word; silence never means that an event was not held. editions.plan_outcomes tells the same of the
    entries of one plan.
    """

    def with_outcome(self, drafts: "EntryQuerySet") -> Self:
        """Adds `outcome`, an Outcome, and `due`, the day by which a planned event should be over."""
        return self._told(_Drafts(drafts))

    def _told(self, drafts: "_Drafts") -> Self:
        plans, reports, coverage = drafts.plans, drafts.reports, Coverage()
        events = self._with_standing(drafts).annotate(
            due=Coalesce(plans.latest("end", F("planned_end")), plans.latest("report__end", F("plan__end")))
        )
        events = events.alias(
            due_start=plans.latest("start", F("planned_start")),
            told=plans.latest("fate", NullIf("fate", Value("")), exclude={"fate": ""}),
            held_start=reports.latest("start", Case(When(is_reported=True, then=F("start")))),
            held_end=reports.latest("end", Case(When(is_reported=True, then=F("end")))),
            planned_in=plans.latest("report", F("plan"), output_field=BigIntegerField()),
            reported_in=reports.latest("report", F("report"), output_field=BigIntegerField()),
        )
        other_days = Q(held_start__gt=F("due")) | Q(held_end__lt=F("due_start"))
        is_late = Q(due__month__in=_LAST_MONTHS, due__day__gt=terms().report_cut_off_day)
        # The first that holds counts.
        conditions = {
            Outcome.UNPLANNED: Q(reported=True, planned=False) & coverage.planned("reported_in"),
            Outcome.RESCHEDULED: Q(reported=True) & other_days,
            Outcome.HELD: Q(reported=True) | Q(told=Outcome.HELD),
            Outcome.POSTPONED: Q(told=Outcome.POSTPONED),
            Outcome.CANCELLED: Q(told=Outcome.CANCELLED),
            Outcome.NOT_HELD: Q(told=Outcome.NOT_HELD),
            Outcome.AHEAD: Q(due__gte=timezone.localdate()),
            Outcome.NOT_LOADED: ~coverage.reported("planned_in", "due"),
            Outcome.AWAITED: is_late & ~coverage.reported("planned_in", "due", later=True),
        }
        return events.annotate(
            outcome=Case(
                *(When(condition, then=Value(outcome.value)) for outcome, condition in conditions.items()),
                default=Value(Outcome.SILENT.value),
                output_field=CharField(),
            )
        )

    def became(self, outcomes: Collection[str], drafts: "EntryQuerySet", *, or_where: Q) -> Self:
        """Events of which `with_outcome` tells one of these, and those `or_where` picks."""
        told = _Drafts(drafts)
        narrow = _needed(outcomes) | Q(pk__in=told.events)
        return self._told(told).filter((narrow & Q(outcome__in=outcomes)) | or_where)

    def with_standing(self, drafts: "EntryQuerySet") -> Self:
        """Adds `planned` and `reported`: whether a plan or a report the reader may see has the event."""
        return self._with_standing(_Drafts(drafts))

    def _with_standing(self, drafts: "_Drafts") -> Self:
        return self.alias(
            planned=drafts.plans.or_kept("is_planned"), reported=drafts.reports.or_kept("is_reported")
        )


def _needed(outcomes: Collection[str]) -> Q:
    """What columns of an event any of these outcomes requires where no draft speaks of it: an index finds it
    without weighing every event."""
    needed = Q(pk__in=[])
    for outcome in map(Outcome, outcomes):
        if outcome in _REPORTED:
            needed |= _REPORTED[outcome]
        else:
            needed |= Q(is_reported=False, fate=outcome if outcome in _SAID else "")
    return needed


class _Drafts:
    """The unfinished entries a reader may see, plans and reports apart; one query, none for most readers."""

    def __init__(self, drafts: "EntryQuerySet"):
        is_empty = drafts.query.is_empty()
        told = [] if is_empty else list(drafts.order_by().values_list("event", "report__kind"))
        self.events = {event for event, _kind in told}
        self.plans = _DraftsOf(drafts.of_plans(), {event for event, kind in told if Kind(kind).is_plan})
        self.reports = _DraftsOf(
            drafts.of_reports(), {event for event, kind in told if not Kind(kind).is_plan}
        )


class _DraftsOf:
    def __init__(self, entries: "EntryQuerySet", events: set[int]):
        self._entries, self._events = entries, sorted(events)

    def or_kept(self, column: str) -> Any:
        """Whether a draft tells of the event, or what is kept."""
        if not self._events:
            return F(column)
        return Case(
            When(Q(**{column: True}) | Q(pk__in=self._events), then=Value(True)), default=Value(False)
        )

    def latest(
        self,
        field: str,
        kept: Any,
        *,
        exclude: Mapping[str, Any] = MappingProxyType({}),
        output_field: models.Field | None = None,
    ) -> Any:
        """What the last of the drafts of an event says, else what is kept."""
        if not self._events:
            return kept
        entries = self._entries.filter(event=OuterRef("pk"))
        if exclude:
            entries = entries.exclude(**exclude)
        said = Subquery(entries.order_by("-report__end", "-pk").values(field)[:1], output_field=output_field)
        told = Coalesce(said, kept, output_field=output_field)
        return Case(When(pk__in=self._events, then=told), default=kept, output_field=output_field)
