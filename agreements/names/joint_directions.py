"""Two names of one noun: «Северная и Южная Осетия», «Западного и Восточного Казахстана»."""

from .adjectives import split_adjective
from .directions import DIRECTIONS
from .mention import Evidence
from .page import Page, case_of
from .tokens import Shape, Token

_STEMS = frozenset(DIRECTIONS.values())


def find_joint(page: Page) -> None:
    """The first of the two, whose noun stands behind the second."""
    tokens = page.tokens
    for second in list(page.found()):
        i = second.first - 2
        if i < 0 or not _is_direction(tokens[second.first]) or not _is_direction(tokens[i]):
            continue
        joined = tokens[i + 1].norm == "и" and not tokens[i + 1].gap and not tokens[second.first].gap
        node = page.index.root.next.get(tokens[i].norm) if joined and page.owner[i] is None else None
        for token in tokens[second.first + 1 : second.last + 1]:
            node = node.next.get(token.norm) if node is not None else None
        if node is not None and node.readings:
            codes = page.ordered(node.readings)
            page.claim(i, i, codes, Evidence.NAME, case_of(node.readings, codes[0]))


def _is_direction(token: Token) -> bool:
    split = split_adjective(token.norm)
    return token.shape is not Shape.LOWER and split is not None and split[0] in _STEMS
