"""Reads the partners of a row: subjects, countries and foreign regions, each with its role."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from agreements.names.catch_all import all_subjects
from agreements.names.gazetteer import Gazetteer
from agreements.names.heads import HEADS, PARTNER_HEADS
from agreements.names.mention import Evidence, Mention
from agreements.names.morphology import is_known
from agreements.names.parties import read_parties
from agreements.names.place import Place, PlaceKind
from events.vocabulary import Kind, PartnerRole, Role

from .absence import part_excepted
from .districts import is_district, means_its_subjects
from .short_names import ShortName, ShortNames
from .taking_part import is_told_by_little, is_told_elsewhere, names_home_of_people, role_of, was_not_there
from .unheard_of import misspelt, unheard_of

_TOLD = (Role.TITLE, Role.CONTENT, Role.PARTICIPANTS, Role.PLACE)
_ASKED = (Role.PLACE, Role.PARTICIPANTS)  # a title or a story names much that is no partner
_LISTED = (PlaceKind.SUBJECT, PlaceKind.COUNTRY, PlaceKind.FOREIGN_REGION)
_STRENGTH = (PartnerRole.PARTNER, PartnerRole.PARTICIPANT, PartnerRole.PLACE, PartnerRole.MENTIONED)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerFound:
    """One place named in a cell; `code` may be a city, whose subject or region `listed` gives."""

    code: str
    role: PartnerRole
    cell: Role
    phrase: str
    start: int
    end: int
    weak: bool = False  # counted or left out on little evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerUnknown:
    """A phrase that says it is a place and fits no name; `suggestions` are codes, nearest first."""

    cell: Role
    phrase: str
    start: int
    end: int
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Partners:
    found: tuple[PartnerFound, ...] = ()
    all_subjects: bool = False
    to_be_determined: bool = False
    unknown: tuple[PartnerUnknown, ...] = ()


def read_partners(
    kind: Kind,
    cells: Mapping[Role, str],
    gazetteer: Gazetteer,
    *,
    about: Sequence[str] = (),
    year: int | None = None,
    lies_ahead: bool = False,
) -> Partners:
    """Plans: the partner column alone. Agreements: the parties. Other reports: the partner column where it is
    filled, else whoever took part and wherever it was, in any cell. A place in a partner's country tells the
    region as well.

    `about`: codes of the partners the whole report or section is about. A Russian one is meant by a row that
    names no Russian region, a foreign one by a row that names nobody abroad.

    `year`: of the document; what a row tells of an earlier one is history.

    `lies_ahead`: nothing of it was held yet.
    """
    short = ShortNames(kind, cells, gazetteer, about)
    if kind is Kind.AGREEMENTS_REPORT and cells.get(Role.AGREEMENT):
        return _from_agreement(cells[Role.AGREEMENT], gazetteer, short)
    if cells.get(Role.PARTNER, "").strip():
        partners = _from_partner_cell(cells[Role.PARTNER], gazetteer, short)
        return _with_regions_of_place(partners, cells.get(Role.PLACE, ""), gazetteer)
    if kind.is_plan and Role.PARTNER in cells:
        return Partners(found=tuple(_meant(code, gazetteer) for code in about))
    told = _Told([], [], set(), set())
    for cell in _TOLD:
        text = cells.get(cell, "")
        _read_told(told, text, cell, gazetteer, short, year, lies_ahead=lies_ahead)
        unknown = _unknown(text, cell, gazetteer)
        told.asked.extend(one for one in unknown if cell in _ASKED or names_home_of_people(text, one.start))
        if cell is not Role.PLACE:
            told.asked.extend(_unheard_of(text, cell, gazetteer, short, unknown))
    named = Partners(found=_unique(_without_absent(told)), unknown=tuple(told.asked))
    if not about or is_told_at_home(cells, gazetteer):
        return named
    meant = [_meant(code, gazetteer) for code in about if not _names_one_beside(named, code, gazetteer)]
    return replace(named, found=(*named.found, *meant))


def _meant(code: str, gazetteer: Gazetteer) -> PartnerFound:
    """A partner that the title or the heading names for all rows."""
    name = gazetteer.place(code).name
    return PartnerFound(code=code, role=PartnerRole.PARTNER, cell=Role.PARTNER, phrase=name, start=0, end=0)


def listed(partners: Partners, gazetteer: Gazetteer) -> dict[str, PartnerRole]:
    """Codes of the subjects, countries and foreign regions meant, with the strongest role of each.

    A city stands for its subject or region, a region for its country too, a federal district for its
    subjects. The home region and what is only mentioned are left out.
    """
    roles: dict[str, PartnerRole] = {}
    for one in partners.found:
        if not one.role.is_counted:
            continue
        for code in stands_for(one.code, gazetteer):
            known = roles.get(code, PartnerRole.MENTIONED)
            roles[code] = min(known, one.role, key=_STRENGTH.index)
    return roles


def lists(partners: Partners, gazetteer: Gazetteer) -> tuple[list[str], list[str], list[str]]:
    """Sorted short names of subjects, countries and foreign regions, as the command line prints them."""
    by_kind: dict[PlaceKind, list[str]] = {kind: [] for kind in _LISTED}
    for code in listed(partners, gazetteer):
        place = gazetteer.place(code)
        by_kind[place.kind].append(place.name)
    return (
        sorted(by_kind[PlaceKind.SUBJECT]),
        sorted(by_kind[PlaceKind.COUNTRY]),
        sorted(by_kind[PlaceKind.FOREIGN_REGION]),
    )


def is_home(code: str, gazetteer: Gazetteer) -> bool:
    """The home region, what lies in it, and the country they lie in."""
    if code == gazetteer.home or any(place.code == gazetteer.home for place in gazetteer.ancestors(code)):
        return True
    return any(
        place.code == code and place.kind is PlaceKind.COUNTRY
        for place in gazetteer.ancestors(gazetteer.home)
    )


def told_by_little(partners: Partners, gazetteer: Gazetteer) -> list[PartnerFound]:
    """The mentions that alone speak for a place, and speak weakly; or stand in a story alone, beside others
    that the title or the list of participants names."""
    counted = [one for one in partners.found if one.role.is_counted]
    cells: dict[str, set[Role]] = {}
    for one in counted:
        if one.cell is Role.CONTENT or not one.weak:
            for code in stands_for(one.code, gazetteer):
                cells.setdefault(code, set()).add(one.cell)
    alone = {code for code, told in cells.items() if told == {Role.CONTENT}}
    beside_others = any(told & {Role.TITLE, Role.PARTICIPANTS} for told in cells.values())
    return [
        one
        for one in counted
        if (
            not alone.isdisjoint(stands_for(one.code, gazetteer)) and (one.weak or beside_others)
            if one.cell is Role.CONTENT
            else one.weak and not cells.keys() >= set(stands_for(one.code, gazetteer))
        )
    ]


def left_out(partners: Partners, gazetteer: Gazetteer) -> list[PartnerFound]:
    """Who is named in a title, a story or a list of participants and not counted: a topic, a thing or of
    another time. Nobody who counts all the same, and nobody of the partners' own column."""
    left = [one for one in partners.found if not one.role.is_counted and one.cell in _TOLD]
    meant = listed(partners, gazetteer).keys() if left else set()
    return [one for one in left if not meant >= set(stands_for(one.code, gazetteer))]


