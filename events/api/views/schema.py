"""The OpenAPI schema, and the page for people generated from it."""

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiYamlRenderer
from rest_framework.request import Request

from ..guide import chapters
from ..operations import Operation
from ..schema import openapi_schema
from .base import Endpoint

_FORMATS = [("json", "JSON"), ("yaml", "YAML")]
_FIELDS = {"format": forms.ChoiceField(label=_("Form of the answer"), choices=_FORMATS, required=False)}


class SchemaView(Endpoint):
    """OpenAPI 3.1 in JSON, or in YAML if the query string or the Accept header asks for it."""

    tag = _("Description")
    operations = {
        "GET": Operation(
            operation_id="schema_read",
            summary=_("This description: OpenAPI 3.1"),
            parameters=_FIELDS,
            response={"type": "object", "additionalProperties": True},
            media_types=("application/json", "application/yaml"),
        )
    }

    def get(self, request: Request) -> HttpResponse:
        format_name = self.parameters["format"]
        if not format_name:
            format_name = "yaml" if "yaml" in request.headers.get("Accept", "") else "json"
        schema = openapi_schema()
        if format_name == "yaml":
            return HttpResponse(
                OpenApiYamlRenderer().render(schema), content_type="application/yaml; charset=utf-8"
            )
        return HttpResponse(OpenApiJsonRenderer().render(schema), content_type="application/json")


@login_not_required
@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """The schema for people, on one page without a script; a program with a key is answered by the schema
    itself."""
    if "Authorization" in request.headers:
        return SchemaView.as_view()(request)
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    schema = openapi_schema()
    return render(request, "events/api/guide.html", {"chapters": chapters(schema), "info": schema["info"]})
