"""What somebody typed and has not saved yet: on the server, so that nothing stays on a shared computer."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .entry import Entry
from .report import Report


class EntryDraft(models.Model):
    """The fields of one user's form for a row; `entry` None: a row that is not there yet. Without history."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts", verbose_name=_("user")
    )
    report = models.ForeignKey(Report, models.CASCADE, related_name="drafts", verbose_name=_("report"))
    entry = models.ForeignKey(
        Entry, models.CASCADE, null=True, blank=True, related_name="drafts", verbose_name=_("row")
    )
    data = models.JSONField(_("typed"), default=dict)  # {field: [value, …]}, as posted
    saved_at = models.DateTimeField(_("saved at"), auto_now=True)

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        ordering = ["-saved_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "report"], condition=models.Q(entry=None), name="draft_of_new_row_once"
            ),
            models.UniqueConstraint(
                fields=["user", "entry"], condition=models.Q(entry__isnull=False), name="draft_of_row_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.report}"
