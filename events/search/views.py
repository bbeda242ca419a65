"""The search over everything: its page, and suggestions while somebody types."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from .model import Found
from .query import search

_SUGGESTED = 3  # of each kind
_SHORTEST = 3  # characters of a text suggestions are made for


class SearchForm(forms.Form):
    q = forms.CharField(label=_("What to find"), max_length=200, required=False)


@require_safe
def search_results(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.GET)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    found = search(text, request.access)
    context = {
        "form": form,
        "text": text,
        "groups": found.groups,
        "read_as": found.read_as,
        "searched_for": request.GET.get("q", ""),
    }
    return render(request, "events/search/results.html", context)


@require_safe
def search_suggestions(request: HttpRequest) -> HttpResponse:
    """An HTML fragment with links to the best hits."""
    form = SearchForm(request.GET)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    found = search(text, request.access, shown=_SUGGESTED) if len(text) >= _SHORTEST else Found()
    context = {"text": text, "groups": found.groups, "read_as": found.read_as}
    return render(request, "events/search/_offers.html", context)
