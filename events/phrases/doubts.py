"""Issues about what was read on little evidence: a mistake there is seen only by whoever knows the event."""

import re
from collections.abc import Iterator, Mapping

from agreements.names.directions import direction_before
from agreements.names.gazetteer import Gazetteer
from agreements.names.mention import Evidence
from agreements.names.place import PlaceKind
from events.vocabulary import Role, Severity

from .counted_partners import is_domestic, is_home, left_out, region_or_country, stands_for, told_by_little
from .counts import Counts
from .groups import BREAKDOWN
from .head_counts import FigureKind, unread_numbers
from .issues import Issue
from .mode import ModeReading, unread_format
from .offices import OFFICE
from .partner_values import PartnerFound, Partners
from .results import Results
from .strange_formats import strange_format


def doubts(
    cells: Mapping[Role, str],
    partners: Partners,
    mode: ModeReading | None,
    counts: Counts,
    results: Results,
    gazetteer: Gazetteer,
    *,
    asked: bool,
) -> Iterator[Issue]:
    """`asked`: a person is asked about the row's partners already."""
    if not asked:
        for cell, phrases in _by_cell(told_by_little(partners, gazetteer)).items():
            yield _info("weak-partner", cell, ", ".join(phrases))
    if partners.unknown or any(one.role.is_counted for one in partners.found):  # else nobody-found says it
        for cell, phrases in _by_cell(left_out(partners, gazetteer)).items():
            yield _info("partner-left-out", cell, ", ".join(phrases))
    yield from _beside_the_column(cells, partners, gazetteer)
    yield from _parts_of_places(cells, partners, gazetteer)
    yield from _ground_of_an_office(cells, partners, gazetteer)
    if mode is not None and mode.weak:
        yield _info("weak-mode", mode.role, mode.phrase)
    elif mode is None and (remote := unread_format(cells.get(Role.CONTENT, ""))):
        yield _info("unread-mode", Role.CONTENT, remote)
    elif mode is None and (strange := strange_format(cells.get(Role.PLACE, ""))):
        yield _info("unread-mode", Role.PLACE, strange)
    if numbers := _left_over(cells.get(Role.PARTICIPANTS, ""), counts):
        yield _info("participants-left-over", Role.PARTICIPANTS, ", ".join(numbers))
    for document in results.documents:
        if document.title_only:
            yield _info("weak-result", Role.TITLE, document.phrase)
            break


def _beside_the_column(
    cells: Mapping[Role, str], partners: Partners, gazetteer: Gazetteer
) -> Iterator[Issue]:
    """Regions whose people the row names though its column of partners does not."""
    if not cells.get(Role.PARTNER, "").strip() or partners.all_subjects or partners.to_be_determined:
        return
    named = {code for one in partners.found for code in stands_for(one.code, gazetteer)}
    beside = {
        region: mention.phrase
        for mention in reversed(gazetteer.find(cells.get(Role.PARTICIPANTS, "")))
        if mention.evidence is Evidence.NAME
        and not is_home(mention.code, gazetteer)
        and (region := region_or_country(mention.code, gazetteer))
        and region not in named
    }
    if beside:
        yield _info("partner-not-in-column", Role.PARTICIPANTS, ", ".join(reversed(beside.values())))


_ABROAD = (PlaceKind.COUNTRY, PlaceKind.FOREIGN_REGION)


def _parts_of_places(cells: Mapping[Role, str], partners: Partners, gazetteer: Gazetteer) -> Iterator[Issue]:
    """«Западная Грузия»: only the whole is known, so its region is not read."""
    for one in partners.found:
        place = gazetteer.place(one.code)
        if not one.role.is_counted or not one.end or place.kind not in _ABROAD:
            continue
        text = cells.get(one.cell, "")
        start = direction_before(text, one.start)
        if start < one.start:
            yield Issue(
                code="part-of-place",
                severity=Severity.INFO,
                role=one.cell,
                found=" ".join(text[start : one.end].split()),
                suggestion=place.name,
            )


def _ground_of_an_office(
    cells: Mapping[Role, str], partners: Partners, gazetteer: Gazetteer
) -> Iterator[Issue]:
    """«г. Москва, Посольство Киргизской Республики»: the city is where they met, the state is whom."""
    place = cells.get(Role.PLACE, "")
    office = OFFICE.search(place)
    if office is None:
        return
    here = [one for one in partners.found if one.cell is Role.PLACE and one.role.is_counted]
    states = [one for one in here if not is_domestic(one.code, gazetteer) and one.start > office.start()]
    elsewhere = {
        region_or_country(one.code, gazetteer) for one in partners.found if one.cell is not Role.PLACE
    }
    for one in here:
        region = region_or_country(one.code, gazetteer)
        if states and is_domestic(one.code, gazetteer) and region not in elsewhere:
            yield Issue(
                code="place-of-embassy",
                severity=Severity.INFO,
                role=Role.PLACE,
                found=one.phrase,
                suggestion=gazetteer.place(states[0].code).name,
            )


def _by_cell(found: list[PartnerFound]) -> dict[Role, list[str]]:
    cells: dict[Role, list[str]] = {}
    for one in found:
        phrases = cells.setdefault(one.cell, [])
        if one.phrase not in phrases:
            phrases.append(one.phrase)
    return cells


_ADDED = re.compile(r"\d[^,;()\d]{0,20}\+\s*(\d+)")  # «9 чел. + 2 сопр.»


def _left_over(text: str, counts: Counts) -> list[str]:
    """Numbers that may count people too, where groups were added up and no total is stated."""
    kinds = {figure.kind for figure in counts.figures}
    if counts.partial or not counts.figures:
        return []
    known = [(figure.start, figure.end) for figure in counts.figures]
    added = [
        found[1]
        for found in _ADDED.finditer(text)
        if not any(start <= found.start(1) < end for start, end in known)
    ]
    if kinds != {FigureKind.GROUP}:
        return added
    parts = BREAKDOWN.search(text)
    return unread_numbers(text[: parts.start()] if parts else text, known) or added


def _info(code: str, role: Role, found: str) -> Issue:
    return Issue(code=code, severity=Severity.INFO, role=role, found=found)
