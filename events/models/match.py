"""Pairs of entries that speak of one event, or do not: what the matcher proposes, what was decided."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from coopregistry.history import Recorded, RecordedQuerySet

from .entry import Entry


class MatchPair(models.Model):
    """Two entries, the planned or earlier one first, and what speaks for and against their being one event.

    `reasons` and `against`: lists of `events.matching.evidence.Reason` as JSON.
    """

    a = models.ForeignKey(Entry, models.CASCADE, related_name="+", verbose_name=_("planned or earlier row"))
    b = models.ForeignKey(Entry, models.CASCADE, related_name="+", verbose_name=_("later row"))
    score = models.FloatField(_("score"), null=True, blank=True)  # 0 to 1; empty where no matcher compared
    reasons = models.JSONField(_("what speaks for it"), default=list, blank=True)
    against = models.JSONField(_("what speaks against it"), default=list, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.a} – {self.b}"


class MatchProposal(MatchPair):
    """A likely pair that waits for a person. Made anew by each run of the matcher, hence without history."""

    # 1 for the pair the matcher would choose, 2 and 3 for the next best choices of row `a`.
    rank = models.PositiveSmallIntegerField(_("choice"), default=1)
    # Whether one row is told as several (events.matching.rows.Role).
    role = models.CharField(max_length=20, default="one_to_one")

    is_computed = True

    class Meta:
        verbose_name = _("proposed match")
        verbose_name_plural = _("proposed matches")
        ordering = ["-score", "id"]
        constraints = [models.UniqueConstraint(fields=["a", "b"], name="match_proposed_once")]


class MatchDecisionQuerySet(RecordedQuerySet):
    def by_people(self) -> Self:
        return self.filter(decided_by=MatchDecision.By.PERSON)

    def between_live(self) -> Self:
        """Of entries that both are there now."""
        return self.filter(
            a__removed_at=None, b__removed_at=None, a__report__removed_at=None, b__report__removed_at=None
        )


class MatchDecision(MatchPair, Recorded):
    """Two entries speak of one event, or do not. A person's decision binds the matcher for ever.

    The prints (`events.entries.joining.print_of`) outlast the entries: a decision of rows that were removed
    binds the rows of the same content once they are there again.
    """

    class By(models.TextChoices):
        MATCHER = "matcher", _("the matcher")
        PERSON = "person", _("a person")

    is_same = models.BooleanField(_("one event"))
    decided_by = models.CharField(_("decided by"), max_length=10, choices=By)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("user"),
    )
    decided_at = models.DateTimeField(_("decided at"), auto_now_add=True)
    a_print = models.CharField(max_length=32, db_index=True, editable=False)
    b_print = models.CharField(max_length=32, db_index=True, editable=False)

    history_owner = "b"
    outlives_references = True

    objects = MatchDecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision on a match")
        verbose_name_plural = _("decisions on matches")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["a", "b"], name="match_decided_once"),
            models.CheckConstraint(condition=~Q(a=F("b")), name="match_of_two_rows"),
        ]
