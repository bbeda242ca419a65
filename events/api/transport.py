"""The API is asked over TLS alone."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from .exceptions import problem


class SecureAPIMiddleware:
    """A program that asks in the open is refused, not sent on: it would never learn that its key was read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SECURE_SSL_REDIRECT and request.path_info.startswith("/api/") and not request.is_secure():
            return problem(403, _("Ask by https, and renew the access key: it was sent in the open."))
        return self.get_response(request)
