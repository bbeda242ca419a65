"""The gazetteer's index of words, built once: names in every case, adjectives, inhabitants."""

from collections.abc import Iterable
from typing import NamedTuple

from .adjectives import Derived, adjectives_of, inhabitants_of, irregular, singulars_of, split_adjective
from .directions import DIRECTIONS
from .folding import fold
from .heads import HEADS, MODIFIERS
from .place import Place, PlaceKind
from .tokens import Shape, Token, tokenise

UNKNOWN_CASE = -1
_TIGHT = frozenset({""})
_SHORTEST_TAIL = 5  # «области Ваш…» is no name
_LOOSE = frozenset({"", "-", "(", ".-"})  # where a name has a dash or a bracket, texts have either or neither

# «Алжир» is the country before it is the city.
RANK = {
    PlaceKind.COUNTRY: 0,
    PlaceKind.SUBJECT: 1,
    PlaceKind.UNION: 2,
    PlaceKind.FEDERAL_DISTRICT: 3,
    PlaceKind.FOREIGN_REGION: 4,
    PlaceKind.CITY: 5,
}


class Reading(NamedTuple):
    """A place that a chain of words names. `case` is an index into CASES or UNKNOWN_CASE."""

    code: str
    case: int
    upper: bool = False  # an abbreviation: counts in capitals only


class Node:
    """A step in the tree of names. `gaps`: what may stand before the word that leads here."""

    __slots__ = ("gaps", "next", "readings")

    def __init__(self) -> None:
        self.next: dict[str, Node] = {}
        self.readings: list[Reading] = []
        self.gaps = _TIGHT


class Adjective(NamedTuple):
    """`prefix`: parts before the last, joined by dashes («ханты»-мансийский)."""

    prefix: tuple[str, ...]
    code: str
    head: str  # the noun of the name it was taken from; "" where it is derived from a noun («минский»)
    modifier: str  # what stands between («автономный», «народный»)
    kind: PlaceKind


def noun_forms(noun: str) -> tuple[str, ...]:
    """Six cases of a folded noun by its ending; fleeting vowels are beyond it (names in data have theirs)."""
    if noun.endswith("ия"):
        stem = noun[:-1]
        return (noun, stem + "и", stem + "и", stem + "ю", stem + "ей", stem + "и")
    if noun.endswith("а"):
        stem = noun[:-1]
        soft = stem[-1:] in "гкхжшчщ"
        return (noun, stem + ("и" if soft else "ы"), stem + "е", stem + "у", stem + "ой", stem + "е")
    if noun.endswith("я"):
        stem = noun[:-1]
        return (noun, stem + "и", stem + "е", stem + "ю", stem + "ей", stem + "е")
    if noun.endswith("ье"):
        stem = noun[:-1]
        return (noun, stem + "я", stem + "ю", noun, stem + "ем", noun)
    if noun.endswith("ь"):
        stem = noun[:-1]
        return (noun, stem + "и", stem + "и", noun, noun + "ю", stem + "и")
    if noun.endswith("й"):
        stem = noun[:-1]
        return (noun, stem + "я", stem + "ю", noun, stem + "ем", stem + "е")
    if noun[-1:] in "аеиоуыэюя" or not noun.isalpha():
        return (noun,) * 6
    return (noun, noun + "а", noun + "у", noun, noun + "ом", noun + "е")


def _word_forms(token: Token) -> tuple[str, ...]:
    letters = sum(letter.isupper() for letter in token.raw)
    if letters > 1 or token.norm in ("федерального", "значения"):  # «РУз» is no «Руза»
        return (token.norm,) * 6
    for head in HEADS.get(token.norm, ()):
        if 0 in head.cases and not head.plural and not head.abbreviation:
            return tuple(_head_form(head.noun, case) for case in range(6))
    split = split_adjective(token.norm)
    if split and token.norm[-2:] in ("ий", "ый", "ая", "ое"):
        stem, ending = split
        soft = stem[-1] in "гкх"
        if ending == "ая":
            return tuple(stem + end for end in ("ая", "ой", "ой", "ую", "ой", "ой"))
        first = stem + ending
        instrumental = "им" if ending == "ий" or soft else "ым"
        return tuple(first if end == "" else stem + end for end in ("", "ого", "ому", "", instrumental, "ом"))
    return noun_forms(token.norm)


_HEAD_FORMS: dict[tuple[str, int], str] = {}
for _form, _readings in HEADS.items():
    for _head in _readings:
        if not _head.plural and not _head.abbreviation:
            for _case in _head.cases:
                _HEAD_FORMS[_head.noun, _case] = _form


