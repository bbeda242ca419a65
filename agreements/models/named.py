"""Base models: names in six grammatical cases, and spellings found in documents."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from coopregistry.history import Recorded, Removable

from ..names.folding import fold


class Named(Removable):
    """A record with a name in six cases, and a folded search column that works on both databases."""

    name = models.CharField(_("name"), max_length=500)
    genitive = models.CharField(_("genitive"), max_length=500, blank=True)
    dative = models.CharField(_("dative"), max_length=500, blank=True)
    accusative = models.CharField(_("accusative"), max_length=500, blank=True)
    instrumental = models.CharField(_("instrumental"), max_length=500, blank=True)
    prepositional = models.CharField(_("prepositional"), max_length=500, blank=True)
    search = models.TextField(editable=False, blank=True)
    # Values of the last load of reference data; whatever differs was edited by a person.
    reference = models.JSONField(null=True, blank=True, editable=False)

    history_leaves_out = ("search", "reference")
    derived_fields = ("search",)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    def prepare(self) -> None:
        self.search = fold(" ".join(self.searched_texts()))

    def searched_texts(self) -> list[str]:
        return [self.name]

    @property
    def cases(self) -> tuple[str, ...]:
        """The six cases; a missing one falls back to the nominative."""
        others = (self.genitive, self.dative, self.accusative, self.instrumental, self.prepositional)
        return (self.name, *(other or self.name for other in others))


class Wording(Recorded):
    """A spelling found in documents; unique after folding."""

    text = models.TextField(_("spelling"))
    folded = models.CharField(max_length=1000, unique=True, editable=False)

    history_leaves_out = ("folded",)
    derived_fields = ("folded",)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.text

    def prepare(self) -> None:
        self.folded = fold(self.text)[:1000]
