"""Questions of the coordinator about rows: asked, answered by the department, settled.

Each function is one change set with its reason; who may is decided by events.access.
"""

from django.utils import timezone
from django.utils.translation import gettext as _

from coopregistry.history import explain
from coopregistry.models import User
from events.models import Entry, Question


def ask(entry: Entry, *, role: str, text: str, user: User) -> Question:
    """The same words at the same cell that still wait for an answer are one question, sent again."""
    waiting = Question.objects.open().filter(entry=entry, role=role, text=text).first()
    if waiting:
        return waiting
    explain(_("A question about a row was asked"))
    question = Question(entry=entry, role=role, text=text, asked_by=user)
    question.save()
    return question


def answer(question: Question, *, text: str, user: User) -> None:
    explain(_("A question about a row was answered"))
    question.answer, question.answered_at, question.answered_by = text, timezone.now(), user
    question.save(update_fields=["answer", "answered_at", "answered_by"])


def settle(question: Question, *, user: User) -> None:
    explain(_("A question about a row was settled"))
    question.settled_at, question.settled_by = timezone.now(), user
    question.save(update_fields=["settled_at", "settled_by"])
