"""Middleware of the whole site."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _

from . import history

_OPEN_WITH_A_TEMPORARY_PASSWORD = ("password_change", "sign_out", "set_language", "robots")


class HistoryMiddleware:
    """Everything one request writes is one change set of its user."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with history.change_set(user=lambda: request.user if request.user.is_authenticated else None):
            return self.get_response(request)


class LanguageMiddleware:
    """Russian, unless this browser was switched: an English Windows says nothing of who sits before it."""

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


class SignedInMiddleware(LoginRequiredMiddleware):
    """Pages ask for a signed-in user unless their view says otherwise, and leave no copy in the browser."""

    def handle_no_permission(self, request: HttpRequest, view_func: Callable) -> HttpResponse:
        if request.htmx:
            # A redirect would put the sign-in page into the middle of a form that is being filled in.
            return HttpResponse(status=401)
        return super().handle_no_permission(request, view_func)

    def process_view(
        self, request: HttpRequest, view_func: Callable, view_args: tuple, view_kwargs: dict
    ) -> HttpResponse | None:
        refused = super().process_view(request, view_func, view_args, view_kwargs)
        if refused is not None or not request.user.is_authenticated:
            return refused
        name = request.resolver_match.view_name
        if request.user.password_is_temporary and name not in _OPEN_WITH_A_TEMPORARY_PASSWORD:
            messages.info(request, _("Choose a password of your own first."))
            return redirect("password_change")
        return None

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response
