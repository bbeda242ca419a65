"""Reads the partners of a row: subjects, countries and foreign regions, each with its role."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from agreements.names.gazetteer import Gazetteer
from events.vocabulary import Kind, PartnerRole, Role

from .counted_partners import is_domestic, listed
from .partner_column import read_agreement_parties, read_partner_column, with_regions_of_place
from .partner_values import PartnerFound, Partners, unique, unknown_names
from .short_names import ShortNames
from .taking_part import names_home_of_people
from .told_partners import Told, is_told_at_home, read_told, unheard_names, with_markets, without_absent

_TOLD = (Role.TITLE, Role.CONTENT, Role.PARTICIPANTS, Role.PLACE)
_ASKED = (Role.PLACE, Role.PARTICIPANTS)  # a title or a story names much that is no partner


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
        return read_agreement_parties(cells[Role.AGREEMENT], gazetteer, short)
    if cells.get(Role.PARTNER, "").strip():
        partners = read_partner_column(cells[Role.PARTNER], gazetteer, short)
        return with_regions_of_place(partners, cells.get(Role.PLACE, ""), gazetteer)
    if kind.is_plan and Role.PARTNER in cells:
        return Partners(found=tuple(_meant(code, gazetteer) for code in about))
    told = Told([], [], set(), set())
    for cell in _TOLD:
        text = cells.get(cell, "")
        read_told(told, text, cell, gazetteer, short, year, lies_ahead=lies_ahead)
        unknown = unknown_names(text, cell, gazetteer)
        told.asked.extend(one for one in unknown if cell in _ASKED or names_home_of_people(text, one.start))
        if cell is not Role.PLACE:
            told.asked.extend(unheard_names(text, cell, gazetteer, short, unknown))
    named = Partners(
        found=unique(with_markets(without_absent(told), cells, gazetteer)), unknown=tuple(told.asked)
    )
    if not about or is_told_at_home(cells, gazetteer):
        return named
    meant = [_meant(code, gazetteer) for code in about if not _names_one_beside(named, code, gazetteer)]
    return replace(named, found=(*named.found, *meant))


def _meant(code: str, gazetteer: Gazetteer) -> PartnerFound:
    """A partner that the title or the heading names for all rows."""
    name = gazetteer.place(code).name
    return PartnerFound(code=code, role=PartnerRole.PARTNER, cell=Role.PARTNER, phrase=name, start=0, end=0)


def _names_one_beside(partners: Partners, about: str, gazetteer: Gazetteer) -> bool:
    """Places of the partner's own sort: a subject beside a country is where both met («г. Москва»)."""
    domestic = is_domestic(about, gazetteer)
    return any(is_domestic(code, gazetteer) is domestic for code in listed(partners, gazetteer))
