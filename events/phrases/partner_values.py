"""What is read of a row's partners: places named, and names that fit no place."""

from dataclasses import dataclass

from agreements.names.gazetteer import Gazetteer
from agreements.names.mention import Mention
from events.vocabulary import PartnerRole, Role

from .short_names import ShortName


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


def found_as(mention: Mention, cell: Role, role: PartnerRole) -> PartnerFound:
    return PartnerFound(
        code=mention.code,
        role=role,
        cell=cell,
        phrase=" ".join(mention.phrase.split()),
        start=mention.start,
        end=mention.end,
    )


def asked_about(one: ShortName, cell: Role) -> PartnerUnknown:
    return PartnerUnknown(cell=cell, phrase=one.phrase, start=one.start, end=one.end, suggestions=one.codes)


def unknown_names(
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


def unique(found: list[PartnerFound]) -> tuple[PartnerFound, ...]:
    """The first mention of each place in each cell and role, one that is not weak if there is any."""
    first: dict[tuple[str, PartnerRole, Role], PartnerFound] = {}
    for one in found:
        key = (one.code, one.role, one.cell)
        if key not in first or (first[key].weak and not one.weak):
            first[key] = one
    return tuple(first.values())
