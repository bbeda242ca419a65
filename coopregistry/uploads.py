"""Stops an upload that is too large while it still comes in, before anything of it fills the disk."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

# A handful of scanned documents; one file alone may have less, and is told so at its field.
MOST = 200 * 1024 * 1024


class SizeLimit(FileUploadHandler):
    """Counts what comes in; the page of error 413 answers a request that is too large."""

    most = MOST

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, Any],
        content_length: int,
        boundary: bytes,
        encoding: str | None = None,
    ) -> None:
        self.received = 0
        if content_length > self.most:
            raise RequestDataTooBig

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.received += len(raw_data)
        if self.received > self.most:
            raise RequestDataTooBig
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The handlers behind this one keep the file."""
