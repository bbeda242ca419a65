"""The OpenAPI schema, generated from the operations the views declare."""

from functools import cache
from typing import Any

from django import forms
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiExample, OpenApiParameter

from events.fields import PeriodField, PlacesField, RecordsField

from .exceptions import CONTENT_TYPE, TITLES, ProblemSerializer
from .idempotency import HEADER
from .operations import Operation

# Statuses of refusals.
_ALWAYS = {400, 401, 403, 429}
_WITH_BODY = {413, 415}
_WITH_VERSION = {412, 428}
_PATH_DESCRIPTIONS = {
    "id": gettext_lazy("Key of the record."),
    "code": gettext_lazy("Code of the partner, e.g. by or ru-32."),
}
_PATH_EXAMPLES = {"id": 1, "code": "by"}
_EXAMPLES = {
    "partner": "by",
    "held_in": "by-minsk-city",
    "text": "ярмарка",
    "since": "2025-01-01",
    "until": "2025-06-30",
    "period": "2025-H1",
    "q": "белорус",
}


class DeclaredSchema(AutoSchema):
    """Reads the `operations` of the view and infers nothing from its code."""

    @property
    def _operation(self) -> Operation:
        return self.view.operations[self.method]

    def is_excluded(self) -> bool:
        return self.method not in getattr(self.view, "operations", {})

    def get_operation_id(self) -> str:
        return self._operation.operation_id

    def get_summary(self) -> str:
        return str(self._operation.summary)

    def get_description(self) -> str:
        return str(self._operation.description)

    def _map_basic_serializer(self, serializer: Any, direction: str) -> dict[str, Any]:
        schema = super()._map_basic_serializer(serializer, direction)
        schema.pop("description", None)  # docstrings speak to developers
        return schema

    def get_tags(self) -> list[str]:
        return [str(self.view.tag)]

    def get_override_parameters(self) -> list[OpenApiParameter]:
        found = [
            OpenApiParameter(
                name,
                int if name == "id" else str,
                OpenApiParameter.PATH,
                description=str(_PATH_DESCRIPTIONS[name]),
                examples=[OpenApiExample(name, value=_PATH_EXAMPLES[name])],
            )
            for name in _PATH_DESCRIPTIONS
            if f"{{{name}}}" in self.path
        ]
        found += [_parameter(name, field) for name, field in self._operation.parameters.items()]
        if self._operation.requires_version:
            found.append(
                OpenApiParameter(
                    "If-Match",
                    str,
                    OpenApiParameter.HEADER,
                    required=True,
                    description=_("The version you have read, in quotation marks, as ETag gave it."),
                    examples=[OpenApiExample("version", value='"481"')],
                )
            )
        if self.method != "GET":
            found.append(
                OpenApiParameter(
                    HEADER,
                    str,
                    OpenApiParameter.HEADER,
                    description=_(
                        "A key of your own for this write. Sent again within a day, it is answered as the "
                        "first time and done once."
                    ),
                    examples=[OpenApiExample("key", value="0f7c1c52-4d0b-4a52")],
                )
            )
        return found

    def get_request_serializer(self) -> Any:
        return self._operation.request

    def get_response_serializers(self) -> Any:
        operation = self._operation
        return {
            (operation.status, *operation.media_types): operation.response,
            **operation.other_responses,
        }

    def get_examples(self) -> list[OpenApiExample]:
        return [
            OpenApiExample(name, value=value, request_only=True)
            for name, value in self._operation.examples.items()
        ]

    def _get_response_bodies(self, direction: str = "response") -> dict[str, Any]:
        bodies = super()._get_response_bodies(direction)
        operation = self._operation
        for code in self._error_statuses():
            body = self._get_response_for_code(ProblemSerializer, str(code), [CONTENT_TYPE], direction)
            bodies[str(code)] = {**body, "description": str(TITLES[code])}
        for code, body in bodies.items():
            if int(code) < 300:
                is_check = int(code) != operation.status
                body["description"] = _("Checked: nothing was written") if is_check else _("Done")
        headers = {
            name: {"schema": {"type": "string"}, "description": str(text)}
            for name, text in operation.headers.items()
        }
        if headers:
            bodies[str(operation.status)]["headers"] = headers
        return bodies

    def _error_statuses(self) -> list[int]:
        statuses = set(_ALWAYS)
        if "{" in self.path or "page" in self._operation.parameters:
            statuses.add(404)
        if self.method != "GET":
            statuses.add(422)
        if self._operation.request is not None:
            statuses |= _WITH_BODY
        if self._operation.requires_version:
            statuses |= _WITH_VERSION
        statuses |= self._operation.refusals
        return sorted(statuses)


