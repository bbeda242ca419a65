"""Pages of lists, and the parameters every list understands."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response

DEFAULT_SIZE, LARGEST_SIZE = 50, 200
PAGE_FIELDS: dict[str, forms.Field] = {
    "page": forms.IntegerField(
        label=gettext_lazy("Number of the page, from 1"), required=False, min_value=1, max_value=1_000_000
    ),
    "size": forms.IntegerField(
        label=gettext_lazy("Records on a page"), required=False, min_value=1, max_value=LARGEST_SIZE
    ),
}


def answers(request: Request, fields: dict[str, forms.Field]) -> dict[str, Any]:
    """The parameters of the address by these fields; a misspelt one must not give the whole registry."""
    form = type("Question", (forms.Form,), dict(fields))(request.GET)
    refuse_unknown(request, fields)
    if not form.is_valid():
        raise ValidationError(dict(form.errors))
    return form.cleaned_data


def refuse_unknown(request: Request, known: Any) -> None:
    unknown = [name for name in request.GET if name not in known]
    if unknown:
        raise ValidationError({name: [_("There is no such parameter.")] for name in unknown})


class Pages(BasePagination):
    """`count`, `next` and `previous` beside the records; a page behind the last one is empty."""

    def paginate_queryset(self, queryset: QuerySet, request: Request, view: Any = None) -> list:
        form = type("Page", (forms.Form,), dict(PAGE_FIELDS))(request.GET)
        if not form.is_valid():
            raise ValidationError(dict(form.errors))
        chosen = form.cleaned_data
        self.page, self.size = chosen["page"] or 1, chosen["size"] or DEFAULT_SIZE
        self.request, self.count = request, queryset.count()
        first = (self.page - 1) * self.size
        return list(queryset[first : first + self.size]) if first < self.count else []

    def get_paginated_response(self, data: list) -> Response:
        more = self.page * self.size < self.count
        return Response(
            {
                "count": self.count,
                "next": self._address(self.page + 1) if more else None,
                "previous": self._address(self.page - 1) if self.page > 1 else None,
                "results": data,
            }
        )

    def _address(self, page: int) -> str:
        query = self.request.GET.copy()
        query["page"] = str(page)
        return self.request.build_absolute_uri(f"{self.request.path}?{query.urlencode()}")

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {"type": "string", "format": "uri", "nullable": True}
        return {
            "type": "object",
            "required": ["count", "next", "previous", "results"],
            "properties": {
                "count": {"type": "integer", "description": str(_("All records that fit."))},
                "next": {**link, "description": str(_("Address of the next page."))},
                "previous": {**link, "description": str(_("Address of the page before."))},
                "results": schema,
            },
        }
