"""Names of several words of which some are cut: «Сев. Осетия», «Респ. Мар. Эл», «Зап.-Казахстанская обл.»."""

from bisect import bisect_left
from collections.abc import Iterator

from .heads import HEADS, MODIFIERS
from .index import Node, Reading
from .page import Lost, Page
from .tokens import Shape, Token

_SHORTEST = 2  # letters: one is an initial
_LONGEST = 6  # words of a name


def may_be_cut(page: Page, i: int) -> bool:
    """Whether a name that begins at word `i` may have one of its first words cut short: «Ямало-Ненецкий авт.
    округ» has three before its head."""
    return any(_is_cut(page, j) for j in range(i, min(i + 3, len(page.tokens))))


def begins_cut(page: Page, i: int) -> bool:
    """Whether names of several words begin with the cut word at `i`."""
    if not _is_cut(page, i):
        return False
    index, norm = page.index, page.tokens[i].norm
    roots = (index.root, index.minor)
    return any(next(_beginning(index.firsts(root), norm), None) is not None for root in roots)


def longest_cut(page: Page, root: Node, i: int) -> tuple[int, tuple[Reading, ...]] | None:
    """The last word and the readings of the longest such name at `i`; one that several names fit is asked
    about. An adjective before its head («Перм. край») may share it with others: see `truncated`."""
    best: tuple[int, list[Reading]] | None = None
    nodes = [(node, False) for node in _whole(root, page.tokens[i])]
    if _is_cut(page, i):
        words = _beginning(page.index.firsts(root), page.tokens[i].norm)
        nodes += [(root.next[word], True) for word in words]
    for j in range(i, min(i + _LONGEST, len(page.tokens))):
        readings = [one for node, is_cut in nodes if is_cut and j > i for one in node.readings]
        if readings and not (j == i + 1 and page.tokens[j].norm in HEADS):
            best = (j, [one for one in readings if not one.upper])
        if j + 1 == len(page.tokens):
            break
        nodes = list(_next(page, nodes, j + 1))
        if not nodes:
            break
    if best is None or not best[1]:
        return None
    last, readings = best
    if len({page.index.folded[one.code] for one in readings}) > 1:
        codes = page.ordered(readings)
        page.lost.append(Lost(page.tokens[i].start, page.tokens[last].end, codes))
        return None
    return last, tuple(readings)


def _whole(root: Node, token: Token) -> list[Node]:
    return [root.next[token.norm]] if token.norm in root.next else []


def _is_cut(page: Page, i: int) -> bool:
    """«Сев.», «респ.»: before a full stop; in lower case only words for kinds of places are."""
    token = page.tokens[i]
    if len(token.norm) < _SHORTEST or page.text[token.end : token.end + 1] != ".":
        return False
    if token.shape is Shape.LOWER:
        return token.norm in HEADS or token.norm in MODIFIERS
    return token.shape is Shape.CAPITAL


def _next(page: Page, nodes: list[tuple[Node, bool]], j: int) -> Iterator[tuple[Node, bool]]:
    token = page.tokens[j]
    gap = token.gap.removeprefix(".") if _is_cut(page, j - 1) else token.gap
    is_cut = _is_cut(page, j)
    lowerable = is_cut or token.norm in page.index.lowerable or token.norm in HEADS
    if token.shape is Shape.LOWER and not lowerable:
        return
    for node, was_cut in nodes:
        if token.norm in node.next and gap in node.next[token.norm].gaps:
            yield node.next[token.norm], was_cut
        if is_cut:
            for word, child in node.next.items():
                if word.startswith(token.norm) and len(word) > len(token.norm) and gap in child.gaps:
                    yield child, True


def _beginning(words: list[str], norm: str) -> Iterator[str]:
    """Of sorted words those that begin so and go on."""
    for at in range(bisect_left(words, norm), len(words)):
        if not words[at].startswith(norm):
            return
        if len(words[at]) > len(norm):
            yield words[at]
