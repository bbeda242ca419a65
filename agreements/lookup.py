"""The partners a text may mean: any case, abbreviation, town or spelling learned, the beginning of a name."""

from .gazetteer import current_gazetteer
from .models import Partner, PartnerAlias
from .names.folding import fold

_MOST = 15


def find_partners(text: str) -> list[Partner]:
    """The likeliest first, fifteen at most; three queries."""
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
    return regions_first(found)


def regions_first(partners: list[Partner]) -> list[Partner]:
    """«Брянск» in a plan mostly means the region: a town stands behind the region it lies in."""
    return sorted(partners, key=lambda one: one.kind == Partner.Kind.CITY and one.parent in partners)
