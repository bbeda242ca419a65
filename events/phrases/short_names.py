"""Short names of several territories («Корея», «РТ»): taken where the row leaves one meaning, else asked."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from agreements.names.gazetteer import Gazetteer
from agreements.names.mention import Evidence, Mention
from agreements.names.place import PlaceKind
from events.vocabulary import Kind, Role

_MEANINGS: Mapping[str, tuple[str, ...]] = {
    "корея": ("kr", "kp"),
    "алания": ("ru-15",),  # in a document about abroad it may be a resort or Южная Осетия
    "РТ": ("ru-16", "tj"),
    "РК": ("kz", "ru-10", "ru-91", "ru-11", "ru-08"),
    "РБ": ("by", "ru-02", "ru-03"),
    "НАО": ("ru-83", "ru-77"),  # Ненецкий, Новомосковский, which is no subject
    "ЛО": ("ru-47", "ru-48"),
    "РД": ("ru-05",),
}
# In a list of partners these are subjects; elsewhere an island, a land, a people or a man.
_LANDS: Mapping[str, tuple[str, ...]] = {
    "коми": ("ru-11",),
    "забайкаль": ("ru-75",),
    "сахалин": ("ru-65",),
    "питер": ("ru-78",),
}
_LAND = re.compile(
    r"(?<![\w«\"-])(?:(?P<name>Коми|Забайкаль|Сахалин|Питер)(?:(?<=ь)(?:е|я|ю|ем)|(?<=[нр])(?:а|у|ом|е))?)(?![\w-])"
)
_SHORT = re.compile(
    r"(?<![\w«\"-])(?P<name>РТ|РК|РБ|РД|НАО|ЛО|(?P<korea>Коре(?:я|и|е|ю|ей))|"
    r"(?P<korean>[Кк]орейск(?:ий|ая|ое|ие|ого|ому|им|ом|ой|ую|их|ими))|"
    r"(?P<alania>Алани(?:я|и|ю|ей)))(?![\w-])"
    r"(?!\s*[«\"\d№])(?!\s+[А-ЯЁ]{2})"  # «НАО «Заря»», «ЛО МВД»
)


@dataclass(frozen=True, slots=True)
class ShortName:
    """`codes`: what it may mean here; one of them where the row leaves no doubt."""

    start: int
    end: int
    phrase: str
    codes: tuple[str, ...]
    evidence: Evidence = Evidence.NAME

    def as_mention(self) -> Mention:
        return Mention(
            code=self.codes[0], start=self.start, end=self.end, phrase=self.phrase, evidence=self.evidence
        )


def _initials(name: str) -> str:
    """What stands in brackets or behind a dash left out; "" for a single word."""
    words = re.findall(r"[А-ЯЁа-яё]+", re.split(r"\s*[(–—]", name)[0])
    return "".join(word[0] for word in words).upper() if len(words) > 1 else ""


def is_ambiguous(mention: Mention) -> bool:
    """«РБ» is a spelling of Беларусь, yet two subjects are written so as well."""
    return mention.phrase in _MEANINGS


def _key(found: re.Match[str]) -> str:
    """Of _MEANINGS."""
    if found["korea"] or found["korean"]:
        return "корея"
    return "алания" if found["alania"] else found["name"]


class ShortNames:
    """Those of one row: its other names and the kind of the document tell what is meant."""

    def __init__(
        self, kind: Kind, cells: Mapping[Role, str], gazetteer: Gazetteer, about: Sequence[str]
    ) -> None:
        self.kind = kind
        self._cells = cells
        self._gazetteer = gazetteer
        self._about = about
        self._named: frozenset[str] | None = None

    def read(self, text: str, *, lands: bool = False) -> tuple[list[Mention], tuple[ShortName, ...]]:
        """The places a text names, each short name as the first of what it may mean; and the short names.

        `lands`: the text is a list of partners, where «Сахалин» is a subject.
        """
        mentions = self._gazetteer.find(text)
        home = self._of_home(text, mentions, lands=lands)
        brief = (
            *home,
            *(
                one
                for one in self._among(text, mentions, lands=lands)
                if one.start not in {own.start for own in home}
            ),
            *self._homonyms(mentions),
            *(self._lands(text, mentions) if lands else ()),
        )
        if not brief:
            return mentions, ()
        starts = {one.start for one in brief}
        sure = [one for one in mentions if one.start not in starts and not is_ambiguous(one)]
        return sorted([*sure, *(one.as_mention() for one in brief)], key=lambda one: one.start), brief

    def _of_home(self, text: str, mentions: Sequence[Mention], *, lands: bool) -> tuple[ShortName, ...]:
        """In a document of Komi «РК» is Komi, unless the row writes «Республика Казахстан» in full; alone in
        the partners' cell it is asked about, as home is no partner of its own."""
        initials = self._home_initials
        if not initials or initials not in text or (lands and text.strip(" .\n") == initials):
            return ()
        covered = [one for one in mentions if one.phrase != initials]
        found = [
            (word.start(), word.end())
            for word in re.finditer(rf"(?<![\w«\"-]){initials}(?![\w-])(?!\s*[«\"\d№])", text)
            if not any(one.start < word.end() and word.start() < one.end for one in covered)
        ]
        if not found or self._is_written_in_full(initials):
            return ()
        return tuple(ShortName(start, end, initials, (self._gazetteer.home,)) for start, end in found)

    @cached_property
    def _home_initials(self) -> str:
        """«РК» of «Республика Коми», «НАО» of «Ненецкий автономный округ»; «МО», «ПК» are too many things."""
        if not self._gazetteer.knows(self._gazetteer.home):
            return ""
        name = self._gazetteer.place(self._gazetteer.home).name
        return _initials(name) if re.search(r"республика|автономн", name, re.IGNORECASE) else ""

    def _is_written_in_full(self, initials: str) -> bool:
        """The name of another place that has the same initials."""
        return any(
            mention.evidence is Evidence.NAME
            and mention.code != self._gazetteer.home
            and _initials(mention.phrase) == initials
            for text in self._cells.values()
            for mention in self._gazetteer.find(text)
        )

    def names_country_of(self, code: str) -> bool:
        """Whether the row says itself in which country the region lies."""
        return any(
            place.kind is PlaceKind.COUNTRY and place.code in self._named_countries()
            for place in self._gazetteer.ancestors(code)
        )

    def _named_countries(self) -> set[str]:
        """Those named as such, and not by a place in them."""
        return {code for code in self._sure() if self._gazetteer.place(code).kind is PlaceKind.COUNTRY}

    def _homonyms(self, mentions: Sequence[Mention]) -> Iterator[ShortName]:
        """Towns of one name («Советск», «Светлогорск»), the text leaving open which is meant."""
        for mention in mentions:
            if mention.others and mention.evidence is Evidence.NAME:
                codes = self._of_one_name(mention)
                if codes != (mention.code,):
                    yield ShortName(mention.start, mention.end, mention.phrase, codes)

    def _of_one_name(self, mention: Mention) -> tuple[str, ...]:
        """A well-known one is what its name says, unless the document is about the other country or another
        well-known one is called so."""
        if rivals := tuple(code for code in mention.others if not self._gazetteer.place(code).minor):
            return (mention.code, *rivals)
        if self._gazetteer.place(mention.code).minor:
            codes = (mention.code, *mention.others)
            if set.intersection(*(self._regions_above(code) | {code} for code in codes)):
                return (mention.code,)  # «Тромсё» is a town, and a case of its county «Тромс»
            named = tuple(code for code in codes if self._all_named() & self._regions_above(code))
            return named if len(named) == 1 else self._fitting(codes)
        own = tuple(code for code in mention.others if self._is_of_home(code))
        if own and not self._all_named() & self._regions_above(mention.code):
            return (mention.code, *own)  # «г. Киров» in a document of Kaluga
        if self._is_abroad(mention.code) and not self.kind.is_international:
            domestic = tuple(code for code in mention.others if not self._is_abroad(code))
            return domestic if len(domestic) == 1 else (mention.code,)
        return (mention.code,)

    def _fitting(self, codes: tuple[str, ...]) -> tuple[str, ...]:
        fitting = tuple(code for code in codes if self._is_abroad(code) is self.kind.is_international)
        return fitting or codes

    def _is_of_home(self, code: str) -> bool:
        return self._gazetteer.home in self._regions_above(code)

    def _is_abroad(self, code: str) -> bool:
        chain = (self._gazetteer.place(code), *self._gazetteer.ancestors(code))
        return not any(place.kind is PlaceKind.SUBJECT for place in chain)

    def _regions_above(self, code: str) -> set[str]:
        return {
            place.code
            for place in self._gazetteer.ancestors(code)
            if place.kind in (PlaceKind.SUBJECT, PlaceKind.FOREIGN_REGION)
        }

    def _among(self, text: str, mentions: Sequence[Mention], *, lands: bool) -> Iterator[ShortName]:
        """The short names of a text that belong to no longer name."""
        starts = [one.start for one in mentions]
        left_out = self._gazetteer.no_places(text)
        for found in _SHORT.finditer(text):
            if any(span.overlaps(found.start(), found.end()) for span in left_out):
                continue
            at = bisect_right(starts, found.start()) - 1
            covering = mentions[at] if at >= 0 and mentions[at].end > found.start() else None
            if covering is not None and not is_ambiguous(covering):
                continue
            if found["alania"] and self.kind.is_international:
                continue
            key = _key(found)
            meanings = _MEANINGS[key][:1] if lands and key == "НАО" else _MEANINGS[key]
            codes = self._left(tuple(code for code in meanings if self._gazetteer.knows(code)))
            if (
                covering is not None and len(codes) > 1
            ):  # a spelling the registry has been taught outweighs the doubt
                taught = set(self._gazetteer.close(found[0]))
                codes = tuple(code for code in codes if code in taught) or codes
            if codes:
                evidence = Evidence.ADJECTIVE if found["korean"] else Evidence.NAME
                yield ShortName(found.start(), found.end(), found[0], codes, evidence)

    def _lands(self, text: str, mentions: Sequence[Mention]) -> Iterator[ShortName]:
        for found in _LAND.finditer(text):
            if any(one.start < found.end() and found.start() < one.end for one in mentions):
                continue
            codes = tuple(code for code in _LANDS[found["name"].lower()] if self._gazetteer.knows(code))
            if codes:
                yield ShortName(found.start(), found.end(), found[0], codes)

    def _left(self, codes: tuple[str, ...]) -> tuple[str, ...]:
        named = tuple(code for code in codes if code in self._all_named())
        if len(named) == 1:
            return named
        fitting = tuple(code for code in codes if self._is_foreign(code) is self.kind.is_international)
        return fitting or codes

    def _is_foreign(self, code: str) -> bool:
        return self._gazetteer.place(code).kind is not PlaceKind.SUBJECT

    def _all_named(self) -> frozenset[str]:
        """Every place the row names without doubt, with the places it lies in."""
        if self._named is None:
            self._named = frozenset(self._with_those_above(self._sure()))
        return self._named

    def _sure(self) -> Iterator[str]:
        yield from self._about
        for text in self._cells.values():
            for mention in self._gazetteer.find(text):
                if not is_ambiguous(mention) and not mention.others:
                    yield mention.code

    def _with_those_above(self, codes: Iterable[str]) -> Iterator[str]:
        for code in codes:
            yield code
            yield from (place.code for place in self._gazetteer.ancestors(code))
