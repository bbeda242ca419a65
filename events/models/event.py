"""What takes place, once, however many entries speak of it."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Case, CharField, Exists, F, OuterRef, Q, Subquery, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agreements.models import Agreement, Partner
from agreements.names.folding import fold
from coopregistry.history import LiveManager, Recorded, RecordedQuerySet, Removable
from events.labels import PARTNER_ROLE_LABELS
from events.vocabulary import Kind, Outcome, PartnerRole

from .recognised import RecognisedValues, recognised_constraints
from .report import Report

if TYPE_CHECKING:
    from .entry import EntryQuerySet


class PartnerLinkQuerySet(RecordedQuerySet):
    def counted(self) -> Self:
        """Without partners that are only mentioned."""
        return self.exclude(role=PartnerRole.MENTIONED)


class PartnerLink(Recorded):
    """A partner named in an entry or an event, and as what."""

    role = models.CharField(
        _("named as"),
        max_length=20,
        choices=[(role.value, label) for role, label in PARTNER_ROLE_LABELS.items()],
    )

    objects = PartnerLinkQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def is_counted(self) -> bool:
        return PartnerRole(self.role).is_counted


# An entry of the same event that overrides the outer one.
_LATER = Q(report__end__gt=OuterRef("report__end")) | Q(
    report__end=OuterRef("report__end"), pk__gt=OuterRef("pk")
)


class EventQuerySet(RecordedQuerySet):
    """Events with what became of them, told from the entries a reader may see.

    What a person said of a planned entry (`Entry.fate`) counts more than what reports show; of several plans
    or reports the last one counts. Nothing is unplanned in a time the registry has no plan of.
    editions.plan_outcomes tells the same of the entries of one plan.
    """

    def with_outcome(self, visible: "EntryQuerySet") -> Self:
        """Adds `outcome`, an Outcome."""
        entries = visible.filter(event=OuterRef("pk")).order_by("-report__end", "-pk")
        plan, report = entries.of_plans(), entries.of_reports()
        reported, planned, foreseeable = Q(Exists(report)), Q(Exists(plan)), Q()
        for plan_kind in Kind.PLANS:
            plans = Report.objects.filter(
                kind=plan_kind, start__lte=OuterRef("report__start"), end__gte=OuterRef("report__start")
            )
            reports = report.filter(Exists(plans), report__kind__in=plan_kind.reports_of_plan)
            foreseeable |= Q(Exists(reports))
        other_days = Q(reported_start__gt=F("planned_end")) | Q(reported_end__lt=F("planned_start"))
        return self.alias(
            fate=Subquery(plan.exclude(fate="").values("fate")[:1]),
            planned_start=Subquery(plan.values("start")[:1]),
            planned_end=Subquery(plan.values("end")[:1]),
            reported_start=Subquery(report.values("start")[:1]),
            reported_end=Subquery(report.values("end")[:1]),
        ).annotate(
            outcome=Case(
                When(foreseeable & ~planned, then=Value(Outcome.UNPLANNED.value)),
                When(Q(fate=Outcome.CANCELLED) & ~reported, then=Value(Outcome.CANCELLED.value)),
                When(fate__in=(Outcome.HELD, Outcome.CANCELLED), then=Value(Outcome.HELD.value)),
                When(fate=Outcome.POSTPONED, then=Value(Outcome.POSTPONED.value)),
                When(reported & other_days, then=Value(Outcome.POSTPONED.value)),
                When(reported, then=Value(Outcome.HELD.value)),
                When(end__gte=timezone.localdate(), then=Value(Outcome.AHEAD.value)),
                default=Value(Outcome.SILENT.value),
                output_field=CharField(),
            )
        )

    def became(self, outcomes: Collection[str], visible: "EntryQuerySet", *, or_where: Q) -> Self:
        """Events of which `with_outcome` would tell one of these, and those `or_where` picks.

        Asks for sets of events where `with_outcome` asks each event for itself: a filter over all of them has
        to be fast.
        """
        plan, report = visible.of_plans(), visible.of_reports()
        later_plan = plan.filter(_LATER, event=OuterRef("event"))
        later_report = report.filter(_LATER, event=OuterRef("event"))
        last_plan = plan.filter(~Exists(later_plan))
        other_days = Q(end__lt=OuterRef("start")) | Q(start__gt=OuterRef("end"))
        moved = _events_of(
            report.filter(
                Exists(last_plan.filter(other_days, event=OuterRef("event"))),
                ~Exists(later_report),
            )
        )
        last_fate = {
            fate: _events_of(plan.filter(~Exists(later_plan.exclude(fate="")), fate=fate))
            for fate in (Outcome.HELD, Outcome.CANCELLED, Outcome.POSTPONED)
        }
        held, cancelled = last_fate[Outcome.HELD], last_fate[Outcome.CANCELLED]
        has_fate = _events_of(plan.exclude(fate=""))
        reported = _events_of(report)
        unplanned = _events_of(report.filter(report__in=_reports_with_a_plan())) & ~_events_of(plan)
        ahead = Q(end__gte=timezone.localdate())
        condition = {
            Outcome.UNPLANNED: unplanned,
            Outcome.CANCELLED: cancelled & ~reported,
            Outcome.POSTPONED: last_fate[Outcome.POSTPONED] | (moved & ~has_fate),
            Outcome.HELD: held | (reported & (cancelled | (~has_fate & ~moved & ~unplanned))),
            Outcome.AHEAD: ~reported & ~has_fate & ahead,
            Outcome.SILENT: ~reported & ~has_fate & ~ahead,
        }
        wanted = Q(pk__in=[]) | or_where
        for outcome in outcomes:
            wanted |= condition[Outcome(outcome)]
        return self.filter(wanted)


def _events_of(entries: "EntryQuerySet") -> Q:
    return Q(pk__in=entries.order_by().values("event"))


def _reports_with_a_plan() -> list[int]:
    """Reports of a time the registry has the plan of."""
    found: set[int] = set()
    for plan_kind in Kind.PLANS:
        plans = Report.objects.filter(
            kind=plan_kind, start__lte=OuterRef("start"), end__gte=OuterRef("start")
        )
        reports = Report.objects.filter(Exists(plans), kind__in=plan_kind.reports_of_plan)
        found.update(reports.values_list("pk", flat=True))
    return sorted(found)


class Event(RecognisedValues, Removable):
    """An event. Its values are those of its governing entry; both are written in one transaction."""

    title = models.TextField(_("title"))
    place = models.TextField(_("place"), blank=True)
    agreement = models.ForeignKey(
        Agreement, models.PROTECT, null=True, blank=True, related_name="events", verbose_name=_("agreement")
    )
    partners = models.ManyToManyField(
        Partner, through="EventPartner", related_name="events", verbose_name=_("partners")
    )
    search = models.TextField(editable=False, blank=True)

    history_leaves_out = ("search",)
    derived_fields = ("search",)

    objects = LiveManager.from_queryset(EventQuerySet)()
    with_removed = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-start", "-id"]
        indexes = [models.Index(fields=["-start", "-id"], name="event_by_date")]
        constraints = recognised_constraints("event")

    def __str__(self) -> str:
        return self.title

    def prepare(self) -> None:
        self.search = fold(f"{self.title} {self.place}")


class EventPartner(PartnerLink):
    """A partner of an event."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="partner_links", verbose_name=_("event"))
    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="event_links", verbose_name=_("partner")
    )

    history_owner = "event"

    class Meta:
        verbose_name = _("partner of an event")
        verbose_name_plural = _("partners of an event")
        constraints = [
            models.UniqueConstraint(fields=["event", "partner"], name="event_partner_once"),
        ]
        indexes = [
            models.Index(fields=["partner", "role", "event"], name="event_partner_by_partner"),
            models.Index(fields=["event", "role", "partner"], name="event_partner_by_event"),
        ]

    def __str__(self) -> str:
        return str(self.partner)
