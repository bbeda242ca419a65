"""The life of a lesson: taught, confirmed or declined, taken back."""

import logging
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from coopregistry import history
from coopregistry.models import User
from coopregistry.undo import Refused, undo
from events.access import Access
from events.entries.recognition import refresh_findings
from events.models import Entry, Lesson

from .agreements import AgreementLesson
from .departments import DepartmentLesson
from .readings import ReadingLesson

logger = logging.getLogger(__name__)

State = Lesson.State


class AlreadyDecided(Exception):
    """Somebody else decided on the lesson, or took it back, meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """`rows` say again what they said before; `refused` were changed since in other ways and stay."""

    rows: int
    refused: tuple[Refused, ...]


def effect_of(lesson: Lesson) -> ReadingLesson | DepartmentLesson | AgreementLesson:
    if lesson.kind == Lesson.Kind.DEPARTMENT:
        return DepartmentLesson(lesson)
    if lesson.kind == Lesson.Kind.AGREEMENT:
        return AgreementLesson(lesson)
    return ReadingLesson(lesson)


def conflicting(lesson: Lesson) -> Lesson | None:
    """A lesson in force that says something else of the same phrase."""
    of_partners = (Lesson.Kind.SPELLING, Lesson.Kind.NO_PARTNER)
    kinds = of_partners if lesson.kind in of_partners else (lesson.kind,)
    standing = Lesson.objects.in_force().about(lesson.text).filter(kind__in=kinds)
    return standing.select_related("partner", "department", "agreement").first()


@transaction.atomic
def teach(lesson: Lesson, access: Access) -> Lesson:
    """A coordinator's lesson holds at once, an editor's waits to be confirmed. One that is waiting or in
    force already is returned as it is."""
    same = Lesson.objects.about(lesson.text).filter(
        kind=lesson.kind,
        partner=lesson.partner,
        department=lesson.department,
        agreement=lesson.agreement,
        state__in=(State.PROPOSED, State.IN_FORCE),
    )
    standing = same.first()
    if standing is None:
        lesson.taught_by = access.user
        lesson.save()
        standing = lesson
    if access.coordinates and standing.state == State.PROPOSED:
        confirm(standing, access.user)
    return standing


@transaction.atomic
def confirm(lesson: Lesson, user: User) -> None:
    """Put it in force for all rows, as one change set that can be undone. Raises AlreadyDecided."""
    _lock(lesson, State.PROPOSED)
    if conflicting(lesson) is not None:
        raise AlreadyDecided(lesson)
    with history.change_set(user=user, reason=_("Taught: %s") % lesson) as changes:
        lesson.rows = effect_of(lesson).apply()
        lesson.change_set = changes.written
    _decide(lesson, State.IN_FORCE, user)


@transaction.atomic
def decline(lesson: Lesson, user: User) -> None:
    """Raises AlreadyDecided."""
    _lock(lesson, State.PROPOSED)
    _decide(lesson, State.DECLINED, user)


@transaction.atomic
def withdraw(lesson: Lesson, user: User) -> None:
    """What nobody confirmed yet. Raises AlreadyDecided."""
    _lock(lesson, State.PROPOSED)
    _decide(lesson, State.TAKEN_BACK, user)


@transaction.atomic
def take_back(lesson: Lesson, user: User) -> TakenBack:
    """Forget it and undo its effect, on rows loaded since too where it is read from their cells. Raises
    AlreadyDecided."""
    _lock(lesson, State.IN_FORCE)
    effect = effect_of(lesson)
    read = effect.touched() if isinstance(effect, ReadingLesson) else []
    reason = _("Taken back: %s") % lesson
    refused: tuple[Refused, ...] = ()
    if lesson.change_set is not None:
        refused = undo(lesson.change_set, user=user, reason=reason).refused
    if isinstance(effect, ReadingLesson):
        with history.change_set(user=user, reason=reason):
            effect.read_rows(read)
        refresh_findings(Entry.objects.filter(pk__in=read))
        refused = ()  # rows changed since were read anew as well
    _decide(lesson, State.TAKEN_BACK, user)
    return TakenBack(rows=len(read) or max(lesson.rows - len(refused), 0), refused=refused)


def _lock(lesson: Lesson, state: str) -> None:
    """Two people may decide at the same time."""
    locked = Lesson.objects.select_for_update(of=("self",)).filter(pk=lesson.pk, state=state)
    if not locked.exists():
        raise AlreadyDecided(lesson)


def _decide(lesson: Lesson, state: str, user: User) -> None:
    lesson.state, lesson.decided_by, lesson.decided_at = state, user, timezone.now()
    lesson.save()
    logger.info("lesson %s %s by user %s, %d rows", lesson.pk, state, user.pk, lesson.rows)
