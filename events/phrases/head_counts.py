"""The numbers of a participants cell that may count people, each with its bound and what it counts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from agreements.names.morphology import is_known
from events.vocabulary import Bound

from .numerals import Number, numbers
from .people import counts_people, cut_short, is_collective, key_of, may_be_firms, modifies, parse
from .plain import Plain, mask_quotes, sentences


class FigureKind(StrEnum):
    TOTAL = "total"  # a stated number of participants
    AUDIENCE = "audience"  # spectators, visitors, guests
    GROUP = "group"  # one group among the participants
    SUBSET = "subset"  # part of another figure: «из них 2 участника»


@dataclass(slots=True)
class HeadCount:
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


_AT_LEAST = (
    r"более(?: чем)?|свыше|св\.|не мен(?:ее|\.)(?: чем)?|не меньше|больше|(?:как )?минимум|мин\.|"
    r"превы(?:сил[оаи]?|шает)|>=?|≥"
)
_AT_MOST = (
    r"до|не (?:более|больше)(?: чем)?|не (?:свыше|превыша\w+|превысил\w*)|менее(?: чем)?|меньше(?: чем)?|"
    r"максимум|макс\.|в пределах|<=?|≤"
)
_ABOUT = (
    r"около|ок\.|порядка|примерно|прибл\.|приблизительно|ориентировочно|ориент\.|почти|предположительно|~|≈"
)
_NEAR = 40  # signs before a number that may hold its bound
_MOST = 100  # numbers; a cell with more is a table
_BOUND = re.compile(
    rf"(?<!\w)(?:(?P<at_least>{_AT_LEAST}|(?:(?<=[(,:;-] )|(?<=[(,:;])|(?<=^))от)|"
    rf"(?P<at_most>{_AT_MOST})|(?P<about>{_ABOUT}))(?: чем)?\s*$",
    re.IGNORECASE,
)
_AFTER_UNIT = frozenset({"и", "из", "от", "с", "со", "в", "на", "а", "или"})
_MORE_AFTER = re.compile(r"\s*(?:\+(?!\s*\d)|и более|и больше|с лишним)(?!\w)?\s*", re.IGNORECASE)
_WORD = re.compile(r"\s*(?:\([^()\d]{1,20}\)\s*)?([А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*)")
_ONE_OF = re.compile(r"(?<!\w)одн\w+ из\s*$", re.IGNORECASE)
_YEAR_LABEL = re.compile(r"(?<!\d)((?:19|20)\d\d)(?: ?г\.?| год\w?)?\s*[-:]\s*(?=\d)")
_YEAR_BEFORE = re.compile(r"(?<!\d)(?:19|20)\d\d(?: ?г\.?| год\w?)?\s*[-:]\s*$")
_COLLECTIVE = re.compile(r"двое|двоих|(?:тр|четвер|пятер|шестер|семер|восьмер|девятер)(?:о|ое|ых|оих)", re.I)
_RANGE = re.compile(r"\s*(?:-|до|,?\s(?:но|и|а)\sне (?:более|больше)(?: чем)?)\s*", re.IGNORECASE)
_PLUS = re.compile(r"\s*\+\s*")
_BARE_END = re.compile(
    r"\s*(?:[-.,;()]|$|(?:в|с|со|от|из)(?!\w)|"
    r"(?:по )?(?:очн|заочн|дистанц|онлайн|офлайн|видео|удален|личн|подключил|присоединил)\w*)",
    re.IGNORECASE,
)


def head_counts(text: str) -> list[HeadCount]:
    """Every number with a people unit, and bare ones that their surroundings may explain."""
    gathered: list[HeadCount] = []
    spans = list(sentences(text))
    by_year = len(set(_YEAR_LABEL.findall(text))) > 1  # «2024 – 150 чел., 2023 – 120 чел.»: which is meant?
    pending: Number | None = None  # the lower end of a range, the first of «15+3»
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
        if following and _PLUS.fullmatch(text, number.end, following.start):
            found_numbers[index + 1] = following._replace(
                value=number.value + following.value, start=number.start
            )
            continue
        lower, pending = pending or number, None
        sentence = next((span for span in spans if span[0] <= lower.start < span[1]), (0, len(text)))
        before = text[max(sentence[0], lower.start - _NEAR) : lower.start]
        if _ONE_OF.search(before) or (by_year and _YEAR_BEFORE.search(before)):
            continue
        bound = Bound.AT_LEAST if lower is not number else Bound.EXACT
        after = number.end
        if more := _MORE_AFTER.match(text, after):
            after, bound = more.end(), Bound.AT_LEAST
        end, unit = _unit(text, after)
        if not unit and _COLLECTIVE.fullmatch(text, lower.start, number.end):
            unit = "человек"  # «двое кинологов», «трое из Хатанги»: said of people alone
        if not (unit or _BARE_END.match(text, after)):
            continue
        counted = Number(lower.value, lower.start, number.end, lower.rough)
        if _EACH.search(before):
            previous = next((one for one in reversed(found_numbers[:index]) if one.end < lower.start), None)
            shared = _all_shares(text, counted, previous, following, end, unit)
            if shared is None:
                continue
            counted, end, unit = shared
            before = text[max(sentence[0], counted.start - _NEAR) : counted.start]
        start = counted.start
        if marked := _BOUND.search(before):
            start -= len(before) - marked.start()
            if bound is Bound.EXACT:
                bound = Bound(marked.lastgroup or Bound.ABOUT)
        elif counted.rough and bound is Bound.EXACT:
            bound = Bound.ABOUT
        gathered.append(HeadCount(counted, start, end, bound, unit, sentence))
    return gathered


def _unit(text: str, start: int) -> tuple[int, str]:
    """Where the counted word ends, and the word: up to three adjectives may precede it, or a participle
    stands for it («2 сопровождающих»)."""
    at, participle = start, ""
    for _ in range(4):
        word = _WORD.match(text, at)
        if word is None:
            break
        dotted = text[word.end() : word.end() + 1] == "."
        if counts_people(word[1]) or (dotted and cut_short(word[1])):
            return word.end() + (dotted and cut_short(word[1])), word[1].lower()
        if not modifies(word[1]):
            if key_of(word[1]) not in _AFTER_UNIT:
                participle = ""
            break
        at = word.end()
        participle = word[1].lower() if word[1].endswith(("щих", "щихся", "вших")) else ""
    return (at, participle) if participle else (start, "")


# --- equal shares: «3 команды по 10 человек»

_EACH = re.compile(r"(?<!\w)по\s*$", re.IGNORECASE)
_SHARED_BY = re.compile(r"\s+(?P<who>\w+)(?: [\w-]+){0,2}\s*\(?\s*по\s*", re.IGNORECASE)
_SHARES = re.compile(
    r"смен|заезд|поток|отделени|экипаж|класс|школ|вуз|регион|район|област|стран|сторон|кра[йеяё]|республик|"
    r"округ|бригад",
    re.IGNORECASE,
)
_OF_EACH = re.compile(r"\s*(?:(?:от|из|с|со) (?:кажд\w+ из )?|(?:в|на) кажд\w+ из )", re.IGNORECASE)
_ONE_MORE = re.compile(r"\s+и\s+(?:г\.\s*)?[А-ЯЁ][\w-]+")  # «каждой из двух областей и Москвы»
_BOTH_AFTER = re.compile(r"\s*(?:с|со|от|из) (?:(?:каждой|обеих|двух) сторон\w?|сторон)(?!\w)", re.IGNORECASE)
_BOTH_BEFORE = re.compile(r"(?:с|со|от|из) (?:каждой|обеих|двух) сторон\w?\s*[-:]?\s*по\s*$", re.IGNORECASE)


def _all_shares(
    text: str, share: Number, previous: Number | None, following: Number | None, end: int, unit: str
) -> tuple[Number, int, str] | None:
    """All shares together, with the end of the phrase and the unit; None where their number is not said."""
    if previous is not None:
        shared = _SHARED_BY.fullmatch(text, previous.end, share.start)
        if shared and (is_collective(shared["who"]) or _SHARES.match(shared["who"])):
            whole = Number(previous.value * share.value, previous.start, share.end, share.rough)
            return whole, end, unit or "участников"
    if following is not None and _OF_EACH.fullmatch(text, end, following.start):
        who = _WORD.match(text, following.end)
        if who and (is_collective(who[1]) or _SHARES.match(who[1])):
            more = _ONE_MORE.match(text, who.end())
            shares = following.value + (more is not None)
            end = more.end() if more else who.end()
            return share._replace(value=shares * share.value), end, unit or "участников"
    if after := _BOTH_AFTER.match(text, end):
        return share._replace(value=2 * share.value), after.end(), unit or "участников"
    if _BOTH_BEFORE.search(text, 0, share.start):
        return share._replace(value=2 * share.value), end, unit or "участников"
    return None


# --- what was not read

_VAGUE = re.compile(
    r"(?<!\w)(?:(?:несколько|нескольких|многие|многих|пара|пару) )?"
    r"(?:десятки|десятков|сотни|сотен|тысячи|тысяч)(?: тысяч)?(?!\w)",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"(?<![\w№.,-])(?<!№ )\d+(?:[.,-]\d+)*")
_AGES = re.compile(r"(?:от\s+)?\d+(?:\s*-\s*|\s+до\s+)\d+(?=\s*(?:лет|год|класс))", re.IGNORECASE)
_SHORT_WORD = 4  # letters: shorter ones are cut or signs
_THING = re.compile(r"\s*(?!тыс|млн)(?P<word>[А-Яа-яA-Za-z]{3,})(?P<dot>\.)?", re.IGNORECASE)


def vague_count(text: str) -> str:
    """«сотни зрителей», as written; empty where every count is a number."""
    plain = Plain.of(text)
    known = list(numbers(plain.text))
    for vague in _VAGUE.finditer(plain.text):
        end, unit = _unit(plain.text, vague.end())
        if unit and not any(number.start < vague.end() and vague.start() < number.end for number in known):
            return plain.written(vague.start(), end)
    return ""


def holds_unread_number(text: str) -> bool:
    """Whether a number counts people or says not what it counts: «12/40», «команды по 10 человек»."""
    masked = _AGES.sub(" ", mask_quotes(Plain.of(text).text))
    return any(
        _unit(masked, digits.end())[1] or not _counts_things(masked, digits.end())
        for digits in _DIGITS.finditer(masked)
    )


def unread_numbers(text: str, known: Sequence[tuple[int, int]]) -> list[str]:
    """The numbers beside those at `known` that count people or say not what they count, as written."""
    plain = Plain.of(text)
    masked = mask_quotes(plain.text)
    left: list[str] = []
    for digits in _DIGITS.finditer(masked):
        start, end = plain.span(*digits.span())
        if any(start < last and first < end for first, last in known):
            continue
        if _unit(masked, digits.end())[1] or not _counts_things(masked, digits.end()):
            left.append(plain.written(*digits.span()))
    return left


def misspelt_units(text: str) -> list[str]:
    """«4200 зртелей»: a number and a word behind it that no dictionary knows, as written."""
    plain = Plain.of(text)
    masked = mask_quotes(plain.text)
    found = []
    for digits in _DIGITS.finditer(masked):
        thing = _THING.match(masked, digits.end())
        word = thing["word"] if thing else ""
        is_unknown = len(word) > _SHORT_WORD and word.islower() and not is_known(key_of(word))
        if thing and is_unknown and not thing["dot"] and not _unit(masked, digits.end())[1]:
            found.append(plain.written(digits.start(), thing.end()))
    return found


def _counts_things(text: str, at: int) -> bool:
    thing = _THING.match(text, at)
    if thing is None or may_be_firms(thing["word"]):
        return False
    return not thing["dot"] or (len(thing["word"]) > 3 and parse(key_of(thing["word"]))[0].case == "gent")
