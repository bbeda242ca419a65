"""What people keep of a meeting – basis, notice, files – and meetings no row tells of («вне отчета»)."""

from collections.abc import Collection
from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agreements.models import Department, Partner
from agreements.names.folding import fold
from coopregistry.history import LiveManager, Recorded, RecordedQuerySet, Removable
from coopregistry.kept_files import KeptFile
from events.labels import MEETING_FILE_LABELS, NOTICE_LABELS
from events.phrases.meetings.model import MeetingFound
from events.phrases.plain_json import from_plain
from events.vocabulary import MeetingFileKind

from .entry import Entry


class MeetingCardQuerySet(RecordedQuerySet):
    def outside(self) -> Self:
        """Of meetings entered without a row."""
        return self.filter(told__isnull=False)

    def open_to(self, departments: Collection[int]) -> Self:
        """Those nobody restricts any more, and those of the departments."""
        is_open = Q(restricted=False) | Q(end__lt=timezone.localdate())
        return self.filter(is_open | Q(department__in=departments))

    def report_awaited(self) -> Self:
        """With a term of the trip report and no report among the files."""
        reports = MeetingFile.objects.filter(card=OuterRef("pk"), kind=MeetingFileKind.REPORT)
        return self.filter(~Exists(reports), report_due__isnull=False)


class MeetingCard(Removable):
    """One meeting, visit or trip. Without a row `told` is the meeting itself, and `start` and `end` its days;
    `events.entries.outside_meetings` computes its `Meeting` from them."""

    # events.phrases.meetings.model.MeetingFound as JSON; None where a row tells of it
    told = models.JSONField(_("what was entered"), null=True, blank=True)
    start = models.DateField(_("begins"), null=True, blank=True)
    end = models.DateField(_("ends"), null=True, blank=True)
    department = models.ForeignKey(
        Department,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="meeting_cards",
        verbose_name=_("executive body"),
    )
    letter = models.CharField(_("letter it is known from"), max_length=300, blank=True)
    restricted = models.BooleanField(_("restricted until it is over"), default=False)
    basis = models.CharField(_("basis"), max_length=500, blank=True)
    notice = models.CharField(
        _("Ministry of Foreign Affairs"),
        max_length=10,
        blank=True,
        choices=[(one.value, label) for one, label in NOTICE_LABELS.items()],
    )
    notice_on = models.DateField(_("date of the notice"), null=True, blank=True)
    notice_number = models.CharField(_("number of the notice"), max_length=100, blank=True)
    report_due = models.DateField(_("term of the trip report"), null=True, blank=True)
    entered_at = models.DateTimeField(_("entered at"), auto_now_add=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("entered by")
    )
    search = models.TextField(editable=False, blank=True)

    history_leaves_out = ("search",)
    derived_fields = ("search",)

    objects = LiveManager.from_queryset(MeetingCardQuerySet)()
    with_removed = MeetingCardQuerySet.as_manager()

    class Meta:
        verbose_name = _("card of a meeting")
        verbose_name_plural = _("cards of meetings")
        ordering = ["-start", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(told=None)
                | Q(start__isnull=False, end__isnull=False, end__gte=models.F("start")),
                name="entered_meeting_has_its_days",
            )
        ]

    def __str__(self) -> str:
        found = self.found
        if found is None:
            return self.basis or str(_("meeting of a row"))
        who = next((one.name or one.post or one.of for one in reversed(found.participants)), "")
        return ", ".join(filter(None, (f"{self.start:%d.%m.%Y}", found.subject or who)))

    def prepare(self) -> None:
        found = self.found
        said = (found.subject, found.place, *(one.name for one in found.participants)) if found else ()
        self.search = fold(" ".join((*said, self.basis, self.letter)))

    @property
    def found(self) -> MeetingFound | None:
        return None if self.told is None else from_plain(MeetingFound, self.told)

    @property
    def is_restricted(self) -> bool:
        return self.restricted and self.end is not None and self.end >= timezone.localdate()

    def is_report_overdue(self, today: date | None = None) -> bool:
        """Past its term, and no report among the files. Asks for them unless they are prefetched."""
        if self.report_due is None or self.report_due >= (today or timezone.localdate()):
            return False
        return all(file.kind != MeetingFileKind.REPORT for file in self.files.all())


class MeetingPartner(Recorded):
    """With whom a meeting without a row was."""

    card = models.ForeignKey(MeetingCard, models.CASCADE, related_name="partner_links")
    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="meeting_links", verbose_name=_("partner")
    )

    history_owner = "card"

    class Meta:
        verbose_name = _("partner of a meeting")
        verbose_name_plural = _("partners of meetings")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["card", "partner"], name="partner_of_meeting_once")]

    def __str__(self) -> str:
        return str(self.partner)


class MeetingAnchor(Recorded):
    """Where a row tells of the meeting of a card, by the key of the record and by its words."""

    card = models.ForeignKey(MeetingCard, models.CASCADE, related_name="anchors")
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="meeting_anchors", verbose_name=_("row"))
    key = models.CharField(max_length=40, db_index=True, editable=False)
    phrase = models.TextField(_("phrase"), blank=True)

    history_owner = "card"
    outlives_references = True

    class Meta:
        verbose_name = _("place of a meeting")
        verbose_name_plural = _("places of meetings")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["entry", "key"], name="meeting_anchored_once")]

    def __str__(self) -> str:
        return self.phrase or self.key


class MeetingFile(KeptFile, Removable):
    card = models.ForeignKey(MeetingCard, models.CASCADE, related_name="files")
    kind = models.CharField(
        _("kind"), max_length=12, choices=[(one.value, label) for one, label in MEETING_FILE_LABELS.items()]
    )

    history_owner = kept_beside = "card"

    class Meta(KeptFile.Meta):
        verbose_name = _("file of a meeting")
        verbose_name_plural = _("files of meetings")
        ordering = ["id"]
