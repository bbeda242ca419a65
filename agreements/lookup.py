"""Finds partners by what somebody types: any case, abbreviation, town, learned spelling or part of a name."""

from collections.abc import Iterable

from django.conf import settings

from .gazetteer import current_gazetteer
from .models import Partner, PartnerAlias
from .names.folding import fold
from .names.place import Place
from .reference import world

_MOST = 15
_SHORTEST = 3  # letters of a name's beginning that places without a record are looked up by


def find_partners(text: str, *, unrecorded: bool = False) -> list[Partner]:
    """The likeliest first, at most fifteen; four queries. `unrecorded`: also places of the world that no row
    has named yet, as partners that are not saved; they come last."""
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
    found = [by_code[code] for code in dict.fromkeys(codes) if code in by_code]
    if unrecorded and len(found) < _MOST:
        further = _unrecorded([*codes, *_beginning_with(folded)])
        found += sorted(further.values(), key=lambda partner: partner.name)
    return regions_first(found[:_MOST])


def find_places(text: str) -> list[Place]:
    """Places an event may be held in, the home region's too; the likeliest first, at most fifteen."""
    gazetteer = current_gazetteer()
    codes = [mention.code for mention in gazetteer.find(text)] + list(gazetteer.close(text))
    if len(beginning := fold(text)) >= _SHORTEST:
        names = {code: fold(gazetteer.place(code).name) for code in gazetteer.within("")}
        codes += sorted(
            (code for code, name in names.items() if name.startswith(beginning)), key=names.__getitem__
        )
    return [gazetteer.place(code) for code in dict.fromkeys(codes) if gazetteer.knows(code)][:_MOST]


def partners_by_code(codes: Iterable[str]) -> dict[str, Partner]:
    """Those with a record and those of the world that have none yet, which are not saved."""
    wanted = list(codes)
    return {
        **_unrecorded(wanted),
        **Partner.objects.partners().select_related("parent").in_bulk(wanted, field_name="code"),
    }


def _unrecorded(codes: Iterable[str]) -> dict[str, Partner]:
    home = settings.HOME_SUBJECT
    return {
        code: partner
        for code, partner in world.unrecorded(codes).items()
        if partner.parent is None or partner.parent.code != home
    }


def _beginning_with(folded: str) -> list[str]:
    if len(folded) < _SHORTEST:
        return []
    return [row.code for row in world.rows().values() if fold(row.name).startswith(folded)][:_MOST]


def regions_first(partners: list[Partner]) -> list[Partner]:
    """«Брянск» in a plan mostly means the region: towns come after the others where their region is there."""
    return sorted(
        partners, key=lambda partner: partner.kind == Partner.Kind.CITY and partner.parent in partners
    )
