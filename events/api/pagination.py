"""Pages of lists."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.exceptions import APIException
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response

from .parameters import PAGE_FIELDS, clean_fields

DEFAULT_PAGE_SIZE = 50


class NoSuchPage(APIException):
    status_code = 404
    default_detail = gettext_lazy("There is no such page: the list ends before it.")
    default_code = "no_such_page"


class PagePagination(BasePagination):
    """`count`, `next` and `previous` beside the records; past the last page there is nothing (404)."""

    def paginate_queryset(self, queryset: QuerySet, request: Request, view: Any = None) -> list:
        cleaned = clean_fields(request, PAGE_FIELDS)
        self.page, self.size = cleaned["page"] or 1, cleaned["size"] or DEFAULT_PAGE_SIZE
        self.request, self.count = request, queryset.count()
        first = (self.page - 1) * self.size
        if first >= self.count and self.page > 1:
            raise NoSuchPage
        return list(queryset[first : first + self.size])

    def get_paginated_response(self, data: list) -> Response:
        has_next = self.page * self.size < self.count
        return Response(
            {
                "count": self.count,
                "next": self._page_url(self.page + 1) if has_next else None,
                "previous": self._page_url(self.page - 1) if self.page > 1 else None,
                "results": data,
            }
        )

    def _page_url(self, page: int) -> str:
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
