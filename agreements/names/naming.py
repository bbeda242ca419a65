"""Finds names in any case: the longest that fits, unless the words beside it rule a place out."""

import re
from collections.abc import Sequence

from . import company
from .cut_names import longest_cut, may_be_cut
from .heads import HEADS
from .index import Node, Reading
from .mention import Evidence
from .minor import accept_minor, fitting_its_company
from .organisations import in_a_firms_name
from .page import AND, REGIONS, Page, case_of
from .place import PlaceKind
from .tokens import Shape
from .words import words

_Named = tuple[int, tuple[Reading, ...]] | None  # the number of the last word
_SMALL = frozenset({PlaceKind.CITY, PlaceKind.FOREIGN_REGION})
_LAND = re.compile(r"(?:щин|чин)(?:а|ы|е|у|ой|ою)$")  # «Витебщина», «Брестчина»
_NAMESAKES = words("namesakes")


def find_names(page: Page, marked: Sequence[int]) -> None:
    busy = -1
    for i in marked:
        if i > busy:
            busy = max(busy, _name(page, i))


def _name(page: Page, i: int) -> int:
    """Tries the longest name that begins at word `i`; the number of its last word, or -1."""
    found = _longest(page, page.index.root, i)
    minor = _longest(page, page.index.minor, i)
    if may_be_cut(page, i):
        found = _longer(found, longest_cut(page, page.index.root, i))
        minor = _longer(minor, longest_cut(page, page.index.minor, i))
    if minor is not None and (found is None or minor[0] > found[0]):
        last = accept_minor(page, i, *minor, marker=_city_marker(page, i))
        if last >= 0 or found is None:
            return last
    if found is None:
        return -1
    last, readings = found
    namesakes = minor[1] if minor is not None and minor[0] == last else ()
    return _accept_name(page, i, last, readings, namesakes)


def _longer(whole: _Named, cut: _Named) -> _Named:
    return cut if cut is not None and (whole is None or cut[0] > whole[0]) else whole


def _longest(page: Page, root: Node, i: int) -> _Named:
    tokens = page.tokens
    node = root.next.get(tokens[i].norm)
    best: _Named = None
    proper = upper = False
    j = i
    while node is not None:
        token = tokens[j]
        if token.shape is Shape.LOWER:
            if token.norm not in page.index.lowerable and token.norm not in HEADS:
                break
        elif token.norm not in HEADS or token.shape is Shape.UPPER:
            proper = True
        upper = token.shape is Shape.UPPER
        if node.readings and (proper or tokens[i].shape is not Shape.LOWER):
            fitting = tuple(r for r in node.readings if not r.upper or (upper and i == j))
            if fitting:
                best = (j, fitting)
        j += 1
        if j == len(tokens):
            break
        child = node.next.get(tokens[j].norm)
        node = child if child is not None and tokens[j].gap in child.gaps else None
    return best


def _accept_name(
    page: Page, i: int, last: int, readings: tuple[Reading, ...], namesakes: tuple[Reading, ...]
) -> int:
    """`namesakes`: minor places of the same name, which a region beside it may mean."""
    tokens, text = page.tokens, page.text
    marker = _city_marker(page, i)
    evidence = Evidence.NAME
    if i == last and not readings[0].upper:
        token = tokens[i]
        if _LAND.search(token.norm) and page.index.places[readings[0].code].kind in REGIONS:
            evidence = Evidence.INHABITANT
        if company.in_street(tokens, i, last) and marker is None:
            return last
        if marker is None:
            if company.in_village(tokens, i) or company.is_dedication(tokens, i):
                return last
            if company.is_person(text, tokens, i, last):
                return last
            if company.quoted_alone(text, tokens, i, last):
                if company.names_a_venue(tokens, i):
                    return last
                evidence = Evidence.ORGANISATION
            elif _welded(page, i) or in_a_firms_name(page.text, tokens, i):
                evidence = Evidence.ORGANISATION
            elif company.is_adjective_here(tokens, i) or not _vouched(page, i, last, readings):
                return -1
    ordered = page.ordered((*readings, *namesakes), city=marker is not None)
    codes = fitting_its_company(page, last, ordered)
    if not codes:
        return last
    start = tokens[i].start if marker is None else tokens[marker].start
    first = i if marker is None else marker
    page.claim(first, last, codes, evidence, case_of((*readings, *namesakes), codes[0]), start)
    return last


def _city_marker(page: Page, i: int) -> int | None:
    """The number of the word «г.», «город», «гг.» right before word `i`."""
    if i == 0:
        return None
    before, gap = page.tokens[i - 1], page.tokens[i].gap
    for head in HEADS.get(before.norm, ()):
        if head.noun == "город" and not (
            company.is_initial(before) and gap == "." and i > 1 and company.is_initial(page.tokens[i - 2])
        ):
            if head.abbreviation and gap in ("", ".", ".,"):
                return i - 1
            if not head.abbreviation and gap == "":
                return i - 1
    if before.norm == "о" and gap == "." and i > 1 and page.tokens[i - 2].norm == "г":
        return i - 2
    return None


def _welded(page: Page, i: int) -> bool:
    """Part of a compound that is not a place: «Динамо-Минск», «Минск-Арена»."""
    text, tokens = page.text, page.tokens
    token = tokens[i]
    before = tokens[i - 1] if i and text[token.start - 1 : token.start] == "-" else None
    after = tokens[i + 1] if i + 1 < len(tokens) and text[token.end : token.end + 1] == "-" else None
    return any(
        side is not None and text[side.start : side.end].isalpha() and side.norm not in page.index.root.next
        for side in (
            before if before and before.end + 1 == token.start else None,
            after if after and token.end + 1 == after.start else None,
        )
    )


def _vouched(page: Page, i: int, last: int, readings: tuple[Reading, ...]) -> bool:
    small = all(page.index.places[r.code].kind in _SMALL for r in readings)
    if not any(page.index.folded[r.code] in _NAMESAKES for r in readings):
        starts = company.starts(page.text, page.tokens, i)
        capital = any(page.index.places[r.code].name in page.index.capitals for r in readings)
        if not company.is_doubtful(page.tokens[i].norm, small=small, starts=starts, capital=capital):
            return True
    return company.is_evident(page.text, page.tokens, i, last) or _beside_a_place(page, i, last)


def _beside_a_place(page: Page, i: int, last: int) -> bool:
    """A neighbour in the same list or bracket that is a certain place."""
    tokens = page.tokens
    if i > 0:
        step = 2 if tokens[i - 1].norm in AND and tokens[i].gap == "" else 1
        before = page.owner[i - step] if i >= step else None
        if before is not None and before.evidence is Evidence.NAME and tokens[i].gap in ("", ",", "("):
            return step == 2 or tokens[i].gap != ""
    if last + 1 < len(tokens) and tokens[last + 1].gap in (",", "("):
        node = page.index.root.next.get(tokens[last + 1].norm)
        following = tokens[last + 1]
        if following.shape is Shape.LOWER:
            return following.norm in ("г", "город")
        if node is not None and node.readings:
            return not company.is_doubtful(following.norm, small=True, starts=True)
        return node is not None
    return False
