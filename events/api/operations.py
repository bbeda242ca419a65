"""What one address does with one method, said once: views follow it and the description is made of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.functional import Promise
from rest_framework import serializers

Words = str | Promise
Answer = type[serializers.Serializer] | serializers.BaseSerializer | dict[str, Any] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    name: str  # operationId
    summary: Words
    text: Words = ""
    question: Mapping[str, forms.Field] = field(default_factory=dict)  # parameters of the address
    body: type[serializers.Serializer] | None = None
    answer: Answer = None
    status: int = 200
    media: tuple[str, ...] = ("application/json",)
    also: Mapping[int, Answer] = field(default_factory=dict)  # further answers that are no refusals
    refusals: tuple[int, ...] = ()  # beside those every operation has
    headers: Mapping[str, Words] = field(default_factory=dict)  # of the answer
    versioned: bool = False  # asks for If-Match
    examples: Mapping[str, dict[str, Any]] = field(default_factory=dict)  # bodies by their name
