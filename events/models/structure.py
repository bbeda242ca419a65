"""Changes of the reference records: duplicates merged, departments reorganised; each can be undone."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from coopregistry.models import ChangeSet


class StructureChange(models.Model):
    """One merger or reorganisation with its change set; written once."""

    class Kind(models.TextChoices):
        BODIES = "bodies", _("merged executive bodies")
        SPHERES = "spheres", _("merged spheres")
        AGREEMENTS = "agreements", _("merged agreements")
        PARTNERS = "partners", _("merged partners")
        EVENTS = "events", _("merged events")
        REORGANISATION = "reorganisation", _("reorganised executive bodies")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    text = models.TextField(_("what was done"))
    counts = models.JSONField(_("moved"), default=list)  # [[kind of record, how many], …]
    # {"label.of.model:field": {"from": key, "to": key, "rows": […]}} of records without a history
    apart = models.JSONField(default=dict, editable=False)
    change_set = models.OneToOneField(
        ChangeSet, models.PROTECT, related_name="structure_change", verbose_name=_("change set")
    )

    class Meta:
        verbose_name = _("merger or reorganisation")
        verbose_name_plural = _("mergers and reorganisations")
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.text
