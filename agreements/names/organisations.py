"""Tells an adjective within an organisation's name from one that merely qualifies."""

from collections.abc import Sequence

from .company import CLOSING, OPENING
from .tokens import Shape, Token
from .words import words

# Beginnings of words for what bears a proper name with a place's adjective in it.
_ORGANISATIONS = words("organisations")
_LONGEST_STEM = max(map(len, _ORGANISATIONS))
_FORMS_OF_BUSINESS = words("forms_of_business")
_PAST = tuple(words("past"))
_ENEMIES = ("фашист", "нацист", "оккупант", "захватчик")
_PREPOSITIONS = words("prepositions")
_SENTENCE_ENDS = (".", "!", "?", ":", ";")


def is_organisation_word(norm: str) -> bool:
    return any(norm[:size] in _ORGANISATIONS for size in range(2, min(_LONGEST_STEM, len(norm)) + 1))


def is_past(tokens: Sequence[Token], i: int) -> bool:
    """«Ленинградская битва»: history, no organisation."""
    return i + 1 < len(tokens) and tokens[i + 1].gap == "" and tokens[i + 1].norm.startswith(_PAST)


def is_no_place(tokens: Sequence[Token], i: int) -> bool:
    """«немецко-фашистские захватчики», «английский язык»: neither says where from."""
    for token in tokens[i + 1 : i + 3]:
        if token.gap not in ("", "-"):
            return False
        if token.norm.startswith(_ENEMIES) or _is_language(token.norm):
            return True
    return any(_is_language(token.norm) for token in tokens[max(0, i - 3) : i])


def _is_language(norm: str) -> bool:
    return norm.startswith("язык") and not norm.startswith(("языковед", "языкозн"))


def in_a_firms_name(text: str, tokens: Sequence[Token], i: int) -> bool:
    """«ООО «Брянск Агро»», «ТРЦ «Галактика Минск»»: the bare name begins or ends what stands in quotes."""
    token = tokens[i]
    if i and text[token.start - 1] in OPENING and tokens[i - 1].shape is Shape.UPPER:
        return True
    if i < 2 or token.gap or text[token.end : token.end + 1] not in CLOSING or token.end == len(text):
        return False
    before = tokens[i - 1]
    opened = text[before.start - 1] in OPENING and tokens[i - 2].shape is Shape.UPPER
    return opened and before.shape is not Shape.LOWER


def is_organisation(text: str, tokens: Sequence[Token], first: int, last: int) -> bool:
    """The adjective is capitalised where a qualifying one is not, or an organisation's word follows."""
    for token in tokens[last + 1 : last + 7]:
        if token.norm in _PREPOSITIONS:
            break  # «Китайский фарфор в собрании музея»: the museum is not its head
        if token.gap not in ("", "-", ",") or (token.gap == "," and token.shape is not Shape.LOWER):
            break
        if is_organisation_word(token.norm) or token.shape is Shape.UPPER:
            return True
    if first == 0:
        return False
    gap = tokens[first].gap
    if tokens[first - 1].norm in _FORMS_OF_BUSINESS:
        return True
    between = text[tokens[first - 1].end : tokens[first].start]
    quoted = gap[-1:] in ("«", '"', "“", "„")
    if quoted:
        return tokens[first - 1].norm in _FORMS_OF_BUSINESS
    starts = gap.endswith(_SENTENCE_ENDS) or "\n" in between or gap.startswith(_SENTENCE_ENDS)
    return not starts and tokens[first].shape is Shape.CAPITAL
