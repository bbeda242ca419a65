"""What persons said the columns of tables are; it holds for every document with the same headings."""

import hashlib
from collections.abc import Sequence
from typing import Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coopregistry.history import Recorded, RecordedQuerySet
from coopregistry.models import User

from .documents.columns import Meaning, Signature, StatedColumns, meaning_of, signature_of


class ColumnLessonQuerySet(RecordedQuerySet):
    def in_effect_for(self, user: User | None) -> Self:
        """Those a coordinator confirmed, and the user's own."""
        own = Q(taught_by=user) if user is not None else Q(pk=None)
        return self.filter(Q(confirmed_at__isnull=False) | own)

    def to_confirm(self) -> Self:
        return self.filter(confirmed_at=None)


class ColumnLesson(Recorded):
    """An editor's lesson holds for the editor's own files until a coordinator confirms it for all."""

    headings = models.JSONField(_("headings"))  # as written, in order
    signature = models.CharField(_("checksum of the headings"), max_length=64, editable=False)
    meanings = models.JSONField(_("columns"))  # for each heading a Role, a ColumnUse, or null: as it says
    taught_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who said it")
    )
    taught_at = models.DateTimeField(_("said at"))
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("confirmed by"),
    )
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)

    derived_fields = ("signature",)

    objects = ColumnLessonQuerySet.as_manager()

    class Meta:
        verbose_name = _("columns of a table")
        verbose_name_plural = _("columns of tables")
        ordering = ["-taught_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["signature"], condition=Q(confirmed_at__isnull=False), name="column_lesson_once"
            ),
            models.UniqueConstraint(
                fields=["signature", "taught_by"],
                condition=Q(confirmed_at=None),
                name="column_lesson_of_user_once",
            ),
        ]

    def __str__(self) -> str:
        return " | ".join(" ".join(heading.split()) for heading in self.headings)

    def prepare(self) -> None:
        self.signature = _checksum(self.key)

    @property
    def key(self) -> Signature:
        return signature_of(self.headings)

    @property
    def stated(self) -> tuple[Meaning | None, ...]:
        return tuple(meaning_of(value) if value else None for value in self.meanings)

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None


def stated_for(user: User | None) -> StatedColumns:
    """What holds for documents this user gives; of two lessons on the same headings the later one."""
    lessons = ColumnLesson.objects.in_effect_for(user)
    return {
        lesson.key: lesson.stated
        for lesson in sorted(lessons, key=lambda lesson: lesson.confirmed_at or lesson.taught_at)
    }


@transaction.atomic
def teach(headings: Sequence[str], meanings: Sequence[Meaning | None], *, user: User, for_all: bool) -> None:
    """Remember what columns of these headings are: for all documents, or for the user's own. Where nothing
    is said of any, what was said is forgotten."""
    known = ColumnLesson.objects.filter(signature=_checksum(signature_of(headings)))
    own, confirmed = known.filter(confirmed_at=None, taught_by=user), known.exclude(confirmed_at=None)
    lesson = confirmed.first() if for_all else own.first()
    if for_all:
        own.delete()
    if not any(meanings) and (for_all or not confirmed.exists()):
        if lesson is not None:
            lesson.delete()
        return
    lesson = lesson or ColumnLesson()
    lesson.headings = list(headings)
    lesson.meanings = [meaning.value if meaning else None for meaning in meanings]
    lesson.taught_by, lesson.taught_at = user, timezone.now()
    if for_all:
        lesson.confirmed_by, lesson.confirmed_at = user, lesson.taught_at
    lesson.save()


@transaction.atomic
def confirm(lesson: ColumnLesson, user: User) -> None:
    """Let it hold for all, in place of what held before."""
    ColumnLesson.objects.filter(signature=lesson.signature).exclude(confirmed_at=None).delete()
    lesson.confirmed_by, lesson.confirmed_at = user, timezone.now()
    lesson.save()


def _checksum(signature: Signature) -> str:
    return hashlib.sha256("\x1f".join(signature).encode()).hexdigest()
