"""The event list as a file."""

import logging
from io import BytesIO

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from coopregistry.jobs.waiting import go_on
from events.exports.event_files import GROUPINGS
from events.models import EventListChoice
from events.web import download

from ..columns import chosen_columns
from ..files import AT_ONCE, MAX_EVENTS, SUFFIXES, file_name_of, write_event_file
from ..filters import EventFilter
from ..jobs import ask_for_file

logger = logging.getLogger(__name__)


@require_safe
def event_file(request: HttpRequest, suffix: str) -> HttpResponseBase:
    """Every page of the list with the same query string; of a long one the job that writes it. Redirects to
    the list, which says why, if the filter is invalid or the events are too many for the format."""
    if suffix not in SUFFIXES:
        raise Http404
    group = request.GET.get("group") or "department"
    event_filter = EventFilter(request.GET, request.access)
    list_url = f"{reverse('events:events')}?{request.GET.urlencode()}"
    if not event_filter.is_valid() or group not in GROUPINGS:
        return redirect(list_url)
    keys = event_filter.events.values_list("pk", flat=True)
    most = MAX_EVENTS.get(suffix)
    if most is not None and keys.order_by()[: most + 1].count() > most:
        logger.warning("Event list refused as %s: more than %d events", suffix, most)
        return redirect(list_url)
    choice = EventListChoice.objects.filter(user=request.user).first()
    columns = chosen_columns(request.GET, choice) or ()
    site = request.build_absolute_uri("/")
    first = list(keys[: AT_ONCE + 1])
    if len(first) > AT_ONCE:
        query = request.GET.urlencode()
        job = ask_for_file(
            suffix, query, request.user, columns=columns, group=group, site=site, back=list_url
        )
        return go_on(request, job)
    out = BytesIO()
    write_event_file(out, suffix, first, event_filter, columns=columns, group=group, site=site)
    return download(out.getvalue(), file_name_of(event_filter, suffix))
