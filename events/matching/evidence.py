"""How strongly two rows are told to be one event: log-odds, added up from INTERCEPT.

Each clue has a strength, by the table below, and a weight, fitted to annotated rows (clues.py). 0 is even
odds, 3 is 20 to 1. What a row does not say adds nothing.

=============== ========= ================================================================================
clue            strength  how it is measured
=============== ========= ================================================================================
title           -7…6.9    by TITLE_STEPS over the likeness of the words, but never more than the weight of
                          the words in common: «Семинар» twice tells little, a rare name much; 0.7 for
                          each rare word of both, at most 1.4
covered         0…1       share of a title, the better covered one, that the other row says anywhere; less
                          where the words in common weigh little
beside          0…        log(1 + weight) of words that both rows say, but not both titles; less where both
                          rows are long
name            1.3…2, -3 the same name in quotes in both rows; names of which neither title knows the
                          other's
partner         -4…3.2    a shared partner tells more the fewer rows have it; two different partners are
                          strong evidence against, unless one report is international and the other not:
                          each names its own kind of partner
dates           -4…3      dates.py; the same days tell most, days inside «март» less, a move is against
place           -1.8…1.3  towns; a shared town tells more the fewer rows have it, as do words of halls, rivers
                          and districts; another town is never sure, unless the other row names it
objects         -4…-1.5   other stages, numbers, kinds, «весенний» and «осенний»
department, sphere (along their successions), participants, agreement: circumstances.py
=============== ========= ================================================================================

*Decisive*: other editions («XII», «XIII») or years of a series, or dates as far apart as editions are.
*Strong*, never sure whatever the sum: other stages, numbers, names, partners, towns; another title on other
days. So are another subject, and nothing but words of any title in common on other days, unless what stands
beside the titles, a name there or the number of participants bears out that it is one event.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, log, log1p
from typing import NamedTuple

from .circumstances import circumstances, differ, is_other_edition, objects
from .clues import FOR, INTERCEPT, Clue, Evidence
from .contents import RootWeights, root
from .dates import compare_dates
from .event_names import name_likeness
from .known_rows import KnownRow
from .likeness import Likeness, WeighedTitle, WordWeights, title_likeness
from .rows import Reason, ReasonCode, Row

SURE = 0.8  # from which a pair may be linked unasked
SURE_ALONE = 0.4  # the same, where nothing else of the partner and time is about
LIKELY = -4.0  # from which it is worth a look
TITLE_STEPS = ((0.0, -7.0), (0.2, -4.5), (0.4, -1.5), (0.55, 0.5), (0.7, 2.5), (0.85, 4.0), (1.0, 5.5))
RARE, RARE_MOST = 0.7, 1.4
SAME_NAME, SAME_LONG_NAME, OTHER_NAME = 1.3, 2.0, -3.0
EXCHANGED = 2.0
MOVED, MUCH_ALIKE = -0.5, 0.85  # strength of dates moved so far that the titles must be so much alike
_BEARING_OUT = {ReasonCode.SAME_PARTICIPANTS, ReasonCode.SAME_NAME}
ON_THE_SAME_DAYS = 2.0  # strength of dates that makes up for a title of general words
PARTNER_LEAST, PARTNER_MOST, PARTNER_INSIDE = 0.4, 3.2, 0.9
OTHER_REGION, OTHER_PARTNER, OTHER_FIELD = -2.5, -4.0, -0.3
TOWN_LEAST, TOWN_MOST, OTHER_TOWN = 0.2, 1.3, -1.8
VENUE, VENUE_MOST = 0.3, 1.0
NEAR_TOWN = -0.3  # another town, which the other row names beside its title
SHARED_ENOUGH = 4.0  # weight of words in common from which it tells how much of a title they cover
SHORT_ROW = 12.0  # weight of all words of a row; of a longer one more are in common by chance
BEARS_OUT = 0.8  # log(1 + weight) of words told beside the titles that makes up for other words in them

# Log-odds that the titles add at most, and what both rows say beside them.
MOST_OF_TITLES = (
    FOR[Clue.TITLE] * (TITLE_STEPS[-1][1] + RARE_MOST) + FOR[Clue.NAME] * SAME_LONG_NAME + FOR[Clue.COVERED]
)
MOST_SAID_BY_BOTH = FOR[Clue.BESIDE] * log1p(SHORT_ROW)

_FURTHER_ROWS = 20  # as if so many more rows had been compared: a small document knows no rare partner
_SAID_IN_REASON = 3  # words


class Rarity:
    """Log of how rare a partner or town is among the rows compared."""

    def __init__(self, sets: Iterable[Iterable[int] | Iterable[str]], least: float, most: float) -> None:
        counts: Counter[int | str] = Counter()
        self._rows = _FURTHER_ROWS
        for one in sets:
            self._rows += 1
            counts.update(one)
        self._counts, self._least, self._most = counts, least, most

    def __getitem__(self, value: int | str) -> float:
        return min(self._most, max(self._least, log(self._rows / (self._counts[value] + 1))))


@dataclass(frozen=True, slots=True)
class Comparison:
    total: float  # log-odds
    reasons: tuple[Reason, ...]
    against: tuple[Reason, ...]
    strong: bool  # something speaks against it that makes it never sure
    similarity: float  # of the titles
    is_one_occasion: bool  # of one name, on the same days in the same place, whatever the titles
    is_general: bool  # the titles tell no more than words of any title, and nothing beside them does
    is_named: bool  # both rows have the same name in quotes

    @property
    def score(self) -> float:
        return 1 / (1 + exp(-self.total))


class SaidByBoth(NamedTuple):
    """Of words beside their titles; `shared` is the weight of all words they have in common."""

    shared: float
    evidence: Evidence


class Comparer:
    """Compares rows of one body of documents, which tells what is rare."""

    def __init__(self, rows: Sequence[KnownRow]) -> None:
        self._words = WordWeights(known.title for known in rows)
        self._partners = Rarity((known.row.partners for known in rows), PARTNER_LEAST, PARTNER_MOST)
        self._towns = Rarity((known.towns for known in rows), TOWN_LEAST, TOWN_MOST)
        self._roots = RootWeights(rows)
        self._sizes: dict[int, float] = {}
        for known in rows:
            known.weighed = WeighedTitle.of(known.title, self._words)

    def compare(self, a: KnownRow, b: KnownRow) -> Comparison | None:
        """None where they are not worth a look."""
        beside = self.beside(a, b)
        if beside is None:
            return None
        # The titles cost most to compare, and of most pairs no titles could make up for the rest.
        least = LIKELY - MOST_OF_TITLES - INTERCEPT - sum(one.weight for one in beside)
        if least > MOST_SAID_BY_BOTH:
            return None
        both = self.said_by_both(a, b)
        if least > both.evidence.weight:
            return None
        found, likeness, is_borne_out = self.clues(a, b, beside, both)
        total = INTERCEPT + sum(one.weight for one in found)
        if total < LIKELY:
            return None
        said = [(one.weight, one.reason) for one in found if one.reason is not None]
        said.sort(key=lambda one: -abs(one[0]))
        return Comparison(
            total=total,
            reasons=tuple(reason for weight, reason in said if weight > 0),
            against=tuple(reason for weight, reason in said if weight <= 0),
            strong=any(one.strong for one in found),
            similarity=likeness.similarity,
            is_one_occasion=_is_one_occasion(a, b, found),
            is_general=likeness.is_general and not is_borne_out,
            is_named=any(one.clue is Clue.NAME and one.strength > 0 for one in found),
        )

    def clues(
        self, a: KnownRow, b: KnownRow, beside: Sequence[Evidence], both: SaidByBoth
    ) -> tuple[list[Evidence], Likeness, bool]:
        """All that tells, `beside` and `both` included; whether it bears out titles that differ."""
        found = list(beside)
        likeness = title_likeness(a.weighed, b.weighed, (a.told_roots, b.told_roots))
        found += _titles(a, b, likeness)
        enough = max(both.shared, likeness.mass) / SHARED_ENOUGH
        found.append(Evidence(Clue.COVERED, max(likeness.covered) * min(1.0, enough)))
        found.append(both.evidence)
        codes = {one.reason.code for one in found if one.reason is not None}
        is_borne_out = both.evidence.strength >= BEARS_OUT or bool(codes & _BEARING_OUT)
        is_named = ReasonCode.SAME_NAME in codes
        found += _doubts(likeness, beside=found[:3], is_named=is_named, is_borne_out=is_borne_out)
        return found, likeness, is_borne_out

    def beside(self, a: KnownRow, b: KnownRow) -> list[Evidence] | None:
        """All but the likeness of the titles: dates, partner, place and further. None for decisive evidence
        against."""
        dates = compare_dates(a.row, b.row, a.span, b.span, says_moved=a.says_moved or b.says_moved)
        if dates.decisive or is_other_edition(a, b):
            return None
        return [
            dates,
            self._partner(a.row, b.row),
            self._place(a, b),
            *circumstances(a.row, b.row),
            *objects(a, b),
        ]

    def _partner(self, a: Row, b: Row) -> Evidence:
        if not a.partners or not b.partners:
            return Evidence(Clue.PARTNER)
        only_a, only_b = a.partners - b.territories, b.partners - a.territories
        shared = a.partners & b.partners
        if shared:
            weights = sorted((self._partners[one] for one in shared), reverse=True)
            if not only_a or not only_b:
                code = ReasonCode.SAME_PARTNER if a.partners == b.partners else ReasonCode.SHARED_PARTNERS
                return Evidence(Clue.PARTNER, weights[0], Reason.of(code))
            others = min(sum(self._partners[one] for one in only) for only in (only_a, only_b))
            weight = max(OTHER_REGION, min(weights[0], sum(weights) - others))
            code = ReasonCode.SHARED_PARTNERS if weight > 0 else ReasonCode.OTHER_PARTNER
            return Evidence(Clue.PARTNER, weight, Reason.of(code), strong=weight <= OTHER_REGION / 2)
        if a.partners & b.territories or b.partners & a.territories:
            return Evidence(Clue.PARTNER, PARTNER_INSIDE, Reason.of(ReasonCode.PARTNER_INSIDE))
        if a.kind.is_international != b.kind.is_international:
            return Evidence(Clue.PARTNER, OTHER_FIELD, Reason.of(ReasonCode.OTHER_PARTNER))
        weight = OTHER_REGION if a.territories & b.territories else OTHER_PARTNER
        return Evidence(Clue.PARTNER, weight, Reason.of(ReasonCode.OTHER_PARTNER), strong=True)

    def _place(self, a: KnownRow, b: KnownRow) -> Evidence:
        shared = a.towns & b.towns
        if not shared:
            return self._venue(a, b)
        town = max(sorted(shared), key=self._towns.__getitem__)
        return Evidence(
            Clue.PLACE, self._towns[town], Reason.of(ReasonCode.SAME_PLACE, place=town.capitalize())
        )

    def _venue(self, a: KnownRow, b: KnownRow) -> Evidence:
        """No town in common: a hall, a lake or a district may be."""
        # A town in the title is part of what the event is: «Гастроли в Брянске», «Гастроли в Калуге».
        is_strong = differ(a.title.towns, b.title.towns)
        words = sorted(a.venue & b.venue, key=lambda word: (-self._roots[root(word)], word))
        weight = min(VENUE_MOST, VENUE * self._roots.total(map(root, words)))
        if weight >= VENUE and not is_strong:
            return Evidence(Clue.PLACE, weight, Reason.of(ReasonCode.SAME_PLACE, place=words[0].capitalize()))
        if not a.towns or not b.towns:
            return Evidence(Clue.PLACE)
        is_named = not a.towns.isdisjoint(b.places) or not b.towns.isdisjoint(a.places)
        weight = NEAR_TOWN if is_named and not is_strong else OTHER_TOWN
        return Evidence(Clue.PLACE, weight, Reason.of(ReasonCode.OTHER_PLACE), strong=weight == OTHER_TOWN)

    def _size(self, known: KnownRow) -> float:
        """Weight of all words of a row."""
        key = known.row.key
        if key not in self._sizes:
            self._sizes[key] = self._roots.total(known.roots)
        return self._sizes[key]

    def said_by_both(self, a: KnownRow, b: KnownRow) -> SaidByBoth:
        common = a.roots & b.roots
        beside = self._roots.total(common - (a.title_roots & b.title_roots))
        shorter = min(self._size(a), self._size(b))
        strength = log1p(beside * min(1.0, SHORT_ROW / shorter)) if beside else 0.0
        reason = Reason.of(ReasonCode.SIMILAR_CONTENT) if strength > 0 else None
        return SaidByBoth(self._roots.total(common), Evidence(Clue.BESIDE, strength, reason))


def _titles(a: KnownRow, b: KnownRow, likeness: Likeness) -> Iterable[Evidence]:
    strength = _stepped(likeness.similarity) + min(RARE_MOST, RARE * likeness.rare)
    if likeness.is_same:
        code = ReasonCode.SAME_TITLE
    else:
        code = ReasonCode.SIMILAR_TITLE if strength > 0 else ReasonCode.OTHER_TITLE
    yield Evidence(Clue.TITLE, min(strength, likeness.mass), Reason.of(code))
    names = name_likeness(a.weighed, b.weighed)
    if names.same or _is_name_told(a, b):
        strength = SAME_LONG_NAME if names.is_long else SAME_NAME
        yield Evidence(Clue.NAME, strength, Reason.of(ReasonCode.SAME_NAME))
    elif names.other:
        yield Evidence(Clue.NAME, OTHER_NAME, Reason.of(ReasonCode.OTHER_NAME), strong=True)


def _doubts(
    likeness: Likeness, *, beside: Sequence[Evidence], is_named: bool, is_borne_out: bool
) -> Iterable[Evidence]:
    """What makes titles that are alike name two events, unless other things bear out that it is one.
    `beside`: dates, partner and place."""
    dates, partner, place = beside
    if not is_named and (likeness.exchanged >= EXCHANGED or likeness.is_occasion):
        first, second = (", ".join(words[:_SAID_IN_REASON]) for words in likeness.rest)
        reason = Reason.of(ReasonCode.OTHER_SUBJECT, a=first, b=second)
        yield Evidence(Clue.SUBJECT, -1.0, reason, strong=not is_borne_out)
    if likeness.is_general and not is_borne_out and dates.strength < ON_THE_SAME_DAYS:
        yield Evidence(Clue.GENERAL, -1.0, Reason.of(ReasonCode.GENERAL_WORDS), strong=True)
    if dates.strength <= MOVED and not is_named and likeness.similarity < MUCH_ALIKE:
        yield Evidence(Clue.DATES, 0.0, Reason.of(ReasonCode.MOVED_AND_RENAMED), strong=True)
    # Of two fields with partners of their own: the place or a name must be the same.
    is_said_alike = is_named or is_borne_out or place.strength > 0 or likeness.similarity >= MUCH_ALIKE
    if partner.strength == OTHER_FIELD and not is_said_alike:
        yield Evidence(Clue.PARTNER, 0.0, partner.reason, strong=True)


def _is_one_occasion(a: KnownRow, b: KnownRow, found: Sequence[Evidence]) -> bool:
    dates, _partner, place = found[:3]
    is_named = any(one.clue is Clue.NAME and one.strength > 0 for one in found)
    return is_named and dates.strength > 0 and place.strength > 0 and a.span.exact and b.span.exact


def _is_name_told(a: KnownRow, b: KnownRow) -> bool:
    """Whether both rows have a name in quotes, one of them at least beside its title."""
    return not (a.told_names.isdisjoint(b.names) and b.told_names.isdisjoint(a.names))


def _stepped(similarity: float) -> float:
    """Between the steps, in a straight line."""
    place = min(bisect_right(TITLE_STEPS, (similarity, 99.0)), len(TITLE_STEPS) - 1)
    (low, low_strength), (high, high_strength) = TITLE_STEPS[place - 1 : place + 1]
    return low_strength + (high_strength - low_strength) * (similarity - low) / (high - low)
