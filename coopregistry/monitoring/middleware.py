"""Answers monitoring before anything else: no host is checked, no session opened, nothing redirected."""

import hmac
from collections.abc import Callable
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from prometheus_client import CONTENT_TYPE_LATEST

from . import health, metrics

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class MonitoringMiddleware:
    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        answer = _ANSWERS.get(request.path_info)
        if answer is None:
            return self.get_response(request)
        if request.method not in ("GET", "HEAD"):
            return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
        response = answer(request)
        response.headers["Cache-Control"] = "no-store"
        return response


def _live(request: HttpRequest) -> HttpResponse:
    """The process answers; it asks nothing of others, or a database away would have it restarted."""
    return HttpResponse("ok", content_type="text/plain")


def _ready(request: HttpRequest) -> HttpResponse:
    answers = health.readiness()
    response = JsonResponse(answers, status=200 if health.is_ready(answers) else 503)
    response._has_been_logged = True  # in one line, by name
    return response


def _metrics(request: HttpRequest) -> HttpResponse:
    if not (settings.METRICS_TOKEN or settings.METRICS_ADDRESSES):
        return HttpResponse(status=404)
    if not may_read_metrics(request):
        return HttpResponse(status=403)
    return HttpResponse(metrics.exposition(), content_type=CONTENT_TYPE_LATEST)


def may_read_metrics(request: HttpRequest) -> bool:
    token = settings.METRICS_TOKEN
    given = request.headers.get("Authorization", "")
    if token and hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
        return True
    if "X-Forwarded-For" in request.headers:
        return False  # through a server nobody named as trusted, whose own address may well be an allowed one
    try:
        address = ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return False  # a Unix socket has none
    return any(address in network for network in settings.METRICS_ADDRESSES)


_ANSWERS: dict[str, Callable[[HttpRequest], HttpResponse]] = {
    "/health/live": _live,
    "/health/ready": _ready,
    "/metrics": _metrics,
}
