"""The dictionary of Russian word forms, loaded on first use."""

from functools import cache, lru_cache
from typing import Any, NamedTuple

import pymorphy3


@cache
def analyser() -> Any:
    return pymorphy3.MorphAnalyzer(lang="ru")


@lru_cache(maxsize=50_000)
def is_known(word: str) -> bool:
    """Whether the dictionary has the word, in any form; lower case."""
    return bool(analyser().word_is_known(word))


class Weights(NamedTuple):
    """How far a word is a place, a person's name or a common word, by the dictionary; 0 to 1 each."""

    place: float
    person: float
    common: float
    adjective: float


@lru_cache(maxsize=20_000)
def weights(norm: str) -> Weights:
    """All zero for a word that is not in the dictionary."""
    place = person = common = adjective = 0.0
    if analyser().word_is_known(norm):
        for parse in analyser().parse(norm):
            if "Geox" in parse.tag:
                place += parse.score
            elif "Name" in parse.tag or "Surn" in parse.tag or "Patr" in parse.tag:
                person += parse.score
            elif "ADJF" in parse.tag and "Apro" not in parse.tag:
                adjective += parse.score
            elif "ADJS" not in parse.tag:
                common += parse.score
    return Weights(place, person, common, adjective)


@lru_cache(maxsize=20_000)
def tags(norm: str) -> frozenset[str]:
    """Every grammeme any reading of the word has; «known» where the dictionary has the word at all."""
    found: set[str] = set()
    for parse in analyser().parse(norm):
        found.update(parse.tag.grammemes)
    if analyser().word_is_known(norm):
        found.add("known")
    return frozenset(found)


@lru_cache(maxsize=50_000)
def lemmas(norm: str) -> frozenset[str]:
    """The dictionary form of each reading of a word; guessed by the ending where it is unknown."""
    return frozenset(parse.normal_form.replace("ё", "е") for parse in analyser().parse(norm))


@lru_cache(maxsize=5_000)
def forms(norm: str) -> frozenset[str]:
    """All forms of every reading of a word, itself included."""
    found = {form.word.replace("ё", "е") for parse in analyser().parse(norm) for form in parse.lexeme}
    return frozenset({norm, *found})
