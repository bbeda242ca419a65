"""Frozen, numbered versions of a report."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .report import Report


class Edition(models.Model):
    """A report as it was fixed: its table, its DOCX and who fixed it; immutable."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="editions", verbose_name=_("report"))
    number = models.PositiveIntegerField(_("number"))
    fixed_at = models.DateTimeField(_("fixed at"), auto_now_add=True)
    fixed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="editions",
        verbose_name=_("fixed by"),
    )
    reason = models.CharField(_("why"), max_length=500, blank=True)
    rows = models.PositiveIntegerField(_("rows"))
    table = models.JSONField(_("table"))
    docx = models.BinaryField(_("document"))
    sha256 = models.CharField(_("checksum"), max_length=64)

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["report", "-number"]
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="edition_number_once")]

    def __str__(self) -> str:
        return _("edition no. %(number)s") % {"number": self.number}

    @property
    def line(self) -> str:
        """«редакция № 2 от 21.11.2026»."""
        fixed = timezone.localdate(self.fixed_at)
        return _("edition no. %(number)s of %(day)s") % {"number": self.number, "day": f"{fixed:%d.%m.%Y}"}
