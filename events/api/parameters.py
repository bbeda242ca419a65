"""Query parameters of the API, cleaned by form fields."""

from collections.abc import Container, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

MAX_PAGE_SIZE = 200
PAGE_FIELDS: dict[str, forms.Field] = {
    "page": forms.IntegerField(
        label=gettext_lazy("Number of the page, from 1"), required=False, min_value=1, max_value=1_000_000
    ),
    "size": forms.IntegerField(
        label=gettext_lazy("Records on a page"), required=False, min_value=1, max_value=MAX_PAGE_SIZE
    ),
}


def with_page_fields(fields: Mapping[str, forms.Field]) -> dict[str, forms.Field]:
    return {**fields, **PAGE_FIELDS}


def clean_parameters(request: Request, fields: Mapping[str, forms.Field]) -> dict[str, Any]:
    """Validate the query string against `fields` and nothing else."""
    refuse_unknown_parameters(request, fields)
    return clean_fields(request, fields)


def clean_fields(request: Request, fields: Mapping[str, forms.Field]) -> dict[str, Any]:
    """Validate these parameters and ignore all others."""
    form = type("ParameterForm", (forms.Form,), dict(fields))(request.GET)
    if not form.is_valid():
        raise ValidationError(dict(form.errors))
    return form.cleaned_data


def refuse_unknown_parameters(request: Request, known: Container[str]) -> None:
    """A misspelt filter must fail instead of returning the whole registry."""
    unknown = [name for name in request.GET if name not in known]
    if unknown:
        raise ValidationError({name: [_("There is no such parameter.")] for name in unknown})
