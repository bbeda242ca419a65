"""Tells a place from a person, a street or a title by the words beside it."""

from collections.abc import Sequence

from .morphology import lemmas, tags, weights
from .tokens import Shape, Token
from .words import words

OPENING = frozenset("«„“\"'”")
CLOSING = frozenset("»“”\"'")

_STREETS_BEFORE = words("streets_before")
_STREETS_AFTER = words("streets_after")
_VILLAGES = words("villages")
_DEDICATED = words("dedicated")
_VENUES = words("venues")
_IN_PLACE = words("in_place")
_LOCATIVE = ("ском", "цком")
_WITH_LOCATIVE = frozenset({"в", "во", "на", "о", "об", "при"})


def is_initial(token: Token) -> bool:
    return len(token.norm) == 1 and token.shape is Shape.CAPITAL


_A_THREAT = 0.2  # «Киров» is a surname with a weight of 0.25


def is_doubtful(norm: str, *, small: bool, starts: bool, capital: bool = False) -> bool:
    """May the word as well be a person («Владимир») or, where any word has a capital, a common one («Мир»)?

    `small`: a town or a region of another country, which a person's name outweighs. `starts`: the word begins
    a sentence, a line or a title. `capital`: the seat of a region or a country, which is the likelier sense.
    """
    weight = weights(norm)
    adjective = weight.adjective > 0.5 and not norm.endswith(_LOCATIVE)  # those have is_adjective_here
    if small and (weight.person >= _A_THREAT or adjective or weight.common > 0.9):
        return True
    return starts and weight.common > 0.5 and not (capital and weight.place)


def starts(text: str, tokens: Sequence[Token], position: int) -> bool:
    """Begins a text, a line, a sentence or a title, where a capital says nothing."""
    if position == 0:
        return True
    if tokens[position].gap.endswith((".", "!", "?", ":", "«", '"', "“", "„", "•", "-")):
        return True
    return "\n" in text[tokens[position - 1].end : tokens[position].start]


def is_adjective_here(tokens: Sequence[Token], position: int) -> bool:
    """«в Смоленском университете», not «(с) Смоленском»: the preposition or the word after it tells."""
    norm = tokens[position].norm
    if not norm.endswith(_LOCATIVE):
        return False
    before = tokens[position - 1].norm if position and tokens[position].gap == "" else ""
    if before in _WITH_LOCATIVE:
        return True
    if position + 1 < len(tokens) and tokens[position + 1].gap == "":
        after = tags(tokens[position + 1].norm)
        return "loct" in after and "PREP" not in after and "CONJ" not in after
    return False


def is_personal(norm: str) -> bool:
    found = tags(norm)
    return bool(found & {"Name", "Surn", "Patr"})


def in_street(tokens: Sequence[Token], first: int, last: int) -> bool:
    """A street, a station, a sea: «ул. Минская», «Киевское шоссе», «ул. Большая Московская»."""
    if last + 1 < len(tokens) and tokens[last + 1].gap == "" and tokens[last + 1].norm in _STREETS_AFTER:
        return True
    steps = 0
    position = first
    while position > 0 and steps < 3 and tokens[position].gap in ("", "."):
        before = tokens[position - 1]
        if before.norm in _STREETS_BEFORE:
            # «пр.», «б.», «ш.» are streets with their full stop only
            return len(before.norm) > 3 or tokens[position].gap == "." or before.norm in ("ул", "пл")
        if before.shape is Shape.LOWER and tokens[position].gap == "":
            return False
        position -= 1
        steps += 1
    return False


def in_village(tokens: Sequence[Token], first: int) -> bool:
    if first == 0:
        return False
    before = tokens[first - 1]
    return before.norm in _VILLAGES and (
        tokens[first].gap == "." or (len(before.norm) > 3 and tokens[first].gap == "")
    )


def is_dedication(tokens: Sequence[Token], first: int) -> bool:
    """«им. Гагарина», «имени Юрия Гагарина»."""
    position = first
    for _ in range(3):
        if position == 0 or tokens[position].gap not in ("", "."):
            return False
        position -= 1
        if tokens[position].norm in _DEDICATED:
            return True
        if tokens[position].shape is Shape.LOWER:
            return False
    return False


