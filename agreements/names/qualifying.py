"""Adjectives and inhabitants of places: «белорусскими партнерами», «Витебский театр», «минчане»."""

from collections.abc import Sequence

from . import company
from .adjectives import ENDINGS, split_adjective
from .heads import HEADS, PARTNER_HEADS
from .index import Adjective
from .mention import Evidence
from .morphology import tags
from .organisations import is_no_place, is_organisation, is_past
from .page import AND, BETWEEN, FEMININE, Page
from .place import CASES, PlaceKind
from .tokens import Shape
from .words import words

_COMMON = words("common_adjectives")


def find_adjective(page: Page, i: int) -> None:
    token = page.tokens[i]
    split = split_adjective(token.norm)
    stem = split[0] if split else ""
    if split is None:
        if not (token.norm.endswith("о") and i + 1 < len(page.tokens) and page.tokens[i + 1].gap == "-"):
            return
        stem = token.norm[:-1]  # «российско-белорусский»
    entries = [e for e in page.index.adjectives.get(stem, ()) if page.has_prefix(i, e.prefix)]
    entries = [e for e in entries if e.kind is not PlaceKind.FEDERAL_DISTRICT]
    if not entries:
        return
    longest = max(len(e.prefix) for e in entries)
    entries = [e for e in entries if len(e.prefix) == longest]
    first = i - longest
    if not stem.endswith(("ск", "цк", "подмосковн")) or company.in_street(page.tokens, first, i):
        return
    if is_no_place(page.tokens, i) or (stem in _COMMON and not longest and not _of_a_region(page, i)):
        return
    capital = page.tokens[first].shape is not Shape.LOWER
    if capital and split is not None and not _qualifies(page, first, i):
        _elliptic(page, first, i, entries, split[1])
        return
    entry = _stands_for(page, entries, i)
    if entry is None:
        return
    evidence = Evidence.ADJECTIVE
    headed = i + 1 < len(page.tokens) and page.tokens[i + 1].norm in HEADS
    if (
        capital
        and not headed
        and not is_past(page.tokens, i)
        and is_organisation(page.text, page.tokens, first, i)
    ):
        evidence = Evidence.ORGANISATION
    cases = ENDINGS[split[1]] if split else frozenset()
    case = CASES[next(iter(cases))] if len(cases) == 1 else ""
    page.claim(first, i, (entry.code,), evidence, case)


def _of_a_region(page: Page, i: int) -> bool:
    """«Приморский краевой театр»."""
    tokens = page.tokens
    return (
        i + 1 < len(tokens)
        and tokens[i + 1].gap == ""
        and tokens[i + 1].norm.startswith(("краев", "областн"))
    )


def _qualifies(page: Page, first: int, i: int) -> bool:
    """A capital adjective is one only before a word it can belong to; else it is a surname or a title."""
    tokens = page.tokens
    if company.is_person(page.text, tokens, first, i) or company.is_dedication(tokens, first):
        return False
    if company.in_village(tokens, first):
        return False
    k = i + 1
    while k < min(len(tokens), i + 8):
        after = tokens[k]
        if after.norm in AND and after.gap == "":
            k += 1
        elif after.gap in (",", "-") or tokens[k - 1].norm in AND:
            if not page.known.adjective(after.norm):
                return False
            k += 1
        elif after.gap in ("", "«", '"', "“", "„"):
            if after.shape is Shape.CAPITAL and tags(after.norm) & {"Name", "Patr"}:
                return False  # «Смоленский Пётр Иванович»
            return bool(tags(after.norm) & {"NOUN", "ADJF", "PRTF", "LATN", "UNKN"})
        else:
            return False
    return False


