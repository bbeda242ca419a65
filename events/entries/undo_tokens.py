"""Tokens by which a person undoes a step of their own: signed, so that no other change set can be named."""

from django.core import signing

from coopregistry.models import ChangeSet, User

_SALT = "step of the grid"


class NotUndoable(Exception):
    """No step of this user, one undone already, or one whose rows were changed since."""


def token_of(done: ChangeSet | None, user: User) -> str:
    """ "" where nothing was written."""
    return signing.dumps([done.pk, user.pk], salt=_SALT) if done is not None else ""


def change_set_of(token: str, user: User) -> ChangeSet:
    """NotUndoable where it is not the user's."""
    try:
        key, owner = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        raise NotUndoable from None
    done = ChangeSet.objects.filter(pk=key, user=user).first()
    if done is None or owner != user.pk:
        raise NotUndoable
    return done
