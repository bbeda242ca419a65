"""What a request body may be: JSON of a bounded size that a database can keep."""

import json
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.exceptions import APIException, ParseError
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.parsers import JSONParser
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

LARGEST_BODY = 1024 * 1024


class TooLarge(APIException):
    status_code = 413
    default_detail = gettext_lazy("The request is larger than one megabyte.")
    default_code = "too_large"


class StrictJSON(JSONParser):
    """Refuses what the parser of the standard library lets through or fails on: bodies without end or depth,
    numbers of thousands of digits, unpaired surrogates, NUL."""

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> dict[str, Any]:
        raw = stream.read(LARGEST_BODY + 1)
        if len(raw) > LARGEST_BODY:
            raise TooLarge
        try:
            data = json.loads(raw.decode("utf-8"), parse_constant=_no_number)
            text = json.dumps(data, ensure_ascii=False)
            text.encode("utf-8")
        except (ValueError, RecursionError):
            raise ParseError(_("The request is not JSON in UTF-8.")) from None
        if "\\u0000" in text:
            raise ParseError(_("The text holds signs that cannot be kept (NUL)."))
        if not isinstance(data, dict):
            raise ParseError(_("An object is expected: {…}."))
        return data


def _no_number(name: str) -> None:
    raise ValueError(name)


class AlwaysJSON(DefaultContentNegotiation):
    """There is one form of answers: what a program says it accepts does not turn it away."""

    def select_renderer(
        self, request: Request, renderers: list[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        return renderers[0], renderers[0].media_type