def _head_form(noun: str, case: int) -> str:
    return _HEAD_FORMS[noun, case]


def _nominative_head(token: Token) -> str:
    for head in HEADS.get(token.norm, ()):
        if 0 in head.cases and not head.plural and not head.abbreviation:
            return head.noun
    return ""


class Index:
    """`minor`: the names of places that are seldom meant, apart from the others.

    `lowerable`: words that may stand in lower case inside a name («народная», «и», «область»).
    """

    def __init__(self, places: Iterable[Place]) -> None:
        self.places: dict[str, Place] = {}
        self.root = Node()
        self.minor = Node()
        self.tails: dict[str, Node] = {}  # head noun → names that follow it («Республики» → «Коми»)
        self.adjectives: dict[str, list[Adjective]] = {}
        self.minor_adjectives: dict[str, list[Adjective]] = {}
        self.inhabitants: dict[str, list[str]] = {}
        self.lowerable: set[str] = set()
        self.words: set[str] = set()
        self.capitals: set[str] = set()
        self.folded: dict[str, str] = {}  # code → its short name, folded
        self.spellings: dict[str, list[str]] = {}  # a folded name in some case → codes
        self._firsts: dict[int, list[str]] = {}
        derived = irregular()
        for place in places:
            if place.code in self.places:
                raise ValueError(f"two places have the code {place.code}")
            self.places[place.code] = place
            if not place.minor:
                self.capitals.add(place.capital)
            self.folded[place.code] = fold(place.name)
            self._add_place(place, derived)
        for place in self.places.values():
            self._add_by_direction(place, derived)

    def _add_place(self, place: Place, derived: dict[str, Derived]) -> None:
        nominatives: list[list[Token]] = []
        root = self.minor if place.minor else self.root
        for forms in (place.short, place.official):
            read: dict[str, list[Token]] = {}  # many names have one form for several cases
            for case, form in enumerate(forms):
                tokens = read[form] if form in read else read.setdefault(form, tokenise(form))
                if case == 0 and tokens:
                    nominatives.append(tokens)
                self._add_name(root, tokens, Reading(place.code, case, _is_abbreviation(tokens)))
        for alias in place.aliases:
            tokens = tokenise(alias)
            if not tokens:
                continue
            nominatives.append(tokens)
            if _is_abbreviation(tokens):
                self._add_name(root, tokens, Reading(place.code, UNKNOWN_CASE, True))
            else:
                for case, words in enumerate(zip(*map(_word_forms, tokens), strict=True)):
                    declined = [token._replace(norm=word) for token, word in zip(tokens, words, strict=True)]
                    self._add_name(root, declined, Reading(place.code, case))
                    if all(token.gap == "-" for token in tokens[1:]):  # «в Алма-Ате»
                        self._add_name(root, [*tokens[:-1], declined[-1]], Reading(place.code, case))
                    if tokens[0].shape is Shape.LOWER:  # «ила Карс»: what follows a head may keep its form
                        self._add_name(root, [declined[0], *tokens[1:]], Reading(place.code, case))
        for tokens in nominatives:
            self._add_grammar(place, tokens)
            if not place.minor:
                self._add_derived(place, tokens, derived)

    def _add_name(self, root: Node, tokens: list[Token], reading: Reading) -> None:
        if tokens:
            self._insert(root, tokens, reading)
            codes = self.spellings.setdefault(" ".join(token.norm for token in tokens), [])
            if reading.code not in codes:
                codes.append(reading.code)
            for token in tokens:
                self.words.add(token.norm)
                if token.shape is Shape.LOWER:
                    self.lowerable.add(token.norm)

    def _insert(self, root: Node, tokens: list[Token], reading: Reading) -> None:
        node = root
        for token in tokens:
            child = node.next.get(token.norm)
            if child is None:
                child = node.next[token.norm] = Node()
            if token.gap:
                child.gaps |= _LOOSE if token.gap in _LOOSE else {token.gap}
            node = child
        if reading not in node.readings:
            node.readings.append(reading)

    def _add_by_direction(self, place: Place, derived: dict[str, Derived]) -> None:
        """«Восточный Казахстан» of «Восточно-Казахстанская область» in «Казахстан»."""
        country = self.places.get(place.parent)
        first, *rest = tokenise(place.name)[:2]
        if country is None or not rest or rest[0].gap != "-" or first.norm not in DIRECTIONS:
            return
        split = split_adjective(rest[0].norm)
        own = derived.get(self.folded[country.code])
        stems = own.adjectives if own else adjectives_of(self.folded[country.code])
        if split is None or split[0] not in stems:
            return
        names = {case: tokenise(form) for case, form in enumerate(country.short)}
        is_feminine = self.folded[country.code].endswith(("а", "я"))
        direction = first._replace(norm=DIRECTIONS[first.norm] + ("ая" if is_feminine else "ый"))
        for case, form in enumerate(_word_forms(direction)):
            name = [direction._replace(norm=form), *names[case]]
            self._add_name(self.root, name, Reading(place.code, case))

    def _add_grammar(self, place: Place, tokens: list[Token]) -> None:
        """Takes a name apart into its head and what tells it from others: lists share the head."""
        position = next((i for i, token in enumerate(tokens) if _nominative_head(token)), None)
        if position is None:
            return
        head = _nominative_head(tokens[position])
        if position == 0:
            rest = tokens[1:]
            cut = next((i for i, token in enumerate(rest) if i and token.gap), len(rest))
            for part in {len(rest), cut}:
                tail = rest[:part]
                if place.minor and len(tail) == 1 and len(tail[0].norm) < _SHORTEST_TAIL:
                    continue
                if tail and all(token.shape is not Shape.LOWER for token in tail):
                    node = self.tails.setdefault(head, Node())
                    for case, words in enumerate(zip(*map(_word_forms, tail), strict=True)):
                        declined = [t._replace(norm=word) for t, word in zip(tail, words, strict=True)]
                        self._insert(node, declined, Reading(place.code, case))
                        self.words.update(words)
            return
        before = tokens[:position]
        modifiers = [found for token in before if (found := _modifier(token.norm))]
        names = [token for token in before if not _modifier(token.norm)]
        if not names or any(token.gap != "-" for token in names[1:]):
            return
        split = split_adjective(names[-1].norm)
        if split:
            prefix = tuple(token.norm for token in names[:-1])
            self._add_adjective(split[0], prefix, place, head, modifiers[0] if modifiers else "")

    def _add_derived(self, place: Place, tokens: list[Token], derived: dict[str, Derived]) -> None:
        if place.kind in (PlaceKind.UNION, PlaceKind.FEDERAL_DISTRICT):
            return
        name = "".join(token.gap + " " * (token.gap == "") + token.norm for token in tokens).strip()
        table = derived.get(name)
        stems: tuple[str, ...] = ()
        inhabitants: tuple[str, ...] = ()
        if table is not None:
            stems, inhabitants = table
        elif len(tokens) == 1 and tokens[0].shape is Shape.CAPITAL:
            stems = adjectives_of(tokens[0].norm)
        for stem in stems:
            *prefix, last = stem.split("-")
            self._add_adjective(last, tuple(prefix), place, "", "")
            if place.kind is not PlaceKind.COUNTRY:
                inhabitants += inhabitants_of(stem)
        for stem in inhabitants:
            for one in (stem, *singulars_of(stem)):
                codes = self.inhabitants.setdefault(one, [])
                if place.code not in codes:
                    codes.append(place.code)

    def _add_adjective(
        self, stem: str, prefix: tuple[str, ...], place: Place, head: str, modifier: str
    ) -> None:
        entry = Adjective(prefix, place.code, head, modifier, place.kind)
        entries = (self.minor_adjectives if place.minor else self.adjectives).setdefault(stem, [])
        if entry not in entries:
            entries.append(entry)
        if place.kind is not PlaceKind.FEDERAL_DISTRICT and head and not prefix and not place.minor:
            for inhabitants in inhabitants_of(stem):
                codes = self.inhabitants.setdefault(inhabitants, [])
                if place.code not in codes:
                    codes.append(place.code)

    def firsts(self, root: Node) -> list[str]:
        """The first words of the names of several words under a root, sorted."""
        if id(root) not in self._firsts:
            self._firsts[id(root)] = sorted(word for word, node in root.next.items() if node.next)
        return self._firsts[id(root)]

    def above(self, code: str) -> dict[str, Place]:
        """Its ancestors by code, nearest first."""
        found: dict[str, Place] = {}
        parent = self.places[code].parent
        while parent in self.places and parent not in found:
            found[parent] = self.places[parent]
            parent = self.places[parent].parent
        return found


def _modifier(norm: str) -> str:
    split = split_adjective(norm)
    return MODIFIERS.get(split[0], "") if split else ""


def _is_abbreviation(tokens: list[Token]) -> bool:
    return len(tokens) == 1 and tokens[0].shape is Shape.UPPER
