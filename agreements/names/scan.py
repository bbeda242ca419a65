"""One reading of a text: names first, then lists that share a head word, then adjectives and inhabitants."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from . import company
from .adjectives import ENDINGS, NOUN_ENDINGS, split_adjective
from .heads import HEADS, INITIALS, MODIFIERS, PARTNER_HEADS, Head
from .index import RANK, UNKNOWN_CASE, Adjective, Index, Node, Reading
from .mention import Evidence
from .morphology import tags
from .organisations import is_no_place, is_organisation, is_past
from .place import CASES, PlaceKind
from .tokens import Shape, tokenise
from .words import words

_BETWEEN = frozenset({"", ",", ";", "-", ",-"})  # what may stand between members of a list
_AND = frozenset({"и", "или", "да", "либо", "также", "а"})
_SMALL = frozenset({PlaceKind.CITY, PlaceKind.FOREIGN_REGION})
_LAND = re.compile(r"(?:щин|чин)(?:а|ы|е|у|ой|ою)$")  # «Витебщина», «Брестчина»
_POINTED = frozenset({"обл", "респ", "окр"})
_COUNTRY_HEADS = frozenset({"республика", "королевство", "государство", "федерация"})
_FEMININE = frozenset({"ая", "ой", "ую", "ою"})
_LONGEST_LIST = 100
_LONGEST_NAME = 5
_REGIONS = frozenset({PlaceKind.SUBJECT, PlaceKind.FOREIGN_REGION})
_COMMON = words("common_adjectives")
_EVERYWHERE = words("everywhere")
_NAMESAKES = words("namesakes")
_WHOLE = frozenset({PlaceKind.COUNTRY, PlaceKind.SUBJECT})
_COMPASS = frozenset({"северо", "южно", "западно", "восточно", "центрально", "юго"})
_CLOSING_BRACKET = re.compile(r"\s*\)")


class Found(NamedTuple):
    """A mention before its homonyms are settled. `first` and `last` are token numbers."""

    codes: tuple[str, ...]
    start: int
    end: int
    first: int
    last: int
    evidence: Evidence
    case: str


class Lost(NamedTuple):
    """A phrase that says it is a place and fits none."""

    start: int
    end: int


class Headed(NamedTuple):
    """A head noun in the text with the modifiers before it: «[автономные] округа»."""

    first: int
    last: int
    head: Head
    modifier: str


class Scan:
    def __init__(self, text: str, index: Index, known: "WordMemo") -> None:
        self.text = text
        self.index = index
        self.known = known
        self.tokens = tokenise(text, known.interesting)
        self.owner: list[Found | None] = [None] * len(self.tokens)
        self.lost: list[Lost] = []
        marked = [i for i, token in enumerate(self.tokens) if known.interesting(token.norm)]
        self._names(marked)
        heads = [i for i in marked if self.tokens[i].norm in HEADS]
        for i in heads:
            self._list_before(i)
        for i in heads:
            self._list_after(i)
        for i in marked:
            if self.owner[i] is None:
                self._adjective(i)
        for i in marked:
            if self.owner[i] is None:
                self._inhabitant(i)
        self._unknown(heads)

    def found(self) -> Iterator[Found]:
        """Mentions in order."""
        before: Found | None = None
        for owner in self.owner:
            if owner is not None and owner is not before:
                yield owner
            before = owner

    # names

    def _names(self, marked: Sequence[int]) -> None:
        busy = -1
        for i in marked:
            if i > busy:
                busy = max(busy, self._name(i))

    def _name(self, i: int) -> int:
        """Tries the longest name that begins at word `i`; the number of its last word, or -1."""
        tokens = self.tokens
        node = self.index.root.next.get(tokens[i].norm)
        best: tuple[int, tuple[Reading, ...]] | None = None
        proper = upper = False
        j = i
        while node is not None:
            token = tokens[j]
            if token.shape is Shape.LOWER:
                if token.norm not in self.index.lowerable and token.norm not in HEADS:
                    break
            elif token.norm not in HEADS or token.shape is Shape.UPPER:
                proper = True
            upper = token.shape is Shape.UPPER
            if node.readings and (proper or tokens[i].shape is not Shape.LOWER):
                fitting = tuple(r for r in node.readings if not r.upper or (upper and i == j))
                if fitting:
                    best = (j, fitting)
            j += 1
            if j == len(tokens):
                break
            child = node.next.get(tokens[j].norm)
            node = child if child is not None and tokens[j].gap in child.gaps else None
        if best is None:
            return -1
        last, readings = best
        return self._accept_name(i, last, readings)

    def _accept_name(self, i: int, last: int, readings: tuple[Reading, ...]) -> int:
        tokens, text = self.tokens, self.text
        marker = self._city_marker(i)
        evidence = Evidence.NAME
        if i == last and not readings[0].upper:
            token = tokens[i]
            if token.shape is Shape.LOWER:
                return -1
            if _LAND.search(token.norm) and self.index.places[readings[0].code].kind in _REGIONS:
                evidence = Evidence.INHABITANT
            if company.in_street(tokens, i, last) and marker is None:
                return last
            if marker is None:
                if company.in_village(tokens, i) or company.is_dedication(tokens, i):
                    return last
                if company.is_person(text, tokens, i, last):
                    return last
                if company.quoted_alone(text, tokens, i, last):
                    if company.names_a_venue(tokens, i):
                        return last
                    evidence = Evidence.ORGANISATION
                elif self._welded(i):
                    evidence = Evidence.ORGANISATION
                elif company.is_adjective_here(tokens, i) or not self._vouched(i, last, readings):
                    return -1
        codes = self._fitting_its_company(i, last, self._ordered(readings, city=marker is not None))
        if not codes:
            return last
        start = tokens[i].start if marker is None else tokens[marker].start
        first = i if marker is None else marker
        self._claim(first, last, codes, evidence, _case(readings, codes[0]), start)
        return last

    def _fitting_its_company(self, i: int, last: int, codes: tuple[str, ...]) -> tuple[str, ...]:
        """Drops what the words after deny: «Октябрьский район г. Витебска» is not Gomel oblast’s, nor is
        «г. Кировск Мурманской области» a town of Belarus."""
        tokens = self.tokens
        if last + 1 >= len(tokens) or tokens[last + 1].gap not in ("", "("):
            return codes
        towns = [code for code in codes if self.index.places[code].kind is PlaceKind.CITY]
        if not towns:
            return codes
        district = any(head.noun == "район" for head in HEADS.get(tokens[last].norm, ()))
        after = tokens[last + 1]
        if district and tokens[last + 1].gap == "" and after.norm in ("г", "города"):
            return tuple(code for code in codes if code not in towns)
        named = self._region_at(last + 1)
        if not named:
            return codes
        return tuple(c for c in codes if c not in towns or not named.isdisjoint(self.index.above(c)))

    def _region_at(self, i: int) -> set[str]:
        """Regions and countries whose name begins at word `i`."""
        chain = self._chain(self.index.root, i)
        if chain is None or self.tokens[i].shape is Shape.LOWER:
            return set()
        return {
            r.code for r in chain[1] if self.index.places[r.code].kind is not PlaceKind.CITY and not r.upper
        }

    def _city_marker(self, i: int) -> int | None:
        """The number of the word «г.», «город», «гг.» right before word `i`."""
        if i == 0:
            return None
        before, gap = self.tokens[i - 1], self.tokens[i].gap
        for head in HEADS.get(before.norm, ()):
            if head.noun == "город" and not (
                company.is_initial(before) and gap == "." and i > 1 and company.is_initial(self.tokens[i - 2])
            ):
                if head.abbreviation and gap in ("", ".", ".,"):
                    return i - 1
                if not head.abbreviation and gap == "":
                    return i - 1
        if before.norm == "о" and gap == "." and i > 1 and self.tokens[i - 2].norm == "г":
            return i - 2
        return None

    def _welded(self, i: int) -> bool:
        """Part of a compound that is no place: «Динамо-Минск», «Минск-Арена»."""
        text, tokens = self.text, self.tokens
        token = tokens[i]
        before = tokens[i - 1] if i and text[token.start - 1 : token.start] == "-" else None
        after = tokens[i + 1] if i + 1 < len(tokens) and text[token.end : token.end + 1] == "-" else None
        return any(
            side is not None
            and text[side.start : side.end].isalpha()
            and side.norm not in self.index.root.next
            for side in (
                before if before and before.end + 1 == token.start else None,
                after if after and token.end + 1 == after.start else None,
            )
        )

    def _vouched(self, i: int, last: int, readings: tuple[Reading, ...]) -> bool:
        small = all(self.index.places[r.code].kind in _SMALL for r in readings)
        if not any(self.index.folded[r.code] in _NAMESAKES for r in readings):
            starts = company.starts(self.text, self.tokens, i)
            capital = any(self.index.places[r.code].name in self.index.capitals for r in readings)
            if not company.is_doubtful(self.tokens[i].norm, small=small, starts=starts, capital=capital):
                return True
        return company.is_evident(self.text, self.tokens, i, last) or self._beside_a_place(i, last)

    def _beside_a_place(self, i: int, last: int) -> bool:
        """A neighbour in the same list or bracket that is a certain place."""
        tokens = self.tokens
        if i > 0:
            step = 2 if tokens[i - 1].norm in _AND and tokens[i].gap == "" else 1
            before = self.owner[i - step] if i >= step else None
            if before is not None and before.evidence is Evidence.NAME and tokens[i].gap in ("", ",", "("):
                return step == 2 or tokens[i].gap != ""
        if last + 1 < len(tokens) and tokens[last + 1].gap in (",", "("):
            node = self.index.root.next.get(tokens[last + 1].norm)
            following = tokens[last + 1]
            if following.shape is Shape.LOWER:
                return following.norm in ("г", "город")
            if node is not None and node.readings:
                return not company.is_doubtful(following.norm, small=True, starts=True)
            return node is not None
        return False

    def _ordered(self, readings: Sequence[Reading], *, city: bool = False) -> tuple[str, ...]:
        codes = list(dict.fromkeys(r.code for r in readings))

        def rank(code: str) -> tuple[bool, int]:
            place = self.index.places[code]
            return (city and place.kind is not PlaceKind.CITY, RANK[place.kind])

        return tuple(sorted(codes, key=rank))

    def _claim(
        self,
        first: int,
        last: int,
        codes: tuple[str, ...],
        evidence: Evidence,
        case: str,
        start: int | None = None,
    ) -> None:
        end = self.tokens[last].end
        if self.tokens[last].norm in _POINTED and self.text[end : end + 1] == ".":
            end += 1
        if any(token.gap.endswith("(") for token in self.tokens[first + 1 : last + 1]):
            closing = _CLOSING_BRACKET.match(self.text, end)
            end = closing.end() if closing else end
        begin = self.tokens[first].start if start is None else start
        found = Found(codes, begin, end, first, last, evidence, case)
        for k in range(first, last + 1):
            self.owner[k] = found

    # lists that share a head word

    def _headed(self, i: int) -> Headed | None:
        """The head noun at `i` with the modifiers before it."""
        tokens = self.tokens
        head = HEADS[tokens[i].norm][0]
        if tokens[i].norm in INITIALS:
            is_upper = tokens[i].shape is Shape.UPPER
            return Headed(i, i, head, INITIALS[tokens[i].norm]) if is_upper else None
        if head.abbreviation and head.noun != "город" and not self._full_stop(i):
            return None
        first, modifier = i, ""
        while (
            first > 0
            and tokens[first].gap in ("", ".")
            and (found := self.known.modifier(tokens[first - 1].norm))
        ):
            first -= 1
            modifier = modifier or found
        return Headed(first, i, head, modifier)

    def _full_stop(self, i: int) -> bool:
        end = self.tokens[i].end
        return self.text[end : end + 1] == "."

    def _list_before(self, i: int) -> None:
        """«Брянская, Московская и Рязанская области»: walks left from the head while adjectives fit it."""
        headed = self._headed(i)
        if headed is None or headed.head.noun == "город":
            return
        tokens = self.tokens
        own = self.owner[i]
        position = (own.first if own is not None else headed.first) - 1
        gap_at = position + 1
        first_in_list = own is None
        end = i
        crossed = 0
        while position >= 0 and crossed < _LONGEST_LIST:
            gap = tokens[gap_at].gap
            token = tokens[position]
            if gap.startswith(")") and gap[1:] in _BETWEEN:
                opening = self._bracket_before(position)
                if opening is None:
                    break
                gap_at, position = opening, opening - 1
                continue
            if (gap not in _BETWEEN and gap != "(") or (gap and first_in_list):
                break
            if token.norm in _AND and gap == "":
                gap_at, position = position, position - 1
                continue
            taken = self.owner[position]
            if taken is not None and not self._rather_adjective(taken, headed):
                if taken.evidence is not Evidence.NAME or position != taken.last:
                    break
                other = HEADS.get(tokens[taken.last].norm)
                if other is not None and other[0].noun == headed.head.noun:
                    break  # what stands before it was that head's
                gap_at, position = taken.first, taken.first - 1
                crossed += 1
                continue
            entry = self._fitting(position, headed)
            if entry is None and not first_in_list and (gap != "" or tokens[gap_at].norm in _AND):
                entry = self._of_another_head(position)
            if entry is None:
                if not self._strange_member(position):
                    break
                # an unknown member does not end the list: «Брянская, Зеленогорская, Тверская области»
                if not self._more_members(position, headed):
                    break
                self.lost.append(Lost(token.start, token.end))
                gap_at, position = position, position - 1
                continue
            first = position - len(entry.prefix)
            split = split_adjective(token.norm)
            cases = ENDINGS[split[1]] & headed.head.cases if split else headed.head.cases
            case = CASES[next(iter(cases))] if len(cases) == 1 else ""
            evidence = Evidence.NAME if tokens[first].shape is not Shape.LOWER else Evidence.ADJECTIVE
            if company.in_street(tokens, first, end if first_in_list else position):
                break
            self._claim(first, end if first_in_list else position, (entry.code,), evidence, case)
            first_in_list = False
            gap_at, position = first, first - 1
            end = first - 1

    def _rather_adjective(self, taken: Found, headed: Headed) -> bool:
        """«Красноярском» of «Красноярском и Алтайском краях» was taken for the town in the instrumental."""
        if taken.first != taken.last or headed.head.noun == "город":
            return False
        split = split_adjective(self.tokens[taken.first].norm)
        if split is None or not ENDINGS[split[1]] & headed.head.cases:
            return False
        return self._fitting(taken.first, headed) is not None

    def _bracket_before(self, position: int) -> int | None:
        """The word after the bracket that closes behind word `position`: «Московская (г. Химки), …»."""
        for k in range(position, max(position - 12, 0), -1):
            if self.tokens[k].gap.endswith("("):
                return k
        return None

    def _fitting(self, position: int, headed: Headed) -> Adjective | None:
        split = split_adjective(self.tokens[position].norm)
        if split is None:
            return None
        entries = [
            entry
            for entry in self.index.adjectives.get(split[0], ())
            if entry.head == headed.head.noun and self._has_prefix(position, entry.prefix)
        ]
        exact = [entry for entry in entries if entry.modifier == headed.modifier]
        chosen = exact or (entries if not headed.modifier else [])
        return min(chosen, key=lambda entry: (-len(entry.prefix), RANK[entry.kind])) if chosen else None

    def _of_another_head(self, position: int) -> Adjective | None:
        """«Донецкой, Запорожской областей»: a member whose own head is left out though it is another one."""
        split = split_adjective(self.tokens[position].norm)
        if split is None or self.tokens[position].shape is Shape.LOWER or split[1] not in _FEMININE:
            return None
        regions = (
            entry
            for entry in self.index.adjectives.get(split[0], ())
            if entry.head in PARTNER_HEADS
            and entry.kind in _REGIONS
            and self._has_prefix(position, entry.prefix)
        )
        return next(regions, None)

    def _has_prefix(self, position: int, prefix: tuple[str, ...]) -> bool:
        tokens = self.tokens
        first = position - len(prefix)
        if first < 0:
            return False
        if any(tokens[k].gap != "-" for k in range(first + 1, position + 1)):
            return False
        if tuple(token.norm for token in tokens[first:position]) != prefix:
            return False
        if prefix or tokens[position].gap != "-" or position == 0:
            return True
        # «Южно-Казахстанская» is not «Казахстанская», but «российско-белорусский» is both
        return not (self.text[tokens[position].start - 1] in "-‐‑–" and tokens[position - 1].norm in _COMPASS)

    def _strange_member(self, position: int) -> bool:
        token = self.tokens[position]
        return (
            token.shape is not Shape.LOWER
            and token.norm.endswith(
                ("ская", "ской", "ские", "ских", "ским", "скими", "ский", "ского", "ском", "скому")
            )
            and self.owner[position] is None
        )

    def _more_members(self, position: int, headed: Headed) -> bool:
        tokens = self.tokens
        if tokens[position].gap not in _BETWEEN - {""} or position == 0:
            return False
        before = position - 1
        return self._fitting(before, headed) is not None

    def _list_after(self, i: int) -> None:
        """«областей: Витебской и Минской», «республик Татарстан и Башкортостан», «городов: Витебск, Орша»."""
        headed = self._headed(i)
        if headed is None:
            return
        tokens = self.tokens
        own = self.owner[i]
        if own is not None and own.first < i and own.first <= headed.first:
            return  # it has its own name before it
        if own is not None and headed.head.noun == "город" and not headed.head.plural:
            return
        start = own.last + 1 if own is not None else i + 1
        if start >= len(tokens):
            return
        opened = tokens[start].gap in (":", "-", "(", ":-")
        tail = self.index.tails.get(headed.head.noun)
        # «городов Республики Беларусь: Витебск», «областей РФ (Брянская, Тверская)»
        between = self.owner[start]
        if own is None and between is not None and between.evidence is Evidence.NAME and not opened:
            after = between.last + 1
            if after < len(tokens) and self.text[between.end : tokens[after].start].strip()[:1] in (
                ":",
                "-",
                "–",
                "—",
                "(",
            ):
                start, opened = after, True
        if own is None and not opened and tokens[start].gap not in ("", "."):
            return
        position, first, crossed = start, True, 0
        while position < len(tokens) and crossed < _LONGEST_LIST:
            token = tokens[position]
            if not (first and own is None) and token.norm in _AND and token.gap in ("", ","):
                position += 1
                continue
            if not first and token.gap not in _BETWEEN | {")"}:
                break
            taken = self.owner[position]
            if taken is not None and not self._rather_adjective(taken, headed):
                if taken.evidence is not Evidence.NAME:
                    break
                if not first and tokens[taken.first].norm in HEADS:
                    break  # it has its own head
                if first and own is None and not opened and taken.first == position:
                    self._extend(taken, headed)
                position, first, crossed = taken.last + 1, False, crossed + 1
                continue
            claimed = self._member_after(position, headed, tail, opened or headed.head.plural)
            if claimed is None:
                break
            last, codes, case = claimed
            begin = headed.first if first and own is None and not opened else position
            self._claim(begin, last, codes, Evidence.NAME, case)
            position, first = last + 1, False

    def _extend(self, name: Found, headed: Headed) -> None:
        """«Республика Беларуси», «Государство Израиль»: the head is part of the name, listed or not."""
        place = self.index.places[name.codes[0]]
        if headed.head.noun in _COUNTRY_HEADS and not headed.head.plural and place.kind in _WHOLE:
            start = self.tokens[headed.first].start
            self._claim(headed.first, name.last, name.codes, name.evidence, name.case, start)

    def _member_after(
        self, position: int, headed: Headed, tail: Node | None, many: bool
    ) -> tuple[int, tuple[str, ...], str] | None:
        tokens = self.tokens
        if tokens[position].shape is Shape.LOWER:
            return None
        if tail is not None:
            chain = self._chain(tail, position)
            if chain is not None:
                last, readings = chain
                codes = self._ordered(readings)
                return last, codes, ""
        if headed.head.noun == "город" and headed.head.plural:
            chain = self._chain(self.index.root, position)
            if chain is not None:
                last, readings = chain
                codes = self._ordered(readings, city=True)
                return last, codes, _case(readings, codes[0])
        if not many:
            return None
        last = position
        while (
            last + 1 < len(tokens) and tokens[last + 1].gap == "-" and tokens[last].shape is not Shape.LOWER
        ):
            entry = self._fitting(last, headed)
            if entry is not None or last - position > 2:
                break
            last += 1
        entry = self._fitting(last, headed)
        if entry is None or last - len(entry.prefix) != position:
            return None
        return last, (entry.code,), ""

    def _chain(self, root: Node, position: int) -> tuple[int, tuple[Reading, ...]] | None:
        tokens = self.tokens
        node = root.next.get(tokens[position].norm)
        best: tuple[int, tuple[Reading, ...]] | None = None
        j = position
        while node is not None:
            if node.readings:
                best = (j, tuple(node.readings))
            j += 1
            if j == len(tokens):
                break
            child = node.next.get(tokens[j].norm)
            node = child if child is not None and tokens[j].gap in child.gaps else None
        return best

    # adjectives and inhabitants

    def _adjective(self, i: int) -> None:
        token = self.tokens[i]
        split = split_adjective(token.norm)
        stem = split[0] if split else ""
        if split is None:
            if not (token.norm.endswith("о") and i + 1 < len(self.tokens) and self.tokens[i + 1].gap == "-"):
                return
            stem = token.norm[:-1]  # «российско-белорусский»
        entries = [e for e in self.index.adjectives.get(stem, ()) if self._has_prefix(i, e.prefix)]
        entries = [e for e in entries if e.kind is not PlaceKind.FEDERAL_DISTRICT]
        if not entries:
            return
        longest = max(len(e.prefix) for e in entries)
        entries = [e for e in entries if len(e.prefix) == longest]
        first = i - longest
        if not stem.endswith(("ск", "цк", "подмосковн")) or company.in_street(self.tokens, first, i):
            return
        if is_no_place(self.tokens, i) or (stem in _COMMON and not longest and not self._of_a_region(i)):
            return
        capital = self.tokens[first].shape is not Shape.LOWER
        if capital and split is not None and not self._qualifies(first, i):
            self._elliptic(first, i, entries, split[1])
            return
        entry = self._stands_for(entries, i)
        if entry is None:
            return
        evidence = Evidence.ADJECTIVE
        headed = i + 1 < len(self.tokens) and self.tokens[i + 1].norm in HEADS
        if (
            capital
            and not headed
            and not is_past(self.tokens, i)
            and is_organisation(self.text, self.tokens, first, i)
        ):
            evidence = Evidence.ORGANISATION
        cases = ENDINGS[split[1]] if split else frozenset()
        case = CASES[next(iter(cases))] if len(cases) == 1 else ""
        self._claim(first, i, (entry.code,), evidence, case)

    def _of_a_region(self, i: int) -> bool:
        """«Приморский краевой театр»."""
        tokens = self.tokens
        return (
            i + 1 < len(tokens)
            and tokens[i + 1].gap == ""
            and tokens[i + 1].norm.startswith(("краев", "областн"))
        )

    def _qualifies(self, first: int, i: int) -> bool:
        """A capital adjective is one only before a word it can belong to; else it is a surname or a title."""
        tokens = self.tokens
        if company.is_person(self.text, tokens, first, i) or company.is_dedication(tokens, first):
            return False
        k = i + 1
        while k < min(len(tokens), i + 8):
            after = tokens[k]
            if after.norm in _AND and after.gap == "":
                k += 1
            elif after.gap in (",", "-") or tokens[k - 1].norm in _AND:
                if not self.known.adjective(after.norm):
                    return False
                k += 1
            elif after.gap in ("", "«", '"', "“", "„"):
                return bool(tags(after.norm) & {"NOUN", "ADJF", "PRTF", "LATN", "UNKN"})
            else:
                return False
        return False

    def _elliptic(self, first: int, i: int, entries: Sequence[Adjective], ending: str) -> None:
        """«Калужская область, Тульская, Рязанская»: a list that leaves its head word out."""
        regions = [e for e in entries if e.head in PARTNER_HEADS and e.kind is not PlaceKind.CITY]
        tokens = self.tokens
        if not regions or ending not in _FEMININE:
            return
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        if after is not None and after.gap not in _BETWEEN | {")"}:
            return
        if self._lists(i + 1, 1) or self._lists(first - 1, -1):
            cases = ENDINGS[ending]
            case = CASES[next(iter(cases))] if len(cases) == 1 else ""
            self._claim(first, i, (regions[0].code,), Evidence.NAME, case)

    def _lists(self, k: int, step: int) -> bool:
        """Is the neighbour in the list, over a comma or «и», a region or a region's bare adjective?"""
        tokens = self.tokens
        if 0 <= k < len(tokens) and tokens[k].norm in _AND:
            k += step
        if not 0 <= k < len(tokens):
            return False
        at = k if step > 0 else k + 1
        joined = tokens[at].gap in _BETWEEN and (tokens[at].gap != "" or tokens[at - 1].norm in _AND)
        if not joined:
            return False
        owner = self.owner[k]
        if owner is not None:
            return owner.evidence is Evidence.NAME and " " in self.index.places[owner.codes[0]].name
        split = split_adjective(tokens[k].norm)
        if split is None or tokens[k].shape is Shape.LOWER or split[1] not in _FEMININE:
            return False
        return any(e.head in PARTNER_HEADS for e in self.index.adjectives.get(split[0], ()))

    def _stands_for(self, entries: Sequence[Adjective], i: int) -> Adjective | None:
        """Which of the places with this adjective: a word beside it may say, else a country, then a unit
        of its own («минский» is the city of Minsk), then the region («витебский»), then the city."""
        tokens = self.tokens
        following = tokens[i + 1].norm if i + 1 < len(tokens) and tokens[i + 1].gap == "" else ""
        beside = HEADS.get(following, ())
        if beside and beside[0].noun == "район":
            return self._district(entries, i)
        if following.startswith("обл") or following.startswith("районн"):
            regions = [e for e in entries if e.head == "область"]
            if regions:
                return regions[0]

        def rank(entry: Adjective) -> int:
            if entry.kind is PlaceKind.COUNTRY:
                return 0
            if entry.kind is PlaceKind.CITY:
                return 4 if entry.head == "" else 5
            return 1 if entry.head == "" else 2

        return min(entries, key=rank)

    def _district(self, entries: Sequence[Adjective], i: int) -> Adjective | None:
        """«Минский район» lies in the oblast; «Московский район г. Минска» is no part of Moscow."""
        regions = [e for e in entries if e.head and e.kind is not PlaceKind.CITY] or list(entries)
        after = self.owner[i + 2] if i + 2 < len(self.tokens) else None
        if after is not None and self.tokens[i + 2].gap in ("", ",", "("):
            return next((e for e in regions if e.code in after.codes), None)
        if (
            i + 2 < len(self.tokens)
            and self.tokens[i + 2].norm in ("г", "города")
            and self.tokens[i + 2].gap == ""
        ):
            return None
        return regions[0]

    def _inhabitant(self, i: int) -> None:
        codes = self.known.inhabitants(self.tokens[i].norm)
        if codes:
            token = self.tokens[i]
            if token.shape is not Shape.LOWER and company.is_person(self.text, self.tokens, i, i):
                return
            ordered = sorted(codes, key=lambda code: self._inhabited(code))
            self._claim(i, i, (ordered[0],), Evidence.INHABITANT, "")

    def _inhabited(self, code: str) -> int:
        place = self.index.places[code]
        if place.kind is PlaceKind.CITY:
            return 3 + (" " in place.name)
        if place.kind is PlaceKind.COUNTRY:
            return 0
        return 2 if " " in place.name else 1

    # phrases that no name fits

    def _unknown(self, heads: Sequence[int]) -> None:
        for i in heads:
            if self.owner[i] is None:
                lost = self._lost_name(i)
                if lost is not None:
                    self.lost.append(lost)

    def _lost_name(self, i: int) -> Lost | None:
        tokens = self.tokens
        headed = self._headed(i)
        if headed is None:
            return None
        noun = headed.head.noun
        following = tokens[i + 1] if i + 1 < len(tokens) else None
        if noun == "город":
            if following is None or self.owner[i + 1] is not None or not self._marks_a_name(i):
                return None
            return Lost(tokens[i].start, tokens[self._capitals(i + 1)].end)
        if noun not in PARTNER_HEADS or (noun == "округ" and headed.modifier in ("", "муниципальный")):
            return None
        before = headed.first - 1
        if before >= 0 and tokens[headed.first].gap == "" and self._strange_name(before):
            first = before
            while first > 0 and tokens[first].gap == "-" and tokens[first - 1].shape is not Shape.LOWER:
                first -= 1
            return Lost(tokens[first].start, tokens[i].end)
        if (
            noun == "республика"
            and following is not None
            and following.gap == ""
            and following.shape is not Shape.LOWER
            and self.owner[i + 1] is None
            and tokens[i].shape is not Shape.LOWER
        ):
            return Lost(tokens[i].start, tokens[self._capitals(i + 1)].end)
        return None

    def _strange_name(self, position: int) -> bool:
        """An adjective no place has, or a word no dictionary has: «Зеленогорская», «Смоленскя область»."""
        token = self.tokens[position]
        if self._strange_member(position):
            return True
        return (
            token.shape is not Shape.LOWER
            and self.owner[position] is None
            and "known" not in tags(token.norm)
        )

    def _marks_a_name(self, i: int) -> bool:
        """Is the word after «г.» or «города» a name? «М.Г. Орлов», «2024 г. Делегация» have none."""
        tokens = self.tokens
        marker, name = tokens[i], tokens[i + 1]
        if company.is_initial(marker) or company.is_initial(name) or name.shape is Shape.LOWER:
            return False
        if len(marker.norm) <= 3:
            numbered = i > 0 and tokens[i - 1].raw.isdigit() and tokens[i].gap == ""
            return name.gap in ("", ".") and not numbered
        return name.gap == "" and "\n" not in self.text[marker.end : name.start]

    def _capitals(self, i: int) -> int:
        """The last of the capital words that go on from word `i` («Нижний Абвгд», «Абвгд-на-Ежзе»)."""
        tokens = self.tokens
        stop = i + _LONGEST_NAME
        while i + 1 < min(len(tokens), stop) and self.owner[i + 1] is None:
            after = tokens[i + 1]
            welded = after.gap == "-" and self.text[tokens[i].end] == "-" and after.start == tokens[i].end + 1
            if not welded and not (after.gap == "" and after.shape is Shape.CAPITAL and len(after.norm) > 1):
                break
            i += 1
        return i


