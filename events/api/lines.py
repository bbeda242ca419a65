"""Everything a filter finds as JSON lines: streamed in chunks, memory stays flat."""

import json
import zlib
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from django.conf import settings
from django.http import StreamingHttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request

from events.access import Access
from events.models import Entry, Event

from .event_shapes import EventShape, RowShape, rows_to_show
from .events import FILTER_FIELDS, filtered, finished_events
from .operations import Operation
from .rows import ROW_FIELDS, filtered_rows
from .tokens import BulkRate
from .views import Endpoint

_CHUNK = 500
_LONGEST_HEADER = 2000
_HEADERS = {
    "X-Registry-Count": _("Number of lines: fewer came, the download broke off."),
    "X-Registry-Moment": _("When the list was taken."),
    "X-Registry-Filter": _("The filter as it was asked for."),
}
_TEXT = _(
    "One JSON object a line, as the list answers it, all of them: no pages. Compressed where the program "
    "accepts gzip."
)
_LINES = {"type": "string"}

Chunk = Callable[[list[int]], Iterable[dict[str, Any]]]


class _Lines(Endpoint):
    tag = _("Bulk download")
    throttle_classes = [BulkRate]

    def answer(self, request: Request, keys: list[int], chunk: Chunk) -> StreamingHttpResponse:
        lines = _lines(keys, chunk, translation.get_language() or settings.LANGUAGE_CODE)
        zipped = "gzip" in request.headers.get("Accept-Encoding", "")
        response = StreamingHttpResponse(
            _gzipped(lines) if zipped else lines, content_type="application/x-ndjson; charset=utf-8"
        )
        if zipped:
            response["Content-Encoding"] = "gzip"
        response["Vary"] = "Accept-Encoding, Authorization, Cookie"
        response["X-Registry-Count"] = str(len(keys))
        response["X-Registry-Moment"] = timezone.localtime().isoformat(timespec="seconds")
        response["X-Registry-Filter"] = request.GET.urlencode()[:_LONGEST_HEADER]
        response["Content-Disposition"] = f'attachment; filename="{request.path.rpartition("/")[2]}"'
        return response


class EventLines(_Lines):
    operations = {
        "GET": Operation(
            name="events_lines",
            summary=_("All events of a filter as JSON lines"),
            text=_TEXT,
            question=FILTER_FIELDS,
            answer=_LINES,
            media=("application/x-ndjson",),
            headers=_HEADERS,
        )
    }

    def get(self, request: Request) -> StreamingHttpResponse:
        access, shape = self.access(request), EventShape()
        keys = list(filtered(request, pages=False).events.values_list("pk", flat=True))

        def chunk(part: list[int]) -> Iterable[dict[str, Any]]:
            found = finished_events(Event.objects.filter(pk__in=part), access)
            return _in_order(part, found, shape)

        return self.answer(request, keys, chunk)


class RowLines(_Lines):
    operations = {
        "GET": Operation(
            name="rows_lines",
            summary=_("All rows of a filter as JSON lines"),
            text=_TEXT,
            question=ROW_FIELDS,
            answer=_LINES,
            media=("application/x-ndjson",),
            headers=_HEADERS,
        )
    }

    def get(self, request: Request) -> StreamingHttpResponse:
        access, shape = self.access(request), RowShape()
        keys = list(filtered_rows(request, pages=False).rows.values_list("pk", flat=True))

        def chunk(part: list[int]) -> Iterable[dict[str, Any]]:
            return _in_order(part, rows_to_show(_seen(access, part)), shape)

        return self.answer(request, keys, chunk)


def _seen(access: Access, keys: list[int]) -> Any:
    return access.entries().filter(pk__in=keys)


def _in_order(keys: list[int], records: Iterable[Event | Entry], shape: Any) -> Iterator[dict[str, Any]]:
    by_key = {record.pk: record for record in records}
    return (shape.to_representation(by_key[key]) for key in keys if key in by_key)


def _lines(keys: list[int], chunk: Chunk, language: str) -> Iterator[bytes]:
    """Runs after the request is answered: the language of the reader is named anew for each chunk."""
    ahead = iter(keys)
    while part := list(islice(ahead, _CHUNK)):
        with translation.override(language):
            lines = [json.dumps(record, ensure_ascii=False) for record in chunk(part)]
        yield ("\n".join(lines) + "\n").encode() if lines else b""


def _gzipped(parts: Iterable[bytes]) -> Iterator[bytes]:
    squeeze = zlib.compressobj(level=5, wbits=31)
    for part in parts:
        yield squeeze.compress(part)
    yield squeeze.flush()
