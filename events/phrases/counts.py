"""How many people took part and how many watched, read from a participants cell."""

import re
from dataclasses import dataclass

from events.vocabulary import Bound

from . import groups
from .figure_kinds import ANYBODY, AUDIENCE_UNIT, judge
from .head_counts import FigureKind, HeadCount, head_counts
from .numerals import Number
from .plain import Plain
from .sides import has_side, inside_parentheses


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One head-count found in the text; `phrase` is text[start:end] with white space folded."""

    value: int
    bound: Bound
    kind: FigureKind
    phrase: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """`partial`: groups are counted, but others who took part are not, so there is no total.

    `read_as`: the cell with the unit of its heading («1,5 тыс. чел.»), where that adds one: the row may come
    to stand in a document whose heading names none.
    """

    participants: int | None = None
    bound: Bound | None = None
    audience: int | None = None
    audience_bound: Bound | None = None
    figures: tuple[Figure, ...] = ()
    summed: bool = False
    partial: bool = False
    read_as: str = ""


_AND = re.compile(r"\s+и\s+(?:ещ[её]\s+)?", re.IGNORECASE)
_WATCHERS = re.compile(rf"(?<!\w){AUDIENCE_UNIT.pattern}\w*\s*[-:]?\s*$", re.IGNORECASE)
_MANY_YEARS = re.compile(
    r"ежегодно|каждый год|за (?:\d+ лет|годы|врем\w+ существ|истори)|с \d{4} г|более \d+ лет", re.I
)


_PLUS = re.compile(r"\(\+(?P<more>\s?\d[^()]{0,80})\)")  # «20 детей (+ 2 педагога)»; as long as before


def read_counts(text: str, *, stated_only: bool = False) -> Counts:
    """`stated_only`: for cells that tell a story, where only a labelled total and spectators count."""
    plain = Plain.of(_PLUS.sub(r", \g<more> ", text))
    found = head_counts(plain.text)
    judge(plain.text, found)
    if stated_only:
        found = [one for one in found if one.labelled or _watched(plain.text, one)]
    return _sum_up(plain, found)


def _watched(text: str, one: HeadCount) -> bool:
    """«посмотрели 1460 зрителей» in a story; not those of many years."""
    if one.kind is not FigureKind.AUDIENCE or _MANY_YEARS.search(text, *one.sentence):
        return False
    if not one.unit:
        return _WATCHERS.search(text, one.sentence[0], one.start) is not None
    bracketed = inside_parentheses(text, one.sentence[0], one.start)
    return not bracketed or AUDIENCE_UNIT.match(one.unit) is not None  # «посетили завод (7 тысяч работников)»


def _stands_alone(text: str, one: HeadCount) -> bool:
    """A sentence of its own, «112 участников», counts all who are named before it."""
    around = text[one.sentence[0] : one.start] + text[one.end : one.sentence[1]]
    return one.kind is FigureKind.GROUP and bool(ANYBODY.match(one.unit)) and not re.search(r"[\w(]", around)


def _sum_up(plain: Plain, found: list[HeadCount]) -> Counts:
    alone = [one for one in found if _stands_alone(plain.text, one)]
    if len(alone) == 1:
        alone[0].kind = FigureKind.TOTAL
    totals = [one for one in found if one.kind is FigureKind.TOTAL]
    audience = [one for one in found if one.kind is FigureKind.AUDIENCE]
    _move_guests(plain.text, found, totals, audience)
    partial = False
    if totals:
        best = next((one for one in totals if one.strong), totals[0])
        counted = _sides(plain.text, best, found) or _named_together(plain.text, best, found)
    else:
        parts = [one for one in found if one.kind is FigureKind.GROUP]
        partial = bool(parts) and not _are_all(plain.text, parts, found)
        if partial and (lone := _lone_persons(plain.text, parts, found)):
            parts, partial = sorted([*parts, *lone], key=lambda one: one.start), False
            found = sorted([*found, *lone], key=lambda one: one.start)
        counted = [] if partial else parts
    watching = [next((one for one in audience if one.strong), audience[0])] if audience else []
    return Counts(
        participants=sum(one.number.value for one in counted) if counted else None,
        bound=_weakest(counted),
        audience=watching[0].number.value if watching else None,
        audience_bound=_weakest(watching),
        figures=tuple(
            Figure(
                value=one.number.value,
                bound=one.bound,
                kind=one.kind,
                phrase=plain.written(one.start, one.end),
                start=plain.span(one.start, one.end)[0],
                end=plain.span(one.start, one.end)[1],
            )
            for one in found
            if one.kind is not None
        ),
        summed=len(counted) > 1,
        partial=partial,
    )


def _are_all(text: str, parts: list[HeadCount], found: list[HeadCount]) -> bool:
    """Whether nobody took part but those the groups count."""
    first = (parts[0].start, parts[0].end)
    if groups.are_their_members(text, first, parts[0].unit):
        text = " " * parts[0].start + text[parts[0].start :]  # «Команда «Кубань», 19 спортсменок, 4 тренера»
    elif len(parts) == 1 and groups.are_named_before(text, first, parts[0].unit):
        return True
    return groups.cover_all(
        text,
        [(one.start, one.end) for one in parts],
        [(one.start, one.end) for one in found if one.kind in (FigureKind.AUDIENCE, FigureKind.SUBSET)],
        [(one.start, one.end) for one in parts if _names_own(text, one)],
    )


def _lone_persons(text: str, parts: list[HeadCount], found: list[HeadCount]) -> list[HeadCount]:
    """Each as one of the groups, where nobody else is left uncounted."""
    lone = groups.lone_persons(text, [(one.start, one.end) for one in parts])
    without = text
    for start, end in lone:
        without = without[:start] + " " * (end - start) + without[end:]
    if not lone or not _are_all(without, parts, found):
        return []
    sentence = parts[-1].sentence
    return [
        HeadCount(
            number=Number(start=start, end=end, value=1),
            start=start,
            end=end,
            bound=Bound.EXACT,
            unit=text[start:end],
            sentence=sentence,
            kind=FigureKind.GROUP,
        )
        for start, end in lone
    ]


def _names_own(text: str, one: HeadCount) -> bool:
    """«3 гостя», but not «(3 гостя)» or «3 человека», which may count who is named before."""
    bracketed = text.rfind("(", 0, one.start) > text.rfind(")", 0, one.start)
    return bool(one.unit) and not ANYBODY.match(one.unit) and not bracketed


def _move_guests(
    text: str, found: list[HeadCount], totals: list[HeadCount], audience: list[HeadCount]
) -> None:
    """«300 гостей» watched where others are counted as taking part, and where they are a crowd that nobody
    counted («около 800 гостей»); else they are the participants."""
    others = [one for one in found if one.kind in (FigureKind.GROUP, FigureKind.TOTAL)]
    if _HOSTS.search(text):
        return  # «гости – 7 человек, принимающая сторона – 5»: two sides
    for one in list(others):
        if (
            one.unit.startswith("слушател")
            and len(others) == 1
            and groups.names_performers(text[: one.start])
        ):
            others = []
            one.kind = FigureKind.AUDIENCE
            audience.append(one)
        elif one.guests and (
            len(others) > 1
            or (one.bound is not Bound.EXACT and one.unit.startswith("гост"))
            or _others_are_named(text, one)
        ):
            one.kind = FigureKind.AUDIENCE
            audience.append(one)
            if one in totals:
                totals.remove(one)


CROWD = 100  # so many guests watched
_HOSTS = re.compile(r"(?<!\w)(?:принимающ\w+ сторон|хозяев(?:а)?(?!\w)|наш\w+ сторон)", re.IGNORECASE)
_GUESTS = re.compile(r"(?<!\w)гост(?:и|ей)(?!\w)[^,;.\d]*[-:]\s*$", re.IGNORECASE)


def _others_are_named(text: str, one: HeadCount) -> bool:
    """«сыроделы, гости фестиваля – 20 000 чел.», «ассоциация корейцев, 1000 гостей»: those before the guests
    took part, whoever counted them."""
    label = _GUESTS.search(text, one.sentence[0], one.start)
    lead = text[one.sentence[0] : label.start() if label else one.start]
    if label and groups.names_people(lead.rstrip(" ,;")):
        return True
    return one.number.value >= CROWD and groups.names_anybody(lead)


def _sides(text: str, first: HeadCount, found: list[HeadCount]) -> list[HeadCount]:
    """The figures of a total stated side by side: «500 человек в очном формате, 1000 – в формате онлайн»."""
    line = [first, *_others_beside(text, first, found)]
    if len(line) < 2 or not all(has_side(text, one) for one in line[:2]):
        return []
    if first.number.value == sum(one.number.value for one in line[1:]):
        return []
    for one in line:
        one.kind = FigureKind.TOTAL
    return line


def _named_together(text: str, total: HeadCount, found: list[HeadCount]) -> list[HeadCount]:
    """«Всего 75 детей и 6 сопровождающих»: the label is for both."""
    together = [total]
    if not total.strong or not total.unit or ANYBODY.match(total.unit):
        return together
    for one in found[found.index(total) + 1 :]:
        joined = _AND.fullmatch(text, together[-1].end, one.start)
        if one.kind is not FigureKind.GROUP or not one.unit or joined is None:
            break
        together.append(one)
    return together


def _others_beside(text: str, first: HeadCount, found: list[HeadCount]) -> list[HeadCount]:
    return [
        one
        for one in found
        if one.sentence == first.sentence
        and one.number.start > first.number.start
        and one.kind not in (FigureKind.SUBSET, FigureKind.AUDIENCE)
        and (one.unit or has_side(text, one))
        and not inside_parentheses(text, first.end, one.start)
    ]


def _weakest(counted: list[HeadCount]) -> Bound | None:
    bounds = {one.bound for one in counted}
    if bounds >= {Bound.AT_LEAST, Bound.AT_MOST}:
        return Bound.ABOUT
    for bound in (Bound.ABOUT, Bound.AT_LEAST, Bound.AT_MOST, Bound.EXACT):
        if bound in bounds:
            return bound
    return None
