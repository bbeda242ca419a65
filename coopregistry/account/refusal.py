"""The page for whoever tried too often."""

import logging
import math
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from ..logs import route_of

logger = logging.getLogger(__name__)


def too_many(request: HttpRequest, until: datetime) -> HttpResponse:
    seconds = max(1, math.ceil((until - timezone.now()).total_seconds()))
    logger.warning("too many attempts: %s", route_of(request))
    context = {"minutes": math.ceil(seconds / 60)}
    response = render(request, "account/too_many.html", context, status=429)
    response.headers["Retry-After"] = str(seconds)
    return response
