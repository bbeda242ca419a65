"""Exceptions of the API, answered as `application/problem+json` (RFC 9457) in the reader's language."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from rest_framework import serializers
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.response import Response
from rest_framework.views import exception_handler

CONTENT_TYPE = "application/problem+json"
TITLES = {
    400: gettext_lazy("The request is not right"),
    401: gettext_lazy("An access key is needed"),
    403: gettext_lazy("This is not allowed to you"),
    404: gettext_lazy("There is no such record, or it is not shown to you"),
    405: gettext_lazy("This address does not know the method"),
    409: gettext_lazy("The state of the record does not allow it"),
    412: gettext_lazy("Somebody changed the record meanwhile"),
    413: gettext_lazy("The request is too large"),
    415: gettext_lazy("JSON is expected"),
    422: gettext_lazy("The key belongs to another request"),
    428: gettext_lazy("The version is missing: send If-Match"),
    429: gettext_lazy("Too many requests"),
    500: gettext_lazy("The registry failed"),
    503: gettext_lazy("The registry is not ready"),
}


def problem(status: int, detail: str = "") -> JsonResponse:
    """An answer outside of the views of the API."""
    title = str(TITLES[status])
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail or title}
    return JsonResponse(body, status=status, content_type=CONTENT_TYPE)


class StaleVersion(APIException):
    """Carries the record as it is now, so that the client can decide again."""

    status_code = 412
    default_code = "stale"

    def __init__(self, current: dict[str, Any]):
        super().__init__(_("Look at what the row says now and decide again."))
        self.current = current


class RecordConflict(APIException):
    """The state of the registry does not allow it. `members` are further members of the problem."""

    status_code = 409
    default_code = "conflict"

    def __init__(self, detail: str, **members: Any):
        super().__init__(detail)
        self.members = members


class ItemsRefused(APIException):
    """Of several records some were refused: none is written. `items`: the answer to each."""

    status_code = 400
    default_detail = gettext_lazy("Nothing was written: see what is said of each item.")
    default_code = "items_refused"

    def __init__(self, items: list[dict[str, Any]]):
        super().__init__()
        # What was written before the refusal is taken back: it has no keys and versions.
        self.items = [item if item["status"] >= 400 else {"status": 200} for item in items]


class VersionMissing(APIException):
    status_code = 428
    default_detail = gettext_lazy("Send the version you have read in the header If-Match.")
    default_code = "version_missing"


class ProblemSerializer(serializers.Serializer):
    """The body of an error response."""

    type = serializers.CharField(help_text=gettext_lazy("Always about:blank: the status says the kind."))
    title = serializers.CharField(help_text=gettext_lazy("The kind of refusal in words."))
    status = serializers.IntegerField(help_text=gettext_lazy("The status of the answer."))
    detail = serializers.CharField(help_text=gettext_lazy("What exactly is the matter."))
    errors = serializers.DictField(
        child=serializers.ListField(child=serializers.CharField()),
        required=False,
        help_text=gettext_lazy("Remarks by field; an empty name: about the whole."),
    )
    confirm = serializers.CharField(
        required=False, help_text=gettext_lazy("Of 409: the parameter that allows it, sent as true.")
    )
    count = serializers.IntegerField(
        required=False, help_text=gettext_lazy("Of 409: how many rows would be removed.")
    )
    rows = serializers.ListField(
        child=serializers.DictField(),
        required=False,
        help_text=gettext_lazy("Of 409: the rows that would be removed."),
    )
    items = serializers.ListField(
        child=serializers.DictField(),
        required=False,
        help_text=gettext_lazy("Of 400 to several records: the answer to each; 200: it was right."),
    )
    current = serializers.DictField(
        required=False, help_text=gettext_lazy("Of 412: the record as it is now.")
    )


def problem_details(exc: Exception, context: dict[str, Any]) -> Response | None:
    if isinstance(exc, Http404):  # Django's message names the model
        exc = RecordNotFound()
    response = exception_handler(exc, context)
    if response is None:
        return None
    status = response.status_code
    body: dict[str, Any] = {"type": "about:blank", "title": str(TITLES.get(status, "")), "status": status}
    if isinstance(exc, ValidationError):
        body["errors"] = _by_field(response.data)
        body["detail"] = next((texts[0] for texts in body["errors"].values() if texts), body["title"])
    else:
        body["detail"] = str(response.data["detail"])
    if isinstance(exc, StaleVersion):
        body["current"] = exc.current
    if isinstance(exc, RecordConflict):
        body |= exc.members
    if isinstance(exc, ItemsRefused):
        body["items"] = exc.items
    response.data = body
    response.content_type = CONTENT_TYPE
    return response


def as_problem(exc: Exception) -> dict[str, Any]:
    """The body of the answer to one of several records."""
    response = problem_details(exc, {})
    assert response is not None
    return dict(response.data)


class RecordNotFound(APIException):
    status_code = 404
    default_detail = gettext_lazy("There is nothing at this address for you.")
    default_code = "not_found"


def _by_field(data: Any, name: str = "") -> dict[str, list[str]]:
    """{"cells": {"title": [...]}} becomes {"cells.title": [...]}."""
    if isinstance(data, dict):
        found: dict[str, list[str]] = {}
        for key, value in data.items():
            part = "" if key == "non_field_errors" else str(key)
            for inner, texts in _by_field(value, ".".join(filter(None, (name, part)))).items():
                found.setdefault(inner, []).extend(texts)
        return found
    texts = data if isinstance(data, list) else [data]
    return {name: [str(text) for text in texts]}


@csrf_exempt  # nothing is changed here, and the CSRF failure page is HTML
@login_not_required
def no_such_address(request: HttpRequest, rest: str) -> JsonResponse:
    """404 as JSON, for a missing trailing slash too."""
    return problem(404, _("There is no such address. Addresses of the API end with a slash."))
