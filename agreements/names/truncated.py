"""Adjectives cut short before their head word: «Свердл. обл.», «Перм. край», «Удм. и Чув. Респ.»."""

from .headed import Headed, headed_at
from .heads import HEADS, PARTNER_HEADS
from .index import RANK, Adjective
from .mention import Evidence
from .page import AND, Page
from .place import CASES
from .tokens import Shape

_SHORTEST = 3  # letters: «Н. обл.» may be anything


def find_truncated(page: Page, i: int) -> None:
    """Claims each cut adjective before the head at `i` that only one place begins with."""
    headed = _headed(page, i)
    if headed is None:
        return
    last, position = i, headed.first - 1  # of the member that is looked at
    while position >= 0:
        codes = _codes(page, position, headed)
        if len(codes) != 1:
            return
        first = _first(page, position)
        cases = headed.head.cases
        case = CASES[next(iter(cases))] if len(cases) == 1 else ""
        page.claim(first, last, codes, Evidence.NAME, case)
        last = position = _before(page, first)


def truncated_at(page: Page, i: int) -> tuple[int, tuple[str, ...]] | None:
    """The first word of a cut name with the head at `i`, and the places that begin with it."""
    headed = _headed(page, i)
    if headed is None or headed.first == 0:
        return None
    codes = _codes(page, headed.first - 1, headed)
    return (_first(page, headed.first - 1), codes) if codes else None


def _headed(page: Page, i: int) -> Headed | None:
    """The head at `i`, where it does not begin a sentence: «г. Томск. Область представили …»."""
    if page.owner[i] is not None or page.tokens[i].norm not in HEADS:
        return None
    headed = headed_at(page, i)
    if headed is None or headed.head.noun not in PARTNER_HEADS:
        return None
    is_name = headed.head.noun in ("республика", "округ")  # is written with a capital
    return headed if is_name or page.tokens[headed.first].shape is Shape.LOWER else None


def _codes(page: Page, position: int, headed: Headed) -> tuple[str, ...]:
    """The places with that head whose adjective begins with the word at `position`, the weightiest first."""
    token, after = page.tokens[position], page.tokens[position + 1]
    if len(token.norm) < _SHORTEST or token.shape is Shape.LOWER or not after.gap.startswith("."):
        return ()
    if not _is_free(page, position):
        return ()
    found = [
        entry
        for stem, entries in page.index.adjectives.items()
        if stem.startswith(token.norm)
        for entry in entries
        if _fits(entry, headed) and page.has_prefix(position, entry.prefix)
    ]
    longest = max((len(entry.prefix) for entry in found), default=0)
    codes = dict.fromkeys(entry.code for entry in found if len(entry.prefix) == longest)
    return tuple(sorted(codes, key=lambda code: RANK[page.index.places[code].kind]))


def _is_free(page: Page, position: int) -> bool:
    """Taken by nothing, or by the town that the cut adjective looks like: «Минск. обл.», «Ташкент. обл.»."""
    owner = page.owner[position]
    if owner is None:
        return True
    named = page.text[owner.start : owner.end]
    return owner.first == owner.last and named == page.tokens[position].raw


def _fits(entry: Adjective, headed: Headed) -> bool:
    return entry.head == headed.head.noun and headed.modifier in ("", entry.modifier)


def _first(page: Page, position: int) -> int:
    """«Ямало-Нен. АО»: the parts that a dash joins before the cut one."""
    while position and page.tokens[position].gap == "-":
        position -= 1
    return position


def _before(page: Page, first: int) -> int:
    """The member of the list before the one that begins at `first`, or -1."""
    if page.tokens[first].gap == ".,":
        return first - 1
    if first > 1 and page.tokens[first - 1].norm in AND and page.tokens[first - 1].gap == ".":
        return first - 2
    return -1
