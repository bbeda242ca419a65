"""Private calendar addresses: whoever knows one reads what its owner may see."""

import hashlib
import secrets
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coopregistry.history import Removable


class CalendarLink(Removable):
    """A subscription: a filter of events under an address nobody can guess.

    Only a digest of the address is kept, so neither a copy of the database nor an administrator can open the
    calendar of somebody else; the address is shown once, and made anew where it was lost.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_links", verbose_name=_("user")
    )
    name = models.CharField(_("name"), max_length=200)
    query = models.TextField(_("filter"), blank=True)  # as in the address of the list
    with_vague = models.BooleanField(_("with events whose day is not known"), default=True)
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    last_used_at = models.DateTimeField(_("last used"), null=True, editable=False)
    content_digest = models.CharField(max_length=64, blank=True, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)  # when its calendar last differed

    history_leaves_out = ("token_digest", "last_used_at", "content_digest", "changed_at")

    class Meta:
        verbose_name = _("subscription to a calendar")
        verbose_name_plural = _("subscriptions to calendars")
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return self.name

    def renew(self) -> str:
        """Set a new address (unsaved); the old one stops working. Returns the token, stored nowhere."""
        token = secrets.token_urlsafe(32)
        self.token_digest = _digest(token)
        return token

    def revoke(self) -> None:
        """Permanent: restoring the record does not restore the old address."""
        self.renew()
        self.save(update_fields=["token_digest"])
        self.remove()

    @classmethod
    def known_by(cls, token: str) -> Self | None:
        return cls.objects.select_related("user").filter(token_digest=_digest(token)).first()


def _digest(token: str) -> str:
    """Fast on purpose: the token has 256 random bits."""
    return hashlib.sha256(token.encode()).hexdigest()
