"""How often a key, or a user of the browser, may ask."""

import logging
from typing import Any

from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

logger = logging.getLogger(__name__)


class AccessKeyRateThrottle(SimpleRateThrottle):
    """Counts per key, or per user where a session is used instead."""

    def get_cache_key(self, request: Request, view: Any) -> str | None:
        if not request.user.is_authenticated:
            return None
        return self.cache_format % {"scope": self.scope, "ident": _caller(request)}

    def allow_request(self, request: Request, view: Any) -> bool:
        allowed = super().allow_request(request, view)
        if not allowed:
            logger.warning("throttled: %s, rate %s of %s", _caller(request), self.rate, self.scope)
        return allowed


class ReadRateThrottle(AccessKeyRateThrottle):
    scope = "read"

    def allow_request(self, request: Request, view: Any) -> bool:
        return request.method not in SAFE_METHODS or super().allow_request(request, view)


class WriteRateThrottle(AccessKeyRateThrottle):
    scope = "write"

    def allow_request(self, request: Request, view: Any) -> bool:
        return request.method in SAFE_METHODS or super().allow_request(request, view)


class BulkRateThrottle(AccessKeyRateThrottle):
    scope = "bulk"


def _caller(request: Request) -> str:
    return f"key-{request.auth.pk}" if request.auth is not None else f"user-{request.user.pk}"
