"""Error pages, and what robots are told."""

import logging
import sys

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import (
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events.api.exceptions import problem

from .outages import ADVICE, RETRY_AFTER, TITLES, outage_of

logger = logging.getLogger(__name__)


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    too_large = isinstance(exception, (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent))
    status = 413 if too_large else 400
    if _is_api(request):
        return problem(status, _("The request is larger than the registry accepts.") if too_large else "")
    return render(request, f"{status}.html", status=status)


def server_error(request: HttpRequest) -> HttpResponse:
    """Django calls it while the exception is being handled."""
    error = sys.exc_info()[1]
    outage = outage_of(error)
    if outage is None:
        return problem(500) if _is_api(request) else render(request, "500.html", status=500)
    if not hasattr(request, "outage"):  # what surrounds the page may fail of the same cause
        logger.error("%s: %s", outage, type(error).__name__)
    request.outage = outage
    if _is_api(request):
        response = problem(503, str(ADVICE[outage]))
    else:
        # A form that was sent is not sent again by a link.
        again = request.get_full_path() if request.method == "GET" else reverse("home")
        context = {"title": TITLES[outage], "advice": ADVICE[outage], "again": again}
        response = render(request, "503.html", context, status=503)
    response.headers["Retry-After"] = str(RETRY_AFTER[outage])
    response.headers["Cache-Control"] = "no-store"
    response._has_been_logged = True  # in one line; Django would add a traceback
    return response


def _is_api(request: HttpRequest) -> bool:
    return request.path_info.startswith("/api/")
