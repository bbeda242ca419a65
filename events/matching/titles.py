"""What a title says of its event: its words as lemmas, names in quotes, edition, years, stage, towns.

Openings («Участие в …»), quotes, ordinals and years of a series and the town at the end are told apart from
the words that name the event.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from agreements.names.tokens import Shape, Token, tokenise

from .lemmas import lemma, look_up
from .ordinals import roman
from .quotes import quoted_names
from .title_words import (
    AREAS,
    COMMON,
    EMPTY,
    FRAME,
    MONTHS,
    NO_SERIES,
    ORDINAL_ENDINGS,
    ORDINALS,
    SETTLEMENTS,
    SHORT_SETTLEMENTS,
    STAGE_ADJECTIVES,
    STAGES,
    TENS,
    TRAITS,
)

FRAME_FACTOR = 0.4  # of the weight of words that tell the frame, the occasion or the area
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_MOST_TOKENS = 120  # of a title; some offices put the content there
_REMEMBERED = 2_000  # texts: rows of near documents are read again with each that is loaded

_OPENING, _CLOSING, _EITHER = "«„", "»”", '"“'
_TYPED_ROMAN = {"П": 2, "Ш": 3}  # as typed where the keyboard stayed Russian


@dataclass(frozen=True, slots=True)
class Title:
    words: Mapping[str, float] = field(default_factory=dict)  # lemma → 1, or less in the frame
    frame: frozenset[str] = frozenset()  # words of the frame or occasion alone
    areas: frozenset[str] = frozenset()  # «смоленский» of «области»
    names: tuple[frozenset[str], ...] = ()  # in quotes, of the event itself
    editions: frozenset[int] = frozenset()  # «XII», «12-й», «Третий международный»
    name_editions: frozenset[int] = frozenset()  # «Седьмые Гротовские чтения», in quotes
    years: frozenset[int] = frozenset()
    stages: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()  # «№ 27», «225-летие», «5х5»
    traits: Mapping[str, frozenset[str]] = field(default_factory=dict)  # «весенний»: {season: {весна}}
    towns: frozenset[str] = frozenset()
    acronyms: frozenset[str] = frozenset()
    spelled: tuple[str, ...] = ()  # lemmas in order, for abbreviations to be found in


@lru_cache(maxsize=_REMEMBERED)
def lemmas_of(text: str) -> frozenset[str]:
    """Of running text: what is too short or joins words is left out."""
    return frozenset(lemma(token.norm) for token in tokenise(text) if len(token.norm) > 2)


@lru_cache(maxsize=_REMEMBERED)
def names_of(text: str) -> tuple[frozenset[str], ...]:
    """Names in quotes, of events, by the words that tell."""
    tokens = tokenise(text)
    names: dict[int, set[str]] = defaultdict(set)
    for token, name in zip(tokens, quoted_names(tokens, text), strict=True):
        if name is not None and len(token.norm) > 1 and not look_up(token.norm).joins:
            names[name].add(lemma(token.norm))
    return tuple(map(frozenset, names.values()))


@lru_cache(maxsize=_REMEMBERED)
def towns_of(text: str) -> frozenset[str]:
    """Towns and villages of a place cell: those marked as such, and what the dictionary knows for a place."""
    tokens = tokenise(text)
    return frozenset(_towns(tokens))


@lru_cache(maxsize=_REMEMBERED)
def places_of(text: str) -> frozenset[str]:
    """Keys of all words with a capital, as `towns_of` gives them: a town elsewhere may be one here."""
    return frozenset(look_up(token.norm).town for token in tokenise(text) if token.shape is Shape.CAPITAL)


def _towns(tokens: list[Token]) -> Iterator[str]:
    for index in range(len(tokens)):
        if is_town(tokens, index):
            yield look_up(tokens[index].norm).town


def is_town(tokens: list[Token], index: int) -> bool:
    token = tokens[index]
    if token.shape is Shape.LOWER or len(token.norm) < 3:
        return False
    if index:
        before = tokens[index - 1]
        if before.shape is Shape.LOWER and _is_settlement(before.norm, token.gap):
            return True
        if lemma(before.norm) in AREAS or (len(before.norm) == 1 and token.gap == "."):  # «А.С. Пушкина»
            return False
    if index + 1 < len(tokens) and lemma(tokens[index + 1].norm) in AREAS:
        return False
    return look_up(token.norm).is_place


def _is_settlement(norm: str, gap: str) -> bool:
    return (gap in ("", ".") and lemma(norm) in SETTLEMENTS) or (gap == "." and norm in SHORT_SETTLEMENTS)


@lru_cache(maxsize=_REMEMBERED)
def read_title(text: str) -> Title:
    return _Reader(tokenise(text)[:_MOST_TOKENS], text).read()


class _Reader:
    """Goes over the words of one title once."""

    def __init__(self, tokens: list[Token], text: str) -> None:
        self._tokens = tokens
        self._lemmas = [lemma(token.norm) for token in tokens]
        self._quoted = list(quoted_names(tokens, text))
        self._said = tuple(
            word for word, token in zip(self._lemmas, tokens, strict=True) if not look_up(token.norm).joins
        )
        self._words: dict[str, float] = {}
        self._editions: set[int] = set()
        self._name_editions: set[int] = set()
        self._years: set[int] = set()
        self._stages: set[str] = set()
        self._numbers: set[str] = set()
        self._towns: set[str] = set()
        self._names: dict[int, set[str]] = {}
        self._acronyms: set[str] = set()
        self._frame: set[str] = set()
        self._areas: set[str] = set()
        self._in_frame = self._is_common = False

    def read(self) -> Title:
        for index in range(len(self._tokens)):
            self._take(index)
        if not self._words:  # «О проведении мероприятия»: there is nothing better to compare
            self._words = dict.fromkeys(self._said, 1.0)
        traits: dict[str, set[str]] = defaultdict(set)
        for word in self._words.keys() & TRAITS.keys():
            for trait, value in TRAITS[word].items():
                traits[trait].add(value)
        return Title(
            words=self._words,
            frame=frozenset(self._frame),
            areas=frozenset(self._areas),
            names=tuple(frozenset(name) for name in self._names.values() if name),
            editions=frozenset(self._editions),
            name_editions=frozenset(self._name_editions),
            years=frozenset(self._years),
            stages=frozenset(self._stages),
            numbers=frozenset(self._numbers),
            traits={trait: frozenset(values) for trait, values in traits.items()},
            towns=frozenset(self._towns),
            acronyms=frozenset(self._acronyms),
            spelled=self._said,
        )

    def _take(self, index: int) -> None:
        token, word = self._tokens[index], self._lemmas[index]
        if token.norm.isdecimal():
            self._take_number(index)
        elif (ordinal := self._ordinal(index)) is not None:
            self._take_ordinal(index, ordinal)
        elif any(sign.isdigit() for sign in token.norm):
            self._numbers.add(token.norm.replace("x", "х"))  # «3x3» in either alphabet
        elif self._quoted[index] is None and is_town(self._tokens, index):
            self._towns.add(look_up(token.norm).town)
        elif word in FRAME and self._words and self._quoted[index] is None and not self._in_frame:
            self._in_frame, self._is_common = True, self._words.keys() <= COMMON
        elif not self._is_empty(index):
            self._take_word(index)

    def _take_word(self, index: int) -> None:
        token, word, name = self._tokens[index], self._lemmas[index], self._quoted[index]
        if word in STAGES:
            self._stages.update(self._stage_adjectives(index))
        factor = 1.0
        if self._names_area(index):
            factor = FRAME_FACTOR
            self._areas.add(word)
        if self._in_frame:
            # «Концерт, посвященный …»: where a common word is all there is, its occasion tells as much.
            factor = 1.0 if self._is_common else FRAME_FACTOR
            if word not in self._words:
                self._frame.add(word)
        self._words[word] = max(self._words.get(word, 0.0), factor)
        if name is not None and not self._in_frame:
            self._names.setdefault(name, set()).add(word)
        if token.shape is Shape.UPPER and 2 <= len(token.norm) <= 6:
            self._acronyms.add(token.norm)

    def _names_area(self, index: int) -> bool:
        """«Смоленской» of «области», «Дагестан» of «Республика», «Беларусь»: partners tell areas better."""
        known = look_up(self._tokens[index].norm)
        after = self._lemmas[index + 1 : index + 2]
        before = self._lemmas[max(0, index - 1) : index]
        if known.is_country or (known.is_of_area and self._quoted[index] is None):
            return True
        return any(word in AREAS for word in (after if known.is_adjective else before))

    def _is_empty(self, index: int) -> bool:
        norm, word = self._tokens[index].norm, self._lemmas[index]
        if len(norm) == 1 or word in SETTLEMENTS or word in MONTHS or word in TENS:
            return True
        if self._quoted[index] is not None:
            return look_up(norm).joins
        return word in EMPTY or look_up(norm).joins

    def _take_number(self, index: int) -> None:
        token = self._tokens[index]
        after = self._tokens[index + 1] if index + 1 < len(self._tokens) else None
        if len(token.norm) == 4 and _FIRST_YEAR <= int(token.norm) <= _LAST_YEAR:
            self._years.add(int(token.norm))
        elif self._is_of_date(index):
            return
        elif after is not None and after.gap == "-" and after.norm in ORDINAL_ENDINGS:
            self._take_ordinal(index, int(token.norm), skip=2)
        elif index and self._lemmas[index - 1] in STAGES:
            self._stages.add(token.norm)
        elif after is not None and self._quoted[index] is None and _is_bare_ordinal(token, after):
            self._take_ordinal(index, int(token.norm))
        else:
            self._numbers.add(token.norm.lstrip("0") or "0")

    def _is_of_date(self, index: int) -> bool:
        """«14-16 марта», «14.03.2024»."""
        token = self._tokens[index]
        if token.gap == "." and index and self._tokens[index - 1].norm.isdecimal():
            return True
        for after, word in zip(self._tokens[index + 1 :], self._lemmas[index + 1 :], strict=True):
            if word in MONTHS or after.gap == ".":
                return word in MONTHS or after.norm.isdecimal()
            if not (after.norm.isdecimal() or look_up(after.norm).joins):
                return False
        return False

    def _ordinal(self, index: int) -> int | None:
        """The number that an ordinal in words or a Roman numeral stands for."""
        token, word = self._tokens[index], self._lemmas[index]
        if word in ORDINALS:
            tens = TENS.get(self._lemmas[index - 1], 0) if index else 0
            return ORDINALS[word] + (tens if ORDINALS[word] < 10 else 0)
        if token.shape is Shape.LOWER:
            return None
        if index + 1 == len(self._tokens):
            return roman(token.raw) if len(token.raw) > 1 else None
        after = self._tokens[index + 1]
        if after.gap not in ("", "-") or (token.gap == "." and len(token.raw) == 1):
            return None
        if token.raw in _TYPED_ROMAN and look_up(after.norm).is_adjective:
            return _TYPED_ROMAN[token.raw]
        value = roman(token.raw)
        # A lone Cyrillic letter is a numeral only before an adjective: «Х Всероссийский съезд».
        if value is not None and not token.raw.isascii() and len(token.raw) == 1:
            return value if look_up(after.norm).is_adjective else None
        return value

    def _take_ordinal(self, index: int, value: int, skip: int = 1) -> None:
        following = next(
            (at for at in range(index + skip, len(self._tokens)) if roman(self._tokens[at].raw) is None),
            None,
        )
        noun = "" if following is None else self._lemmas[following]
        if noun in STAGES:
            self._stages.add(str(value))
        elif noun in NO_SERIES:
            self._numbers.add(str(value))
        elif self._quoted[index] is None:
            self._editions.add(value)
        elif index == 0 or self._quoted[index - 1] != self._quoted[index]:
            self._name_editions.add(value)
        else:
            self._numbers.add(str(value))

    def _stage_adjectives(self, index: int) -> Iterator[str]:
        for before in self._lemmas[max(0, index - 2) : index]:
            if before in STAGE_ADJECTIVES:
                yield STAGE_ADJECTIVES[before]


def _is_bare_ordinal(token: Token, after: Token) -> bool:
    """«12 Международный», «2 этап»."""
    if len(token.norm) > 2 or after.gap or "№" in token.gap:
        return False
    return look_up(after.norm).is_adjective or lemma(after.norm) in STAGES
