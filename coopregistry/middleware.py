"""Middleware of the whole site."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from . import history


class HistoryMiddleware:
    """Everything one request writes is one change set of its user."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with history.change_set(user=lambda: request.user if request.user.is_authenticated else None):
            return self.get_response(request)
