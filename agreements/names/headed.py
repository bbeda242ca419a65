"""Head nouns of a text with the modifiers before them."""

from typing import NamedTuple

from .heads import HEADS, INITIALS, Head
from .page import Page
from .tokens import Shape


class Headed(NamedTuple):
    """A head noun in the text with the modifiers before it: «[автономные] округа»."""

    first: int
    last: int
    head: Head
    modifier: str


def headed_at(page: Page, i: int) -> Headed | None:
    """The head noun at `i` with the modifiers before it."""
    tokens = page.tokens
    head = HEADS[tokens[i].norm][0]
    if tokens[i].norm in INITIALS:
        is_upper = tokens[i].shape is Shape.UPPER
        return Headed(i, i, head, INITIALS[tokens[i].norm]) if is_upper else None
    first, modifier = i, ""
    while (
        first > 0
        and tokens[first].gap in ("", ".")
        and (found := page.known.modifier(tokens[first - 1].norm))
    ):
        first -= 1
        modifier = modifier or found
    return Headed(first, i, head, modifier)


def is_strange(page: Page, position: int) -> bool:
    token = page.tokens[position]
    return (
        token.shape is not Shape.LOWER
        and token.norm.endswith(
            ("ская", "ской", "ские", "ских", "ским", "скими", "ский", "ского", "ском", "скому")
        )
        and page.owner[position] is None
    )
