"""Aborts uploads that are too large, or that would fill the disk."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

from .disk import require_room

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
        self.received, self.coming = 0, content_length
        if content_length > self.limit:
            raise RequestDataTooBig

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Before a file is received: a form without files is saved on a disk that is nearly full."""
        require_room(self.coming)
        super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.received += len(raw_data)
        if self.received > self.limit:
            raise RequestDataTooBig
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """None: a later handler stores the file."""
