"""Reads the column of partners and the parties of an agreement: lists of names and little else."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from agreements.names.catch_all import all_subjects
from agreements.names.gazetteer import Gazetteer
from agreements.names.heads import HEADS, PARTNER_HEADS
from agreements.names.mention import Evidence, Mention
from agreements.names.morphology import is_known
from agreements.names.parties import read_parties
from agreements.names.place import PlaceKind
from events.vocabulary import PartnerRole, Role

from .absence import part_excepted
from .counted_partners import is_home, only_mentioned, spread
from .districts import is_district, means_its_subjects
from .partner_values import (
    PartnerFound,
    Partners,
    PartnerUnknown,
    asked_about,
    found_as,
    unique,
    unknown_names,
)
from .short_names import ShortName, ShortNames

_NEXT_WORD = re.compile(r"\s+(?P<word>[А-ЯЁ]?[а-яё]{3,})(?![\w-])")


def read_partner_column(text: str, gazetteer: Gazetteer, short: ShortNames) -> Partners:
    mentions, brief = short.read(text, lands=True)
    asked = {one.start: one for one in brief if len(one.codes) > 1}
    asked |= _alike_at_home(mentions, gazetteer, short)
    kept, excepted = part_excepted(text, mentions)
    next_to = {one.start: following for one, following in pairwise(mentions)}
    adjectives = [mention for mention in kept if mention.evidence is not Evidence.NAME]
    misspelt = tuple(_misspelt_heads(text, adjectives, gazetteer))
    strange = {one.start for one in misspelt}
    named = [mention for mention in kept if mention.evidence is Evidence.NAME] or kept
    found: list[PartnerFound] = []
    for mention in named:
        if mention.start in strange or is_home(mention.code, gazetteer) or mention.start in asked:
            continue
        role = PartnerRole.PARTNER
        if is_district(mention.code, gazetteer):
            following = next_to.get(mention.start)
            if not means_its_subjects(text, mention, following, gazetteer, alone=True):
                role = PartnerRole.MENTIONED
        found += spread(found_as(mention, Role.PARTNER, role), excepted, gazetteer)
    found += only_mentioned(excepted, Role.PARTNER, gazetteer)
    catch_all = all_subjects(text)
    districts = any(is_district(one.code, gazetteer) for one in named)
    unknown = unknown_names(text, Role.PARTNER, gazetteer, names_only=catch_all is None)
    return Partners(
        found=unique(found),
        # «субъекты РФ – участники … ЦФО» are those of the district
        all_subjects=catch_all is not None and catch_all.anybody and not districts,
        to_be_determined=catch_all is not None and catch_all.to_be_determined,
        unknown=(
            *(one for one in unknown if not any(s.start < one.end and one.start < s.end for s in brief)),
            *(asked_about(one, Role.PARTNER) for one in asked.values()),
            *misspelt,
        ),
    )


def _alike_at_home(
    mentions: Sequence[Mention], gazetteer: Gazetteer, short: ShortNames
) -> dict[int, ShortName]:
    """«Саарская область» in a list of subjects: a land abroad, or «Самарская» with a slip of the pen."""
    if short.kind.is_international:
        return {}
    found: dict[int, ShortName] = {}
    for mention in mentions:
        if gazetteer.place(mention.code).kind is not PlaceKind.FOREIGN_REGION or short.names_country_of(
            mention.code
        ):
            continue
        if subjects := gazetteer.subjects_alike(mention.phrase):
            codes = (*subjects, mention.code)
            found[mention.start] = ShortName(mention.start, mention.end, mention.phrase, codes)
    return found


def _misspelt_heads(
    text: str, adjectives: Sequence[Mention], gazetteer: Gazetteer
) -> Iterator[PartnerUnknown]:
    """«Владимирская обасть», «Саарская область»: an adjective before what is no word, or before a head that
    no place of this adjective has."""
    for mention in adjectives:
        head = _NEXT_WORD.match(text, mention.end)
        if not mention.phrase[:1].isupper() or head is None:
            continue
        word = head["word"].lower()
        if is_known(word) and not any(one.noun in PARTNER_HEADS for one in HEADS.get(word, ())):
            continue
        phrase = " ".join(text[mention.start : head.end()].split())
        yield PartnerUnknown(
            cell=Role.PARTNER,
            phrase=phrase,
            start=mention.start,
            end=head.end(),
            suggestions=(*gazetteer.subjects_alike(phrase), mention.code),
        )


def with_regions_of_place(partners: Partners, text: str, gazetteer: Gazetteer) -> Partners:
    """«Беларусь», held in «г. Орша»: the place tells the region of a partner named by its country alone."""
    named = {one.code for one in partners.found if one.role.is_counted}
    parted = {above.code for code in named for above in gazetteer.ancestors(code)}
    held = [
        found_as(mention, Role.PLACE, PartnerRole.PLACE)
        for mention in gazetteer.find(text)
        if mention.evidence is Evidence.NAME
        and mention.code not in named
        and any(
            above.kind is PlaceKind.COUNTRY and above.code in named - parted
            for above in gazetteer.ancestors(mention.code)
        )
    ]
    return replace(partners, found=(*partners.found, *unique(held))) if held else partners


_ANOTHER = re.compile(  # «Соглашение с Московской областью, Соглашение с Тверской областью»
    r"(?:[,;\n]|\s+и\s)\s*(?=(?:соглашени|договор|меморандум|протокол|контракт)\w*\s[^,;\n]*(?<!\w)(?:со?|между)\s)",
    re.IGNORECASE,
)


def read_agreement_parties(text: str, gazetteer: Gazetteer, short: ShortNames) -> Partners:
    _, brief = short.read(text, lands=True)
    found = [
        found_as(one.as_mention(), Role.AGREEMENT, PartnerRole.PARTNER)
        for one in brief
        if len(one.codes) == 1 and not is_home(one.codes[0], gazetteer)
    ]
    asked = tuple(asked_about(one, Role.AGREEMENT) for one in brief if len(one.codes) > 1)
    parties = [party for one in _ANOTHER.split(text) for party in read_parties(one, gazetteer).parties]
    for party in parties:
        if party.code and not is_home(party.code, gazetteer):
            start = max(text.find(party.phrase), 0)
            phrase = " ".join(party.phrase.split())
            end = start + len(party.phrase)
            found.append(
                PartnerFound(
                    code=party.code,
                    role=PartnerRole.PARTNER,
                    cell=Role.AGREEMENT,
                    phrase=phrase,
                    start=start,
                    end=end,
                )
            )
    return Partners(found=unique(found), unknown=(*unknown_names(text, Role.AGREEMENT, gazetteer), *asked))
