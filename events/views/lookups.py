"""What forms ask for while somebody types: partners by any case, abbreviation or city."""

from django import forms
from django.conf import settings
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
        for partner in _meant_by(form.cleaned_data["q"])
    ]
    return JsonResponse({"partners": found})


def _meant_by(text: str) -> list[Partner]:
    gazetteer = current_gazetteer()
    wanted = fold(text)
    codes = [mention.code for mention in gazetteer.find(text)] + list(gazetteer.close(text))
    known = Partner.objects.partners().exclude(code=settings.HOME_SUBJECT)
    by_name = list(known.filter(search__contains=wanted).values_list("code", "search", "kind"))
    order = list(Partner.Kind.values)
    by_name.sort(key=lambda row: (not row[1].startswith(wanted), order.index(row[2]), row[1]))
    aliases = PartnerAlias.objects.filter(folded__startswith=wanted)[:_MOST]
    codes += [code for code, _search, _kind in by_name[: _MOST * 2]]
    codes += aliases.values_list("partner__code", flat=True)
    codes = list(dict.fromkeys(codes))
    standing = known.select_related("parent").in_bulk(codes, field_name="code")
    return [standing[code] for code in codes if code in standing][:_MOST]
