"""The counterpart of a row without a proposal: by search, by the same body and month."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from ..counterparts import found_by_words, of_same_body_and_month
from ..forms import CounterpartForm
from ..scope import scope_of


@require_safe
def counterpart(request: HttpRequest, pk: int) -> HttpResponse:
    entries = request.access.entries().select_related(
        "report", "report__partner", "report__agreement", "department"
    )
    entry = get_object_or_404(entries, pk=pk)
    _form, scope = scope_of(request.GET, request.access)
    search = CounterpartForm(request.GET)
    text = search.cleaned_data["q"] if search.is_valid() else ""
    context = {
        "entry": entry,
        "scope": scope,
        "search": search,
        "text": text,
        "found": found_by_words(entry, text, request.access),
        "near": of_same_body_and_month(entry, request.access),
    }
    return render(request, "events/matching/counterpart.html", context)
