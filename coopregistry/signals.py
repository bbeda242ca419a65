"""Records who signed in and out and who could not; in the log by the keys of their accounts."""

import logging
from typing import Any

from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from .journal.sign_ins import record
from .models import SecondFactor, SignIn, User
from .signing_in import sessions
from .signing_in.signals import second_factor_added, second_factor_removed

logger = logging.getLogger(__name__)

Outcome = SignIn.Outcome


@receiver(user_logged_in)
def record_sign_in(sender: Any, user: User, request: HttpRequest | None = None, **kwargs: Any) -> None:
    record(Outcome.SIGNED_IN, request, user=user)
    if request is not None:
        sessions.begin(request)
    logger.info("user %s signed in", user.pk)


@receiver(user_logged_out)
def record_sign_out(
    sender: Any, user: User | None, request: HttpRequest | None = None, **kwargs: Any
) -> None:
    if user is not None:
        record(Outcome.SIGNED_OUT, request, user=user)


@receiver(user_login_failed)
def record_failure(
    sender: Any, credentials: dict[str, Any], request: HttpRequest | None = None, **kwargs: Any
) -> None:
    # Axes has heard of it before, and what it refuses is recorded below.
    if not getattr(request, "axes_locked_out", False):
        attempt = record(Outcome.REFUSED, request, username=str(credentials.get("username") or ""))
        logger.warning("sign-in failed: %s", _account(attempt))


@receiver(user_locked_out)
def record_lock_out(
    sender: Any, username: str | None, request: HttpRequest | None = None, **kwargs: Any
) -> None:
    """Each attempt while the door is closed, and the one that closed it."""
    attempt = record(Outcome.LOCKED, request, username=username or "")
    logger.warning("sign-in locked after too many failures: %s", _account(attempt))


@receiver(second_factor_added)
def log_second_factor_added(sender: Any, user: User, factor: SecondFactor, **kwargs: Any) -> None:
    logger.info("second factor added: user %s, %s", user.pk, factor.kind)


@receiver(second_factor_removed)
def log_second_factor_removed(sender: Any, user: User, factor: SecondFactor, **kwargs: Any) -> None:
    logger.warning("second factor removed: user %s, %s", user.pk, factor.kind)


def _account(attempt: SignIn) -> str:
    """What was typed as a user name may be a password, so it is never logged itself."""
    return "no such account" if attempt.account is None else f"user {attempt.account}"
