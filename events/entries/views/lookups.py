"""What fields ask for while somebody types: partners, departments and agreements."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from agreements.gazetteer import current_gazetteer
from agreements.lookup import find_partners, find_places
from agreements.models import Department, Partner
from agreements.names.folding import fold
from agreements.names.place import Place
from agreements.partners_in_words import EVERYBODY, partners_in_words

_MOST = 20


class LookupQuery(forms.Form):
    q = forms.CharField(max_length=500, required=False)


@require_safe
def lookup(request: HttpRequest, what: str) -> JsonResponse:
    """JSON: `found`, likeliest first; `part_of` tells the towns and districts of one name apart.

    `held`: where an event may be held, at home too. `place`: a partner that a row may name, be there a record
    of it or not. `phrase`: all partners that what was typed names, and as `as_text` what of it names none.
    """
    if what not in ("partner", "place", "held", "phrase", "department", "agreement"):
        raise Http404
    form = LookupQuery(request.GET)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    if what == "phrase":
        read = partners_in_words(text)
        as_text = [EVERYBODY] if read.is_everybody else list(read.unknown)
        return JsonResponse({"found": [_partner(one) for one in read.partners], "as_text": as_text})
    if what == "held":
        return JsonResponse({"found": [_place(one) for one in find_places(text)] if text else []})
    if what in ("partner", "place"):
        found_partners = find_partners(text, unrecorded=what == "place") if text else []
        return JsonResponse({"found": [_partner(one) for one in found_partners]})
    records: QuerySet = Department.objects.all() if what == "department" else request.access.agreements()
    found = records.filter(search__contains=fold(text))[:_MOST]
    return JsonResponse({"found": [_offer(str(record.pk), str(record)) for record in found]})


def _place(place: Place) -> dict[str, Any]:
    above = current_gazetteer().ancestors(place.code)
    part_of = above[0].name if above and above[0].code != "ru" else ""
    return _offer(place.code, place.name, about=Partner.Kind(place.kind.value).label, part_of=part_of)


def _partner(partner: Partner) -> dict[str, Any]:
    parent = partner.parent
    part_of = parent.name if parent and parent.code != "ru" else ""
    return _offer(partner.code, partner.name, about=partner.get_kind_display(), part_of=part_of)


def _offer(value: str, text: str, *, about: str = "", part_of: str = "") -> dict[str, Any]:
    return {"value": value, "text": text, "about": about, "part_of": part_of}
