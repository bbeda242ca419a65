"""Which second factors a user has and needs, and whether a given code is one's own."""

import time

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY
from django.contrib.auth.signals import user_login_failed
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from ... import roles
from ...models import User
from ..models import SecondFactor
from ..signals import second_factor_added, second_factor_removed
from . import codes
from .recovery import use_recovery_code
from .sealing import unseal

BY_PROVIDER = "django.contrib.auth.backends.ModelBackend"  # whose session such a user has
PASSED = "second_factor_passed"  # in the session; also where somebody else asked for the factor


def is_needed(user: User) -> bool:
    """Whether one of the user's roles must have a second factor."""
    needing = settings.SECOND_FACTOR_ROLES
    if not needing:
        return False
    if user.is_superuser and roles.ADMINISTRATOR in needing:
        return True
    return user.groups.filter(name__in=needing).exists()


def is_asked_for(user: User) -> bool:
    """Where the setting was taken back nobody is asked any more."""
    return settings.SECOND_FACTOR_OFFERED and user.second_factors.exists()


def is_the_providers(request: HttpRequest) -> bool:
    """Whether an OpenID provider let the user in: nobody here knows a password to ask for."""
    return request.session.get(BACKEND_SESSION_KEY) == BY_PROVIDER and not request.user.has_usable_password()


def check_code(user: User, code: str) -> bool:
    """Of the application or for recovery; each holds once, also when sent twice at the same moment."""
    for factor in user.second_factors.filter(kind=SecondFactor.Kind.CODES):
        secret = unseal(factor.secret)
        if secret is None:
            continue
        step = codes.step_of(secret, code, now=time.time(), after=factor.counter)
        if step is not None and move_on(factor, step):
            return True
    return use_recovery_code(user, code)


def move_on(factor: SecondFactor, counter: int) -> bool:
    """False if another request has used the same or a later code meanwhile."""
    standing = SecondFactor.objects.filter(pk=factor.pk)
    if counter:
        standing = standing.filter(counter__lt=counter)
    return bool(standing.update(counter=counter, used_at=timezone.now()))


def add(request: HttpRequest, factor: SecondFactor) -> None:
    factor.save()
    request.session[PASSED] = True
    second_factor_added.send(SecondFactor, request=request, user=factor.user, factor=factor)


def remove(request: HttpRequest | None, factor: SecondFactor) -> None:
    """With the last one go the recovery codes: they would be of no use, and open what comes later."""
    user = factor.user
    with transaction.atomic():
        factor.delete()
        if not user.second_factors.exists():
            user.recovery_codes.all().delete()
    second_factor_removed.send(SecondFactor, request=request, user=user, factor=factor)


def tell_failure(request: HttpRequest, user: User) -> None:
    """As a sign-in that failed: axes counts it, and it stands in the list of sign-ins."""
    credentials = {"username": user.get_username()}
    user_login_failed.send(__name__, credentials=credentials, request=request)
