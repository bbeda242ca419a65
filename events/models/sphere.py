"""Spheres of cooperation: what the sections of international reports stand for."""

from collections.abc import Collection, Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _

from agreements.models.named import Wording
from agreements.names.folding import fold
from coopregistry.history import Recorded, Removable


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

    def chain(self) -> frozenset[int]:
        """Keys of this sphere, its predecessors and its successors; filters by sphere match all."""
        return chains_of([self])


def chains_of(spheres: Iterable[Sphere]) -> frozenset[int]:
    """The chains of several spheres in one query."""
    pairs = list(SphereSuccession.objects.values_list("predecessor_id", "successor_id"))
    found: set[int] = set()
    for sphere in spheres:
        found |= _reached(sphere.pk, pairs) | _reached(sphere.pk, [(new, old) for old, new in pairs])
    return frozenset(found)


def _reached(first: int, steps: Collection[tuple[int, int]]) -> set[int]:
    reached, fresh = {first}, {first}
    while fresh:
        fresh = {to for at, to in steps if at in fresh} - reached
        reached |= fresh
    return reached


class SphereSuccession(Recorded):
    """One sphere followed another: renamed, split or joined since a date. So there may be several of either.

    A duplicate of a sphere is merged instead; one that others follow keeps the rows that stand under it.
    """

    predecessor = models.ForeignKey(
        Sphere, models.PROTECT, related_name="successions", verbose_name=_("predecessor")
    )
    successor = models.ForeignKey(
        Sphere, models.PROTECT, related_name="precessions", verbose_name=_("successor")
    )
    date = models.DateField(_("since"), null=True, blank=True)

    class Meta:
        verbose_name = _("succession of spheres")
        verbose_name_plural = _("successions of spheres")
        ordering = ["date", "id"]
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="sphere_succession_once"),
            models.CheckConstraint(
                condition=~models.Q(predecessor=models.F("successor")),
                name="succession_of_two_spheres",
                violation_error_message=_("A sphere cannot follow itself."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class SphereWording(Wording):
    """How a document wrote the name of a sphere."""

    sphere = models.ForeignKey(Sphere, models.CASCADE, related_name="wordings", verbose_name=_("sphere"))

    history_owner = "sphere"

    class Meta:
        verbose_name = _("spelling of a sphere")
        verbose_name_plural = _("spellings of spheres")
        ordering = ["text"]
