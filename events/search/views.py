"""The search box for everything: its page, and what it offers while somebody types."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from .query import search

_OFFERED = 3  # of each kind, while typing
_SHORTEST = 3


class SearchForm(forms.Form):
    q = forms.CharField(label=_("What to find"), max_length=200, required=False)


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.GET)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    groups = search(text, request.access)
    context = {"form": form, "text": text, "groups": groups, "searched_for": request.GET.get("q", "")}
    return render(request, "events/search/results.html", context)


@require_safe
def offers(request: HttpRequest) -> HttpResponse:
    """The options of the box: links to the likeliest hits."""
    form = SearchForm(request.GET)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    groups = search(text, request.access, shown=_OFFERED) if len(text) >= _SHORTEST else []
    return render(request, "events/search/_offers.html", {"text": text, "groups": groups})
