"""The event list as a file."""

import logging
from tempfile import SpooledTemporaryFile

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from events.exports.event_files import GROUPINGS
from events.exports.file_names import list_name
from events.models import EventListChoice
from events.web import TYPES, download, download_headers

from ..active_filters import chosen_values
from ..columns import chosen_columns
from ..files import MAX_EVENTS, SUFFIXES, write_event_file
from ..filters import EventFilter

logger = logging.getLogger(__name__)
_IN_MEMORY = 4 * 1024 * 1024  # bytes; a larger file is spooled to disk


@require_safe
def event_file(request: HttpRequest, suffix: str) -> HttpResponseBase:
    """Every page of the list with the same query string. Redirects to the list, which says why, if the filter
    is invalid or the events are too many for the format."""
    if suffix not in SUFFIXES:
        raise Http404
    group = request.GET.get("group") or "department"
    event_filter = EventFilter(request.GET, request.access)
    list_url = f"{reverse('events:events')}?{request.GET.urlencode()}"
    if not event_filter.is_valid() or group not in GROUPINGS:
        return redirect(list_url)
    keys = list(event_filter.events.values_list("pk", flat=True))
    if len(keys) > MAX_EVENTS.get(suffix, len(keys)):
        logger.warning("Event list refused as %s: %d events", suffix, len(keys))
        return redirect(list_url)
    choice = EventListChoice.objects.filter(user=request.user).first()
    out = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 # closed with the response
    write_event_file(
        out,
        suffix,
        keys,
        event_filter,
        columns=chosen_columns(request.GET, choice) or (),
        group=group,
        site=request.build_absolute_uri("/"),
    )
    with translation.override("ru"):
        name = list_name("Перечень мероприятий", chosen_values(event_filter), timezone.localdate(), suffix)
    is_in_memory = out.tell() <= _IN_MEMORY
    out.seek(0)
    if not is_in_memory:
        return FileResponse(out, content_type=TYPES[suffix], headers=download_headers(name))
    with out:
        return download(out.read(), name)
