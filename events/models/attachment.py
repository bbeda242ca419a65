"""Files attached to an entry: letters, programmes, photographs; stored unread in the database."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from coopregistry.history import Removable

from .entry import Entry


class Attachment(Removable):
    """A file as uploaded; only ever served as a download."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="attachments", verbose_name=_("row"))
    name = models.CharField(_("file name"), max_length=255)
    content = models.BinaryField(_("content"))
    size = models.PositiveIntegerField(_("size, bytes"))
    sha256 = models.CharField(_("checksum"), max_length=64)
    added_at = models.DateTimeField(_("added at"), auto_now_add=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("added by")
    )

    history_owner = "entry"

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name
