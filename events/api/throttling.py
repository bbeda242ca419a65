"""How often a key, or a user of the browser, may ask, whichever process of the server answers."""

import logging
from functools import cache
from typing import Any

from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

from coopregistry.signing_in.limits import Limit
from coopregistry.signing_in.rates import Rate

logger = logging.getLogger(__name__)


@cache
def rate_of(scope: str, most: int, seconds: int) -> Rate:
    return Rate(Limit(f"api {scope}", most, seconds))


class AccessKeyRateThrottle(SimpleRateThrottle):
    """Counts per key, or per user where a session is used instead."""

    def allow_request(self, request: Request, view: Any) -> bool:
        if self.rate is None or not request.user.is_authenticated:
            return True
        caller = _caller(request)
        self._waits = rate_of(self.scope, self.num_requests, self.duration).take(caller)
        if self._waits is not None:
            logger.warning("throttled: %s, rate %s of %s", caller, self.rate, self.scope)
        return self._waits is None

    def wait(self) -> float | None:
        return self._waits.total_seconds() if self._waits else None


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
