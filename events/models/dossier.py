"""Facts about a partner written by hand, and what was handed out: dossiers, numbers of summary figures."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from agreements.models import Partner
from coopregistry.history import Recorded

_YEAR = timedelta(days=365)


class PartnerFacts(Recorded):
    """What no document says of a partner, a block of its dossier: as of a day, from a source."""

    class Kind(models.TextChoices):
        GENERAL = "general", _("general information")
        TRADE = "trade", _("trade and economic cooperation")
        PROBLEMS = "problems", _("problems and proposals")

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="facts", verbose_name=_("partner"))
    kind = models.CharField(_("block of the dossier"), max_length=20, choices=Kind, default=Kind.GENERAL)
    text = models.TextField(_("facts"), blank=True)
    # None for what was written before blocks had a day.
    as_of = models.DateField(_("as of"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=500, blank=True)

    history_owner = "partner"

    class Meta:
        verbose_name = _("facts about a partner")
        verbose_name_plural = _("facts about partners")
        ordering = ["partner", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["partner", "kind"], name="facts_of_a_kind_once"),
        ]

    def __str__(self) -> str:
        return str(self.partner)

    def is_old(self, day: date) -> bool:
        """Older than a year, or of no known day."""
        return self.as_of is None or self.as_of < day - _YEAR


class DossierCopy(models.Model):
    """A dossier exactly as handed out; immutable."""

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="dossiers", verbose_name=_("partner"))
    start = models.DateField(_("from"))
    end = models.DateField(_("to"))
    short = models.BooleanField(_("on one page"), default=False)
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="dossiers",
        verbose_name=_("made by"),
    )
    prepared_by = models.CharField(_("prepared by, telephone"), max_length=300, blank=True)
    name = models.CharField(_("file name"), max_length=300)
    docx = models.BinaryField(_("document"))
    sha256 = models.CharField(_("checksum"), max_length=64)
    # events.cooperation.issued.numbers_at_issue; empty for copies of earlier versions.
    figures = models.JSONField(_("figures at issue"), default=dict, blank=True)

    class Meta:
        verbose_name = _("copy of a dossier")
        verbose_name_plural = _("copies of dossiers")
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(start__lte=models.F("end")), name="dossier_period_in_order"
            )
        ]

    def __str__(self) -> str:
        return self.name


class IssuedFigures(models.Model):
    """The headline numbers of summary figures that went out as one page; immutable."""

    query = models.TextField(_("filter"))  # of the page, in its canonical order
    period_code = models.CharField(_("period"), max_length=16)
    figures = models.JSONField(_("figures at issue"), default=dict)  # as those of DossierCopy
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("made by")
    )

    class Meta:
        verbose_name = _("issued figures")
        verbose_name_plural = _("issued figures")
        ordering = ["-made_at", "-id"]
        indexes = [models.Index(fields=["period_code", "-made_at"], name="issued_figures_by_period")]

    def __str__(self) -> str:
        return f"{self.period_code}, {self.made_at:%d.%m.%Y}"
