"""Request bodies: JSON of a bounded size that the database can store."""

import json
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import BaseParser, JSONParser

MAX_BODY_BYTES = 1024 * 1024


class RequestTooLarge(APIException):
    status_code = 413
    default_detail = gettext_lazy("The request is larger than one megabyte.")
    default_code = "too_large"


class StrictJSONParser(JSONParser):
    """Refuses what the standard library accepts or crashes on: endless or deeply nested bodies, numbers of
    thousands of digits, NaN, unpaired surrogates, NUL."""

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> dict[str, Any]:
        raw = stream.read(MAX_BODY_BYTES + 1)
        if len(raw) > MAX_BODY_BYTES:
            raise RequestTooLarge
        try:
            data = json.loads(raw.decode("utf-8"), parse_constant=_refuse_constant)
            text = json.dumps(data, ensure_ascii=False)
            text.encode("utf-8")
        except (ValueError, RecursionError):
            raise ParseError(_("The request is not JSON in UTF-8.")) from None
        if "\\u0000" in text:
            raise ParseError(_("The text holds signs that cannot be kept (NUL)."))
        if not isinstance(data, dict):
            raise ParseError(_("An object is expected: {…}."))
        return data


class FileParser(BaseParser):
    """The body is one file, of the size the registry reads at most; `request.data` is its bytes."""

    media_type = "application/octet-stream"
    most: int  # bytes

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> bytes:
        data = stream.read(self.most + 1)
        if len(data) > self.most:
            raise RequestTooLarge(_("The file is larger than the registry reads."))
        return data


def _refuse_constant(name: str) -> None:
    """NaN and Infinity are no JSON."""
    raise ValueError(name)
