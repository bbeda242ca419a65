"""Finds places in a Russian text, in any case and in lists, and says which phrases name none it knows."""

import hashlib
from collections.abc import Iterable, Sequence
from copy import copy
from itertools import zip_longest
from typing import NamedTuple

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from .adjectives import split_adjective
from .heads import HEADS
from .index import RANK, Index
from .lost import left_over
from .memo import WordMemo
from .mention import Evidence, Mention, Unknown
from .page import Found, Lost
from .phrases import Phrases, Span
from .place import Place, PlaceKind
from .scan import scan
from .tokens import tokenise
from .words import words

_ALIKE = 90  # below it «Гомельская» is like «Томская» and «Молдова» like «Мордовия»
_MOST = 5
_RECENT = 6  # texts: the cells of a row are asked about again and again
_MOST_ASKED = 100  # phrases of one text that get suggestions
_EVERYWHERE = words("everywhere")


class _Read(NamedTuple):
    """The result of reading one text."""

    text: str
    mentions: tuple[Mention, ...]
    lost: tuple[Lost, ...]
    left_over: tuple[Lost, ...]


def _is_city_head(norm: str) -> bool:
    return any(head.noun == "город" for head in HEADS.get(norm, ()))


def _digest(texts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(sorted(texts)).encode()).hexdigest()


