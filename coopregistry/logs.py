"""Log lines without personal data: they name users by key and addresses by route, never by path or query."""

import logging
from contextvars import ContextVar

from django.http import HttpRequest

request_id: ContextVar[str] = ContextVar("request_id", default="-")


class RequestFilter(logging.Filter):
    """Adds the id of the request to every record, and replaces the paths that Django logs by routes: the path
    of a password reset or a calendar feed is a secret."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = request_id.get()
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest) and isinstance(record.args, tuple):
            record.args = tuple(
                route_of(request) if isinstance(value, str) and value.startswith("/") else value
                for value in record.args
            )
        return True


def route_of(request: HttpRequest) -> str:
    """The URL name, or the pattern of a URL without one."""
    match = request.resolver_match
    return "no such address" if match is None else match.view_name or match.route
