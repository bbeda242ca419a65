"""Aborts uploads that are too large before they fill the disk."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

# Per request: several scanned documents. Form fields limit single files further.
MAX_UPLOAD_BYTES = 200 * 1024 * 1024


class SizeLimit(FileUploadHandler):
    """Counts received bytes; a request that is too large is answered by the page of error 413."""

    limit = MAX_UPLOAD_BYTES

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, Any],
        content_length: int,
        boundary: bytes,
        encoding: str | None = None,
    ) -> None:
        self.received = 0
        if content_length > self.limit:
            raise RequestDataTooBig

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.received += len(raw_data)
        if self.received > self.limit:
            raise RequestDataTooBig
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """None: a later handler stores the file."""
