"""Words of titles and places by the dictionary; each distinct word is looked up once."""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from agreements.names.folding import fold
from agreements.names.morphology import analyser, weights
from agreements.names.place import PlaceKind
from agreements.reference.read import partners

from .title_words import SYNONYMS

_WORDLESS = frozenset({"PREP", "CONJ", "PRCL", "NPRO", "INTJ"})
_LIKELY_PLACE = 0.3  # share of the dictionary's readings
# «Кардымово», «в Кардымове», «под Кардымовом», where no dictionary knows the village.
_TOWN_ENDING = re.compile(r"(?<=\w{4})(?:[аеиоуыюяй]|[аеоы]м|ой|ей)$")

_OF_AREA = re.compile(r"[сц]кий$")
_SHORTEST_AREA = 4  # letters

# A name in Latin letters as a Russian would spell it: «AGROSALON», «ProdExpo».
_TRANSLITERATION = [
    *(("shch", "щ"), ("sch", "щ"), ("sh", "ш"), ("ch", "ч"), ("zh", "ж"), ("kh", "х"), ("ts", "ц")),
    *(("ya", "я"), ("yu", "ю"), ("ph", "ф"), ("x", "кс"), ("ck", "к"), ("w", "в"), ("q", "к"), ("c", "к")),
]
_LETTERS = str.maketrans("abdefghijklmnoprstuvyz", "абдефгхийклмнопрстувиз")


class Word(NamedTuple):
    lemma: str  # ё folded, of synonyms the one that stands for all
    joins: bool  # a preposition, conjunction, particle or pronoun
    is_adjective: bool
    is_country: bool
    is_of_area: bool  # «китайский», «калужский»: an adjective of a country or region
    is_place: bool  # and no country; more likely than a person's name or an adjective
    town: str  # one key for the cases of a town's name, in the dictionary or not


@lru_cache(maxsize=200_000)
def look_up(norm: str) -> Word:
    if norm.isascii():
        spelled = _russian(norm) if norm.isalpha() else norm
        return Word(
            spelled,
            joins=False,
            is_adjective=False,
            is_country=False,
            is_of_area=False,
            is_place=False,
            town=spelled,
        )
    readings = analyser().parse(norm)
    first = readings[0]
    geographic = next((one for one in readings if "Geox" in one.tag and one.is_known), None)
    lemma = _folded(first.normal_form)
    is_country = lemma in _countries()
    return Word(
        lemma=SYNONYMS.get(lemma, lemma),
        joins=str(first.tag.POS) in _WORDLESS,
        is_adjective=any("ADJF" in one.tag for one in readings),
        is_country=is_country,
        is_of_area=_OF_AREA.search(lemma) is not None and _is_of_area(lemma),
        is_place=geographic is not None and not is_country and _is_place(norm),
        town=_folded(geographic.normal_form) if geographic else _TOWN_ENDING.sub("", norm),
    )


def lemma(norm: str) -> str:
    return look_up(norm).lemma


@cache
def _countries() -> frozenset[str]:
    """Of one word."""
    rows = (row for row in partners() if row.kind is PlaceKind.COUNTRY)
    return frozenset(fold(name) for row in rows for name in (row.name, *row.aliases) if name.isalpha())


@cache
def _areas() -> Mapping[str, frozenset[str]]:
    """Words of the names of countries and regions, by their first letters."""
    kinds = (PlaceKind.COUNTRY, PlaceKind.SUBJECT, PlaceKind.FOREIGN_REGION)
    names = (name for row in partners() if row.kind in kinds for name in (row.name, *row.aliases))
    found: dict[str, set[str]] = defaultdict(set)
    for word in (word for name in names for word in fold(name).split() if len(word) >= _SHORTEST_AREA):
        found[word[:_SHORTEST_AREA]].add(word)
    return {start: frozenset(words) for start, words in found.items()}


def _is_of_area(adjective: str) -> bool:
    """«Московский» of «Москва»: all but two letters of the stem stand in the name, «калужский» in the
    region's own."""
    stem = _OF_AREA.sub("", adjective)
    kept = max(_SHORTEST_AREA, len(stem) - 2)
    return any(word.startswith(stem[:kept]) for word in _areas().get(stem[:_SHORTEST_AREA], ()))


def _is_place(norm: str) -> bool:
    known = weights(norm)
    return known.place >= _LIKELY_PLACE and known.place > max(known.person, known.adjective)


def _folded(form: str) -> str:
    return form.replace("ё", "е")


def _russian(latin: str) -> str:
    for letters, cyrillic in _TRANSLITERATION:
        latin = latin.replace(letters, cyrillic)
    return latin.translate(_LETTERS)
