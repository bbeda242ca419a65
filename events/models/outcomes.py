"""What became of events: kept columns, the reader's unfinished rows, today, and which documents are there."""

from collections.abc import Collection
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import (
    Case,
    CharField,
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, NullIf
from django.utils import timezone

from events.vocabulary import Kind, Outcome

from .report import Report

if TYPE_CHECKING:
    from .entry import EntryQuerySet

_LAST_MONTHS = (3, 6, 9, 12)  # of quarters
_LONGEST_MONTH = timedelta(days=31)
_ABOUT = ("kind", "start", "end", "partner", "agreement")  # what a document is about


class OutcomeQuerySet(models.QuerySet):
    """Events with what became of them.

    Finished entries are kept as columns of the event; `drafts`, the unfinished entries the reader may see,
    are asked. A report counts more than what a person said of the planned entry (`Entry.fate`), for it is the
    later word; silence never means that an event was not held. editions.plan_outcomes tells the same of the
    entries of one plan.
    """

    def with_outcome(self, drafts: "EntryQuerySet") -> Self:
        """Adds `outcome`, an Outcome, and `due`, the day by which a planned event should be over."""
        plans, reports = drafts.of_plans(), drafts.of_reports()
        events = self.with_standing(drafts).annotate(
            due=Coalesce(
                _latest("end", plans, F("planned_end")), _latest("report__end", plans, F("plan__end"))
            )
        )
        events = events.alias(
            due_start=_latest("start", plans, F("planned_start")),
            told=_latest("fate", plans.exclude(fate=""), NullIf("fate", Value(""))),
            held_start=_latest("start", reports, Case(When(is_reported=True, then=F("start")))),
            held_end=_latest("end", reports, Case(When(is_reported=True, then=F("end")))),
            **{f"plan_{name}": _latest(f"report__{name}", plans, F(f"plan__{name}")) for name in _ABOUT},
            **{
                f"report_{name}": _latest(f"report__{name}", reports, F(f"report__{name}")) for name in _ABOUT
            },
        )
        other_days = Q(held_start__gt=F("due")) | Q(held_end__lt=F("due_start"))
        is_late = Q(due__month__in=_LAST_MONTHS, due__day__gt=settings.REPORT_CUT_OFF_DAY)
        month_later = ExpressionWrapper(OuterRef("due") + _LONGEST_MONTH, output_field=DateField())
        reported_in_time = _has_a_report(start__lte=OuterRef("due"), end__gte=OuterRef("due"))
        reported_later = _has_a_report(start__gt=OuterRef("due"), start__lte=month_later)
        # The first that holds counts.
        conditions = {
            Outcome.UNPLANNED: Q(reported=True, planned=False) & _has_a_plan(),
            Outcome.RESCHEDULED: Q(reported=True) & other_days,
            Outcome.HELD: Q(reported=True) | Q(told=Outcome.HELD),
            Outcome.POSTPONED: Q(told=Outcome.POSTPONED),
            Outcome.CANCELLED: Q(told=Outcome.CANCELLED),
            Outcome.NOT_HELD: Q(told=Outcome.NOT_HELD),
            Outcome.AHEAD: Q(due__gte=timezone.localdate()),
            Outcome.NOT_LOADED: ~reported_in_time,
            Outcome.AWAITED: is_late & ~reported_later,
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
        return self.with_outcome(drafts).filter(Q(outcome__in=outcomes) | or_where)

    def with_standing(self, drafts: "EntryQuerySet") -> Self:
        """Adds `planned` and `reported`: whether a plan or a report the reader may see has the event."""
        return self.alias(
            planned=_either("is_planned", drafts.of_plans()),
            reported=_either("is_reported", drafts.of_reports()),
        )


def _either(column: str, drafts: "EntryQuerySet") -> Any:
    if drafts.query.is_empty():
        return F(column)
    has_draft = Q(pk__in=drafts.order_by().values("event"))
    return Case(When(Q(**{column: True}) | has_draft, then=Value(True)), default=Value(False))


def _latest(field: str, drafts: "EntryQuerySet", *kept: Any) -> Any:
    """What the last of the drafts of an event says, else what is kept."""
    if not drafts.query.is_empty():
        of_event = drafts.filter(event=OuterRef("pk")).order_by("-report__end", "-pk")
        kept = (Subquery(of_event.values(field)[:1]), *kept)
    return Coalesce(*kept) if len(kept) > 1 else kept[0]


def _has_a_plan() -> Q:
    """Whether the registry has a plan of the time and the subject of the report that speaks of the event."""
    found = Q()
    for plan_kind in Kind.PLANS:
        plans = Report.objects.answering_for("department").filter(
            _of_same_subject("report"),
            kind=plan_kind,
            start__lte=OuterRef("report_start"),
            end__gte=OuterRef("report_start"),
        )
        found |= Q(Exists(plans), report_kind__in=plan_kind.reports_of_plan)
    return found


def _has_a_report(**when: Any) -> Q:
    """Whether the registry has a report of this time and of the subject of the plan."""
    found = Q()
    for plan_kind in Kind.PLANS:
        reports = Report.objects.answering_for("department").filter(
            _of_same_subject("plan"), kind__in=plan_kind.reports_of_plan, **when
        )
        found |= Q(Exists(reports), plan_kind=plan_kind)
    return found


def _of_same_subject(document: str) -> Q:
    """A whole document, or one about the same partner or agreement."""
    same_partner, same_agreement = OuterRef(f"{document}_partner"), OuterRef(f"{document}_agreement")
    return Q(partner=None, agreement=None) | Q(partner=same_partner) | Q(agreement=same_agreement)
