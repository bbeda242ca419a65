"""Finds partners by what somebody types: any case, abbreviation, town, learned spelling or part of a name."""

from .gazetteer import current_gazetteer
from .models import Partner, PartnerAlias
from .names.folding import fold

_MOST = 15


def find_partners(text: str) -> list[Partner]:
    """The likeliest first, at most fifteen; four queries."""
    gazetteer = current_gazetteer()
    folded = fold(text)
    codes = [mention.code for mention in gazetteer.find(text)] + list(gazetteer.close(text))
    partners = Partner.objects.partners()
    by_name = list(partners.filter(search__contains=folded).values_list("code", "search"))
    by_name.sort(key=lambda found: (not found[1].startswith(folded), found[1]))
    codes += [code for code, _search in by_name[: _MOST * 2]]
    aliases = PartnerAlias.objects.filter(folded__startswith=folded)
    codes += aliases.values_list("partner__code", flat=True)[:_MOST]
    by_code = partners.select_related("parent").in_bulk(codes, field_name="code")
    found = [by_code[code] for code in dict.fromkeys(codes) if code in by_code][:_MOST]
    return regions_first(found)


def regions_first(partners: list[Partner]) -> list[Partner]:
    """«Брянск» in a plan mostly means the region: towns come after the others where their region is there."""
    return sorted(
        partners, key=lambda partner: partner.kind == Partner.Kind.CITY and partner.parent in partners
    )
