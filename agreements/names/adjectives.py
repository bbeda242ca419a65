"""Adjectives and inhabitants of places: endings, stems by rule, a reviewed table of the irregular ones."""

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

from .folding import fold

# Ending → cases it can be, as indexes into CASES. The feminine «-ой» and the plural «-их» tell little.
ENDINGS: dict[str, frozenset[int]] = {
    "ий": frozenset({0, 3}), "ый": frozenset({0, 3}), "ой": frozenset({0, 1, 2, 3, 4, 5}),
    "ого": frozenset({1, 3}), "ому": frozenset({2}), "им": frozenset({2, 4}), "ым": frozenset({2, 4}),
    "ом": frozenset({5}), "ая": frozenset({0}), "ую": frozenset({3}), "ою": frozenset({4}),
    "ое": frozenset({0, 3}), "ие": frozenset({0, 3}), "ые": frozenset({0, 3}),
    "их": frozenset({1, 3, 5}), "ых": frozenset({1, 3, 5}), "ими": frozenset({4}), "ыми": frozenset({4}),
}  # fmt: skip
FEMININE = frozenset({"ая", "ой", "ую", "ою"})
NOUN_ENDINGS = frozenset({"", "а", "у", "ом", "ем", "е", "ы", "и", "ов", "ев", "ей", "ам", "ям", "ами", "ями",
                          "ах", "ях", "ою", "ой", "ец", "ин", "ина", "ину", "ином", "ине", "ка", "ки", "ке",
                          "ку", "кой", "ок", "кам", "ками", "ках"})  # fmt: skip


def split_adjective(norm: str) -> tuple[str, str] | None:
    """Stem and ending of a word that looks like an adjective."""
    if norm[-3:] in ENDINGS and len(norm) > 4:
        return norm[:-3], norm[-3:]
    if norm[-2:] in ENDINGS and len(norm) > 3:
        return norm[:-2], norm[-2:]
    return None


class Derived(NamedTuple):
    adjectives: tuple[str, ...]  # stems without the ending, parts joined by "-"
    inhabitants: tuple[str, ...]  # stems before a noun's ending


@cache
def irregular() -> dict[str, Derived]:
    """By the folded name of the place."""
    path = Path(__file__).with_name("derived.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return {
            fold(row["name"]): Derived(
                tuple(fold(row["adjectives"]).split()), tuple(fold(row["inhabitants"]).split())
            )
            for row in csv.DictReader(file)
        }


_SOFT_OR_VOWEL = frozenset("аеиоуыьэюя")


def adjectives_of(name: str) -> tuple[str, ...]:
    """Adjective stems of a one-word name in the nominative, folded; none where no safe rule makes one."""
    if len(name) < 4:
        return ()
    if name.endswith(("ск", "цк")):
        return (name,)
    if name.endswith("ия"):
        return (name[:-1] + "йск",)
    if name.endswith("вль"):
        return (name[:-2] + "ск",)
    if name.endswith("ль"):
        return (name + "ск",)
    if name.endswith("нь"):
        return (name[:-1] + "ск", name + "ск")  # «рязанский», but «хайнаньский»
    if name.endswith(("а", "я", "ы", "и", "ь")):
        return (name[:-1] + "ск",)
    if name.endswith(("ово", "ево", "ино", "ыно")):
        return (name[:-1] + "ск",)
    if name.endswith(("у", "э")):
        return (name + "ск",)  # «хэйхэский», «чэндуский»
    if name[-1] in _SOFT_OR_VOWEL:
        return ()
    return (name + "ск",)


def inhabitants_of(adjective: str) -> tuple[str, ...]:
    """Stems of «витебчане», «брянцы», «смоленщина» made from an adjective's stem."""
    if not adjective.endswith(("ск", "цк")) or "-" in adjective:
        return ()
    base = adjective[:-2]
    if len(base) < 3:
        return ()
    stems = [base + "чан"]
    if len(base) > 3:
        if base[-1] in "нрдй":
            stems.append(base + "ц")
        stems.append((base[:-1] + "тч" if base.endswith("т") else base + "щ") + "ин")
    return tuple(stems)


def singulars_of(inhabitants: str) -> tuple[str, ...]:
    """«японец», «японка», «кениец», «кенийка» of the stems of «японцы», «кенийцы»."""
    if not inhabitants.endswith("ц"):
        return ()
    base = inhabitants[:-1]
    man = base.removesuffix("й") + "ец"
    return (man, base + "к") if base[-1] in "нй" else (man,)
