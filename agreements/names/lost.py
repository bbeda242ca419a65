"""Phrases whose head word says they are a place, and which no name fits."""

from collections.abc import Sequence

from . import company
from .headed import headed_at, is_strange
from .heads import PARTNER_HEADS
from .morphology import tags
from .page import AND, Lost, Page
from .tokens import Shape
from .truncated import truncated_at

_LONGEST_NAME = 5
_MOST_COMPARED = 100
_PARTING = frozenset(",;()")


def find_lost(page: Page, heads: Sequence[int]) -> None:
    for i in heads:
        if page.owner[i] is None:
            lost = _lost_name(page, i)
            if lost is not None:
                page.lost.append(lost)


def left_over(page: Page) -> list[Lost]:
    """Members of a list, between commas and brackets, that begin with a capital and have no place in them."""
    found: list[Lost] = []
    tokens = page.tokens
    first = 0
    for i in range(1, len(tokens) + 1):
        joint = i < len(tokens) and (tokens[i - 1].norm in AND or tokens[i].norm in AND)
        if i < len(tokens) and not joint and not _PARTING & set(tokens[i].gap):
            continue
        member = range(first, i)
        first = i
        if i < len(tokens) and tokens[i].gap.strip()[:1] in ("(", ":") and member[0] == 0:
            continue  # «Приграничные регионы (Брянская область)», «Города: Ржев»: what the list is of
        lost = Lost(tokens[member[0]].start, tokens[member[-1]].end)
        if any(page.owner[k] is not None for k in member) or tokens[member[0]].shape is Shape.LOWER:
            continue
        if any(one.start < lost.end and lost.start < one.end for one in page.lost[:_MOST_COMPARED]):
            continue
        found.append(lost)
    return found


def _lost_name(page: Page, i: int) -> Lost | None:
    tokens = page.tokens
    headed = headed_at(page, i)
    if headed is None:
        return None
    noun = headed.head.noun
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if noun == "город":
        if following is None or page.owner[i + 1] is not None or not _marks_a_name(page, i):
            return None
        return Lost(tokens[i].start, tokens[_capitals(page, i + 1)].end)
    if noun not in PARTNER_HEADS or (noun == "округ" and headed.modifier in ("", "муниципальный")):
        return None
    if (cut := truncated_at(page, i)) is not None:
        first, codes = cut
        return Lost(tokens[first].start, tokens[i].end, codes)
    before = headed.first - 1
    if before >= 0 and tokens[headed.first].gap == "" and _strange_name(page, before):
        first = before
        while first > 0 and tokens[first].gap == "-" and tokens[first - 1].shape is not Shape.LOWER:
            first -= 1
        return Lost(tokens[first].start, tokens[i].end)
    if (
        noun == "республика"
        and following is not None
        and following.gap == ""
        and following.shape is not Shape.LOWER
        and page.owner[i + 1] is None
        and tokens[i].shape is not Shape.LOWER
    ):
        return Lost(tokens[i].start, tokens[_capitals(page, i + 1)].end)
    return None


def _strange_name(page: Page, position: int) -> bool:
    """An adjective no place has, or a word no dictionary has: «Зеленогорская», «Смоленскя область»."""
    token = page.tokens[position]
    if is_strange(page, position):
        return True
    return token.shape is not Shape.LOWER and page.owner[position] is None and "known" not in tags(token.norm)


def _marks_a_name(page: Page, i: int) -> bool:
    """Is the word after «г.» or «города» a name? «М.Г. Орлов», «2024 г. Делегация» have none."""
    tokens = page.tokens
    marker, name = tokens[i], tokens[i + 1]
    if company.is_initial(marker) or company.is_initial(name) or name.shape is Shape.LOWER:
        return False
    if len(marker.norm) <= 3:
        numbered = i > 0 and tokens[i - 1].raw.isdigit() and tokens[i].gap == ""
        return name.gap in ("", ".") and not numbered
    return name.gap == "" and "\n" not in page.text[marker.end : name.start]


def _capitals(page: Page, i: int) -> int:
    """The last of the capital words that go on from word `i` («Нижний Абвгд», «Абвгд-на-Ежзе»)."""
    tokens = page.tokens
    stop = i + _LONGEST_NAME
    while i + 1 < min(len(tokens), stop) and page.owner[i + 1] is None:
        after = tokens[i + 1]
        welded = after.gap == "-" and page.text[tokens[i].end] == "-" and after.start == tokens[i].end + 1
        if not welded and not (after.gap == "" and after.shape is Shape.CAPITAL and len(after.norm) > 1):
            break
        i += 1
    return i
