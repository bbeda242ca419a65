"""Logs who signed in and who could not, by the keys of their accounts."""

import logging
from typing import Any

from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.dispatch import receiver

from .models import SecondFactor, User
from .signing_in.signals import second_factor_added, second_factor_removed

logger = logging.getLogger(__name__)


@receiver(user_logged_in)
def log_sign_in(sender: Any, user: User, **kwargs: Any) -> None:
    logger.info("user %s signed in", user.pk)


@receiver(user_login_failed)
def log_failed_sign_in(sender: Any, credentials: dict[str, Any], **kwargs: Any) -> None:
    logger.warning("sign-in failed: %s", _account(credentials.get("username")))


@receiver(user_locked_out)
def log_lock_out(sender: Any, username: str | None, **kwargs: Any) -> None:
    logger.warning("sign-in locked after too many failures: %s", _account(username))


@receiver(second_factor_added)
def log_second_factor_added(sender: Any, user: User, factor: SecondFactor, **kwargs: Any) -> None:
    logger.info("second factor added: user %s, %s", user.pk, factor.kind)


@receiver(second_factor_removed)
def log_second_factor_removed(sender: Any, user: User, factor: SecondFactor, **kwargs: Any) -> None:
    logger.warning("second factor removed: user %s, %s", user.pk, factor.kind)


def _account(username: str | None) -> str:
    """What was typed as a user name may be a password, so it is never logged itself."""
    pk = User.objects.filter(username=username or "").values_list("pk", flat=True).first()
    return "no such account" if pk is None else f"user {pk}"
