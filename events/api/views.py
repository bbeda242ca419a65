"""Bases of all addresses of the API."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from events.access import Access

from .operations import Operation, Words
from .paging import PAGE_FIELDS, Pages, answers
from .shapes import Shape


class Endpoint(APIView):
    """`operations` says what the methods do; a method it does not name is refused."""

    tag: Words
    operations: Mapping[str, Operation]
    http_method_names = ["get", "head", "post", "patch", "delete"]

    def access(self, request: Request) -> Access:
        return request._request.access

    def question(self, request: Request) -> dict[str, Any]:
        return answers(request, self.operations[request.method.replace("HEAD", "GET")].question)


class Listing(Endpoint):
    """Records page by page."""

    shape: type[Shape]
    pagination_class = Pages

    def records(self, request: Request, chosen: dict[str, Any]) -> QuerySet:
        raise NotImplementedError

    def finished(self, request: Request, records: list) -> list:
        """The records of one page with whatever is asked for them alone."""
        return records

    def get(self, request: Request) -> Response:
        chosen = self.question(request)
        pages = Pages()
        page = pages.paginate_queryset(self.records(request, chosen), request)
        shape = self.shape(context={"request": request})
        return pages.get_paginated_response(
            [shape.to_representation(record) for record in self.finished(request, page)]
        )


class Single(Endpoint):
    """One record; what the user may not see does not exist."""

    shape: type[Shape]
    key = "pk"

    def records(self, request: Request) -> QuerySet:
        raise NotImplementedError

    def finished(self, request: Request, record: Any) -> Any:
        return record

    def get(self, request: Request, **kwargs: Any) -> Response:
        self.question(request)
        record = get_object_or_404(self.records(request), **{self.key: kwargs[self.key]})
        shape = self.shape(context={"request": request})
        return Response(shape.to_representation(self.finished(request, record)))


def listed(question: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters of a list: its own and those of pages."""
    return {**question, **PAGE_FIELDS}
