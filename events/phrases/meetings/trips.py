"""Journeys of the home region's officials without a delegation: «служебная командировка»."""

import re

from events.vocabulary import Level, Role, Side

from .officials import Cell, Official, People

_TRIP = re.compile(
    r"(?<!\w)(?:(?:служебн|загранич)\w+\s+)?командировк\w*|"
    r"(?<!\w)(?:рабоч|официальн|деловой|делов|ознакомительн|служебн|государственн)\w*\s+(?:визит|поездк)\w*|"
    r"(?<!\w)(?:визит|выезд|поездк)\w*(?=\s+(?:[\w-]+\s+){0,6}?(?:губернатор|глав[ыа]|заместител|"
    r"министр|председател|"
    r"начальник|директор|руководител|представител))",
    re.IGNORECASE,
)
_COURTESY = re.compile(r"(?<!\w)визит\w*\s+вежливости", re.IGNORECASE)
_TAKES_PART = re.compile(r"^\W*участие(?!\w)", re.IGNORECASE)
_SO_SAID = re.compile(r"командировк", re.IGNORECASE)


class Trip:
    """Who travels, in which words, and whether the words themselves say that it is a trip."""

    def __init__(
        self, cell: Cell, start: int, end: int, travellers: list[Official], *, certain: bool
    ) -> None:
        self.cell, self.start, self.end = cell, start, end
        self.travellers, self.certain = travellers, certain

    @property
    def phrase(self) -> str:
        return self.cell.written(self.start, self.end).rstrip(" .,;:")


def find_trip(cells: dict[Role, Cell], people: People) -> Trip | None:
    for role in (Role.TITLE, Role.CONTENT):
        cell = cells.get(role)
        if cell is None:
            continue
        for start, end in cell.sentences:
            found = _TRIP.search(cell.masked, start, end)
            if found is None or _COURTESY.search(cell.masked, start, end):
                continue
            here = [one for one in cell.officials_in(start, end) if one.start >= found.start()]
            if role is Role.TITLE and here:
                here = _first_group(cell, here)
            travellers = [one for one in map(people.known, here) if _is_ours(one)]
            if here and not travellers:
                return None  # somebody else's journey
            if (
                not travellers
                and role is Role.TITLE
                and Role.CONTENT in cells
                and _TRIP.search(cells[Role.CONTENT].masked)
            ):
                continue  # the story says who
            if not travellers:
                travellers = [one for one in people.of_cell(Role.PARTICIPANTS) if _is_ours(one)][:1]
            said = bool(_SO_SAID.search(found[0]))
            if travellers or said:
                certain = said or any(_level(one).is_official for one in travellers)
                return Trip(cell, start, end, travellers, certain=certain)
    return None


def _first_group(cell: Cell, officials: list[Official]) -> list[Official]:
    """Those who travel, not those they met: «командировка А и Б для участия во встрече с В»."""
    group = officials[:1]
    for one in officials[1:]:
        gap = cell.text[group[-1].end : one.start]
        if not re.fullmatch(r"\s*(?:,|и|,\s*а также)?\s*", gap):
            break
        group.append(one)
    return group


def lone_traveller(cells: dict[Role, Cell], people: People) -> Trip | None:
    """«Участие в …» elsewhere where the participants are one official and nobody else."""
    title, listed = cells.get(Role.TITLE), cells.get(Role.PARTICIPANTS)
    if title is None or listed is None or not _TAKES_PART.match(title.text):
        return None
    officials = [one for one in listed.officials if one.post]
    if len(officials) != 1 or not _is_ours(officials[0]) or not _level(officials[0]).is_official:
        return None
    one = officials[0]
    if one.name is None or re.search(r"\w", listed.text[: one.start] + listed.text[one.end :]):
        return None
    return Trip(listed, one.start, one.end, [one], certain=False)


def _is_ours(one: Official) -> bool:
    return one.post is not None and one.participant.side is Side.HOME


def _level(one: Official) -> Level:
    return one.participant.level
