"""Reads partners out of cells that tell: who took part, who did not come, what is only mentioned."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from agreements.names.gazetteer import Gazetteer
from agreements.names.mention import Evidence, Mention
from agreements.names.place import PlaceKind
from events.vocabulary import PartnerRole, Role

from .absence import part_excepted
from .counted_partners import is_home, only_mentioned, spread
from .districts import is_district, means_its_subjects
from .partner_values import PartnerFound, PartnerUnknown, asked_about, found_as
from .short_names import ShortNames
from .taking_part import is_told_by_little, is_told_elsewhere, role_of, was_not_there
from .unheard_of import listed_beside, misspelt, unheard_of

_WHERE_AND_WHO = (Role.PLACE, Role.PARTICIPANTS)
_PAIRED = re.compile(r"\s*[-–—]\s*(?:г\.\s*)?|\s+и\s+(?:г\.\s*)?")
_COMES_FROM = re.compile(r"(?:\s+[а-яё-]+){1,3}\s+из\s+(?:г\.\s*)?")
COUNTERPART = re.compile(
    r"встреч|визит|при[её]м|переговор|делегаци|гост|пос(?:ол|ла|лом)|консул|совместн|международн|обмен",
    re.IGNORECASE,
)


class Told(NamedTuple):
    """What the cells of a row tell: `absent` are codes of who did not come, `of_title` where an adjective of
    the title begins («российско-сербский семинар»)."""

    found: list[PartnerFound]
    asked: list[PartnerUnknown]
    absent: set[str]
    of_title: set[int]


def is_told_at_home(cells: Mapping[Role, str], gazetteer: Gazetteer) -> bool:
    """Both the place and those who took part are said to be of the home region, and nobody came."""
    return all(
        any(is_home(mention.code, gazetteer) for mention in gazetteer.find(cells.get(cell, "")))
        for cell in _WHERE_AND_WHO
    ) and not any(COUNTERPART.search(text) for text in cells.values())


def read_told(
    told: Told,
    text: str,
    cell: Role,
    gazetteer: Gazetteer,
    short: ShortNames,
    year: int | None,
    *,
    lies_ahead: bool,
) -> None:
    before: tuple[Mention, PartnerRole] | None = None
    mentions, brief = short.read(text)
    doubtful = {one.start: one for one in brief if len(one.codes) > 1}
    kept, excepted = part_excepted(text, mentions)
    next_to = {one.start: following for one, following in pairwise(mentions)}
    for mention in kept:
        following = next_to.get(mention.start)
        if following is not None and _is_ward(text, mention, following, gazetteer):
            continue
        chain = (gazetteer.place(mention.code), *gazetteer.ancestors(mention.code))
        domestic = any(place.kind is PlaceKind.SUBJECT for place in chain)
        town = chain[0].kind is PlaceKind.CITY or chain[0].name == chain[0].capital
        role = role_of(text, mention, cell, domestic=domestic, town=town, before=before)
        if is_district(mention.code, gazetteer) and (
            cell is Role.PLACE or not means_its_subjects(text, mention, following, gazetteer, alone=False)
        ):
            role = PartnerRole.MENTIONED
        if following is not None and _is_ethnic(text, mention, following, gazetteer):
            role = PartnerRole.MENTIONED
        weak = False
        if (
            cell is Role.TITLE
            and town
            and not domestic
            and _is_paired_with_home(text, mention, mentions, gazetteer)
        ):
            role = PartnerRole.PARTICIPANT
        if role.is_counted and cell is not Role.PLACE:
            if is_told_elsewhere(text, mention, cell, year, lies_ahead=lies_ahead):
                role, weak = PartnerRole.MENTIONED, True
            elif cell is Role.CONTENT:
                weak = is_told_by_little(text, mention, town=town, before=before)
            else:
                weak = mention.evidence is Evidence.INHABITANT
        before = mention, role
        if cell is Role.TITLE and mention.evidence is Evidence.ADJECTIVE:
            told.of_title.add(mention.start)
        elif not role.is_counted and cell is not Role.PLACE and was_not_there(text, mention):
            told.absent.add(mention.code)
        if mention.start in doubtful:
            if role.is_counted:
                told.asked.append(asked_about(doubtful[mention.start], cell))
        elif not is_home(mention.code, gazetteer):
            one = replace(found_as(mention, cell, role), weak=weak)
            told.found.extend(spread(one, excepted, gazetteer))
    told.found.extend(only_mentioned(excepted, cell, gazetteer))


def without_absent(told: Told) -> list[PartnerFound]:
    """«Российско-сербский семинар», of which the content says that the Serbians did not come."""
    came = {one.code for one in told.found if one.role.is_counted and one.cell is not Role.TITLE}
    return [
        replace(one, role=PartnerRole.MENTIONED)
        if one.cell is Role.TITLE and one.start in told.of_title and one.code in told.absent - came
        else one
        for one in told.found
    ]


_SUPPLIES = re.compile(
    r"(?<!\w)(?:постав(?:к\w+|ить|ля\w+|лен\w*)|экспорт\w*|отгруз\w+|отгружен\w*)\s[^.;]{0,80}?(?<!\w)(?:в|во|на)\s+$",
    re.IGNORECASE,
)


def with_markets(
    found: Sequence[PartnerFound], cells: Mapping[Role, str], gazetteer: Gazetteer
) -> list[PartnerFound]:
    """«Переговоры с узбекскими партнерами» about supplies «в Навоийскую область»: the region of a state whose
    people took part is where they were from, or are to be sold to."""
    counted = {one.code for one in found if one.role.is_counted}
    return [
        replace(one, role=PartnerRole.PARTICIPANT, weak=True)
        if not one.role.is_counted
        and gazetteer.place(one.code).kind is PlaceKind.FOREIGN_REGION
        and any(place.code in counted for place in gazetteer.ancestors(one.code))
        and _SUPPLIES.search(cells.get(one.cell, "")[: one.start])
        else one
        for one in found
    ]


def _is_paired_with_home(
    text: str, mention: Mention, mentions: Sequence[Mention], gazetteer: Gazetteer
) -> bool:
    """«Саратов и Могилев: 30 лет побратимства», «Телемост «Смоленск – Минск»»: two towns, one ours."""
    for other in mentions:
        if gazetteer.place(other.code).kind is PlaceKind.COUNTRY or not is_home(other.code, gazetteer):
            continue
        first, second = sorted((other, mention), key=lambda one: one.start)
        if _PAIRED.fullmatch(text, first.end, second.start):
            return True
    return False


def _is_ethnic(text: str, mention: Mention, following: Mention, gazetteer: Gazetteer) -> bool:
    """«тибетский врач из Индии»: from where he comes is said behind."""
    return (
        mention.evidence is Evidence.ADJECTIVE
        and following.evidence is Evidence.NAME
        and _COMES_FROM.fullmatch(text, mention.end, following.start) is not None
        and mention.code
        not in {following.code, *(place.code for place in gazetteer.ancestors(following.code))}
    )


def _is_ward(text: str, mention: Mention, following: Mention, gazetteer: Gazetteer) -> bool:
    """«Октябрьского района г. Витебска»: a part of the city, not the district of that name elsewhere."""
    return (
        "район" in mention.phrase.lower()
        and not text[mention.end : following.start].strip()
        and gazetteer.place(following.code).kind is not PlaceKind.COUNTRY
        and following.code not in {place.code for place in gazetteer.ancestors(mention.code)}
    )


def unheard_names(
    text: str, cell: Role, gazetteer: Gazetteer, short: ShortNames, known: Sequence[PartnerUnknown]
) -> Iterator[PartnerUnknown]:
    left_out = gazetteer.no_places(text)
    mentions = short.read(text)[0]
    beside = list(listed_beside(text, mentions))
    unheard = {*unheard_of(text, mentions), *((start, end) for start, end, is_sure in beside if is_sure)}
    for start, end in sorted({*unheard, *misspelt(text, mentions), *((one[0], one[1]) for one in beside)}):
        is_known = any(one.start < end and start < one.end for one in known)
        if is_known or any(span.overlaps(start, end) for span in left_out):
            continue
        phrase = text[start:end]
        suggestions = tuple(gazetteer.close(phrase))
        if suggestions or (start, end) in unheard:
            yield PartnerUnknown(cell=cell, phrase=phrase, start=start, end=end, suggestions=suggestions)
