"""Reads what somebody typed into a field of partners: several in one phrase, in any case, nothing dropped."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from .gazetteer import current_gazetteer
from .lookup import find_partners, partners_by_code, regions_first
from .models import Partner
from .names.adjectives import split_adjective
from .names.catch_all import all_subjects
from .names.folding import fold
from .names.place import PlaceKind
from .reference import world

EVERYBODY = "все субъекты Российской Федерации"

_BETWEEN = re.compile(r"[,;\n]|\s+(?:и|а также)\s+")
_BEFORE = re.compile(r"\s*(?:с|со|в|во|из|от|для|и)\s+", re.IGNORECASE)
_CAPITALISED = re.compile(r"\b[А-ЯЁA-Z][\w-]+")
_SHORTEST = 3  # letters that are taken for the beginning of a name
# Said of a place, and in a text mostly something else: understood only where a partner is asked for.
_SPOKEN = {"питер": "ru-78"}
_SPOKEN_ENDINGS = frozenset({"", "а", "у", "ом", "е"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnersInWords:
    partners: tuple[Partner, ...] = ()  # in the order named
    is_everybody: bool = False  # «все субъекты»
    unknown: tuple[str, ...] = ()  # as typed


def partners_in_words(text: str) -> PartnersInWords:
    """Every word is accounted for: a part that names no partner, or might name several, is unknown."""
    if all_subjects(text):
        return PartnersInWords(is_everybody=True)
    partners = _whole(text)
    unknown: list[str] = []
    if partners is None:
        partners = []
        for part in filter(None, (_without_preposition(one) for one in _BETWEEN.split(text))):
            found = _likeliest(part)
            if found is None:
                unknown.append(part)
            else:
                partners.append(found)
    by_code = {partner.code: partner for partner in partners}
    return PartnersInWords(partners=tuple(by_code.values()), unknown=tuple(dict.fromkeys(unknown)))


def is_one_name(text: str) -> bool:
    """Whether an unknown name, typed, comes back as it is."""
    return _BETWEEN.search(text) is None and _without_preposition(text) == text


def _whole(text: str) -> list[Partner] | None:
    """Several partners of one head, «Брянская и Тульская области»; None where a name would be left over."""
    gazetteer = current_gazetteer()
    mentions = gazetteer.find(text)
    rest = text
    for mention in reversed(mentions):
        rest = f"{rest[: mention.start]} {rest[mention.end :]}"
    if len(mentions) < 2 or _CAPITALISED.search(rest) or gazetteer.unknown(text, names_only=True):
        return None
    if any(gazetteer.place(mention.code).kind is PlaceKind.CITY for mention in mentions):
        return None  # «Брянск, Тула»: each is asked about by itself, and may mean its region
    by_code = partners_by_code(mention.code for mention in mentions)
    return [by_code[mention.code] for mention in mentions if mention.code in by_code]


def _likeliest(part: str) -> Partner | None:
    folded = fold(part)
    name = part[:1].upper() + part[1:]
    found = find_partners(name, unrecorded=True)
    named = bool(current_gazetteer().find(name))
    if found and (
        named or len(found) == 1 or (len(folded) >= _SHORTEST and fold(found[0].name).startswith(folded))
    ):
        return found[0]
    codes = _by_adjective(folded) or _spoken(folded)
    others = regions_first(list(partners_by_code(codes).values()))
    return others[0] if len(others) == 1 else None


def _by_adjective(folded: str) -> list[str]:
    """«калужской», «донецкой»: the adjective a name begins with, without its noun."""
    if " " in folded or (typed := split_adjective(folded)) is None:
        return []
    stem, _ending = typed
    return [code for code, name in _names() if (own := split_adjective(name.split()[0])) and own[0] == stem]


def _spoken(folded: str) -> list[str]:
    return [
        code
        for word, code in _SPOKEN.items()
        if folded.startswith(word) and folded[len(word) :] in _SPOKEN_ENDINGS
    ]


def _names() -> Iterable[tuple[str, str]]:
    """Code and folded name of every region, recorded or not."""
    regions = (PlaceKind.SUBJECT, PlaceKind.FOREIGN_REGION)
    recorded = Partner.objects.partners().filter(kind__in=regions).values_list("code", "name")
    known = {code: fold(name) for code, name in recorded}
    return {
        **{row.code: fold(row.name) for row in world.rows().values() if row.kind in regions},
        **known,
    }.items()


def _without_preposition(text: str) -> str:
    return _BEFORE.sub("", text, count=1).strip(" .") if _BEFORE.match(text) else text.strip(" .")
