"""Files of agreements: scans, protocols, letters."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from coopregistry.history import Removable

from .agreement import Agreement


class AgreementFile(Removable):
    """A file as uploaded. It is never parsed, and only served as a download."""

    agreement = models.ForeignKey(
        Agreement, models.PROTECT, related_name="files", verbose_name=_("agreement")
    )
    name = models.CharField(_("file name"), max_length=255)
    content = models.BinaryField(_("content"))
    size = models.PositiveIntegerField(_("size, bytes"))
    sha256 = models.CharField(_("checksum"), max_length=64)
    added_at = models.DateTimeField(_("added at"), auto_now_add=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("added by")
    )

    history_owner = "agreement"

    class Meta:
        verbose_name = _("file of an agreement")
        verbose_name_plural = _("files of agreements")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name
