"""What forms ask for while somebody types: partners by any case, abbreviation or city."""

from django import forms
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from agreements.lookup import meant_by
from events.access import writer_required

_SHORTEST = 2


class PartnerQuery(forms.Form):
    q = forms.CharField(max_length=100)


@require_safe
@writer_required
def partners(request: HttpRequest) -> JsonResponse:
    """JSON: the partners a text may mean, likeliest first; four queries at most."""
    form = PartnerQuery(request.GET)
    if not form.is_valid() or len(form.cleaned_data["q"]) < _SHORTEST:
        return JsonResponse({"partners": [], "errors": form.errors.get("q", [])})
    found = [
        {
            "code": partner.code,
            "name": partner.name,
            "kind": partner.get_kind_display(),
            "part_of": partner.parent.name if partner.parent and partner.parent.code != "ru" else "",
        }
        for partner in meant_by(form.cleaned_data["q"])
    ]
    return JsonResponse({"partners": found})
