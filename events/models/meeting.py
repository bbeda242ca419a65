"""Meetings, receptions, trips and results that rows tell of: computed records, corrected in their entries."""

from typing import Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agreements.models import Partner
from agreements.names.folding import fold
from events.labels import (
    LEVEL_LABELS,
    MEETING_KIND_LABELS,
    RESULT_KIND_LABELS,
    ROLE_LABELS,
    SIDE_LABELS,
    SIGNER_LABELS,
)
from events.vocabulary import DateFrom, Level, Side

from .entry import Entry
from .meeting_card import MeetingCard
from .person import Person
from .result_card import ResultCard


def _choices(labels: dict) -> list[tuple[str, str]]:
    return [(key.value, label) for key, label in labels.items()]


class ToldRecord(models.Model):
    """What a row tells, once for each time. `events.entries.told_records` computes it from what is recognised
    in the entry and from what a person corrected there, so it has no history of its own."""

    is_computed = True

    # Identifies the record among those of its entry for as long as its words stand.
    key = models.CharField(max_length=40, editable=False)
    # Changes with what is told; records that say the same are not written again.
    digest = models.CharField(max_length=40, editable=False)
    start = models.DateField(_("begins"), null=True, blank=True)
    end = models.DateField(_("ends"), null=True, blank=True)
    cell = models.CharField(
        _("cell"),
        max_length=20,
        blank=True,
        choices=[(role.value, label) for role, label in ROLE_LABELS.items()],
    )
    phrase = models.TextField(_("phrase"), blank=True)
    certain = models.BooleanField(_("certain"), default=True)
    by_person = models.BooleanField(_("by a person"), default=False)

    class Meta:
        abstract = True


class MeetingQuerySet(models.QuerySet):
    def with_what_is_shown(self) -> Self:
        return self.select_related(
            *("entry", "entry__report", "entry__report__partner", "entry__report__agreement", "entry__event"),
            *("card", "card__department"),
        ).prefetch_related("participants__person")


class Meeting(ToldRecord):
    """A meeting, a reception, a visit, a trip or a joint participation: of a row, or of a card alone."""

    entry = models.ForeignKey(
        Entry, models.CASCADE, null=True, blank=True, related_name="meetings", verbose_name=_("row")
    )
    card = models.ForeignKey(
        MeetingCard,
        models.CASCADE,
        null=True,
        blank=True,
        editable=False,
        related_name="meetings",
        verbose_name=_("card of a meeting"),
    )
    kind = models.CharField(_("kind"), max_length=30, choices=_choices(MEETING_KIND_LABELS))
    date_from = models.CharField(
        max_length=10, choices=[(one.value, one.value) for one in DateFrom], editable=False
    )
    place = models.TextField(_("place"), blank=True)
    home_level = models.CharField(
        _("level of the region's side"), max_length=30, choices=_choices(LEVEL_LABELS), default=Level.UNNAMED
    )
    partner_level = models.CharField(
        _("level of the partner's side"), max_length=30, choices=_choices(LEVEL_LABELS), default=Level.UNNAMED
    )
    size = models.PositiveIntegerField(_("size of the delegation"), null=True, blank=True)
    subject = models.TextField(_("subject"), blank=True)
    # The key of the visit, trip or reception it belongs to; nested ones are never added up.
    within = models.CharField(max_length=40, blank=True, editable=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting or visit")
        verbose_name_plural = _("meetings and visits")
        ordering = ["start", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "key"], name="meeting_of_entry_once"),
            models.UniqueConstraint(
                fields=["card"], condition=models.Q(entry=None), name="meeting_without_a_row_once"
            ),
            models.CheckConstraint(
                condition=models.Q(entry__isnull=False) | models.Q(card__isnull=False),
                name="meeting_has_a_row_or_a_card",
            ),
        ]
        indexes = [models.Index(fields=["kind", "start", "end"], name="meeting_by_date")]

    def __str__(self) -> str:
        return self.phrase or self.subject or str(self.get_kind_display())

    def get_absolute_url(self) -> str:
        if self.entry is None:
            return reverse("events:outside_meeting", args=[self.card_id])
        return reverse("events:event", args=[self.entry.event_id]) + "#told"

    @property
    def source(self) -> tuple[str, int]:
        """The row or card that tells of it: meetings of one source may lie within each other."""
        return ("row", self.entry_id) if self.entry_id is not None else ("card", self.card_id)

    @property
    def ref(self) -> str:
        """Its address for programs."""
        return f"r{self.entry_id}-{self.key}" if self.entry_id is not None else f"c{self.card_id}"

    def of_side(self, side: Side) -> "list[MeetingParticipant]":
        return [one for one in self.participants.all() if one.side == side]

    @property
    def is_to_confirm(self) -> bool:
        """Doubtful as a whole, or with a name put into the nominative by rule."""
        return not self.certain or any(not one.confirmed for one in self.participants.all())


