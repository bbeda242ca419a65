"""How documents of one kind are printed in this office."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from coopregistry.history import Recorded
from events.labels import KIND_LABELS


class PrintedForm(Recorded):
    """What surrounds the table and its page style, as chosen last."""

    kind = models.CharField(
        _("kind"),
        max_length=30,
        unique=True,
        choices=[(kind.value, label) for kind, label in KIND_LABELS.items()],
    )
    stamp = models.TextField(_("top right"), blank=True)
    post = models.CharField(_("post of the signatory"), max_length=300, blank=True)
    name = models.CharField(_("name of the signatory"), max_length=100, blank=True)
    executor = models.CharField(_("prepared by, telephone"), max_length=300, blank=True)
    # events.exports.page_style.PageStyle as JSON, read from the sample; empty: the office rules
    look = models.JSONField(_("look"), default=dict, blank=True)
    sample = models.CharField(_("sample"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("printed form")
        verbose_name_plural = _("printed forms")

    def __str__(self) -> str:
        return self.get_kind_display()
