"""What takes place, once, however many entries speak of it."""

from typing import Self

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils.translation import gettext_lazy as _

from agreements.models import Agreement, Department, Partner
from agreements.names.folding import fold
from events.labels import PARTNER_ROLE_LABELS
from events.vocabulary import PartnerRole

from .event_order import ORDER_INDEXES
from .outcomes import OutcomeQuerySet, is_told_early
from .recognised import RecognisedValues, recognised_constraints
from .report import Report

# Of events that some visible report speaks of: their values are those of reports. Otherwise only drafts speak
# in reports, and the values are still those of the plan.
TOLD_BY_REPORTS = Q(is_reported=True) | Q(is_planned=False)
# Of events that were held on other days than planned: no day is shared.
MOVED = Q(is_reported=True) & (Q(planned_start__gt=F("end")) | Q(planned_end__lt=F("start")))
_REPORTED_EVENT = Q(event__is_reported=True) | Q(event__is_planned=False)


class PartnerLink(models.Model):
    """A partner named in an entry or an event, and as what."""

    role = models.CharField(
        _("named as"),
        max_length=20,
        choices=[(role.value, label) for role, label in PARTNER_ROLE_LABELS.items()],
    )

    class Meta:
        abstract = True

    @property
    def is_counted(self) -> bool:
        return PartnerRole(self.role).is_counted


class EventPartnerQuerySet(models.QuerySet):
    def named(self) -> Self:
        """Without partners that are only mentioned: those an event is found by."""
        return self.exclude(role=PartnerRole.MENTIONED)

    def counted(self) -> Self:
        """Those of `named` that took part as far as the registry knows: once a report speaks of the event,
        a partner only its plan names is not counted."""
        return self.named().filter(by_plan=False)

    def reported(self) -> Self:
        """Those a report names."""
        return self.counted().filter(_REPORTED_EVENT)

    def with_reported(self) -> Self:
        """Adds `reported`: whether a report names the partner."""
        is_reported = When(Q(by_plan=False) & _REPORTED_EVENT, then=Value(True))
        return self.annotate(reported=Case(is_reported, default=Value(False)))


class LiveEventManager(models.Manager.from_queryset(OutcomeQuerySet)):
    """Events that at least one live entry speaks of."""

    def get_queryset(self) -> OutcomeQuerySet:
        return super().get_queryset().filter(removed_at=None)


class Event(RecognisedValues):
    """An event: the sum of its rows.

    Every column and every partner link is computed from the entries of the event by
    `events.entries.governing`, in the transaction that changes one of them. So an event has no history of its
    own and takes no part in an undo. Values are those of its finished entries of one standing: of reports
    where there are any, else of plans.
    """

    is_computed = True

    title = models.TextField(_("title"))
    place = models.TextField(_("place"), blank=True)
    agreement = models.ForeignKey(
        Agreement, models.PROTECT, null=True, blank=True, related_name="events", verbose_name=_("agreement")
    )
    partners = models.ManyToManyField(
        Partner, through="EventPartner", related_name="events", verbose_name=_("partners")
    )
    # Names of values (`events.entries.summing.Difference`) on which entries of that standing disagree.
    differences = models.JSONField(_("told differently"), default=list, blank=True)

    # What outcomes and lists ask, of finished entries alone.
    is_planned = models.BooleanField(_("stands in a plan"), default=False)
    is_reported = models.BooleanField(_("stands in a report"), default=False)
    plan = models.ForeignKey(
        Report, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("plan")
    )
    report = models.ForeignKey(
        Report, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("report")
    )
    planned_start = models.DateField(_("planned to begin"), null=True, blank=True)
    planned_end = models.DateField(_("planned to end"), null=True, blank=True)
    fate = models.CharField(_("what became of it"), max_length=20, blank=True)
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("executive body")
    )
    # The folded names lists are sorted by: those shown first.
    partner_key = models.CharField(max_length=255, blank=True, editable=False)
    department_key = models.CharField(max_length=255, blank=True, editable=False)

    # What figures count of it (`events.entries.kept_facts`); None where no finished row speaks of it.
    facts = models.JSONField(null=True, blank=True, editable=False)

    # When a restricted entry of the event is over and joins in: the event is to be computed anew.
    opens_on = models.DateField(null=True, blank=True, editable=False)

    # The version of the rules (governing.VERSION) the columns were computed by.
    computed_by = models.PositiveSmallIntegerField(default=0, editable=False)

    search = models.TextField(editable=False, blank=True)
    # Since when no live entry speaks of it. Its address leads to where its entries went.
    removed_at = models.DateTimeField(null=True, blank=True, editable=False, db_index=True)

    objects = LiveEventManager()
    with_removed = OutcomeQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-start", "-id"]
        indexes = [
            models.Index(fields=["-start", "-id"], name="event_by_date"),
            models.Index(
                fields=["is_reported", "is_planned", "fate", "planned_end"],
                condition=Q(removed_at=None),
                name="event_by_standing",
            ),
            models.Index(fields=["opens_on"], condition=Q(opens_on__isnull=False), name="event_opens_on"),
            *ORDER_INDEXES,
        ]
        constraints = recognised_constraints("event")

    def __str__(self) -> str:
        return self.title

    def prepare(self) -> None:
        """Compute the column that is searched."""
        self.search = fold(f"{self.title} {self.place}")

    @property
    def is_told_early(self) -> bool:
        return is_told_early(self.start, self.end, self.precision)


class EventPartner(PartnerLink):
    """A partner of an event, and the entry that says so in the strongest role; its link has the phrase."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="partner_links", verbose_name=_("event"))
    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="event_links", verbose_name=_("partner")
    )
    entry = models.ForeignKey(
        "events.Entry", models.CASCADE, null=True, related_name="+", verbose_name=_("row")
    )
    by_plan = models.BooleanField(_("by the plan alone"), default=False)

    is_computed = True

    objects = EventPartnerQuerySet.as_manager()

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


class EventPlace(models.Model):
    """A place the event was held in, by its code in the gazetteer, as its governing row tells it: a town, a
    region or a state, without those around it."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="held_in", verbose_name=_("event"))
    code = models.CharField(_("code of the place"), max_length=100)

    is_computed = True

    class Meta:
        verbose_name = _("place of an event")
        verbose_name_plural = _("places of events")
        constraints = [models.UniqueConstraint(fields=["event", "code"], name="event_held_there_once")]
        indexes = [models.Index(fields=["code", "event"], name="event_by_place")]

    def __str__(self) -> str:
        return self.code