class MeetingParticipant(models.Model):
    """An official on one side of a meeting, or a body without anybody named."""

    is_computed = True

    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="participants", verbose_name=_("meeting or visit")
    )
    order = models.PositiveSmallIntegerField(default=0)
    side = models.CharField(_("side"), max_length=10, choices=_choices(SIDE_LABELS))
    post = models.TextField(_("post"), blank=True)
    name = models.CharField(_("name"), max_length=255, blank=True)
    of = models.TextField(_("of"), blank=True)
    as_written = models.TextField(_("as written"), blank=True)
    level = models.CharField(_("level"), max_length=30, choices=_choices(LEVEL_LABELS), default=Level.UNNAMED)
    confirmed = models.BooleanField(_("confirmed"), default=True)
    search = models.TextField(editable=False, blank=True)
    # Keys of events.phrases.meetings.identity; "" for whom no person record is kept.
    identity = models.CharField(max_length=16, blank=True, editable=False)
    post_identity = models.CharField(max_length=16, blank=True, editable=False)
    person = models.ForeignKey(
        Person,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="participations",
        verbose_name=_("person"),
    )

    class Meta:
        verbose_name = _("participant of a meeting")
        verbose_name_plural = _("participants of meetings")
        ordering = ["meeting", "order"]

    def __str__(self) -> str:
        return " ".join(filter(None, (self.post, self.name))) or self.of

    def prepare(self) -> None:
        """Compute the column that is searched."""
        self.search = fold(f"{self.name} {self.post}")


class Result(ToldRecord):
    """A document signed, an arrangement reached, a signing that lies ahead."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="results", verbose_name=_("row"))
    kind = models.CharField(_("kind"), max_length=10, choices=_choices(RESULT_KIND_LABELS))
    title = models.TextField(_("title"))
    document = models.CharField(_("document"), max_length=30, blank=True)
    count = models.PositiveIntegerField(_("how many"), null=True, blank=True)
    parties = models.JSONField(_("parties"), default=list, blank=True)
    # Of the highest party; "" where no party is told or none can be told apart.
    signer = models.CharField(
        _("concluded by"), max_length=20, blank=True, choices=_choices(SIGNER_LABELS), editable=False
    )
    # Those a party is from.
    partners = models.ManyToManyField(Partner, related_name="results", verbose_name=_("partners"))
    card = models.ForeignKey(
        ResultCard,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="results",
        verbose_name=_("card of a result"),
    )
    search = models.TextField(editable=False, blank=True)

    class Meta:
        verbose_name = _("result")
        verbose_name_plural = _("results")
        ordering = ["start", "pk"]
        constraints = [models.UniqueConstraint(fields=["entry", "key"], name="result_of_entry_once")]
        indexes = [models.Index(fields=["kind", "start"], name="result_by_date")]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        """The address of its page as long as nothing is kept of it (`events.results.lines`)."""
        return f"r{self.entry_id}-{self.key}"

    @property
    def is_to_confirm(self) -> bool:
        return not self.certain
