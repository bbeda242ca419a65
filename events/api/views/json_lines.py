"""Everything a filter finds as JSON lines, streamed in chunks to keep memory flat."""

import json
import zlib
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.conf import settings
from django.http import StreamingHttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request

from events.models import Entry, Event

from ..filters import ENTRY_FILTER_FIELDS, EVENT_FILTER_FIELDS, entry_filter, event_filter
from ..operations import Operation
from ..serializers.base import ReadOnlySerializer
from ..serializers.entries import EntrySerializer, with_related
from ..serializers.events import EventSerializer
from ..throttling import BulkRateThrottle
from .base import Endpoint
from .events import prepare_events

_CHUNK_SIZE = 500
_MAX_HEADER_LENGTH = 2000
_HEADERS = {
    "X-Registry-Count": _("Number of lines: fewer came, the download broke off."),
    "X-Registry-Moment": _("When the list was taken."),
    "X-Registry-Filter": _("The filter as it was asked for."),
}
_DESCRIPTION = _(
    "One JSON object a line, as the list answers it, all of them: no pages. Compressed where the program "
    "accepts gzip."
)
_LINES = {"type": "string"}


class JSONLinesAPIView(Endpoint):
    tag = _("Bulk download")
    throttle_classes = [BulkRateThrottle]
    serializer_class: type[ReadOnlySerializer]

    def get_keys(self) -> list[int]:
        """Keys of all records the filter finds, in order."""
        raise NotImplementedError

    def get_records(self, keys: list[int]) -> Iterable[Event | Entry]:
        """The records of one chunk, in any order."""
        raise NotImplementedError

    def get(self, request: Request) -> StreamingHttpResponse:
        keys = self.get_keys()
        lines = self._lines(keys, translation.get_language() or settings.LANGUAGE_CODE)
        use_gzip = "gzip" in request.headers.get("Accept-Encoding", "")
        response = StreamingHttpResponse(
            _gzipped(lines) if use_gzip else lines, content_type="application/x-ndjson; charset=utf-8"
        )
        if use_gzip:
            response["Content-Encoding"] = "gzip"
        response["Vary"] = "Accept-Encoding, Authorization, Cookie"
        response["X-Registry-Count"] = str(len(keys))
        response["X-Registry-Moment"] = timezone.localtime().isoformat(timespec="seconds")
        response["X-Registry-Filter"] = request.GET.urlencode()[:_MAX_HEADER_LENGTH]
        response["Content-Disposition"] = f'attachment; filename="{request.path.rpartition("/")[2]}"'
        return response

    def _lines(self, keys: list[int], language: str) -> Iterator[bytes]:
        """Consumed after the middleware has ended, so each chunk activates the reader's language itself."""
        serializer = self.serializer_class()
        remaining = iter(keys)
        while chunk := list(islice(remaining, _CHUNK_SIZE)):
            with translation.override(language):
                records = {record.pk: record for record in self.get_records(chunk)}
                lines = [
                    json.dumps(serializer.to_representation(records[key]), ensure_ascii=False)
                    for key in chunk
                    if key in records
                ]
            yield ("\n".join(lines) + "\n").encode() if lines else b""


class EventLinesAPIView(JSONLinesAPIView):
    serializer_class = EventSerializer
    operations = {
        "GET": Operation(
            operation_id="events_lines",
            summary=_("All events of a filter as JSON lines"),
            description=_DESCRIPTION,
            parameters=EVENT_FILTER_FIELDS,
            response=_LINES,
            media_types=("application/x-ndjson",),
            headers=_HEADERS,
        )
    }

    def clean_parameters(self, operation: Operation) -> dict[str, Any]:
        return {"filter": event_filter(self.request, pages=False)}

    def get_keys(self) -> list[int]:
        return list(self.parameters["filter"].events.values_list("pk", flat=True))

    def get_records(self, keys: list[int]) -> Iterable[Event]:
        return prepare_events(Event.objects.filter(pk__in=keys), self.access)


class EntryLinesAPIView(JSONLinesAPIView):
    serializer_class = EntrySerializer
    operations = {
        "GET": Operation(
            operation_id="rows_lines",
            summary=_("All rows of a filter as JSON lines"),
            description=_DESCRIPTION,
            parameters=ENTRY_FILTER_FIELDS,
            response=_LINES,
            media_types=("application/x-ndjson",),
            headers=_HEADERS,
        )
    }

    def clean_parameters(self, operation: Operation) -> dict[str, Any]:
        return {"filter": entry_filter(self.request, pages=False)}

    def get_keys(self) -> list[int]:
        return list(self.parameters["filter"].entries.values_list("pk", flat=True))

    def get_records(self, keys: list[int]) -> Iterable[Entry]:
        return with_related(self.access.entries().filter(pk__in=keys))


def _gzipped(chunks: Iterable[bytes]) -> Iterator[bytes]:
    compressor = zlib.compressobj(level=5, wbits=31)
    for chunk in chunks:
        yield compressor.compress(chunk)
    yield compressor.flush()
