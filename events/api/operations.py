"""What one method of one address does: views act on it, and the OpenAPI schema is generated from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.functional import Promise
from rest_framework import serializers

Text = str | Promise
ResponseBody = type[serializers.Serializer] | serializers.BaseSerializer | dict[str, Any] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    operation_id: str
    summary: Text
    description: Text = ""
    parameters: Mapping[str, forms.Field] = field(default_factory=dict)  # of the query string
    request: type[serializers.Serializer] | Mapping[str, Any] | None = None  # or {media type: type}
    response: ResponseBody = None
    status: int = 200
    media_types: tuple[str, ...] = ("application/json",)
    other_responses: Mapping[int, ResponseBody] = field(default_factory=dict)  # successful ones
    headers: Mapping[str, Text] = field(default_factory=dict)  # of the response
    requires_version: bool = False  # If-Match must be sent
    refusals: frozenset[int] = frozenset()  # statuses of its own
    examples: Mapping[str, dict[str, Any]] = field(default_factory=dict)  # request bodies by name
