"""Signing in with the password of the office's directory."""

import logging
from typing import Any

from django.conf import settings
from django.dispatch import receiver
from django_auth_ldap.backend import LDAPBackend, _LDAPUser, ldap_error

from ..models import User
from .accounts import NotLetIn, account_for, bring_up_to_date

logger = logging.getLogger(__name__)


class DirectoryBackend(LDAPBackend):
    """Asked after the registry's own accounts, so that these sign in while the directory is away."""

    def get_or_build_user(self, username: str, ldap_user: _LDAPUser) -> tuple[User, bool]:
        """The directory has taken the password by now."""
        try:
            user = account_for(username, ldap_user.group_names)
        except NotLetIn as refused:
            logger.warning("directory: a user it knows was not let in")
            ldap_user._request.not_let_in = str(refused)  # the form says so
            raise ldap_user.AuthenticationFailed(str(refused)) from None
        names = {
            field: ldap_user.attrs[attribute][0]
            for field, attribute in settings.LDAP_NAMES.items()
            if ldap_user.attrs.get(attribute)
        }
        bring_up_to_date(user, ldap_user.group_names, **names)
        return user, False

    def get_user(self, user_id: int) -> User | None:
        """An account that is closed is signed out at once."""
        user = super().get_user(user_id)
        return user if user is not None and user.is_active else None


@receiver(ldap_error)
def log_error(sender: Any, context: str, exception: Exception, **kwargs: Any) -> None:
    """Without the name that was typed."""
    logger.error("directory: %s: %s", context, type(exception).__name__)
