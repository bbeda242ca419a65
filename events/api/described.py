"""The description for programs, and the page for people made of it."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiYamlRenderer
from rest_framework.request import Request

from .guide import chapters
from .operations import Operation
from .paging import answers
from .schema import described
from .views import Endpoint

_FORMATS = [("json", "JSON"), ("yaml", "YAML")]
_FIELDS = {"format": forms.ChoiceField(label=_("Form of the answer"), choices=_FORMATS, required=False)}


class Description(Endpoint):
    """OpenAPI 3.1 in JSON, or in YAML where the address or the header Accept asks for it."""

    tag = _("Description")
    operations = {
        "GET": Operation(
            name="schema_read",
            summary=_("This description: OpenAPI 3.1"),
            question=_FIELDS,
            answer={"type": "object", "additionalProperties": True},
            media=("application/json", "application/yaml"),
        )
    }

    def get(self, request: Request) -> HttpResponse:
        wanted = answers(request, _FIELDS)["format"]
        if not wanted:
            wanted = "yaml" if "yaml" in request.headers.get("Accept", "") else "json"
        if wanted == "yaml":
            return HttpResponse(
                OpenApiYamlRenderer().render(described()), content_type="application/yaml; charset=utf-8"
            )
        return HttpResponse(OpenApiJsonRenderer().render(described()), content_type="application/json")


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """The same for people: everything on one page of the site, without a script."""
    context: dict[str, Any] = {"chapters": chapters(described()), "info": described()["info"]}
    return render(request, "events/api/guide.html", context)
