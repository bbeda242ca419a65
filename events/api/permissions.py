"""Who may write: the role of the user and the scope of the key."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import PermissionDenied
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from events.models import AccessKey


class RoleAndKeyPermission(BasePermission):
    """Signed-in users read what `request.access` allows; to write, role and key must allow it."""

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
