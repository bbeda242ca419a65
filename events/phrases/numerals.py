"""Numbers in a text: digits with spaced thousands, «1,5 тыс.», numerals in words («двадцать пять»)."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_DIGITS = re.compile(
    r"(?<![\w№])(?<!\d[.,])(?<!№ )"
    r"(?P<number>\d{1,3}(?P<group>[ .,])\d{3}(?:(?P=group)\d{3})*(?!\d)|\d+(?:[.,]\d+)?)"
    r"(?P<case>-?(?:х|ти|ми|м|е|ю))?(?:(?!\w|[.,]\d)|(?=чел))"
    r"(?P<scale> ?(?:(?:тыс|млн)(?:\.|(?!\w))|тысяч(?:[аиу]|ами)?(?!\w)))?",
    re.IGNORECASE,
)
_FORMS: dict[int, str] = {
    1: "один одна одного одной одному одним",
    2: "два две двух двое двоих двум двумя двоим",
    3: "три трех трое троих трем тремя троим",
    4: "четыре четырех четверо четверых четырем четырьмя",
    5: "пять пяти пятеро пятерых пятью",
    6: "шесть шести шестеро шестерых шестью",
    7: "семь семи семеро семерых семью",
    8: "восемь восьми восьмеро восьмерых восемью",
    9: "девять девяти девятеро девятью",
    10: "десять десяти десятеро десятью",
    11: "одиннадцать одиннадцати",
    12: "двенадцать двенадцати",
    13: "тринадцать тринадцати",
    14: "четырнадцать четырнадцати",
    15: "пятнадцать пятнадцати",
    16: "шестнадцать шестнадцати",
    17: "семнадцать семнадцати",
    18: "восемнадцать восемнадцати",
    19: "девятнадцать девятнадцати",
    20: "двадцать двадцати двадцатью",
    30: "тридцать тридцати тридцатью",
    40: "сорок сорока",
    50: "пятьдесят пятидесяти",
    60: "шестьдесят шестидесяти",
    70: "семьдесят семидесяти",
    80: "восемьдесят восьмидесяти",
    90: "девяносто девяноста",
    100: "сто ста",
    200: "двести двухсот",
    300: "триста трехсот",
    400: "четыреста четырехсот",
    500: "пятьсот пятисот",
    600: "шестьсот шестисот",
    700: "семьсот семисот",
    800: "восемьсот восьмисот",
    900: "девятьсот девятисот",
}
_ROUND_FORMS: dict[int, str] = {  # nouns that are counted themselves: «три десятка»
    10: "десяток десятка десятку десятком десятки десятков",
    12: "дюжина дюжины дюжину",
    100: "сотня сотни сотню сотней сотен",
    1000: "тысяча тысячи тысяч тысячу тысячей",
}
_ROUND = {form: value for value, forms in _ROUND_FORMS.items() for form in forms.split()}
_PLURAL = frozenset(_ROUND) - {
    *("десяток", "десятком", "дюжина", "дюжину", "сотня", "сотню", "сотней", "тысяча", "тысячу", "тысячей")
}
_HALVES = {"полсотни": 50, "полусотни": 50, "полтысячи": 500}
_WORDS: dict[str, float] = {form: value for value, forms in _FORMS.items() for form in forms.split()}
_WORDS |= {"полтора": 1.5, "полторы": 1.5, "полутора": 1.5} | _ROUND | _HALVES
# «около сотни» is one hundred, «сотни зрителей» are who knows how many
_ONE_OF_THEM = re.compile(
    r"(?<!\w)(?:около|более|больше|свыше|порядка|менее|меньше|до|с|ок\.|св\.)(?: чем)?\s+$", re.IGNORECASE
)
_BEFORE = 40  # signs: «более чем» with the blanks around it
_ONE_WORD = "(?:" + "|".join(sorted(_WORDS, key=len, reverse=True)) + r")(?!\w)(?: +с +половиной(?!\w))?"
_WORD_RUN = re.compile(rf"(?<!\w){_ONE_WORD}(?: +{_ONE_WORD})*", re.IGNORECASE)


_LARGEST = 1_000_000_000  # no head-count


class Number(NamedTuple):
    value: int
    start: int
    end: int
    rough: bool = False  # «полторы сотни», «три десятка»


@lru_cache(maxsize=512)
def _in_words(run: str) -> int | None:
    total, group, last = 0.0, 0.0, float("inf")
    for word in re.sub(r"с +половиной", "половиной", run.lower()).split():
        if word == "половиной":
            group += 0.5
            continue
        value = _WORDS[word]
        if value == 1000:
            total, group, last = total + (group or 1) * 1000, 0.0, float("inf")
        elif word in _ROUND:
            if group >= 20:
                return None
            group, last = (group or 1) * value, value
        elif value >= last or (10 <= group % 100 < 20):
            return None  # «два три»: no one number
        else:
            group, last = group + value, value if value >= 20 else 0
    number = total + group
    return int(number) if number == int(number) else None


def numbers(text: str) -> Iterator[Number]:
    """Whole numbers from left to right; a number after «№» is a name, not a number."""
    digits = _joined_thousands(
        text, [number for match in _DIGITS.finditer(text) if (number := _read_digits(match))]
    )
    words = []
    for match in _WORD_RUN.finditer(text):
        value, run = _in_words(match[0]), match[0].lower().split()
        before = bisect_right(digits, match.start(), key=lambda number: number.start)
        if value is None or (before and match.start() < digits[before - 1].end):
            continue
        if run[0] in _PLURAL and not _ONE_OF_THEM.search(
            text, max(0, match.start() - _BEFORE), match.start()
        ):
            continue
        rough = any(word in _HALVES or _ROUND.get(word, 1000) < 1000 for word in run)
        words.append(Number(value, match.start(), match.end(), rough))
    yield from sorted(digits + words, key=lambda number: number.start)


def _joined_thousands(text: str, digits: list[Number]) -> list[Number]:
    """«1 тыс. 200 чел.» is one number."""
    joined: list[Number] = []
    for number in digits:
        before = joined[-1] if joined else None
        if (
            before
            and before.value % 1000 == 0
            and number.value < 1000
            and re.search(r"тыс[а-я.]*$", text[before.start : before.end], re.IGNORECASE)
            and text[before.end : number.start].isspace()
        ):
            joined[-1] = Number(before.value + number.value, before.start, number.end)
        else:
            joined.append(number)
    return joined


def _read_digits(match: re.Match[str]) -> Number | None:
    scale = (match["scale"] or "").strip().lower()
    factor = 1_000_000 if scale.startswith("млн") else 1000 if scale else 1
    written = match["number"].replace(" ", "")
    if factor == 1 and match["group"]:  # «1.500 чел.»
        written = written.replace(".", "").replace(",", "")
    try:
        value = float(written.replace(",", ".")) * factor
    except ValueError:  # «1.500.000 тыс.»
        return None
    if value >= _LARGEST or value != int(value):  # infinite where the digits are very many
        return None
    return Number(int(value), match.start(), match.end())
