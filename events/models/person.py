"""People met officially, and what a person decided on who is who."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from agreements.names.folding import fold
from coopregistry.history import Recorded


class Person(models.Model):
    """An official or the head of a delegation. Nothing but the name is kept: posts and meetings are those of
    `MeetingParticipant`. Computed by `events.entries.told_people`; gone with the last meeting."""

    is_computed = True

    key = models.CharField(max_length=16, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=255)
    name_key = models.CharField(max_length=255, editable=False, db_index=True)

    class Meta:
        verbose_name = _("person met")
        verbose_name_plural = _("people met")
        ordering = ["name_key", "pk"]

    def __str__(self) -> str:
        return self.name


class PersonDecision(Recorded):
    """Whom a name stands for, as a person said: of all posts in one organisation, or of one post. It names
    keys, so it holds for meetings that are removed and read again."""

    identity = models.CharField(max_length=16, unique=True, editable=False)
    # Its own where it was told apart from the others of the organisation.
    person = models.CharField(max_length=16, editable=False)
    text = models.CharField(_("what was decided"), max_length=1000)
    search = models.TextField(editable=False, blank=True)

    derived_fields = ("search",)
    history_leaves_out = ("search",)

    class Meta:
        verbose_name = _("decision on people")
        verbose_name_plural = _("decisions on people")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.text

    def prepare(self) -> None:
        self.search = fold(self.text)
