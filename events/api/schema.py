"""The OpenAPI description of the API, made of the operations the views declare."""

from functools import cache
from typing import Any

from django import forms
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiExample, OpenApiParameter

from events.fields import PeriodField, RecordsField

from .operations import Operation
from .problems import CONTENT_TYPE, TITLES, ProblemShape

_ALWAYS = (400, 401, 403, 429)
_WRITING = (413, 415)
_PATH_WORDS = {
    "id": gettext_lazy("Key of the record."),
    "code": gettext_lazy("Code of the partner, e.g. by or ru-32."),
}
_PATH_EXAMPLES = {"id": 1, "code": "by"}
_EXAMPLES = {
    "partner": "by",
    "text": "ярмарка",
    "since": "2025-01-01",
    "until": "2025-06-30",
    "period": "2025-H1",
    "q": "белорус",
}


class DeclaredSchema(AutoSchema):
    """Reads `operations` of the view; nothing is guessed from its code."""

    @property
    def _said(self) -> Operation:
        return self.view.operations[self.method]

    def is_excluded(self) -> bool:
        return self.method not in getattr(self.view, "operations", {})

    def get_operation_id(self) -> str:
        return self._said.name

    def get_summary(self) -> str:
        return str(self._said.summary)

    def get_description(self) -> str:
        return str(self._said.text)

    def get_serializer_name(self, serializer: Any, direction: str) -> str:
        return super().get_serializer_name(serializer, direction).removesuffix("Shape")

    def _map_basic_serializer(self, serializer: Any, direction: str) -> dict[str, Any]:
        schema = super()._map_basic_serializer(serializer, direction)
        schema.pop("description", None)  # docstrings are for whoever reads the code
        return schema

    def get_tags(self) -> list[str]:
        return [str(self.view.tag)]

    def get_override_parameters(self) -> list[OpenApiParameter]:
        found = [
            OpenApiParameter(
                name,
                int if name == "id" else str,
                OpenApiParameter.PATH,
                description=str(_PATH_WORDS[name]),
                examples=[OpenApiExample(name, value=_PATH_EXAMPLES[name])],
            )
            for name in _PATH_WORDS
            if f"{{{name}}}" in self.path
        ]
        found += [_parameter(name, field) for name, field in self._said.question.items()]
        if self._said.versioned:
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
        return found

    def get_request_serializer(self) -> Any:
        return self._said.body

    def get_response_serializers(self) -> Any:
        said = self._said
        return {
            (said.status, *said.media): said.answer,
            **said.also,
        }

    def get_examples(self) -> list[OpenApiExample]:
        return [
            OpenApiExample(name, value=value, request_only=True)
            for name, value in self._said.examples.items()
        ]

    def _get_response_bodies(self, direction: str = "response") -> dict[str, Any]:
        bodies = super()._get_response_bodies(direction)
        said = self._said
        refusals = {*_ALWAYS, *said.refusals}
        if "{" in self.path:
            refusals.add(404)
        if said.body is not None:
            refusals |= set(_WRITING)
        if said.versioned:
            refusals |= {412, 428}
        for code in sorted(refusals):
            body = self._get_response_for_code(ProblemShape, str(code), [CONTENT_TYPE], direction)
            bodies[str(code)] = {**body, "description": str(TITLES[code])}
        for code, body in bodies.items():
            if int(code) < 300:
                is_check = int(code) != said.status
                body["description"] = _("Checked: nothing was written") if is_check else _("Done")
        headers = {
            name: {"schema": {"type": "string"}, "description": str(text)}
            for name, text in said.headers.items()
        }
        if headers:
            bodies[str(said.status)]["headers"] = headers
        return bodies


class KeyScheme(OpenApiAuthenticationExtension):
    target_class = "events.api.tokens.KeyAuthentication"
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
            "name": "sessionid",
            "description": _("Whoever is signed in to the site reads in the browser too."),
        }


def _parameter(name: str, field: Any) -> OpenApiParameter:
    """A field of a filter or a form as a parameter of the address."""
    many = False
    inner = getattr(field, "field", field)  # of django-filter
    kind: Any = {"type": "string", "maxLength": getattr(inner, "max_length", None) or 200}
    if isinstance(inner, RecordsField):
        many = True
        kind = (
            {"type": "string", "pattern": "^[A-Za-z0-9_-]{1,100}$"}
            if inner.key == "code"
            else {"type": "integer", "minimum": 1, "maximum": 10**18 - 1}
        )
    elif isinstance(inner, forms.MultipleChoiceField):
        many, kind = True, {"type": "string", "enum": _values(inner)}
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
        kind = {"type": "string", "pattern": "^[0-9]{4}(-(Q[1-4]|H[12]|9M))?$"}
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
def _described(language: str) -> dict[str, Any]:
    with translation.override(language):
        return SchemaGenerator().get_schema(request=None, public=True)


def described() -> dict[str, Any]:
    """The description in the language of the moment; it changes with the program alone."""
    return _described(translation.get_language() or "ru")