class AccessKeyScheme(OpenApiAuthenticationExtension):
    target_class = "events.api.authentication.AccessKeyAuthentication"
    name = "key"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "description": _("An access key of your own.")}


class SessionScheme(OpenApiAuthenticationExtension):
    target_class = "rest_framework.authentication.SessionAuthentication"
    name = "browser"
    priority = 1

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {
            "type": "apiKey",
            "in": "cookie",
            "name": settings.SESSION_COOKIE_NAME,
            "description": _("Whoever is signed in to the site reads in the browser too."),
        }


def _parameter(name: str, field: Any) -> OpenApiParameter:
    """A field of a filter or a form as a query parameter."""
    many = False
    inner = getattr(field, "field", field)  # a django-filter filter wraps its form field
    kind: Any = {"type": "string", "maxLength": getattr(inner, "max_length", None) or 200}
    if isinstance(inner, RecordsField):
        many = True
        kind = (
            {"type": "string", "pattern": "^[A-Za-z0-9_-]{1,100}$"}
            if inner.key == "code"
            else {"type": "integer", "minimum": 1, "maximum": 10**18 - 1}
        )
    elif isinstance(inner, PlacesField):
        many, kind = True, {"type": "string", "pattern": "^[A-Za-z0-9_-]{1,100}$"}
    elif isinstance(inner, forms.MultipleChoiceField):
        many, kind = True, {"type": "string", "enum": _values(inner)}
    elif isinstance(inner, forms.ModelChoiceField):
        kind = {"type": "string"} if inner.to_field_name else {"type": "integer", "minimum": 1}
    elif isinstance(inner, forms.ChoiceField):
        kind = {"type": "string", "enum": _values(inner)}
    elif isinstance(inner, forms.IntegerField):
        kind = {"type": "integer", "minimum": inner.min_value, "maximum": inner.max_value}
    elif isinstance(inner, forms.BooleanField):
        kind = {"type": "boolean"}
    elif isinstance(inner, forms.DateField):
        kind = {"type": "string", "format": "date"}
    elif isinstance(inner, forms.SlugField):
        kind = {"type": "string", "pattern": "^[A-Za-z0-9_-]{1,100}$"}
    elif isinstance(inner, PeriodField):
        kind = {"type": "string", "pattern": r"^[0-9]{4}(-(Q[1-4]|H[12]|9M|0[1-9]|1[0-2])|\.\.[0-9]{4})?$"}
    schema = {"type": "array", "items": kind} if many else kind
    examples = (
        [OpenApiExample(name, value=[_EXAMPLES[name]] if many else _EXAMPLES[name])]
        if name in _EXAMPLES
        else []
    )
    words = ". ".join(filter(None, (str(inner.label or ""), str(inner.help_text or ""))))
    return OpenApiParameter(name, schema, OpenApiParameter.QUERY, description=words, examples=examples)


def _values(field: forms.ChoiceField) -> list[str]:
    return [str(value) for value, _label in field.choices if value != ""]


@cache
def _schema_in(language: str) -> dict[str, Any]:
    with translation.override(language):
        return SchemaGenerator().get_schema(request=None, public=True)


def openapi_schema() -> dict[str, Any]:
    """The schema in the active language; cached, because only a new release changes it."""
    return _schema_in(translation.get_language() or "ru")
