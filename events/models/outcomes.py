"""What became of events, in SQL: events/fate.py tells the same of the rows of one plan."""

from collections.abc import Collection

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils import timezone

from events.vocabulary import Kind, Outcome

from . import Entry, Event, Report

PLANS = [kind.value for kind in Kind if kind.is_plan]
REPORTS = [kind.value for kind in Kind if not kind.is_plan]

# A row of the same event that counts before the outer one.
_LATER = Q(report__end__gt=OuterRef("report__end")) | Q(
    report__end=OuterRef("report__end"), pk__gt=OuterRef("pk")
)

_PLAN_OF = (
    ((Kind.INTERREGIONAL_REPORT, Kind.AGREEMENTS_REPORT), Kind.INTERREGIONAL_PLAN),
    ((Kind.INTERNATIONAL_REPORT,), Kind.INTERNATIONAL_PLAN),
)
_Fate = Entry.Fate


def became(outcomes: Collection[str], visible: QuerySet[Entry]) -> Q:
    """Events of which `with_outcome` would tell one of these: as sets, so that a filter over all events need
    not ask each of them for itself."""
    plan, report = visible.filter(report__kind__in=PLANS), visible.filter(report__kind__in=REPORTS)
    later_plan = plan.filter(_LATER, event=OuterRef("event"))
    later_report = report.filter(_LATER, event=OuterRef("event"))
    last_plan = plan.filter(~Exists(later_plan))
    other_days = Q(end__lt=OuterRef("start")) | Q(start__gt=OuterRef("end"))
    moved = _of(
        report.filter(
            Exists(last_plan.filter(other_days, event=OuterRef("event"))),
            ~Exists(later_report),
        )
    )
    said = {
        fate: _of(plan.filter(~Exists(later_plan.exclude(fate="")), fate=fate))
        for fate in (_Fate.HELD, _Fate.CANCELLED, _Fate.POSTPONED)
    }
    told = _of(plan.exclude(fate=""))
    reported = _of(report)
    unplanned = _of(report.filter(report__in=_foreseen())) & ~_of(plan)
    ahead = Q(end__gte=timezone.localdate())
    meaning = {
        Outcome.UNPLANNED: unplanned,
        Outcome.CANCELLED: said[_Fate.CANCELLED] & ~reported,
        Outcome.POSTPONED: said[_Fate.POSTPONED] | (moved & ~told),
        Outcome.HELD: said[_Fate.HELD] | (reported & (said[_Fate.CANCELLED] | (~told & ~moved & ~unplanned))),
        Outcome.AHEAD: ~reported & ~told & ahead,
        Outcome.SILENT: ~reported & ~told & ~ahead,
    }
    wanted = Q(pk__in=[])
    for outcome in outcomes:
        wanted |= meaning[Outcome(outcome)]
    return wanted


def _of(rows: QuerySet[Entry]) -> Q:
    return Q(pk__in=rows.order_by().values("event"))


def _foreseen() -> list[int]:
    """Reports of a time there is a plan of."""
    found: set[int] = set()
    for kinds, plan_kind in _PLAN_OF:
        plans = Report.objects.filter(
            kind=plan_kind, start__lte=OuterRef("start"), end__gte=OuterRef("start")
        )
        found.update(Report.objects.filter(Exists(plans), kind__in=kinds).values_list("pk", flat=True))
    return sorted(found)


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
            When(end__gte=timezone.localdate(), then=Value(Outcome.AHEAD.value)),
            default=Value(Outcome.SILENT.value),
            output_field=CharField(),
        )
    )
