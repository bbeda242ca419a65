"""Who a program speaks for, what its key allows, and how often it may ask."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

from coopregistry.models import User
from events.models import AccessKey

_SCHEME = "bearer"


class KeyAuthentication(BaseAuthentication):
    """`Authorization: Bearer …`. Whoever names no key is left to the session of the browser."""

    def authenticate(self, request: Request) -> tuple[User, AccessKey] | None:
        scheme, _space, text = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
        if not scheme:
            return None
        key = AccessKey.find(text.strip()) if scheme.lower() == _SCHEME else None
        if key is None or key.revoked_at is not None:
            raise AuthenticationFailed(_("There is no such access key, or it has been revoked."))
        if key.is_expired:
            raise AuthenticationFailed(_("The access key has expired. Make a new one."))
        if not key.user.is_active:
            raise AuthenticationFailed(_("The account of this access key is closed."))
        if key.user.password_is_temporary:
            raise PermissionDenied(
                _("Choose a password of your own first: sign in with the one for one use.")
            )
        key.note_use()
        return key.user, key

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="registry"'


class ByRoleAndKey(BasePermission):
    """Everybody signed in reads what `request.access` holds; writing needs a role that writes and a key
    that allows it."""

    def has_permission(self, request: Request, view: Any) -> bool:
        if not request.user.is_authenticated:
            return False
        if request.method in SAFE_METHODS:
            return True
        if request.auth is not None and request.auth.scope != AccessKey.Scope.WRITE:
            raise PermissionDenied(_("This access key allows reading only."))
        access = request._request.access
        if not (access.coordinates or access.edits):
            raise PermissionDenied(_("Your role reads: rows are written by editors and coordinators."))
        return True


class _Rate(SimpleRateThrottle):
    """Counted for each key, or for each user of the browser."""

    def get_cache_key(self, request: Request, view: Any) -> str | None:
        if not request.user.is_authenticated:
            return None
        who = f"key-{request.auth.pk}" if request.auth is not None else f"user-{request.user.pk}"
        return self.cache_format % {"scope": self.scope, "ident": who}


class ReadingRate(_Rate):
    scope = "read"

    def allow_request(self, request: Request, view: Any) -> bool:
        return request.method not in SAFE_METHODS or super().allow_request(request, view)


class WritingRate(_Rate):
    scope = "write"

    def allow_request(self, request: Request, view: Any) -> bool:
        return request.method in SAFE_METHODS or super().allow_request(request, view)


class BulkRate(_Rate):
    scope = "bulk"