def stands_for(code: str, gazetteer: Gazetteer) -> list[str]:
    place = gazetteer.place(code)
    if place.kind is PlaceKind.FEDERAL_DISTRICT:
        return [
            below.code
            for below in gazetteer.below(code)
            if below.kind is PlaceKind.SUBJECT and below.code != gazetteer.home
        ]
    chain: tuple[Place, ...] = (place, *gazetteer.ancestors(code))
    return [one.code for one in chain if one.kind in _LISTED and not is_home(one.code, gazetteer)]


def _from_partner_cell(text: str, gazetteer: Gazetteer, short: ShortNames) -> Partners:
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
        found += _spread(_found(mention, Role.PARTNER, role), excepted, gazetteer)
    found += _only_mentioned(excepted, Role.PARTNER, gazetteer)
    catch_all = all_subjects(text)
    districts = any(is_district(one.code, gazetteer) for one in named)
    unknown = _unknown(text, Role.PARTNER, gazetteer, names_only=catch_all is None)
    return Partners(
        found=_unique(found),
        # «субъекты РФ – участники … ЦФО» are those of the district
        all_subjects=catch_all is not None and catch_all.anybody and not districts,
        to_be_determined=catch_all is not None and catch_all.to_be_determined,
        unknown=(
            *(one for one in unknown if not any(s.start < one.end and one.start < s.end for s in brief)),
            *(_asked(one, Role.PARTNER) for one in asked.values()),
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


def _spread(one: PartnerFound, excepted: Sequence[Mention], gazetteer: Gazetteer) -> list[PartnerFound]:
    """A district of which some subjects are excepted stands for each of the others."""
    if not is_district(one.code, gazetteer) or not one.role.is_counted:
        return [one]
    without = {mention.code for mention in excepted}
    subjects = stands_for(one.code, gazetteer)
    if without.isdisjoint(subjects):
        return [one]
    subjects = [code for code in subjects if code not in without]
    return [replace(one, code=code) for code in subjects]


def _asked(one: ShortName, cell: Role) -> PartnerUnknown:
    return PartnerUnknown(cell=cell, phrase=one.phrase, start=one.start, end=one.end, suggestions=one.codes)


def _with_regions_of_place(partners: Partners, text: str, gazetteer: Gazetteer) -> Partners:
    """«Беларусь», held in «г. Орша»: the place tells the region of a partner named by its country alone."""
    named = {one.code for one in partners.found if one.role.is_counted}
    parted = {above.code for code in named for above in gazetteer.ancestors(code)}
    held = [
        _found(mention, Role.PLACE, PartnerRole.PLACE)
        for mention in gazetteer.find(text)
        if mention.evidence is Evidence.NAME
        and mention.code not in named
        and any(
            above.kind is PlaceKind.COUNTRY and above.code in named - parted
            for above in gazetteer.ancestors(mention.code)
        )
    ]
    return replace(partners, found=(*partners.found, *_unique(held))) if held else partners


def _from_agreement(text: str, gazetteer: Gazetteer, short: ShortNames) -> Partners:
    _, brief = short.read(text, lands=True)
    found = [
        _found(one.as_mention(), Role.AGREEMENT, PartnerRole.PARTNER)
        for one in brief
        if len(one.codes) == 1 and not is_home(one.codes[0], gazetteer)
    ]
    asked = tuple(_asked(one, Role.AGREEMENT) for one in brief if len(one.codes) > 1)
    for party in read_parties(text, gazetteer).parties:
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
    return Partners(found=_unique(found), unknown=(*_unknown(text, Role.AGREEMENT, gazetteer), *asked))


def _found(mention: Mention, cell: Role, role: PartnerRole) -> PartnerFound:
    return PartnerFound(
        code=mention.code,
        role=role,
        cell=cell,
        phrase=" ".join(mention.phrase.split()),
        start=mention.start,
        end=mention.end,
    )


def _names_one_beside(partners: Partners, about: str, gazetteer: Gazetteer) -> bool:
    """Places of the partner's own sort: a subject beside a country is where both met («г. Москва»)."""
    domestic = _is_domestic(about, gazetteer)
    return any(_is_domestic(code, gazetteer) is domestic for code in listed(partners, gazetteer))


def region_or_country(code: str, gazetteer: Gazetteer) -> str:
    """The subject or foreign region a place is or lies in, else its country; "" for a union."""
    chain = (gazetteer.place(code), *gazetteer.ancestors(code))
    for kinds in ((PlaceKind.SUBJECT, PlaceKind.FOREIGN_REGION), (PlaceKind.COUNTRY,)):
        for place in chain:
            if place.kind in kinds:
                return place.code
    return ""


def _is_domestic(code: str, gazetteer: Gazetteer) -> bool:
    chain = (gazetteer.place(code), *gazetteer.ancestors(code))
    return any(place.kind is PlaceKind.SUBJECT for place in chain)


_PAIRED = re.compile(r"\s*[-–—]\s*(?:г\.\s*)?|\s+и\s+(?:г\.\s*)?")
_NEXT_WORD = re.compile(r"\s+(?P<word>[а-яё]{3,})(?![\w-])")
COUNTERPART = re.compile(
    r"встреч|визит|при[её]м|переговор|делегаци|гост|пос(?:ол|ла|лом)|консул|совместн|международн|обмен",
    re.IGNORECASE,
)


def is_told_at_home(cells: Mapping[Role, str], gazetteer: Gazetteer) -> bool:
    """Both the place and those who took part are said to be of the home region, and nobody came."""
    return all(
        any(is_home(mention.code, gazetteer) for mention in gazetteer.find(cells.get(cell, "")))
        for cell in _ASKED
    ) and not any(COUNTERPART.search(text) for text in cells.values())


class _Told(NamedTuple):
    """What the cells of a row tell: `absent` are codes of who did not come, `of_title` where an adjective of
    the title begins («российско-сербский семинар»)."""

    found: list[PartnerFound]
    asked: list[PartnerUnknown]
    absent: set[str]
    of_title: set[int]


def _read_told(
    told: _Told,
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
                told.asked.append(_asked(doubtful[mention.start], cell))
        elif not is_home(mention.code, gazetteer):
            one = replace(_found(mention, cell, role), weak=weak)
            told.found.extend(_spread(one, excepted, gazetteer))
    told.found.extend(_only_mentioned(excepted, cell, gazetteer))


def _without_absent(told: _Told) -> list[PartnerFound]:
    """«Российско-сербский семинар», of which the content says that the Serbians did not come."""
    came = {one.code for one in told.found if one.role.is_counted and one.cell is not Role.TITLE}
    return [
        replace(one, role=PartnerRole.MENTIONED)
        if one.cell is Role.TITLE and one.start in told.of_title and one.code in told.absent - came
        else one
        for one in told.found
    ]


def _only_mentioned(mentions: Sequence[Mention], cell: Role, gazetteer: Gazetteer) -> list[PartnerFound]:
    return [_found(one, cell, PartnerRole.MENTIONED) for one in mentions if not is_home(one.code, gazetteer)]


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


_COMES_FROM = re.compile(r"(?:\s+[а-яё-]+){1,3}\s+из\s+(?:г\.\s*)?")


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


def _unknown(
    text: str, cell: Role, gazetteer: Gazetteer, *, names_only: bool = False
) -> tuple[PartnerUnknown, ...]:
    return tuple(
        PartnerUnknown(
            cell=cell,
            phrase=" ".join(unknown.phrase.split()),
            start=unknown.start,
            end=unknown.end,
            suggestions=unknown.suggestions,
        )
        for unknown in gazetteer.unknown(text, names_only=names_only)
    )


def _unheard_of(
    text: str, cell: Role, gazetteer: Gazetteer, short: ShortNames, known: Sequence[PartnerUnknown]
) -> Iterator[PartnerUnknown]:
    left_out = gazetteer.no_places(text)
    mentions = short.read(text)[0]
    unheard = list(unheard_of(text, mentions))
    for start, end in sorted({*unheard, *misspelt(text, mentions)}):
        is_known = any(one.start < end and start < one.end for one in known)
        if is_known or any(span.overlaps(start, end) for span in left_out):
            continue
        phrase = text[start:end]
        suggestions = tuple(gazetteer.close(phrase))
        if suggestions or (start, end) in unheard:
            yield PartnerUnknown(cell=cell, phrase=phrase, start=start, end=end, suggestions=suggestions)


def _unique(found: list[PartnerFound]) -> tuple[PartnerFound, ...]:
    """The first mention of each place in each cell and role, one that is not weak if there is any."""
    first: dict[tuple[str, PartnerRole, Role], PartnerFound] = {}
    for one in found:
        key = (one.code, one.role, one.cell)
        if key not in first or (first[key].weak and not one.weak):
            first[key] = one
    return tuple(first.values())
