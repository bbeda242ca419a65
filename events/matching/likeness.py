"""How far two titles name one event by their words, weighed by rarity."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from math import fsum, log

from rapidfuzz import fuzz

from .contents import root
from .lemmas import look_up
from .title_words import COMMON, EMPTY, TOPICS
from .titles import Title

# A title is never alone: every count is taken as if it stood among so many more titles, a common word in so
# many of them. Two small documents would otherwise hold no common word and no rare one.
_FURTHER_TITLES = 300
_FURTHER_COMMON, _FURTHER_TOPIC, _FURTHER_RARE = 30.0, 5.0, 0.5
_FURTHER_WHOLES = 60
_RARE = 3  # titles with a rare word: two documents, and a row told twice
_LEAST = 0.2  # weight of a word in every title
_FLOOR = 1.5  # of ln(titles / titles with the word), below which a word tells nothing

_DERIVED = 0.8  # of the weight, where two words have one stem («педагог», «педагогический») or a typing error
_SAME_STEM = 0.7  # of the shorter word
_SHORTEST_STEM = 4
_TYPED_ALIKE = 87.0  # of 100, by rapidfuzz; «весенний» and «осенний» have 80
_SHORTEST_TYPED = 6
_SHORTEST_SYLLABLE = 3  # letters of each word that «Минэкономразвития» is made of
_SHORTEST_SYLLABIC = 8
_LONGEST_ENDING = 2
_MOST_DERIVED = 15  # words of a title, left over, that are compared one by one

_ADJECTIVE = 0.5  # of the weight of a word in place of another


class WordWeights:
    """How much a word in two titles tells: the more, the fewer titles have it."""

    def __init__(self, titles: Iterable[Title]) -> None:
        counts: Counter[str] = Counter()
        wholes: Counter[frozenset[str]] = Counter()
        for title in titles:
            counts.update(title.words.keys())
            wholes[frozenset(title.words)] += 1
        self._counts, self._wholes = counts, wholes
        self._titles = wholes.total()
        self._known: dict[str, float] = {}

    def __getitem__(self, word: str) -> float:
        known = self._known.get(word)
        if known is None:
            further = _FURTHER_RARE
            if word in COMMON or word in TOPICS:
                further = _FURTHER_COMMON if word in COMMON else _FURTHER_TOPIC
            rarity = log((self._titles + _FURTHER_TITLES) / (self._counts[word] + further))
            known = self._known[word] = max(_LEAST, rarity - _FLOOR)
        return known

    def whole(self, title: Title) -> float:
        return log((self._titles + _FURTHER_WHOLES) / self._wholes[frozenset(title.words)])

    def is_rare(self, word: str) -> bool:
        return self._counts[word] <= _RARE and word not in COMMON and word not in TOPICS


@dataclass(frozen=True, slots=True)
class WeighedTitle:
    title: Title
    weights: Mapping[str, float]
    total: float
    whole: float  # weight of all words together: how few titles have just these
    rare: frozenset[str]
    telling: tuple[str, ...]  # words, the weightiest first
    initials: str  # of the words in order
    starts: frozenset[str]

    def full_weight(self, word: str) -> float:
        """As if it did not stand in the frame."""
        return self.weights[word] / self.title.words[word]

    def subject_weight(self, words: Iterable[str], *, beside: "WeighedTitle") -> float:
        """An adjective tells a subject less than a noun does: «матчевая встреча», «приграничных городов». A
        name that only this title has is said further, not in place of another."""
        further = frozenset[str]() if beside.title.names else frozenset().union(*self.title.names)
        return fsum(
            self.full_weight(word) * (_ADJECTIVE if look_up(word).is_adjective else 1.0)
            for word in words
            if word not in further
            and word not in self.title.areas
            and word not in COMMON
            and word not in EMPTY
        )

    @classmethod
    def of(cls, title: Title, words: WordWeights) -> "WeighedTitle":
        weights = {word: words[word] * factor for word, factor in title.words.items()}
        rare = frozenset(word for word in weights if words.is_rare(word))
        return cls(
            title=title,
            weights=weights,
            total=sum(weights.values()),
            whole=words.whole(title),
            rare=rare,
            telling=tuple(sorted(weights, key=lambda word: (-weights[word], word))),
            initials="".join(word[0] for word in title.spelled),
            starts=frozenset(word[:_SHORTEST_SYLLABLE] for word in title.spelled),
        )


@dataclass(frozen=True, slots=True)
class Likeness:
    similarity: float  # 0 to 1
    is_same: bool  # all words of both have their like
    covered: tuple[float, float]  # share of each title that the other row says somewhere
    mass: float  # weight of what both say
    rare: int  # rare words that both have
    rest: tuple[tuple[str, ...], tuple[str, ...]]  # words that only one title has, the weightiest first
    exchanged: float  # weight of words that stand in place of others
    is_occasion: bool  # they have no more in common than the frame they are held in
    is_general: bool  # no more than words of any title


def title_likeness(
    a: WeighedTitle, b: WeighedTitle, told: tuple[Collection[str], Collection[str]] = ((), ())
) -> Likeness:
    """Half of what both say of all that is said, half of what the shorter says: titles are cut and padded.

    `told`: roots of the words that stand beside each title.
    """
    if not a.total or not b.total:
        return Likeness(0.0, False, (0.0, 0.0), 0.0, 0, ((), ()), 0.0, False, False)
    common = a.weights.keys() & b.weights.keys()
    shared_a = fsum(a.weights[word] for word in common)
    shared_b = fsum(b.weights[word] for word in common)
    rest_a = [word for word in a.weights if word not in common]
    rest_b = [word for word in b.weights if word not in common]
    kin: list[tuple[str, str]] = []
    if rest_a and rest_b:
        for word, spelled in _spelled_out(a, b, rest_a, rest_b):
            shared_a += a.weights[word]
            shared_b += fsum(b.weights[one] for one in spelled)
            rest_a.remove(word)
            rest_b = [one for one in rest_b if one not in spelled]
        for word, spelled in _spelled_out(b, a, rest_b, rest_a):
            shared_b += b.weights[word]
            shared_a += fsum(a.weights[one] for one in spelled)
            rest_b.remove(word)
            rest_a = [one for one in rest_a if one not in spelled]
        kin = derived(rest_a, rest_b)
        for one, other in kin:
            shared_a += _DERIVED * a.weights[one]
            shared_b += _DERIVED * b.weights[other]
            rest_a.remove(one)
            rest_b.remove(other)
    mass = (shared_a + shared_b) / 2
    is_same = not rest_a and not rest_b
    if is_same:
        mass = max(mass, a.whole)
    similarity = _similarity(shared_a, shared_b, a, b)
    shared_a += fsum(a.weights[word] for word in rest_a if root(word) in told[1])
    shared_b += fsum(b.weights[word] for word in rest_b if root(word) in told[0])
    rest_a = [word for word in rest_a if root(word) not in told[1]]
    rest_b = [word for word in rest_b if root(word) not in told[0]]
    return Likeness(
        similarity=similarity,
        is_same=is_same,
        covered=(shared_a / a.total, shared_b / b.total),
        mass=mass,
        rare=len(a.rare & b.rare),
        rest=(
            tuple(sorted(rest_a, key=a.full_weight, reverse=True)),
            tuple(sorted(rest_b, key=b.full_weight, reverse=True)),
        ),
        exchanged=min(a.subject_weight(rest_a, beside=b), b.subject_weight(rest_b, beside=a)),
        is_occasion=bool(rest_a and rest_b) and common <= a.title.frame & b.title.frame,
        is_general=common <= COMMON and not kin,
    )


def _similarity(shared_a: float, shared_b: float, a: WeighedTitle, b: WeighedTitle) -> float:
    dice = (shared_a + shared_b) / (a.total + b.total)
    return (dice + max(shared_a / a.total, shared_b / b.total)) / 2


def _spelled_out(
    short: WeighedTitle, full: WeighedTitle, short_rest: list[str], full_rest: list[str]
) -> list[tuple[str, frozenset[str]]]:
    """Abbreviations of one title with the words of the other that they stand for: «ЦФО», «Минэкономики»."""
    found = []
    for word in short_rest:
        spelled: tuple[str, ...] = ()
        if word in short.title.acronyms:
            at = full.initials.find(word)
            spelled = full.title.spelled[at : at + len(word)] if at >= 0 else ()
        elif len(word) >= _SHORTEST_SYLLABIC and word[:_SHORTEST_SYLLABLE] in full.starts:
            spelled = _syllables(word, full.title.spelled)
        if any(one in full_rest for one in spelled):
            found.append((word, frozenset(spelled) & frozenset(full_rest)))
    return found


def _syllables(word: str, spelled: tuple[str, ...]) -> tuple[str, ...]:
    """Words standing together of whose beginnings the word is made; () where there are none."""
    for start, first in enumerate(spelled):
        at = _common_start(word, first)
        if at < _SHORTEST_SYLLABLE or at == len(word):
            continue
        for end, one in enumerate(spelled[start + 1 :], start=start + 2):
            size = _common_start(word[at:], one)
            if size < _SHORTEST_SYLLABLE:
                break
            at += size
            if len(word) - at <= _LONGEST_ENDING:
                return spelled[start:end]
    return ()


def _common_start(one: str, other: str) -> int:
    at = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        at += 1
    return at


def derived(rest_a: Collection[str], rest_b: Collection[str]) -> list[tuple[str, str]]:
    """Pairs of words of one stem, or that differ by a typing error; each word once."""
    if len(rest_a) > _MOST_DERIVED or len(rest_b) > _MOST_DERIVED:
        return []
    free: dict[str, list[str]] = defaultdict(list)
    for other in rest_b:
        free[other[0]].append(other)
    pairs = []
    for one in rest_a:
        for other in free.get(one[0], ()):
            if _is_derived(one, other):
                free[one[0]].remove(other)
                pairs.append((one, other))
                break
    return pairs


def _is_derived(one: str, other: str) -> bool:
    shortest = min(len(one), len(other))
    if shortest < _SHORTEST_STEM:
        return False
    if _common_start(one, other) >= max(_SHORTEST_STEM, _SAME_STEM * shortest):
        return True
    return shortest >= _SHORTEST_TYPED and fuzz.ratio(one, other) >= _TYPED_ALIKE
