"""What people taught the registry: meanings of names and phrases that hold for every row."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from agreements.models import Agreement, Department, Partner
from agreements.names.folding import fold
from coopregistry.models import ChangeSet
from events.phrases.inner_quotes import inner_quotes

from .entry import Entry


class LessonQuerySet(models.QuerySet):
    def waiting(self) -> Self:
        """Those a coordinator has to decide on."""
        return self.filter(state=Lesson.State.PROPOSED)

    def with_waiting_first(self) -> Self:
        waits = models.Case(models.When(state=Lesson.State.PROPOSED, then=0), default=1)
        return self.order_by(waits, "-id")

    def in_force(self) -> Self:
        return self.filter(state=Lesson.State.IN_FORCE)

    def about(self, text: str) -> Self:
        return self.filter(folded=fold(text)[:1000])


class Lesson(models.Model):
    """One thing taught: who, when, where, and the change set it came into force with. The spelling itself is
    kept where it is looked up (`PartnerAlias`, `NotAPartner`, `DepartmentWording`, `AgreementWording`)."""

    class Kind(models.TextChoices):
        SPELLING = "spelling", _("spelling of a partner")
        NO_PARTNER = "no_partner", _("phrase that is no partner")
        DEPARTMENT = "department", _("name of an executive body")
        AGREEMENT = "agreement", _("wording of an agreement")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("waits for the coordinator")
        IN_FORCE = "in_force", _("holds")
        DECLINED = "declined", _("declined")
        TAKEN_BACK = "taken_back", _("taken back")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    text = models.TextField(_("phrase"))
    folded = models.CharField(max_length=1000, editable=False, db_index=True)
    partner = models.ForeignKey(
        Partner, models.PROTECT, null=True, blank=True, related_name="lessons", verbose_name=_("partner")
    )
    department = models.ForeignKey(
        Department,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="lessons",
        verbose_name=_("executive body"),
    )
    agreement = models.ForeignKey(
        Agreement, models.PROTECT, null=True, blank=True, related_name="lessons", verbose_name=_("agreement")
    )
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.PROPOSED)
    taught_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="lessons",
        verbose_name=_("taught by"),
    )
    taught_at = models.DateTimeField(_("taught at"), auto_now_add=True)
    # Where it was met: a row, or the name of a file that was not loaded yet
    entry = models.ForeignKey(
        Entry, models.SET_NULL, null=True, blank=True, related_name="lessons", verbose_name=_("row")
    )
    file_name = models.CharField(_("file"), max_length=255, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    change_set = models.OneToOneField(
        ChangeSet, models.PROTECT, null=True, related_name="lesson", verbose_name=_("change set")
    )
    rows = models.PositiveIntegerField(_("rows changed"), default=0)

    objects = LessonQuerySet.as_manager()

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    models.Q(kind="spelling", partner__isnull=False, department=None, agreement=None)
                    | models.Q(kind="no_partner", partner=None, department=None, agreement=None)
                    | models.Q(kind="department", partner=None, department__isnull=False, agreement=None)
                    | models.Q(kind="agreement", partner=None, department=None, agreement__isnull=False)
                ),
                name="lesson_means_what_its_kind_says",
            ),
            models.UniqueConstraint(
                fields=["kind", "folded"],
                condition=models.Q(state="in_force"),
                name="lesson_in_force_once",
            ),
        ]

    def __str__(self) -> str:
        if self.meaning is None:
            return _("“%(text)s” is no partner") % {"text": inner_quotes(self.text[:300])}
        words = {"text": inner_quotes(self.text[:300]), "name": self.meaning}
        return _("“%(text)s” means %(name)s") % words

    def save(self, **kwargs: object) -> None:
        self.folded = self.key
        super().save(**kwargs)

    @property
    def key(self) -> str:
        """As spellings are looked up; `folded` is the same once it is saved."""
        return fold(self.text)[:1000]

    @property
    def meaning(self) -> Partner | Department | Agreement | None:
        """None: it is no partner."""
        return self.partner or self.department or self.agreement

    @property
    def is_in_force(self) -> bool:
        return self.state == self.State.IN_FORCE

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.PROPOSED