def _elliptic(page: Page, first: int, i: int, entries: Sequence[Adjective], ending: str) -> None:
    """«Калужская область, Тульская, Рязанская»: a list that leaves its head word out."""
    regions = [e for e in entries if e.head in PARTNER_HEADS and e.kind is not PlaceKind.CITY]
    tokens = page.tokens
    if not regions or ending not in FEMININE:
        return
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if after is not None and after.gap not in BETWEEN | {")"}:
        return
    if _lists(page, i + 1, 1) or _lists(page, first - 1, -1):
        cases = ENDINGS[ending]
        case = CASES[next(iter(cases))] if len(cases) == 1 else ""
        page.claim(first, i, (regions[0].code,), Evidence.NAME, case)


def _lists(page: Page, k: int, step: int) -> bool:
    """Is the neighbour in the list, over a comma or «и», a region or a region's bare adjective?"""
    tokens = page.tokens
    if 0 <= k < len(tokens) and tokens[k].norm in AND:
        k += step
    if not 0 <= k < len(tokens):
        return False
    at = k if step > 0 else k + 1
    joined = tokens[at].gap in BETWEEN and (tokens[at].gap != "" or tokens[at - 1].norm in AND)
    if not joined:
        return False
    owner = page.owner[k]
    if owner is not None:
        return owner.evidence is Evidence.NAME and " " in page.index.places[owner.codes[0]].name
    split = split_adjective(tokens[k].norm)
    if split is None or tokens[k].shape is Shape.LOWER or split[1] not in FEMININE:
        return False
    return any(e.head in PARTNER_HEADS for e in page.index.adjectives.get(split[0], ()))


def _stands_for(page: Page, entries: Sequence[Adjective], i: int) -> Adjective | None:
    """Which of the places with this adjective: a word beside it may say, else a country, then a unit
    of its own («минский» is the city of Minsk), then the region («витебский»), then the city."""
    tokens = page.tokens
    following = tokens[i + 1].norm if i + 1 < len(tokens) and tokens[i + 1].gap == "" else ""
    beside = HEADS.get(following, ())
    if beside and beside[0].noun == "район":
        return _district(page, entries, i)
    if following.startswith("обл") or following.startswith("районн"):
        regions = [e for e in entries if e.head == "область"]
        if regions:
            return regions[0]

    def rank(entry: Adjective) -> int:
        if entry.kind is PlaceKind.COUNTRY:
            return 0
        if entry.kind is PlaceKind.CITY:
            return 4 if entry.head == "" else 5
        return 1 if entry.head == "" else 2

    return min(entries, key=rank)


def _district(page: Page, entries: Sequence[Adjective], i: int) -> Adjective | None:
    """«Минский район» lies in the oblast; «Московский район г. Минска» is no part of Moscow."""
    regions = [e for e in entries if e.head and e.kind is not PlaceKind.CITY] or list(entries)
    after = page.owner[i + 2] if i + 2 < len(page.tokens) else None
    if after is not None and page.tokens[i + 2].gap in ("", ",", "("):
        return next((e for e in regions if e.code in after.codes), None)
    if (
        i + 2 < len(page.tokens)
        and page.tokens[i + 2].norm in ("г", "города")
        and page.tokens[i + 2].gap == ""
    ):
        return None
    return regions[0]


def find_inhabitant(page: Page, i: int) -> None:
    codes = page.known.inhabitants(page.tokens[i].norm)
    if codes:
        token = page.tokens[i]
        if token.shape is not Shape.LOWER and _is_somebody(page, i):
            return
        ordered = sorted(codes, key=lambda code: _inhabited(page, code))
        page.claim(i, i, (ordered[0],), Evidence.INHABITANT, "")


def _is_somebody(page: Page, i: int) -> bool:
    """«Пушкин, Чехов»: inside a sentence inhabitants have no capital."""
    if company.is_person(page.text, page.tokens, i, i):
        return True
    return "Surn" in tags(page.tokens[i].norm) and not company.starts(page.text, page.tokens, i)


def _inhabited(page: Page, code: str) -> int:
    place = page.index.places[code]
    if place.kind is PlaceKind.CITY:
        return 3 + (" " in place.name)
    if place.kind is PlaceKind.COUNTRY:
        return 0
    return 2 if " " in place.name else 1
