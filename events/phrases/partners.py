"""Reads the partners of a row: subjects, countries and foreign regions, each with its role."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from agreements.names.catch_all import all_subjects
from agreements.names.gazetteer import Gazetteer
from agreements.names.mention import Evidence, Mention
from agreements.names.parties import read_parties
from agreements.names.place import Place, PlaceKind
from events.vocabulary import Kind, PartnerRole, Role

from .taking_part import role_of

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
    kind: Kind, cells: Mapping[Role, str], gazetteer: Gazetteer, *, about: Sequence[str] = ()
) -> Partners:
    """Plans: the partner column alone. Agreements: the parties. Other reports: the partner column where it is
    filled, else whoever took part and wherever it was, in any cell.

    `about`: codes of the partners the whole report or section is about. A Russian one is meant by a row that
    names no Russian region, a foreign one by a row that names nobody abroad.
    """
    if kind is Kind.AGREEMENTS_REPORT and cells.get(Role.AGREEMENT):
        return _from_agreement(cells[Role.AGREEMENT], gazetteer)
    if cells.get(Role.PARTNER, "").strip():
        return _from_partner_cell(cells[Role.PARTNER], gazetteer)
    if kind.is_plan and Role.PARTNER in cells:
        return Partners(found=tuple(_meant(code, gazetteer) for code in about))
    found: list[PartnerFound] = []
    unknown: list[PartnerUnknown] = []
    for cell in _TOLD:
        found += _from_told(cells.get(cell, ""), cell, gazetteer)
        if cell in _ASKED:
            unknown += _unknown(cells.get(cell, ""), cell, gazetteer)
    named = Partners(found=_unique(found), unknown=tuple(unknown))
    if not about or _at_home(cells, gazetteer):
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
        for code in _stands_for(one.code, gazetteer):
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


def _stands_for(code: str, gazetteer: Gazetteer) -> list[str]:
    place = gazetteer.place(code)
    if place.kind is PlaceKind.FEDERAL_DISTRICT:
        return [
            below.code
            for below in gazetteer.below(code)
            if below.kind is PlaceKind.SUBJECT and below.code != gazetteer.home
        ]
    chain: tuple[Place, ...] = (place, *gazetteer.ancestors(code))
    return [one.code for one in chain if one.kind in _LISTED and not is_home(one.code, gazetteer)]


def _from_partner_cell(text: str, gazetteer: Gazetteer) -> Partners:
    mentions = gazetteer.find(text)
    named = [mention for mention in mentions if mention.evidence is Evidence.NAME] or mentions
    catch_all = all_subjects(text)
    districts = any(gazetteer.place(one.code).kind is PlaceKind.FEDERAL_DISTRICT for one in named)
    return Partners(
        found=_unique(
            [
                _found(mention, Role.PARTNER, PartnerRole.PARTNER)
                for mention in named
                if not is_home(mention.code, gazetteer)
            ]
        ),
        all_subjects=catch_all is not None and not districts,  # «субъекты РФ – участники … ЦФО»
        to_be_determined=catch_all is not None and catch_all.to_be_determined,
        unknown=_unknown(text, Role.PARTNER, gazetteer, names_only=catch_all is None),
    )


def _from_agreement(text: str, gazetteer: Gazetteer) -> Partners:
    found: list[PartnerFound] = []
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
    return Partners(found=_unique(found), unknown=_unknown(text, Role.AGREEMENT, gazetteer))


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


def _is_domestic(code: str, gazetteer: Gazetteer) -> bool:
    chain = (gazetteer.place(code), *gazetteer.ancestors(code))
    return any(place.kind is PlaceKind.SUBJECT for place in chain)


_COUNTERPART = re.compile(
    r"встреч|визит|при[её]м|переговор|делегаци|гост|пос(?:ол|ла|лом)|консул|совместн|международн|обмен",
    re.IGNORECASE,
)


def _at_home(cells: Mapping[Role, str], gazetteer: Gazetteer) -> bool:
    """Both the place and those who took part are said to be of the home region, and nobody came."""
    return all(
        any(is_home(mention.code, gazetteer) for mention in gazetteer.find(cells.get(cell, "")))
        for cell in _ASKED
    ) and not any(_COUNTERPART.search(text) for text in cells.values())


def _from_told(text: str, cell: Role, gazetteer: Gazetteer) -> list[PartnerFound]:
    found: list[PartnerFound] = []
    before: tuple[Mention, PartnerRole] | None = None
    mentions = gazetteer.find(text)
    for index, mention in enumerate(mentions):
        following = mentions[index + 1] if index + 1 < len(mentions) else None
        if following is not None and _is_ward(text, mention, following, gazetteer):
            continue
        chain = (gazetteer.place(mention.code), *gazetteer.ancestors(mention.code))
        domestic = any(place.kind is PlaceKind.SUBJECT for place in chain)
        role = role_of(text, mention, cell, domestic=domestic, before=before)
        before = mention, role
        if not is_home(mention.code, gazetteer):
            found.append(_found(mention, cell, role))
    return found


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


def _unique(found: list[PartnerFound]) -> tuple[PartnerFound, ...]:
    """The first mention of each place in each cell and role."""
    first: dict[tuple[str, PartnerRole, Role], PartnerFound] = {}
    for one in found:
        first.setdefault((one.code, one.role, one.cell), one)
    return tuple(first.values())
