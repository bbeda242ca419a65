"""Files of agreements: scans, protocols, letters."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from coopregistry.history import Removable
from coopregistry.kept_files import KeptFile

from .agreement import Agreement


class AgreementFile(KeptFile, Removable):
    agreement = models.ForeignKey(
        Agreement, models.PROTECT, related_name="files", verbose_name=_("agreement")
    )

    history_owner = kept_beside = "agreement"

    class Meta(KeptFile.Meta):
        verbose_name = _("file of an agreement")
        verbose_name_plural = _("files of agreements")
        ordering = ["id"]
