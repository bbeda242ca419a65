"""Unsaved input, kept on the server so that nothing stays on a shared computer."""

import secrets

from django.conf import settings
from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from coopregistry.models import User

from .entry import Entry
from .report import Report

_NOT_KEPT = ("csrfmiddlewaretoken", "files", "then", "draft", "take", "cure")
# What the form fills in by itself: a form that says no more is not worth keeping.
_GIVEN = ("version", "department", "event", "offered_for", "named", "counted")
_SEVERAL = ("partners", "as_written", "named", "counted")
_LONGEST_KEY = 32


def new_key() -> str:
    return secrets.token_urlsafe(12)


class EntryDraft(models.Model):
    """One user's unsaved form of an entry; without history.

    An existing entry has one draft per user. `entry` is None for new entries, of which there may be many:
    `key` tells them apart.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts", verbose_name=_("user")
    )
    report = models.ForeignKey(Report, models.CASCADE, related_name="drafts", verbose_name=_("report"))
    entry = models.ForeignKey(
        Entry, models.CASCADE, null=True, blank=True, related_name="drafts", verbose_name=_("row")
    )
    key = models.CharField(max_length=_LONGEST_KEY, default=new_key, editable=False)
    data = models.JSONField(_("typed"), default=dict)  # {field: [value, …]}, as posted
    saved_at = models.DateTimeField(_("saved at"), auto_now=True)

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        ordering = ["-saved_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "report", "key"],
                condition=models.Q(entry=None),
                name="draft_of_new_row_once",
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
    def of(cls, user: User, report: Report, entry: Entry | None, key: str) -> "EntryDraft | None":
        return cls._of(user, report, entry, key).first()

    @classmethod
    def keep(
        cls, user: User, report: Report, entry: Entry | None, key: str, posted: QueryDict
    ) -> "EntryDraft | None":
        # PostgreSQL's JSON knows no NUL.
        data = {
            name: [value.replace("\0", "") for value in values]
            for name, values in posted.lists()
            if name not in _NOT_KEPT and "\0" not in name
        }
        if entry is None and not _says_something(data):
            cls.drop(user, report, entry, key)
            return None
        own = {"key": key} if entry is None else {}
        draft, _made = cls.objects.update_or_create(
            user=user, report=report, entry=entry, **own, defaults={"data": data}
        )
        return draft

    @classmethod
    def drop(cls, user: User, report: Report, entry: Entry | None, key: str) -> None:
        cls._of(user, report, entry, key).delete()

    @classmethod
    def _of(cls, user: User, report: Report, entry: Entry | None, key: str) -> "models.QuerySet[EntryDraft]":
        drafts = cls.objects.filter(user=user, report=report, entry=entry)
        return drafts.filter(key=key) if entry is None else drafts

    def initial(self) -> dict[str, object]:
        """As initial values of the form."""
        return {
            name: values if name in _SEVERAL else values[-1] for name, values in self.data.items() if values
        }


def _says_something(data: dict[str, list[str]]) -> bool:
    typed = (
        value
        for name, values in data.items()
        for value in values
        if name not in _GIVEN and not name.startswith("cell_")
    )
    return any(value.strip() for value in typed)
