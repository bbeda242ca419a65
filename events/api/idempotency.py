"""Writes with an `Idempotency-Key`: sent again they are answered as the first time and done once."""

import hashlib
import json
import re
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.permissions import SAFE_METHODS
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from coopregistry.models import KeptAnswer
from coopregistry.once import first_answer

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
_KEY = re.compile(r"[\x21-\x7e]{8,80}")
_KEPT_HEADERS = ("Location", "ETag")


class KeyOfAnother(APIException):
    status_code = 422
    default_detail = gettext_lazy("This Idempotency-Key was sent with another request. Take a new one.")
    default_code = "key_of_another"


class _AnsweredBefore(Exception):
    def __init__(self, kept: KeptAnswer):
        super().__init__()
        self.kept = kept


class IdempotentWrites(APIView):
    """Calls `answer_again` once it knows who asks; the rest is done around the handler."""

    _kept: KeptAnswer | None = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method in SAFE_METHODS or HEADER not in request.headers:
            return super().dispatch(request, *args, **kwargs)
        with transaction.atomic():
            response = super().dispatch(request, *args, **kwargs)
            if response.status_code >= 400:
                transaction.set_rollback(True)  # nothing was done: the key may be used again
            return response

    def answer_again(self, request: Request) -> None:
        key = request.headers.get(HEADER)
        if key is None or request.method in SAFE_METHODS:
            return
        if not _KEY.fullmatch(key):
            raise ValidationError({HEADER: [_("From 8 to 80 letters, digits and signs.")]})
        fingerprint = _fingerprint(request)
        kept, is_first = first_answer(request.user, f"api {key}", fingerprint)
        if is_first:
            self._kept = kept
        elif kept.fingerprint != fingerprint:
            raise KeyOfAnother
        else:
            raise _AnsweredBefore(kept)

    def handle_exception(self, exc: Exception) -> Response:
        if isinstance(exc, _AnsweredBefore):
            body = json.loads(exc.kept.body) if exc.kept.body else None
            return Response(body, exc.kept.status, headers={**exc.kept.headers, REPLAYED: "true"})
        return super().handle_exception(exc)

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        response = super().finalize_response(request, response, *args, **kwargs)
        if self._kept is not None and response.status_code < 400:
            self._kept.status = response.status_code
            self._kept.headers = {name: response[name] for name in _KEPT_HEADERS if name in response}
            self._kept.body = "" if response.data is None else JSONRenderer().render(response.data).decode()
            self._kept.save(update_fields=["status", "headers", "body"])
        return response


def _fingerprint(request: Request) -> str:
    """Of the method, the address and the content; how JSON is laid out does not matter."""
    data = request.data
    content = data if isinstance(data, bytes) else json.dumps(data, sort_keys=True).encode()
    about = f"{request.method} {request.get_full_path()} {request.headers.get('If-Match', '')}\n"
    return hashlib.sha256(about.encode() + content).hexdigest()
