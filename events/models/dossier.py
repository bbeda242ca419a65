"""Facts about a partner written by hand, and what was handed out: dossiers, numbers of summary figures."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from agreements.models import Partner
from coopregistry.history import Recorded


class PartnerFacts(Recorded):
    """What no document says of a partner: leaders, trade, meetings. Printed in every dossier."""

    partner = models.OneToOneField(Partner, models.CASCADE, related_name="facts", verbose_name=_("partner"))
    text = models.TextField(_("facts"), blank=True)

    history_owner = "partner"

    class Meta:
        verbose_name = _("facts about a partner")
        verbose_name_plural = _("facts about partners")

    def __str__(self) -> str:
        return str(self.partner)


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
