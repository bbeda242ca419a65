"""What the coordinator asks about a row or one of its cells, and what its department answers."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from coopregistry.history import LiveManager, RecordedQuerySet, Removable

from .entry import Entry

_PERSON = {"to": settings.AUTH_USER_MODEL, "on_delete": models.PROTECT, "null": True, "related_name": "+"}


class QuestionQuerySet(RecordedQuerySet):
    def open(self) -> Self:
        return self.filter(answered_at=None, settled_at=None)

    def in_thread(self) -> Self:
        """As a reader follows them: those of one cell, oldest first, are a thread."""
        return self.select_related("asked_by", "answered_by", "settled_by").order_by("pk")


class Question(Removable):
    """A question and its answer; who asks again at the same cell asks another. It is seen with its entry
    alone, so that it goes and comes back with it.
    """

    LONGEST = 2000

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="questions", verbose_name=_("row"))
    # `column_key`, or "" for the row as a whole
    role = models.CharField(_("column"), max_length=20, blank=True)
    text = models.TextField(_("question"))
    asked_at = models.DateTimeField(_("asked when"), auto_now_add=True)
    asked_by = models.ForeignKey(**_PERSON, verbose_name=_("asked by"))
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(_("answered when"), null=True, blank=True)
    answered_by = models.ForeignKey(**_PERSON, blank=True, verbose_name=_("answered by"))
    # Settled without an answer, by a coordinator
    settled_at = models.DateTimeField(_("settled when"), null=True, blank=True)
    settled_by = models.ForeignKey(**_PERSON, blank=True, verbose_name=_("settled by"))

    history_owner = "entry"

    objects = LiveManager.from_queryset(QuestionQuerySet)()
    with_removed = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question about a row")
        verbose_name_plural = _("questions about rows")
        ordering = ["entry", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answered_at=None, answer="")
                | models.Q(models.Q(answered_at__isnull=False), ~models.Q(answer="")),
                name="question_answered_in_words",
            )
        ]

    def __str__(self) -> str:
        return self.text

    @staticmethod
    def column_key(place: int, role: str | None) -> str:
        """What `role` says of a column; one without a role is known by its place among the headings."""
        return role or f"column-{place}"

    @property
    def is_open(self) -> bool:
        return self.answered_at is None and self.settled_at is None
