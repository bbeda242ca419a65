"""Files attached to an entry: letters, programmes, photographs; stored unread in the database."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from coopregistry.history import Removable
from coopregistry.kept_files import KeptFile

from .entry import Entry


class Attachment(KeptFile, Removable):
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="attachments", verbose_name=_("row"))

    history_owner = kept_beside = "entry"

    class Meta(KeptFile.Meta):
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["id"]
