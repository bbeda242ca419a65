"""What forms ask for while somebody types: partners by any case, abbreviation or city."""

from django import forms
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from agreements.gazetteer import current_gazetteer
from agreements.models import Partner, PartnerAlias
from agreements.names.folding import fold

from ..access import writer_required

_MOST = 15
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


def meant_by(text: str) -> list[Partner]:
    gazetteer = current_gazetteer()
    wanted = fold(text)
    codes = [mention.code for mention in gazetteer.find(text)] + list(gazetteer.close(text))
    known = Partner.objects.partners()
    by_name = list(known.filter(search__contains=wanted).values_list("code", "search"))
    by_name.sort(key=lambda row: (not row[1].startswith(wanted), row[1]))
    codes += [code for code, _search in by_name[: _MOST * 2]]
    aliases = PartnerAlias.objects.filter(folded__startswith=wanted)
    codes += aliases.values_list("partner__code", flat=True)[:_MOST]
    standing = known.select_related("parent").in_bulk(codes, field_name="code")
    found = [standing[code] for code in dict.fromkeys(codes) if code in standing][:_MOST]
    # «Брянск» in a plan mostly means the region: a town stands behind the region it lies in.
    return sorted(found, key=lambda one: one.kind == Partner.Kind.CITY and one.parent in found)
