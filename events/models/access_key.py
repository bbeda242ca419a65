"""Keys that let programs read and write on behalf of a user."""

import hashlib
import secrets
from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coopregistry.history import Recorded

PREFIX = "coop_"  # tells a leaked key from other random texts
_SHOWN = 4
_USE_IS_NOTED_EVERY = timedelta(minutes=5)


def digest_of(text: str) -> str:
    """The key is random throughout, so a plain hash reveals nothing."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


class AccessKey(Recorded):
    """The key itself is shown once and never stored."""

    class Scope(models.TextChoices):
        READ = "read", _("reading")
        WRITE = "write", _("reading and writing")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="access_keys", verbose_name=_("user")
    )
    name = models.CharField(_("name of the key"), max_length=100)
    scope = models.CharField(_("allows"), max_length=10, choices=Scope, default=Scope.READ)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    ending = models.CharField(max_length=_SHOWN, editable=False)
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    expires_on = models.DateField(_("valid through"))
    used_at = models.DateTimeField(_("last used"), null=True, editable=False)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, editable=False)

    history_leaves_out = ("digest", "used_at")

    class Meta:
        verbose_name = _("access key")
        verbose_name_plural = _("access keys")
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def make(cls, *, expires_on: date, **values: object) -> tuple["AccessKey", str]:
        """Returns the saved key and its text, which cannot be recovered later."""
        text = PREFIX + secrets.token_urlsafe(32)
        key = cls(digest=digest_of(text), ending=text[-_SHOWN:], expires_on=expires_on, **values)
        key.save()
        return key, text

    @classmethod
    def find(cls, text: str) -> "AccessKey | None":
        return cls.objects.filter(digest=digest_of(text)).select_related("user").first()

    @property
    def is_expired(self) -> bool:
        return self.expires_on < timezone.localdate()

    @property
    def is_valid(self) -> bool:
        return self.revoked_at is None and not self.is_expired

    def revoke(self) -> None:
        if self.revoked_at is None:
            self.revoked_at = timezone.now()
            self.save(update_fields=["revoked_at"])

    def note_use(self) -> None:
        """Written occasionally, so that reading does not write; not recorded in the history."""
        now = timezone.now()
        if self.used_at is None or self.used_at < now - _USE_IS_NOTED_EVERY:
            models.QuerySet(AccessKey).filter(pk=self.pk).update(used_at=now)
