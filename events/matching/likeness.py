"""How far two titles name one event: by their words, weighed by rarity, and by names in quotes."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from math import log

from rapidfuzz import fuzz

from .title_words import COMMON
from .titles import Title

# A title is never alone: every count is taken as if it stood among so many more titles, a common word in so
# many of them. Two small documents would otherwise hold no common word and no rare one.
_FURTHER_TITLES = 300
_FURTHER_COMMON, _FURTHER_RARE = 30.0, 0.5
_LEAST = 0.2  # weight of a word in every title
_FLOOR = 1.5  # of ln(titles / titles with the word), below which a word tells nothing

_DERIVED = 0.8  # of the weight, where two words have one stem («педагог», «педагогический») or a typing error
_SAME_STEM = 0.7  # of the shorter word
_SHORTEST_STEM = 4
_TYPED_ALIKE = 87.0  # of 100, by rapidfuzz; «весенний» and «осенний» have 80
_SHORTEST_TYPED = 6
_IN_CONTENT = 0.3  # of the weight, where the other row has the word in its content only
_SHORTEST_ACRONYM = 3
_MOST_DERIVED = 15  # words of a title, left over, that are compared one by one

_SAME_NAME = 0.75
_OTHER_NAME = 0.35


class WordWeights:
    """How much a word in two titles tells: the more, the fewer titles have it."""

    def __init__(self, titles: Iterable[Title]) -> None:
        counts: Counter[str] = Counter()
        self._titles = 0
        for title in titles:
            self._titles += 1
            counts.update(title.words.keys())
        self._counts = counts
        self._known: dict[str, float] = {}

    def __getitem__(self, word: str) -> float:
        known = self._known.get(word)
        if known is None:
            further = _FURTHER_COMMON if word in COMMON else _FURTHER_RARE
            rarity = log((self._titles + _FURTHER_TITLES) / (self._counts[word] + further))
            known = self._known[word] = max(_LEAST, rarity - _FLOOR)
        return known


@dataclass(frozen=True, slots=True)
class WeighedTitle:
    title: Title
    weights: Mapping[str, float]
    total: float

    @classmethod
    def of(cls, title: Title, words: WordWeights) -> "WeighedTitle":
        weights = {word: words[word] * factor for word, factor in title.words.items()}
        return cls(title, weights, sum(weights.values()))


@dataclass(frozen=True, slots=True)
class Likeness:
    similarity: float  # 0 to 1
    mass: float  # weight of what both say
    rest: tuple[tuple[str, ...], tuple[str, ...]]  # words that only one title has


def title_likeness(
    a: WeighedTitle, b: WeighedTitle, contents: tuple[Collection[str], Collection[str]] = ((), ())
) -> Likeness:
    """Half of what both say of all that is said, half of what the shorter says: titles are cut and padded."""
    if not a.total or not b.total:
        return Likeness(0.0, 0.0, ((), ()))
    common = a.weights.keys() & b.weights.keys()
    shared_a = sum(a.weights[word] for word in common)
    shared_b = sum(b.weights[word] for word in common)
    rest_a = [word for word in a.weights if word not in common]
    rest_b = [word for word in b.weights if word not in common]
    if rest_a and rest_b:
        for word, twin in _spelled_out(a.title, b.title, rest_a, rest_b):
            shared_a += a.weights[word]
            shared_b += sum(b.weights[one] for one in twin)
            rest_a.remove(word)
            rest_b = [one for one in rest_b if one not in twin]
        for word, twin in _spelled_out(b.title, a.title, rest_b, rest_a):
            shared_b += b.weights[word]
            shared_a += sum(a.weights[one] for one in twin)
            rest_b.remove(word)
            rest_a = [one for one in rest_a if one not in twin]
        for one, other in _derived(rest_a, rest_b):
            shared_a += _DERIVED * a.weights[one]
            shared_b += _DERIVED * b.weights[other]
            rest_a.remove(one)
            rest_b.remove(other)
    mass = (shared_a + shared_b) / 2
    shared_a += _IN_CONTENT * sum(a.weights[word] for word in rest_a if word in contents[1])
    shared_b += _IN_CONTENT * sum(b.weights[word] for word in rest_b if word in contents[0])
    dice = (shared_a + shared_b) / (a.total + b.total)
    contained = max(shared_a / a.total, shared_b / b.total)
    return Likeness((dice + contained) / 2, mass, (tuple(rest_a), tuple(rest_b)))


def _spelled_out(
    short: Title, full: Title, short_rest: list[str], full_rest: list[str]
) -> list[tuple[str, frozenset[str]]]:
    """Acronyms of one title with the words of the other that they stand for."""
    found = []
    for acronym in short.acronyms:
        if len(acronym) < _SHORTEST_ACRONYM or acronym not in short_rest:
            continue
        at = "".join(word[0] for word in full.spelled).find(acronym)
        if at >= 0:
            words = frozenset(full.spelled[at : at + len(acronym)])
            found.append((acronym, words & frozenset(full_rest)))
    return found


def _derived(rest_a: list[str], rest_b: list[str]) -> list[tuple[str, str]]:
    if len(rest_a) > _MOST_DERIVED or len(rest_b) > _MOST_DERIVED:
        return []
    free = list(rest_b)
    pairs = []
    for one in rest_a:
        twin = next((other for other in free if _is_derived(one, other)), None)
        if twin is not None:
            free.remove(twin)
            pairs.append((one, twin))
    return pairs


def _is_derived(one: str, other: str) -> bool:
    shortest = min(len(one), len(other))
    if shortest < _SHORTEST_STEM or one[0] != other[0]:
        return False
    stem = next((at for at in range(shortest) if one[at] != other[at]), shortest)
    if stem >= max(_SHORTEST_STEM, _SAME_STEM * shortest):
        return True
    return shortest >= _SHORTEST_TYPED and fuzz.ratio(one, other) >= _TYPED_ALIKE


@dataclass(frozen=True, slots=True)
class NameLikeness:
    same: bool
    other: bool  # both titles have names, and none of either is in the other title
    name: frozenset[str] = frozenset()


def name_likeness(a: WeighedTitle, b: WeighedTitle) -> NameLikeness:
    names_a, names_b = a.title.names, b.title.names
    if not names_a or not names_b:
        return NameLikeness(same=False, other=False)
    best: tuple[float, float, frozenset[str]] = (0.0, 0.0, frozenset())
    for one in names_a:
        for two in names_b:
            union, shared = one | two, _shared(one, two)
            weight = sum(max(a.weights.get(word, 0.0), b.weights.get(word, 0.0)) for word in shared)
            size = sum(max(a.weights.get(word, 0.0), b.weights.get(word, 0.0)) for word in union)
            best = max(best, (weight / size if size else 0.0, weight, one), key=lambda found: found[:2])
    covered = max(
        max(_covered(name, a, b) for name in names_a),
        max(_covered(name, b, a) for name in names_b),
    )
    return NameLikeness(same=best[0] >= _SAME_NAME, other=covered < _OTHER_NAME, name=best[2])


def _shared(one: frozenset[str], two: frozenset[str]) -> set[str]:
    shared = set(one & two)
    for word, twin in _derived(sorted(one - shared), sorted(two - shared)):
        shared |= {word, twin}
    return shared


def _covered(name: frozenset[str], of: WeighedTitle, by: WeighedTitle) -> float:
    total = sum(of.weights.get(word, 0.0) for word in name)
    if not total:
        return 1.0
    known = set(name & by.weights.keys())
    left = sorted(name - known)
    known |= {word for word, _twin in _derived(left, sorted(by.weights.keys() - known))}
    return sum(of.weights.get(word, 0.0) for word in known) / total
