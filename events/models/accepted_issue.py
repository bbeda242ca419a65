"""Issues of proof-reading that a person says are none: the text is meant as it stands."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from coopregistry.history import Recorded

from .report import Report


class AcceptedIssue(Recorded):
    """Not raised again for the same text; without a report, in no document. Deleted when taken back."""

    report = models.ForeignKey(
        Report,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="accepted_issues",
        verbose_name=_("report"),
    )
    code = models.CharField(_("code"), max_length=50)
    fingerprint = models.CharField(_("fingerprint of the text"), max_length=32)
    found = models.TextField(_("found"), blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("user")
    )
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)

    class Meta:
        verbose_name = _("accepted remark")
        verbose_name_plural = _("accepted remarks")
        ordering = ["code", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "fingerprint"],
                condition=models.Q(report__isnull=False),
                name="accepted_issue_of_report_once",
            ),
            models.UniqueConstraint(
                fields=["fingerprint"], condition=models.Q(report=None), name="accepted_issue_once"
            ),
        ]

    def __str__(self) -> str:
        return self.found or self.code
