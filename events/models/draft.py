"""What somebody typed and has not saved yet: on the server, so that nothing stays on a shared computer."""

from django.conf import settings
from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from coopregistry.models import User

from .entry import Entry
from .report import Report

_NOT_KEPT = ("csrfmiddlewaretoken", "files", "then")


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

    @property
    def title(self) -> str:
        return " ".join(" ".join(self.data.get("title", [])).split())

    @classmethod
    def of(cls, user: User, report: Report, entry: Entry | None) -> "EntryDraft | None":
        return cls.objects.filter(user=user, report=report, entry=entry).first()

    @classmethod
    def keep(cls, user: User, report: Report, entry: Entry | None, posted: QueryDict) -> "EntryDraft":
        # PostgreSQL's JSON knows no NUL.
        data = {
            name: [value.replace("\0", "") for value in values]
            for name, values in posted.lists()
            if name not in _NOT_KEPT and "\0" not in name
        }
        draft, _made = cls.objects.update_or_create(
            user=user, report=report, entry=entry, defaults={"data": data}
        )
        return draft

    @classmethod
    def drop(cls, user: User, report: Report, entry: Entry | None) -> None:
        cls.objects.filter(user=user, report=report, entry=entry).delete()

    def initial(self) -> dict[str, object]:
        """As a form shows it again."""
        return {
            name: values if name == "partners" else values[-1] for name, values in self.data.items() if values
        }
