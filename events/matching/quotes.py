"""Names in quotes, as offices write them: nested, closed once or never."""

from collections.abc import Iterator

from agreements.names.tokens import Shape, Token

from .lemmas import lemma
from .ordinals import roman
from .title_words import ORGANISATIONS

_OPENING, _CLOSING, _EITHER = "«„", "»”", '"“'


def quoted_names(tokens: list[Token], text: str) -> Iterator[int | None]:
    """For each word the number of the name it stands in, if the name is that of an event."""
    depth, name = 0, -1
    counts = True
    end = 0
    for index, token in enumerate(tokens):
        is_named = depth > 0  # the word before stands in quotes itself
        for position in range(end, token.start):
            sign = text[position]
            opens = sign in _OPENING or (sign in _EITHER and depth == 0)
            if opens:
                depth += 1
                if depth == 1:
                    name += 1
                    counts = is_named or not (index and _names_organisation(tokens[index - 1]))
            elif depth and (sign in _CLOSING or sign in _EITHER):
                # Inner quotes are seldom closed twice: the last closing one ends the name.
                closes_later = any(mark in text[position + 1 :] for mark in _CLOSING)
                depth = depth - 1 if closes_later else 0
        end = token.end
        yield name if depth and counts else None


def _names_organisation(token: Token) -> bool:
    if token.shape is Shape.UPPER and len(token.raw) > 1 and roman(token.raw) is None:
        return True
    return lemma(token.norm) in ORGANISATIONS
