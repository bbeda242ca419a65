"""What takes place, once, however many entries speak of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from agreements.models import Agreement, Partner
from agreements.names.folding import fold
from coopregistry.history import Recorded, Removable
from events.labels import PARTNER_ROLE_LABELS

from .recognised import RecognisedValues, recognised_constraints


class PartnerLink(Recorded):
    """A partner named in a row or an event, and as what."""

    role = models.CharField(
        _("named as"),
        max_length=20,
        choices=[(role.value, label) for role, label in PARTNER_ROLE_LABELS.items()],
    )

    class Meta:
        abstract = True


class Event(RecognisedValues, Removable):
    """An event. Its values are those of its governing entry and are kept with it in one transaction."""

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
