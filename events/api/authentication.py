"""Access keys as bearer tokens."""

import logging

from django.utils.translation import gettext as _
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.request import Request

from coopregistry.models import User
from events.models import AccessKey

logger = logging.getLogger(__name__)
_SCHEME = "bearer"


class AccessKeyAuthentication(BaseAuthentication):
    """`Authorization: Bearer …`. A request without that header is left to session authentication."""

    def authenticate(self, request: Request) -> tuple[User, AccessKey] | None:
        scheme, _space, text = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
        if not scheme:
            return None
        key = AccessKey.find(text.strip()) if scheme.lower() == _SCHEME else None
        if key is None or key.revoked_at is not None:
            _log_refusal(key, "unknown or revoked")
            raise AuthenticationFailed(_("There is no such access key, or it has been revoked."))
        if key.is_expired:
            _log_refusal(key, "expired")
            raise AuthenticationFailed(_("The access key has expired. Make a new one."))
        if not key.user.is_active:
            _log_refusal(key, "account closed")
            raise AuthenticationFailed(_("The account of this access key is closed."))
        if key.user.password_is_temporary:
            _log_refusal(key, "temporary password")
            raise PermissionDenied(
                _("Choose a password of your own first: sign in with the one for one use.")
            )
        key.note_use()
        return key.user, key

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="registry"'


def _log_refusal(key: AccessKey | None, why: str) -> None:
    """Names the key by its pk: what a stranger sent as a key may be somebody's password."""
    logger.warning("access key refused: %s (key %s)", why, key.pk if key else "none")
