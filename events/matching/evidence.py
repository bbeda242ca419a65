"""How strongly two rows are told to be one event: log-odds, added up.

The sum begins at PRIOR, as most rows that share a rare word are two events, and each kind of evidence adds
its weight of the table below; 0 is even odds, 3 is 20 to 1. What a row does not say adds nothing.

=============== ========= ================================================================================
evidence        weight    why
=============== ========= ================================================================================
title           -7…6.9    by TITLE_STEPS over the likeness of the words, but never more than the weight of
                          the words in common: «Семинар» twice tells little, a rare name much; 0.7 for
                          each rare word of both, at most 1.4, however much else was reworded
subject         -1        both titles have telling words in place of the other's («школьников», «ветеранов»),
                          and no name in common, or nothing in common but the occasion
name            2 / 1.3   the same name in quotes, of several telling words or of one, in both titles or in
                -3        one and the other's content; names of which neither title knows the other's
contents        0…2.5     contents.py; rare words of one title in the other's content or place, or of both
                          contents
partner         -4…3.2    a shared partner tells more the fewer rows have it; a region inside the country
                          named tells less; two different partners are strong evidence against, unless one
                          report is international and the other not: each names its own kind of partner
dates           -4…3      dates.py; the same days tell most, days inside «март» less, a move little against
place           -1.8…1.3  towns; a shared town tells more the fewer rows have it, as do words of halls, rivers
                          and districts; another town is never sure, unless the other row names it
department      0.6 / -1  along the succession; two departments may tell one event in two reports
sphere          0.3/-0.3
participants    1 / -0.4  the same number of people; -0.4 from three times as many
agreement       0.6 / -0.8
=============== ========= ================================================================================

*Decisive*: other editions («XII», «XIII») or years of a series, or dates as far apart as editions are.
*Strong*, never sure whatever the sum: other stages, numbers, names, partners, towns, «весенний» and
«осенний»; another title on other days. So are another subject, and nothing but words of any title in common
(«Прием делегации», «Прием делегации ветеранов») on other days, unless the contents, a name told there or the
number of participants bear out that it is one event.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import exp, log

from .circumstances import circumstances, differ, is_other_edition, objects
from .contents import ToldWeights
from .dates import Evidence, compare_dates
from .event_names import name_likeness
from .known_rows import KnownRow
from .likeness import Likeness, WeighedTitle, WordWeights, title_likeness
from .rows import Reason, ReasonCode, Row

SURE = 1.4  # from which a pair may be linked unasked
SURE_ALONE = 0.4  # the same, where nothing else of the partner and time is about
LIKELY = -3.0  # from which it is worth a look
PRIOR = -4.0
TITLE_STEPS = ((0.0, -7.0), (0.2, -4.5), (0.4, -1.5), (0.55, 0.5), (0.7, 2.5), (0.85, 4.0), (1.0, 5.5))
RARE, RARE_MOST = 0.7, 1.4
SAME_NAME, SAME_LONG_NAME, OTHER_NAME = 1.3, 2.0, -3.0
EXCHANGED, OTHER_SUBJECT = 2.0, -1.0
MOVED, MUCH_ALIKE = -0.5, 0.85  # weight of dates moved so far that the titles must be so much alike
_BEARING_OUT = {ReasonCode.SAME_PARTICIPANTS, ReasonCode.SAME_NAME}
ON_THE_SAME_DAYS = 2.0  # weight of dates that make up for a title of general words
PARTNER_LEAST, PARTNER_MOST, PARTNER_INSIDE = 0.4, 3.2, 0.9
OTHER_REGION, OTHER_PARTNER, OTHER_FIELD = -2.5, -4.0, -0.3
TOWN_LEAST, TOWN_MOST, OTHER_TOWN = 0.2, 1.3, -1.8
VENUE, VENUE_MOST = 0.3, 1.0
NEAR_TOWN = -0.3  # another town, which the other row names beside its title
TOLD, TOLD_MOST = 0.3, 2.5
SAID_MOVED = 0.3  # of the weight of a move that the row speaks of
BEST_TITLE = TITLE_STEPS[-1][1] + RARE_MOST + SAME_LONG_NAME + TOLD_MOST
BEARS_OUT = 1.0  # weight of what is told beside the titles that makes up for other words in them

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
    is_general: bool  # the titles tell no more than words of any title, and nothing beside them does

    @property
    def score(self) -> float:
        return 1 / (1 + exp(-self.total))


class Comparer:
    """Compares rows of one body of documents, which tells what is rare."""

    def __init__(self, rows: Sequence[KnownRow]) -> None:
        self._words = WordWeights(known.title for known in rows)
        self._partners = Rarity((known.row.partners for known in rows), PARTNER_LEAST, PARTNER_MOST)
        self._towns = Rarity((known.towns for known in rows), TOWN_LEAST, TOWN_MOST)
        self._told = ToldWeights(rows)
        for known in rows:
            known.weighed = WeighedTitle.of(known.title, self._words)

    def compare(self, a: KnownRow, b: KnownRow) -> Comparison | None:
        """None where they are not worth a look."""
        found = self.beside(a, b)
        if found is None or PRIOR + sum(one.weight for one in found) + BEST_TITLE < LIKELY:
            return None
        likeness = title_likeness(a.weighed, b.weighed, lambda: (a.told, b.told))
        found += _titles(a, b, likeness)
        if PRIOR + sum(one.weight for one in found) + TOLD_MOST < LIKELY:
            return None
        found.append(told := self._told_beside(a, b))
        codes = {one.reason.code for one in found if one.reason is not None}
        is_borne_out = told.weight >= BEARS_OUT or bool(codes & _BEARING_OUT)
        found += _doubts(
            likeness, beside=found[:3], is_named=ReasonCode.SAME_NAME in codes, is_borne_out=is_borne_out
        )
        total = PRIOR + sum(one.weight for one in found)
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
            is_general=likeness.is_general and not is_borne_out,
        )

    def beside(self, a: KnownRow, b: KnownRow) -> list[Evidence] | None:
        """All but the likeness of the titles: dates, partner, place and further. None for decisive evidence
        against."""
        dates = compare_dates(a.row, b.row, a.span, b.span)
        if dates.decisive or is_other_edition(a, b):
            return None
        if dates.weight < 0 and (a.says_moved or b.says_moved):
            dates = replace(dates, weight=dates.weight * SAID_MOVED, strong=False)
        return [
            dates,
            self._partner(a.row, b.row),
            self._place(a, b),
            *circumstances(a.row, b.row),
            *objects(a, b),
        ]

    def _partner(self, a: Row, b: Row) -> Evidence:
        if not a.partners or not b.partners:
            return Evidence()
        only_a, only_b = a.partners - b.territories, b.partners - a.territories
        shared = a.partners & b.partners
        if shared:
            weights = sorted((self._partners[one] for one in shared), reverse=True)
            if not only_a or not only_b:
                code = ReasonCode.SAME_PARTNER if a.partners == b.partners else ReasonCode.SHARED_PARTNERS
                return Evidence(weights[0], Reason.of(code))
            others = min(sum(self._partners[one] for one in only) for only in (only_a, only_b))
            weight = max(OTHER_REGION, min(weights[0], sum(weights) - others))
            code = ReasonCode.SHARED_PARTNERS if weight > 0 else ReasonCode.OTHER_PARTNER
            return Evidence(weight, Reason.of(code), strong=weight <= OTHER_REGION / 2)
        if a.partners & b.territories or b.partners & a.territories:
            return Evidence(PARTNER_INSIDE, Reason.of(ReasonCode.PARTNER_INSIDE))
        if a.kind.is_international != b.kind.is_international:
            return Evidence(OTHER_FIELD, Reason.of(ReasonCode.OTHER_PARTNER))
        weight = OTHER_REGION if a.territories & b.territories else OTHER_PARTNER
        return Evidence(weight, Reason.of(ReasonCode.OTHER_PARTNER), strong=True)

    def _place(self, a: KnownRow, b: KnownRow) -> Evidence:
        shared = a.towns & b.towns
        if not shared:
            return self._venue(a, b)
        town = max(sorted(shared), key=self._towns.__getitem__)
        return Evidence(self._towns[town], Reason.of(ReasonCode.SAME_PLACE, place=town.capitalize()))

    def _venue(self, a: KnownRow, b: KnownRow) -> Evidence:
        """No town in common: a hall, a lake or a district may be."""
        # A town in the title is part of what the event is: «Гастроли в Брянске», «Гастроли в Калуге».
        is_strong = differ(a.title.towns, b.title.towns)
        words = sorted(a.venue & b.venue, key=lambda word: (-self._told[word], word))
        weight = min(VENUE_MOST, VENUE * self._told.total(words))
        if weight >= VENUE and not is_strong:
            return Evidence(weight, Reason.of(ReasonCode.SAME_PLACE, place=words[0].capitalize()))
        if not a.towns or not b.towns:
            return Evidence()
        is_named = not a.towns.isdisjoint(b.places) or not b.towns.isdisjoint(a.places)
        weight = NEAR_TOWN if is_named and not is_strong else OTHER_TOWN
        return Evidence(weight, Reason.of(ReasonCode.OTHER_PLACE), strong=weight == OTHER_TOWN)

    def _told_beside(self, a: KnownRow, b: KnownRow) -> Evidence:
        """Words of one title that stand beside the other, and those that stand beside both."""
        words_a, words_b = a.title.words.keys(), b.title.words.keys()
        both = words_a & words_b
        shared = (
            ((a.told & words_b) | (b.told & words_a) | (a.content & b.content)) - both - a.towns - b.towns
        )
        weight = min(TOLD_MOST, TOLD * self._told.total(shared))
        return Evidence(weight, Reason.of(ReasonCode.SIMILAR_CONTENT) if weight > 0 else None)


def _titles(a: KnownRow, b: KnownRow, likeness: Likeness) -> Iterable[Evidence]:
    weight = _stepped(likeness.similarity) + min(RARE_MOST, RARE * likeness.rare)
    if not any(likeness.rest):
        code = ReasonCode.SAME_TITLE
    else:
        code = ReasonCode.SIMILAR_TITLE if weight > 0 else ReasonCode.OTHER_TITLE
    yield Evidence(min(weight, likeness.mass), Reason.of(code))
    names = name_likeness(a.weighed, b.weighed)
    if names.same or _is_name_told(a, b) or _is_name_told(b, a):
        weight = SAME_LONG_NAME if names.is_long else SAME_NAME
        yield Evidence(weight, Reason.of(ReasonCode.SAME_NAME))
    elif names.other:
        yield Evidence(OTHER_NAME, Reason.of(ReasonCode.OTHER_NAME), strong=True)


def _doubts(
    likeness: Likeness, *, beside: Sequence[Evidence], is_named: bool, is_borne_out: bool
) -> Iterable[Evidence]:
    """What makes titles that are alike name two events, unless other things bear out that it is one.
    `beside`: dates, partner and place."""
    dates, partner, place = beside
    if not is_named and (likeness.exchanged >= EXCHANGED or likeness.is_occasion):
        first, second = (", ".join(words[:_SAID_IN_REASON]) for words in likeness.rest)
        reason = Reason.of(ReasonCode.OTHER_SUBJECT, a=first, b=second)
        yield Evidence(OTHER_SUBJECT, reason, strong=not is_borne_out)
    if likeness.is_general and not is_borne_out and dates.weight < ON_THE_SAME_DAYS:
        yield Evidence(0.0, Reason.of(ReasonCode.GENERAL_WORDS), strong=True)
    if dates.weight <= MOVED and not is_named and likeness.similarity < MUCH_ALIKE:
        yield Evidence(0.0, Reason.of(ReasonCode.MOVED_AND_RENAMED), strong=True)
    # Of two fields with partners of their own: the place or a name must be the same.
    is_said_alike = is_named or is_borne_out or place.weight > 0 or likeness.similarity >= MUCH_ALIKE
    if partner.weight == OTHER_FIELD and not is_said_alike:
        yield Evidence(0.0, partner.reason, strong=True)


def _is_name_told(named: KnownRow, other: KnownRow) -> bool:
    """Whether a name of the title stands in quotes beside the other title."""
    return bool(named.title.names) and not set(named.title.names).isdisjoint(other.told_names)


def _stepped(similarity: float) -> float:
    """Between the steps, in a straight line."""
    place = min(bisect_right(TITLE_STEPS, (similarity, 99.0)), len(TITLE_STEPS) - 1)
    (low, low_weight), (high, high_weight) = TITLE_STEPS[place - 1 : place + 1]
    return low_weight + (high_weight - low_weight) * (similarity - low) / (high - low)
