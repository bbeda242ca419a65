"""A user who gave the password and owes the second factor: not signed in yet."""

import time
from dataclasses import dataclass

from django.contrib.auth import login
from django.http import HttpRequest

from ..models import User
from ..signing_in.second_factor.factors import PASSED

_KEY = "owes_second_factor"
_SECONDS = 10 * 60


@dataclass(frozen=True)
class Pending:
    user: User
    backend: str
    next_page: str


def put_off(request: HttpRequest, user: User, next_page: str) -> None:
    request.session.cycle_key()
    request.session[_KEY] = {
        "user": user.pk,
        "password": user.get_session_auth_hash(),
        "backend": user.backend,
        "next": next_page,
        "until": time.time() + _SECONDS,
    }


def pending(request: HttpRequest) -> Pending | None:
    """None after ten minutes, and where password or account have changed since."""
    kept = request.session.get(_KEY)
    if kept is None or kept["until"] < time.time():
        return None
    user = User.objects.filter(pk=kept["user"], is_active=True).first()
    if user is None or user.get_session_auth_hash() != kept["password"]:
        return None
    return Pending(user, kept["backend"], kept["next"])


def complete(request: HttpRequest, owing: Pending) -> None:
    del request.session[_KEY]
    login(request, owing.user, backend=owing.backend)
    request.session[PASSED] = True


def forget(request: HttpRequest) -> None:
    request.session.pop(_KEY, None)