def _case(readings: Sequence[Reading], code: str) -> str:
    cases = {r.case for r in readings if r.code == code}
    return CASES[cases.pop()] if len(cases) == 1 and UNKNOWN_CASE not in cases else ""


class WordMemo:
    """Which words the gazetteer takes any interest in: one look for each different word of all texts."""

    _LIMIT = 200_000

    def __init__(self, index: Index) -> None:
        self._index = index
        self._seen: dict[str, bool] = {}

    def interesting(self, norm: str) -> bool:
        known = self._seen.get(norm)
        if known is None:
            if len(self._seen) >= self._LIMIT:
                self._seen.clear()
            known = self._seen[norm] = self._look(norm)
        return known

    def _look(self, norm: str) -> bool:
        index = self._index
        if norm in index.root.next or norm in HEADS or norm in index.words:
            return True
        if self.adjective(norm) or self.inhabitants(norm):
            return True
        return norm.endswith("о") and norm[:-1] in index.adjectives

    def adjective(self, norm: str) -> bool:
        split = split_adjective(norm)
        return split is not None and split[0] in self._index.adjectives

    def modifier(self, norm: str) -> str:
        split = split_adjective(norm)
        return MODIFIERS.get(split[0], "") if split else MODIFIERS.get(norm, "")

    def inhabitants(self, norm: str) -> list[str] | None:
        stems = self._index.inhabitants
        for size in range(min(5, len(norm) - 3) + 1):
            stem = norm[: len(norm) - size]
            if stem in stems and norm[len(stem) :] in NOUN_ENDINGS:
                return stems[stem]
        return None
