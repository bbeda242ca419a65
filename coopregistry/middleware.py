"""Middleware of the site."""

import logging
import time
import uuid
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _

from . import history, logs
from .monitoring import metrics
from .signing_in import sessions
from .signing_in.second_factor.factors import PASSED, is_needed

logger = logging.getLogger(__name__)
_RENEWED_AT = "renewed_at"  # in the session, seconds since 1970

_ALLOWED_WITH_TEMPORARY_PASSWORD = ("password_change", "sign_out", "set_language", "robots")
_ALLOWED_WITHOUT_SECOND_FACTOR = (
    *("second_factors", "codes_add", "passkey_add", "confirm_password"),
    *_ALLOWED_WITH_TEMPORARY_PASSWORD,
)


class RequestLogMiddleware:
    """Gives each request an id for its log lines, counts it, and logs it if slower than SLOW_REQUEST."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = logs.request_id.set(logs.id_of(request) or uuid.uuid4().hex[:8])
        started = time.monotonic()
        try:
            response = self.get_response(request)
            seconds = time.monotonic() - started
            metrics.count_request(request, response, seconds)
            if seconds >= settings.SLOW_REQUEST:
                logger.warning(
                    "slow request: %s %s %d %.0f ms user %s",
                    request.method,
                    logs.route_of(request),
                    response.status_code,
                    seconds * 1000,
                    getattr(getattr(request, "user", None), "pk", None),
                )
            return response
        finally:
            logs.request_id.reset(token)


class HistoryMiddleware:
    """All changes made by one request form one change set of its user."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with history.change_set(user=lambda: request.user if request.user.is_authenticated else None):
            return self.get_response(request)


class LanguageMiddleware:
    """Russian unless the cookie says otherwise: Accept-Language often names the language of Windows."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


def _renew_session(request: HttpRequest) -> None:
    """Let it last from now on, where that was not done lately."""
    now = int(time.time())
    if now - request.session.get(_RENEWED_AT, 0) >= settings.SESSION_RENEWED_AFTER:
        request.session[_RENEWED_AT] = now


class SignedInMiddleware(LoginRequiredMiddleware):
    """Requires sign-in, unless the view is exempt, and keeps pages of users out of caches."""

    def handle_no_permission(self, request: HttpRequest, view_func: Callable) -> HttpResponse:
        if request.htmx:
            # htmx would follow a redirect and put the sign-in page into the middle of a form.
            return HttpResponse(status=401)
        return super().handle_no_permission(request, view_func)

    def process_view(
        self, request: HttpRequest, view_func: Callable, view_args: tuple, view_kwargs: dict
    ) -> HttpResponse | None:
        if request.user.is_authenticated and sessions.is_over(request):
            logout(request)
        refused = super().process_view(request, view_func, view_args, view_kwargs)
        if refused is not None or not request.user.is_authenticated:
            return refused
        _renew_session(request)
        name = request.resolver_match.view_name
        if request.user.password_is_temporary and name not in _ALLOWED_WITH_TEMPORARY_PASSWORD:
            messages.info(request, _("Choose a password of your own first."))
            return redirect("password_change")
        if (
            PASSED not in request.session
            and name not in _ALLOWED_WITHOUT_SECOND_FACTOR
            and is_needed(request.user)
        ):
            messages.info(request, _("Your role needs a second factor beside the password: add one first."))
            return redirect("second_factors")
        return None

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response
