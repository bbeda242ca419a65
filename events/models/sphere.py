"""Spheres of cooperation: what the sections of international reports stand for."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from agreements.models.named import Wording
from agreements.names.folding import fold
from coopregistry.history import Removable


class Sphere(Removable):
    """«Сотрудничество в сфере …», in the order the reports print them."""

    code = models.CharField(_("code"), max_length=100, null=True, blank=True, unique=True)
    name = models.CharField(_("name"), max_length=500)
    order = models.PositiveIntegerField(_("order"), default=1000)
    confirmed = models.BooleanField(_("confirmed"), default=True)
    search = models.TextField(editable=False, blank=True)
    reference = models.JSONField(null=True, blank=True, editable=False)

    history_leaves_out = ("search", "reference")
    derived_fields = ("search",)

    class Meta:
        verbose_name = _("sphere of cooperation")
        verbose_name_plural = _("spheres of cooperation")
        ordering = ["order", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["name"], condition=models.Q(removed_at=None), name="sphere_name_once"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def prepare(self) -> None:
        self.search = fold(self.name)


class SphereWording(Wording):
    """How a document wrote the name of a sphere."""

    sphere = models.ForeignKey(Sphere, models.CASCADE, related_name="wordings", verbose_name=_("sphere"))

    history_owner = "sphere"

    class Meta:
        verbose_name = _("spelling of a sphere")
        verbose_name_plural = _("spellings of spheres")
        ordering = ["text"]