class Gazetteer:
    """Built once from all places and immutable; `home` is the code of the home region.

    An adjective stands for the country, else for a unit of its own («минский», «московский»: the city), else
    for the region («витебский»), else for the city. A bare name alone in quotes is an organisation's after a
    word for one («СЭЗ «Могилев»»), and no place after a venue or a title's word («гостиница «Минск»»).
    """

    def __init__(self, places: Iterable[Place], *, home: str, no_places: Iterable[str] = ()) -> None:
        """`no_places`: phrases that name no place, whatever name they hold («ресторан «Прага»»)."""
        self.home = home
        places, no_places = tuple(places), tuple(no_places)
        self._no_places = Phrases(no_places)
        self._digests = (_digest(map(repr, places)), _digest(no_places))
        self._index = Index(places)
        self._words = WordMemo(self._index)
        self._recent: tuple[_Read, ...] = ()

    @property
    def digest(self) -> str:
        """Equal where texts are read alike, in any process."""
        return _digest([self.home, *self._digests])

    def find(self, text: str) -> list[Mention]:
        """In order, without overlaps."""
        return list(self._read(text).mentions)

    def unknown(self, text: str, *, names_only: bool = False) -> list[Unknown]:
        """Phrases that say they are a place and fit no name; a district or a village is not asked about.

        `names_only`: the text is a list of partners and nothing else, so a member without any place in it
        is unknown though no head word says it is one («Москва, Казхстан»).
        """
        read = self._read(text)
        lost = sorted({*read.lost, *(read.left_over if names_only else ())})
        known: dict[str, tuple[str, ...]] = {}
        for start, end, codes in lost:
            phrase = text[start:end]
            if phrase not in known:
                known[phrase] = codes or (tuple(self.close(phrase)) if len(known) < _MOST_ASKED else ())
        return [
            Unknown(start=start, end=end, phrase=text[start:end], suggestions=known[text[start:end]])
            for start, end, _ in lost
        ]

    def with_no_places(self, phrases: Iterable[str]) -> "Gazetteer":
        """The same places with other phrases that name none; costs nothing, unlike building it."""
        other, phrases = copy(self), tuple(phrases)
        other._no_places, other._recent = Phrases(phrases), ()
        other._digests = (self._digests[0], _digest(phrases))
        return other

    def no_places(self, text: str) -> list[Span]:
        """Where the text holds a phrase of which is known that it names no place."""
        return self._no_places.spans(text)

    def knows(self, code: str) -> bool:
        return code in self._index.places

    def place(self, code: str) -> Place:
        return self._index.places[code]

    def ancestors(self, code: str) -> tuple[Place, ...]:
        """The places above it, nearest first: city → region → (federal district →) country."""
        return tuple(self._index.above(code).values())

    def below(self, code: str) -> tuple[Place, ...]:
        """The places whose parent it is: the subjects of a federal district, the regions of a country."""
        return tuple(place for place in self._index.places.values() if place.parent == code)

    def within(self, code: str) -> frozenset[str]:
        """The place and all that lies in it; "" for every place."""
        children: dict[str, list[str]] = {}
        for place in self._index.places.values():
            children.setdefault(place.parent, []).append(place.code)
        found, waiting = {code}, [code]
        while waiting:
            new = set(children.get(waiting.pop(), ())) - found
            found |= new
            waiting += new
        return frozenset(found - {""})

    def close(self, phrase: str) -> list[str]:
        """Codes whose name in some case is the phrase, else is like it; nearest first, at most five."""
        norms = [token.norm for token in tokenise(phrase)]
        full = " ".join(norms)
        bare = " ".join(norm for norm in norms if not _is_city_head(norm))
        exact = self._index.spellings.get(full) or self._index.spellings.get(bare)
        if exact:
            return self._sorted(exact)[:_MOST]
        best: dict[str, float] = {}
        for name, score, _ in process.extract(
            bare, self._index.spellings.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=30
        ):
            for code in self._index.spellings[name]:
                best[code] = max(best.get(code, 0.0), score)
        return sorted(best, key=lambda code: (-best[code], *self._weight(code), code))[:_MOST]

    def subjects_alike(self, phrase: str) -> tuple[str, ...]:
        """Subjects of the Federation whose name differs from the phrase by one slip of the pen."""
        norm = " ".join(token.norm for token in tokenise(phrase))
        return tuple(
            code
            for code, name in self._index.folded.items()
            if self.place(code).kind is PlaceKind.SUBJECT
            and Levenshtein.distance(name, norm, score_cutoff=1) == 1
        )

    def _sorted(self, codes: Iterable[str]) -> list[str]:
        return sorted(codes, key=self._weight)

    def _weight(self, code: str) -> tuple[bool, int]:
        place = self.place(code)
        return place.minor, RANK[place.kind]

    def _read(self, text: str) -> _Read:
        for read in self._recent:  # another thread may put its own there meanwhile
            if read.text == text:
                return read
        page = scan(text, self._index, self._words)
        left_out = self.no_places(text)

        def names_one(start: int, end: int) -> bool:
            welded = text[end : end + 6].lower() == "-город"  # «Китай-город»
            return not welded and not any(span.overlaps(start, end) for span in left_out)

        found = [one for one in page.found() if names_one(one.start, one.end)]
        sure = {one.codes[0] for one in found if len(one.codes) == 1}
        mentions = tuple(
            Mention(
                code=code,
                start=one.start,
                end=one.end,
                phrase=text[one.start : one.end],
                evidence=one.evidence,
                case=one.case,
                others=self._others(one, code, sure),
            )
            for one, following in zip_longest(found, found[1:])
            if (code := self._settle(one, sure, self._beside(text, one, following)))
        )
        lost = tuple(one for one in page.lost if names_one(one.start, one.end))
        read = _Read(
            text, mentions, lost, tuple(one for one in left_over(page) if names_one(one.start, one.end))
        )
        self._recent = (read, *self._recent[: _RECENT - 1])
        return read

    def _beside(self, text: str, found: Found, following: Found | None) -> str:
        """The place that follows in brackets or behind a comma: «Туве (Монголия)»."""
        joined = following is not None and text[found.end : following.start].strip() in ("(", ",")
        return following.codes[0] if joined and following is not None else ""

    def _settle(self, found: Found, sure: set[str], beside: str) -> str:
        """Of several places of one name: the one whose region or country is named, else the weightiest.

        "" for a name found in many regions («Кировский район») where none of its own is named.
        """
        codes = [code for code in found.codes if not self.place(code).minor] or list(found.codes)
        if rivals := self._rivals(codes):
            return next((code for code in rivals if beside in self._index.above(code)), codes[0])
        named = [code for code in codes if self._index.above(code).keys() & sure]
        if named and found.evidence is Evidence.NAME:
            return named[0]
        minor = [code for code in found.codes if code not in codes and self._regions_above(code) & sure]
        if len(minor) == 1 and found.evidence is Evidence.NAME:
            return minor[0]  # «Мурманская область (Кировск)», though a better known one lies elsewhere
        first = codes[0]
        if own := self._at_home(found, first):
            return own
        if self.place(first).kind is PlaceKind.CITY and self._is_everywhere(first):
            return named[0] if named else ""
        if len(codes) > 1:
            home = self._index.above(self.home).keys() if self.home in self._index.places else set()
            weight = RANK[self.place(first).kind]
            for code in codes:
                if RANK[self.place(code).kind] == weight and self._index.above(code).keys() & home:
                    return code
        return first

    def _at_home(self, found: Found, first: str) -> str:
        """A document of Krasnoyarsk need not say in which region its own Zheleznogorsk lies. Which town is
        meant beside a capital of that name («Киров») is left open."""
        place = self.place(first)
        if place.kind is not PlaceKind.CITY or found.evidence is not Evidence.NAME:
            return ""
        if place.name in self._index.capitals or self.home in self._index.above(first):
            return ""
        return next((code for code in found.codes if self.home in self._index.above(code)), "")

    def _rivals(self, codes: Sequence[str]) -> list[str]:
        """Regions abroad called by a form of a subject's name: «Туве» is a case of «Тува», and an aimag."""
        if self.place(codes[0]).kind is not PlaceKind.SUBJECT:
            return []
        return [code for code in codes if self.place(code).kind is PlaceKind.FOREIGN_REGION]

    def _others(self, found: Found, code: str, sure: set[str]) -> tuple[str, ...]:
        """Namesakes seldom meant, which the kind of the document or the person who reads it may prefer."""
        if self._index.above(code).keys() & sure:
            return ()
        rivals = [one for one in self._rivals(found.codes) if self._index.above(one).keys() & sure]
        if rivals:
            return tuple(rivals)
        return tuple(other for other in found.codes if other != code and self.place(other).minor)

    def _regions_above(self, code: str) -> set[str]:
        regions = (PlaceKind.SUBJECT, PlaceKind.FOREIGN_REGION)
        return {place.code for place in self.ancestors(code) if place.kind in regions}

    def _is_everywhere(self, code: str) -> bool:
        first, *rest = self._index.folded[code].split(" ")
        split = split_adjective(first)
        whole = rest == ["район"] or (not rest and not self.place(code).minor)
        return whole and split is not None and split[0] in _EVERYWHERE
