"""What became of events, in SQL: events/fate.py tells the same of the rows of one plan."""

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When

from .fate import Outcome
from .models import Entry, Event, Report
from .vocabulary import Kind

PLANS = [kind.value for kind in Kind if kind.is_plan]
REPORTS = [kind.value for kind in Kind if not kind.is_plan]

# The row that governs an event first: a report before a plan, a later one before an earlier.
GOVERNING = (
    Case(When(report__kind__in=REPORTS, then=Value(0)), default=Value(1)),
    "-report__end",
    "-pk",
)

_PLAN_OF = (
    ((Kind.INTERREGIONAL_REPORT, Kind.AGREEMENTS_REPORT), Kind.INTERREGIONAL_PLAN),
    ((Kind.INTERNATIONAL_REPORT,), Kind.INTERNATIONAL_PLAN),
)
_Fate = Entry.Fate


def with_outcome(events: QuerySet[Event], visible: QuerySet[Entry]) -> QuerySet[Event]:
    """Events with `outcome`, told from the rows the reader may see. Of several plans the last one counts;
    unplanned is what the plan of that time does not name: where the registry has none, nobody can say so."""
    own = visible.filter(event=OuterRef("pk")).order_by("-report__end", "-pk")
    plan, report = own.filter(report__kind__in=PLANS), own.filter(report__kind__in=REPORTS)
    said = plan.exclude(fate="")
    reported, planned, foreseeable = Q(Exists(report)), Q(Exists(plan)), Q()
    for kinds, plan_kind in _PLAN_OF:
        plans = Report.objects.filter(
            kind=plan_kind, start__lte=OuterRef("report__start"), end__gte=OuterRef("report__start")
        )
        foreseeable |= Q(Exists(report.filter(Exists(plans), report__kind__in=kinds)))
    apart = Q(reported_start__gt=F("planned_end")) | Q(reported_end__lt=F("planned_start"))
    return events.alias(
        said=Subquery(said.values("fate")[:1]),
        planned_start=Subquery(plan.values("start")[:1]),
        planned_end=Subquery(plan.values("end")[:1]),
        reported_start=Subquery(report.values("start")[:1]),
        reported_end=Subquery(report.values("end")[:1]),
    ).annotate(
        outcome=Case(
            When(foreseeable & ~planned, then=Value(Outcome.UNPLANNED.value)),
            When(Q(said=_Fate.CANCELLED) & ~reported, then=Value(Outcome.CANCELLED.value)),
            When(said__in=(_Fate.HELD, _Fate.CANCELLED), then=Value(Outcome.HELD.value)),
            When(said=_Fate.POSTPONED, then=Value(Outcome.POSTPONED.value)),
            When(reported & apart, then=Value(Outcome.POSTPONED.value)),
            When(reported, then=Value(Outcome.HELD.value)),
            default=Value(Outcome.SILENT.value),
            output_field=CharField(),
        )
    )
