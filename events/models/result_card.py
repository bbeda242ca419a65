"""What people keep of a result – number, agreement, files, control – whatever becomes of its row."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agreements.models import Agreement, Department
from agreements.names.folding import fold
from coopregistry.history import LiveManager, Recorded, RecordedQuerySet, Removable
from coopregistry.kept_files import KeptFile
from events.labels import CONTROL_STATE_LABELS, RESULT_KIND_LABELS
from events.vocabulary import ControlState

from .entry import Entry

OPEN = [state.value for state in ControlState if state.is_open]
_STATES = [(state.value, label) for state, label in CONTROL_STATE_LABELS.items()]


class ResultCardQuerySet(RecordedQuerySet):
    def controlled(self) -> Self:
        return self.exclude(state="")

    def under_way(self) -> Self:
        return self.filter(state__in=OPEN)

    def overdue(self, today: date) -> Self:
        """Nothing is overdue without a term."""
        return self.under_way().filter(due__lt=today)


class ResultCard(Removable):
    """One document or arrangement, however many rows tell of it. `title` and dates are as they were when the
    card was made: what the rows say now goes before."""

    kind = models.CharField(
        _("kind"), max_length=10, choices=[(kind.value, label) for kind, label in RESULT_KIND_LABELS.items()]
    )
    title = models.TextField(_("title"))
    start = models.DateField(_("begins"), null=True, blank=True)
    end = models.DateField(_("ends"), null=True, blank=True)
    number = models.CharField(_("number"), max_length=100, blank=True)
    agreement = models.ForeignKey(
        Agreement,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="result_cards",
        verbose_name=_("agreement of the register"),
    )
    # "" as long as it is a proposal.
    state = models.CharField(_("control"), max_length=20, blank=True, choices=_STATES)
    department = models.ForeignKey(
        Department,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="result_cards",
        verbose_name=_("responsible body"),
    )
    due = models.DateField(_("term"), null=True, blank=True)
    search = models.TextField(editable=False, blank=True)

    history_leaves_out = ("search",)
    derived_fields = ("search",)

    objects = LiveManager.from_queryset(ResultCardQuerySet)()
    with_removed = ResultCardQuerySet.as_manager()

    class Meta:
        verbose_name = _("card of a result")
        verbose_name_plural = _("cards of results")
        ordering = ["due", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="") | Q(department__isnull=False), name="controlled_result_has_a_department"
            )
        ]
        indexes = [models.Index(fields=["state", "due"], name="controlled_by_term")]

    def __str__(self) -> str:
        return self.title

    def prepare(self) -> None:
        self.search = fold(f"{self.title} {self.number}")

    @property
    def is_under_way(self) -> bool:
        return self.state in OPEN

    def is_overdue(self, today: date | None = None) -> bool:
        return self.is_under_way and self.due is not None and self.due < (today or timezone.localdate())


class ResultAnchor(Recorded):
    """Where a row tells of the result of a card, by the key of the record and by its words."""

    card = models.ForeignKey(ResultCard, models.CASCADE, related_name="anchors")
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="result_anchors", verbose_name=_("row"))
    key = models.CharField(max_length=40, db_index=True, editable=False)
    phrase = models.TextField(_("phrase"), blank=True)

    history_owner = "card"
    outlives_references = True

    class Meta:
        verbose_name = _("place of a result")
        verbose_name_plural = _("places of results")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["entry", "key"], name="result_anchored_once")]

    def __str__(self) -> str:
        return self.phrase or self.key


class ControlDecision(Recorded):
    """What was decided on an arrangement under control: never changed, only taken back."""

    card = models.ForeignKey(ResultCard, models.CASCADE, related_name="decisions")
    state = models.CharField(_("control"), max_length=20, choices=_STATES)
    department = models.ForeignKey(
        Department, models.PROTECT, related_name="+", verbose_name=_("responsible body")
    )
    due = models.DateField(_("term"), null=True, blank=True)
    basis = models.CharField(_("basis"), max_length=1000, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("user")
    )
    decided_at = models.DateTimeField(_("decided at"), auto_now_add=True)

    history_owner = "card"

    class Meta:
        verbose_name = _("decision on an arrangement")
        verbose_name_plural = _("decisions on arrangements")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.get_state_display())


class ResultFile(KeptFile, Removable):
    card = models.ForeignKey(ResultCard, models.CASCADE, related_name="files")

    history_owner = kept_beside = "card"

    class Meta(KeptFile.Meta):
        verbose_name = _("file of a result")
        verbose_name_plural = _("files of results")
        ordering = ["pk"]


class ExecutionReport(KeptFile, Removable):
    """What the responsible department says of the execution, with or without a file; waits for a decision of
    the coordinator."""

    card = models.ForeignKey(ResultCard, models.CASCADE, related_name="reports")
    name = models.CharField(_("file name"), max_length=255, blank=True)
    content = models.BinaryField(_("content"), blank=True)
    size = models.PositiveIntegerField(_("size, bytes"), default=0)
    sha256 = models.CharField(_("checksum"), max_length=64, blank=True)
    text = models.TextField(_("what has been done"))
    decision = models.ForeignKey(
        ControlDecision,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="reports",
        verbose_name=_("decision"),
    )

    history_owner = kept_beside = "card"

    class Meta(KeptFile.Meta):
        verbose_name = _("report on execution")
        verbose_name_plural = _("reports on execution")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text
