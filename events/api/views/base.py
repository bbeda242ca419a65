"""Base views of the API."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response

from events.access import Access

from ..idempotency import IdempotentWrites
from ..operations import Operation, Text
from ..pagination import PagePagination
from ..parameters import clean_parameters
from ..serializers.base import ReadOnlySerializer


class Endpoint(IdempotentWrites):
    """`operations` declares methods and their query parameters; any other is refused."""

    tag: Text
    operations: Mapping[str, Operation]
    http_method_names = ["get", "head", "post", "patch", "delete"]
    parameters: dict[str, Any]  # cleaned

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        operation = self.operations.get(request.method.replace("HEAD", "GET"))
        if operation is not None:
            self.parameters = self.clean_parameters(operation)
            self.answer_again(request)

    def clean_parameters(self, operation: Operation) -> dict[str, Any]:
        return clean_parameters(self.request, operation.parameters)

    @property
    def access(self) -> Access:
        return self.request._request.access


class RecordListAPIView(Endpoint):
    """Records page by page."""

    serializer_class: type[ReadOnlySerializer]
    pagination_class = PagePagination

    def get_queryset(self) -> QuerySet:
        raise NotImplementedError

    def prepare_page(self, records: list) -> list:
        """Add what the serializer reads and the queryset does not hold; called with one page."""
        return records

    def get(self, request: Request) -> Response:
        paginator = self.pagination_class()
        page = paginator.paginate_queryset(self.get_queryset(), request)
        serializer = self.serializer_class(context={"request": request})
        return paginator.get_paginated_response(
            [serializer.to_representation(record) for record in self.prepare_page(page)]
        )


class RecordDetailAPIView(Endpoint):
    """One record; 404 for a record the user may not see."""

    serializer_class: type[ReadOnlySerializer]
    lookup_field = "pk"

    def get_queryset(self) -> QuerySet:
        raise NotImplementedError

    def prepare(self, record: Any) -> Any:
        """Add what the serializer reads and the queryset does not hold."""
        return record

    def get(self, request: Request, **kwargs: Any) -> Response:
        record = get_object_or_404(self.get_queryset(), **{self.lookup_field: kwargs[self.lookup_field]})
        serializer = self.serializer_class(context={"request": request})
        return Response(serializer.to_representation(self.prepare(record)))
