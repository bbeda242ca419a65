"""Which places the partners of a row stand for, and which of them were told by little or left out."""

from collections.abc import Sequence
from dataclasses import replace

from agreements.names.gazetteer import Gazetteer
from agreements.names.mention import Mention
from agreements.names.place import Place, PlaceKind
from events.vocabulary import PartnerRole, Role

from .districts import is_district
from .partner_values import PartnerFound, Partners, found_as

_LISTED = (PlaceKind.SUBJECT, PlaceKind.COUNTRY, PlaceKind.FOREIGN_REGION)
_STRENGTH = (PartnerRole.PARTNER, PartnerRole.PARTICIPANT, PartnerRole.PLACE, PartnerRole.MENTIONED)
_WHERE_TOLD = (Role.TITLE, Role.CONTENT, Role.PARTICIPANTS, Role.PLACE)


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
    left = [one for one in partners.found if not one.role.is_counted and one.cell in _WHERE_TOLD]
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


def region_or_country(code: str, gazetteer: Gazetteer) -> str:
    """The subject or foreign region a place is or lies in, else its country; "" for a union."""
    chain = (gazetteer.place(code), *gazetteer.ancestors(code))
    for kinds in ((PlaceKind.SUBJECT, PlaceKind.FOREIGN_REGION), (PlaceKind.COUNTRY,)):
        for place in chain:
            if place.kind in kinds:
                return place.code
    return ""


def is_domestic(code: str, gazetteer: Gazetteer) -> bool:
    chain = (gazetteer.place(code), *gazetteer.ancestors(code))
    return any(place.kind is PlaceKind.SUBJECT for place in chain)


def spread(one: PartnerFound, excepted: Sequence[Mention], gazetteer: Gazetteer) -> list[PartnerFound]:
    """A district of which some subjects are excepted stands for each of the others."""
    if not is_district(one.code, gazetteer) or not one.role.is_counted:
        return [one]
    without = {mention.code for mention in excepted}
    subjects = stands_for(one.code, gazetteer)
    if without.isdisjoint(subjects):
        return [one]
    subjects = [code for code in subjects if code not in without]
    return [replace(one, code=code) for code in subjects]


def only_mentioned(mentions: Sequence[Mention], cell: Role, gazetteer: Gazetteer) -> list[PartnerFound]:
    return [
        found_as(one, cell, PartnerRole.MENTIONED) for one in mentions if not is_home(one.code, gazetteer)
    ]