def is_person(text: str, tokens: Sequence[Token], first: int, last: int) -> bool:
    """Initials or a first name beside the word, either side."""
    if first > 0:
        before = tokens[first - 1]
        gap = tokens[first].gap
        if gap in (".", "") and is_initial(before) and (gap == "." or _initials_end(tokens, first - 1)):
            return True
        if gap == "" and before.shape is Shape.CAPITAL and len(before.norm) > 2:
            known = tags(before.norm)
            if "Name" in known and "Geox" not in known and is_personal(tokens[first].norm):
                return True
    if last + 1 < len(tokens):
        after = tokens[last + 1]
        if after.gap == "" and is_initial(after):
            end = tokens[last + 2].gap if last + 2 < len(tokens) else text[after.end : after.end + 1]
            if end.startswith("."):
                return is_personal(tokens[first].norm) or not _initials_of_another(text, tokens, last + 1)
        if (
            after.gap == ""
            and after.shape is Shape.CAPITAL
            and first == last
            and is_personal(tokens[first].norm)
        ):
            known = tags(after.norm)
            return bool(known & {"Surn", "Patr", "Name"}) or "known" not in known
    return False


def _initials_of_another(text: str, tokens: Sequence[Token], position: int) -> bool:
    """«министр культуры Беларуси А. Маркевич»: the initials belong to the surname behind them."""
    while position + 1 < len(tokens) and is_initial(tokens[position]) and tokens[position + 1].gap == ".":
        if "\n" in text[tokens[position].end : tokens[position + 1].start]:
            return False
        position += 1
    return tokens[position].shape is Shape.CAPITAL and not is_initial(tokens[position])


def _initials_end(tokens: Sequence[Token], position: int) -> bool:
    return position > 0 and is_initial(tokens[position - 1]) and tokens[position].gap == "."


def is_evident(text: str, tokens: Sequence[Token], first: int, last: int) -> bool:
    """A doubtful word that its surroundings make a place: «в Кирове», «Владимир, …» on its own line."""
    before = tokens[first - 1] if first else None
    if before is not None and tokens[first].gap == "" and before.norm in _IN_PLACE:
        return True
    gap = tokens[first].gap
    line_start = before is None or "\n" in text[before.end : tokens[first].start] or gap[-1:] in (";", ":")
    after = text[tokens[last].end : tokens[last + 1].start] if last + 1 < len(tokens) else "\n"
    line_end = "\n" in after or after.strip()[:1] in (",", ";", "(", "-", "–", "—")
    if weights(tokens[first].norm).common > 0.5:
        line_end = line_end and after.strip()[:1] != ","  # «Мир, труд» is no list of towns
    return line_start and line_end


def quoted_alone(text: str, tokens: Sequence[Token], first: int, last: int) -> bool:
    start, end = tokens[first].start, tokens[last].end
    return (
        text[start - 1 : start] in OPENING
        and text[end : end + 1] in CLOSING
        and start > 0
        and end < len(text)
    )


def _first_quoted(tokens: Sequence[Token], position: int) -> int:
    """«кафе «Тбилиси» и «Сеул»»: the word before the first of quoted names in a row is that of all."""
    while position > 1:
        joint = tokens[position - 1]
        if joint.norm == "и" and joint.gap[:1] in CLOSING and len(joint.gap) == 1:
            position -= 2
        elif tokens[position].gap[:1] in CLOSING and tokens[position].gap[1:2] == ",":
            position -= 1
        else:
            break
    return position


def names_a_venue(tokens: Sequence[Token], first: int) -> bool:
    """The word before the quotes says hotel, exhibition, song: the name is no place. No word says nothing."""
    first = _first_quoted(tokens, first)
    if first == 0:
        return True
    before = tokens[first - 1]
    return before.shape is Shape.CAPITAL or not _VENUES.isdisjoint(lemmas(before.norm))
