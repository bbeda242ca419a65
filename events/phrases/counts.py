"""How many people took part and how many watched, read from a participants cell."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from events.vocabulary import Bound

from . import groups
from .numerals import Number, numbers
from .people import counts_people, heads_group, key_of, modifies
from .plain import Plain, sentences


class FigureKind(StrEnum):
    TOTAL = "total"  # a stated number of participants
    AUDIENCE = "audience"  # spectators, visitors, guests
    GROUP = "group"  # one group among the participants
    SUBSET = "subset"  # part of another figure: «из них 2 участника»


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
    """`partial`: groups are counted, but others who took part are not, so there is no total."""

    participants: int | None = None
    bound: Bound | None = None
    audience: int | None = None
    audience_bound: Bound | None = None
    figures: tuple[Figure, ...] = ()
    summed: bool = False
    partial: bool = False


_AT_LEAST = (
    r"более(?: чем)?|свыше|не менее(?: чем)?|не меньше|больше|(?:как )?минимум|превы(?:сил[оаи]?|шает)|>"
)
_ABOUT = (
    r"около|порядка|примерно|приблизительно|ориентировочно|почти|до|не более(?: чем)?|максимум|в пределах|"
    r"предположительно|~|≈"
)
_NEAR = 40  # signs before a number that may hold its bound
_FAR = 300  # signs before a number that may say what it counts
_MOST = 100  # numbers; a cell with more is a table
_BOUND = re.compile(rf"(?<!\w)(?:(?P<at_least>{_AT_LEAST})|(?P<about>{_ABOUT}))(?: чем)?\s*$", re.IGNORECASE)
_AFTER_UNIT = frozenset({"и", "из", "от", "с", "со", "в", "на", "а", "или"})
_MORE_AFTER = re.compile(r"\s*(?:\+|и более|и больше|с лишним)(?!\w)?\s*", re.IGNORECASE)
_WORD = re.compile(r"\s*(?:\([^()\d]{1,20}\)\s*)?([А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*)")
_EACH = re.compile(r"(?<!\w)по\s*$", re.IGNORECASE)
_ONE_OF = re.compile(r"(?<!\w)одн\w+ из\s*$", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:-|до)\s*")
_SUBSET = re.compile(
    r"(?<!\w)(?:из (?:них|которых|числа)|в (?:их|том) числе|в т\. ?ч\.|включая|среди (?:них|которых))(?!\w)",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:(?P<strong>общ\w+|суммарн\w+|всего|итого|итогов\w+)[ :]+)?"
    r"(?:(?<!\w)(?:количество|число|численность|кол-во|охват)[ :]+(?P<who>[^.;\d]*)"
    r"|(?P<plain>участник(?:и|ов)|человек|присутствующих)(?: [^.;:\d-]{0,60})?[:-]+)"
    r"|(?P<all>(?<!\w)(?:всего|итого|общее количество|охват)(?!\w)[^.;\d]{0,80})",
    re.IGNORECASE,
)
_STATES = re.compile(r"(?:[-:)]|состав\w+)\s*$")
_LABEL_HEAD = re.compile(
    r"^\s*(?:общ\w+ )?(?:количество|число|численность|кол-во)(?: участников| человек)?", re.IGNORECASE
)
_AUDIENCE_UNIT = re.compile(r"(?:кино|теле|онлайн-|радио)?(?:зрител|посетител|болельщик)", re.IGNORECASE)
_WATCHING = re.compile(rf"(?:{_AUDIENCE_UNIT.pattern}|гост)\w*\s*[-:]\s*$", re.IGNORECASE)
_AUDIENCE_BESIDE = re.compile(r"гост|слушател|экскурсант", re.IGNORECASE)  # only beside participants
_WHO_PEOPLE = re.compile(r"участ|присутств|человек|чел\.?|люд|делегат|лиц", re.IGNORECASE)
_CAME = re.compile(
    r"(?<!\w)(?:посети(?:л[иоа]?)|посмотрел\w*|просмотрел\w*|увидел[иоа]?|ознакомил\w+с[ья])(?!\w)", re.I
)
_TOOK_PART = re.compile(
    r"(?<!\w)(?:приня(?:л\w*|ть) (?:\w+ ){0,3}?участие|участие (?:\w+ ){0,3}?приня(?:л\w*|ть)|участ(?:вова|"
    r"вуе|вую)\w*|"
    r"присутствова\w+|собрал\w*|объединил\w*|охвачен\w*|охватил\w*|зарегистрирова\w+)(?!\w)",
    re.IGNORECASE,
)
_MANY_YEARS = re.compile(
    r"ежегодно|каждый год|за (?:\d+ лет|годы|врем\w+ существ|истори)|с \d{4} г|более \d+ лет", re.I
)
_ANYBODY = re.compile(r"чел(?:овек)?|участник|лиц", re.IGNORECASE)
_SIDE = re.compile(
    r"\s*[-(]?\s*(?:(?:в |по |с )?(?:очн|заочн|дистанц|онлайн|он-лайн|офлайн|оффлайн|удален|видео)\w*|"
    r"в (?:формате|режиме)"
    r"|(?:с|со) \w+ сторон|(?:с|со) \w+[сц]кой(?!\w)|от |из |граждан|представител)",
    re.IGNORECASE,
)
_BARE_END = re.compile(
    r"\s*(?:[-.,;()]|$|(?:в|с|со|от|из)(?!\w)|(?:очн|заочн|дистанц|онлайн|офлайн)\w*)", re.IGNORECASE
)


@dataclass(slots=True)
class _Found:
    """A number that may count people, with its surroundings."""

    number: Number
    start: int  # of the bound, where there is one
    end: int  # of the unit, where there is one
    bound: Bound
    unit: str
    sentence: tuple[int, int]
    kind: FigureKind | None = None
    strong: bool = False
    guests: bool = False
    labelled: bool = False


def read_counts(text: str, *, stated_only: bool = False) -> Counts:
    """`stated_only`: for cells that tell a story, where only a labelled total and spectators count."""
    plain = Plain.of(text)
    found = _gather(plain.text)
    _judge(plain.text, found)
    if stated_only:
        found = [one for one in found if one.labelled or _watched(plain.text, one)]
    return _sum_up(plain, found)


def _gather(text: str) -> list[_Found]:
    """Every number with a people unit, and bare ones that a label may explain."""
    gathered: list[_Found] = []
    spans = list(sentences(text))
    pending: Number | None = None  # the lower end of a range
    found_numbers = list(islice(numbers(text), _MOST))
    for index, number in enumerate(found_numbers):
        following = found_numbers[index + 1] if index + 1 < len(found_numbers) else None
        if (
            following
            and _RANGE.fullmatch(text, number.end, following.start)
            and number.value < following.value
        ):
            pending = pending or number
            continue
        lower, pending = pending or number, None
        sentence = next((span for span in spans if span[0] <= lower.start < span[1]), (0, len(text)))
        before = text[max(sentence[0], lower.start - _NEAR) : lower.start]
        if _EACH.search(before) or _ONE_OF.search(before):
            continue
        start, bound = lower.start, Bound.EXACT
        if marked := _BOUND.search(before):
            start = lower.start - len(before) + marked.start()
            bound = Bound.AT_LEAST if marked["at_least"] else Bound.ABOUT
        if lower is not number:
            bound = Bound.AT_LEAST
        after = number.end
        if more := _MORE_AFTER.match(text, after):
            after, bound = more.end(), Bound.AT_LEAST
        end, unit = _unit(text, after)
        if unit or _BARE_END.match(text, after):
            gathered.append(
                _Found(Number(lower.value, lower.start, number.end), start, end, bound, unit, sentence)
            )
    return gathered


def _unit(text: str, start: int) -> tuple[int, str]:
    """Where the counted word ends, and the word: up to three adjectives may precede it, or a participle
    stands for it («2 сопровождающих»)."""
    at, participle = start, ""
    for _ in range(4):
        word = _WORD.match(text, at)
        if word is None:
            break
        if counts_people(word[1]):
            end = word.end() + (text[word.end() : word.end() + 1] == "." and word[1].lower() == "чел")
            return end, word[1].lower()
        if not modifies(word[1]):
            if key_of(word[1]) not in _AFTER_UNIT:
                participle = ""
            break
        at = word.end()
        participle = word[1].lower() if word[1].endswith(("щих", "щихся", "вших")) else ""
    return (at, participle) if participle else (start, "")


def _judge(text: str, found: list[_Found]) -> None:
    """Assigns each number its kind; numbers that do not count people keep none."""
    previous: _Found | None = None
    for one in found:
        floor = one.sentence[0]
        if previous is not None and previous.sentence == one.sentence and previous.kind is not None:
            floor = previous.end
        lead = text[max(floor, one.start - _FAR) : one.start]
        whole_lead = text[max(one.sentence[0], one.start - _FAR) : one.start]
        label = _last_label(lead)
        one.labelled = label is not None and (bool(one.unit) or len(lead) < 60 or bool(_STATES.search(lead)))
        if _SUBSET.search(_run_lead(text, one, found)) or _breaks_down(text, one, found):
            one.kind = FigureKind.SUBSET if one.unit or one.labelled else None
        elif label is not None and label["all"] and groups.goes_on_behind_bracket(text, one.end):
            one.kind = FigureKind.GROUP
        elif label is not None and one.labelled:
            one.kind, one.strong = _kind_of_label(label, one), bool(label["strong"] or label["all"])
        elif one.unit:
            one.kind = _kind_of_unit(text, one, lead, whole_lead)
        elif _WATCHING.search(lead):
            one.kind = FigureKind.AUDIENCE
        elif text[one.start - 1 : one.start] == "(" and text[one.end : one.end + 1] == ")":
            heads = re.findall(r"[А-Яа-яё-]+", re.split(r"[,;)]| и ", lead[:-1])[-1])
            one.kind = FigureKind.GROUP if any(map(heads_group, heads)) else None  # «студенты (85)»
        elif groups.counts_persons(lead):
            one.kind = FigureKind.GROUP
        elif previous is not None and previous.kind is FigureKind.GROUP and previous.sentence == one.sentence:
            one.kind = FigureKind.GROUP if _has_side(text, one) else None  # «15 волонтеров из … и 10 из …»
        if one.kind is not None:
            previous = one


def _watched(text: str, one: _Found) -> bool:
    """«посмотрели 1460 зрителей» in a story; not those of many years."""
    return one.kind is FigureKind.AUDIENCE and bool(one.unit) and not _MANY_YEARS.search(text, *one.sentence)


def _run_lead(text: str, one: _Found, found: list[_Found]) -> str:
    """From the full stop before it: «из них студенты – 10; школьники – 20» goes on behind semicolons."""
    start = one.sentence[0]
    for other in reversed([other for other in found if other.sentence[1] <= start]):
        if text[start - 1 : start] != ";" or other.sentence[1] != start:
            break
        start = other.sentence[0]
    return text[start : one.start]


def _last_label(lead: str) -> re.Match[str] | None:
    return next(iter(reversed(list(_LABEL.finditer(lead)))), None)


def _kind_of_label(label: re.Match[str], one: _Found) -> FigureKind | None:
    who = (label["who"] or label["all"] or "").strip()
    first = re.sub(r"^(?:всего|итого|общее количество|охват)\W*", "", who, flags=re.IGNORECASE)
    if _AUDIENCE_UNIT.match(first) or (
        _AUDIENCE_BESIDE.match(first) and not first.lower().startswith("слушател")
    ):
        return FigureKind.AUDIENCE
    if _AUDIENCE_UNIT.match(one.unit) and not _WHO_PEOPLE.match(first):
        return FigureKind.AUDIENCE
    if label["plain"] and one.unit and not _ANYBODY.match(one.unit):
        return FigureKind.GROUP  # «Участники: 2 педагога и 10 обучающихся»
    words = re.findall(r"[А-Яа-яёЁ-]+", first)
    head = next((word for word in words if not modifies(word) or counts_people(word)), "")
    if one.unit or not head or counts_people(head) or _WHO_PEOPLE.match(head):
        return FigureKind.TOTAL
    return None  # «количество команд – 12»


def _kind_of_unit(text: str, one: _Found, lead: str, whole_lead: str) -> FigureKind:
    rest = text[one.end : one.sentence[1]]
    if _AUDIENCE_UNIT.match(one.unit):
        return FigureKind.AUDIENCE
    if _CAME.search(lead) or (not whole_lead.strip() and _CAME.match(rest.lstrip())):
        return FigureKind.AUDIENCE
    heads = re.findall(r"[А-Яа-я-]+", re.split(r"[,;]| и ", lead)[-1])[:2]
    if any(_AUDIENCE_UNIT.match(word) for word in heads):
        return FigureKind.AUDIENCE
    one.guests = any(_AUDIENCE_BESIDE.match(word) for word in (one.unit, *heads[:1]))
    tells = _TOOK_PART.search(whole_lead) or (not lead.strip() and _TOOK_PART.search(rest[:60]))
    if tells and _ANYBODY.match(one.unit):
        return FigureKind.TOTAL
    return FigureKind.GROUP


def _breaks_down(text: str, one: _Found, found: Iterable[_Found]) -> bool:
    """Whether the number stands in parentheses or behind a colon after the number it is part of."""
    opening = text.rfind("(", one.sentence[0], one.start)
    bracketed = opening >= 0 and ")" not in text[opening : one.start]
    lead = _run_lead(text, one, list(found))
    for other in found:
        if other is one:
            break
        if other.kind is None or other.number.start < one.start - len(lead):
            continue
        if other.kind is not FigureKind.SUBSET and re.match(r"[^,;:()]{0,60}:", text[other.end : one.start]):
            return True
        if not bracketed or other.sentence != one.sentence or other.number.start > opening:
            continue
        between = text[other.end : opening]
        if other.kind is FigureKind.TOTAL or (")" not in between and not re.search(r"[,;]| и ", between)):
            return True
    return False


def _stands_alone(text: str, one: _Found) -> bool:
    """A sentence of its own, «112 участников», counts all who are named before it."""
    around = text[one.sentence[0] : one.start] + text[one.end : one.sentence[1]]
    return one.kind is FigureKind.GROUP and bool(_ANYBODY.match(one.unit)) and not re.search(r"[\w(]", around)


def _sum_up(plain: Plain, found: list[_Found]) -> Counts:
    alone = [one for one in found if _stands_alone(plain.text, one)]
    if len(alone) == 1:
        alone[0].kind = FigureKind.TOTAL
    totals = [one for one in found if one.kind is FigureKind.TOTAL]
    audience = [one for one in found if one.kind is FigureKind.AUDIENCE]
    _move_guests(found, totals, audience)
    partial = False
    if totals:
        best = next((one for one in totals if one.strong), totals[0])
        counted = _sides(plain.text, best, found) or [best]
    else:
        parts = [one for one in found if one.kind is FigureKind.GROUP]
        partial = bool(parts) and not groups.cover_all(
            plain.text,
            [(one.start, one.end) for one in parts],
            [(one.start, one.end) for one in audience],
        )
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


def _move_guests(found: list[_Found], totals: list[_Found], audience: list[_Found]) -> None:
    """«300 гостей» watched where others are counted as taking part; alone they are the participants."""
    others = [one for one in found if one.kind in (FigureKind.GROUP, FigureKind.TOTAL)]
    for one in list(others):
        if one.guests and len(others) > 1:
            one.kind = FigureKind.AUDIENCE
            audience.append(one)
            if one in totals:
                totals.remove(one)


def _sides(text: str, first: _Found, found: list[_Found]) -> list[_Found]:
    """The figures of a total stated side by side: «500 человек в очном формате, 1000 – в формате онлайн»."""
    line = [first, *_others_beside(text, first, found)]
    if len(line) < 2 or not all(_has_side(text, one) for one in line[:2]):
        return []
    if first.number.value == sum(one.number.value for one in line[1:]):
        return []
    for one in line:
        one.kind = FigureKind.TOTAL
    return line


def _others_beside(text: str, first: _Found, found: list[_Found]) -> list[_Found]:
    return [
        one
        for one in found
        if one.sentence == first.sentence
        and one.number.start > first.number.start
        and one.kind not in (FigureKind.SUBSET, FigureKind.AUDIENCE)
        and (one.unit or _has_side(text, one))
        and not _inside_parentheses(text, first.end, one.start)
    ]


def _inside_parentheses(text: str, start: int, end: int) -> bool:
    return text.count("(", start, end) > text.count(")", start, end)


def _has_side(text: str, one: _Found) -> bool:
    before = text[one.sentence[0] : one.start].rstrip(" -:").rsplit(",", 1)[-1].rsplit(":", 1)[-1]
    return bool(_SIDE.match(text, one.end) or _SIDE.match(_LABEL_HEAD.sub("", before)))


def _weakest(counted: list[_Found]) -> Bound | None:
    bounds = {one.bound for one in counted}
    for bound in (Bound.ABOUT, Bound.AT_LEAST, Bound.EXACT):
        if bound in bounds:
            return bound
    return None
