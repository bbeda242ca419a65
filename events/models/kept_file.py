"""Files people add to a card."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from coopregistry.history import Removable


class KeptFile(Removable):
    """A file as uploaded: never parsed, only served as a download."""

    name = models.CharField(_("file name"), max_length=255, blank=True)
    content = models.BinaryField(_("content"), blank=True)
    size = models.PositiveIntegerField(_("size, bytes"), default=0)
    sha256 = models.CharField(_("checksum"), max_length=64, blank=True)
    added_at = models.DateTimeField(_("added at"), auto_now_add=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("added by")
    )

    history_owner = "card"

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name
