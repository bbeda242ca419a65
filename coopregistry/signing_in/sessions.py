"""How long a session lasts, and ending all those of a user."""

import time

from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.db.models import F
from django.http import HttpRequest

from ..models import User

_BEGAN = "began_at"


def begin(request: HttpRequest) -> None:
    request.session[_BEGAN] = time.time()


def is_over(request: HttpRequest) -> bool:
    """However busy it is. One that began under an earlier version counts from when it is first seen."""
    if _BEGAN not in request.session:
        begin(request)
    return time.time() - request.session[_BEGAN] > settings.SESSION_LONGEST * 60 * 60


def end_sessions(user: User, *, but: HttpRequest | None = None) -> None:
    """All sessions of the user, on every computer; not the one of the request `but`, which goes on."""
    User.objects.filter(pk=user.pk).update(session_generation=F("session_generation") + 1)
    user.refresh_from_db(fields=["session_generation"])
    if but is not None:
        update_session_auth_hash(but, user)
