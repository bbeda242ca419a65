"""Numbers in a text: digits with spaced thousands, «1,5 тыс.», numerals in words («двадцать пять»)."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_DIGITS = re.compile(
    r"(?<![\w№])(?<!\d[.,])(?<!№ )(?P<number>\d{1,3}(?: \d{3})+(?!\d)|\d+(?:[.,]\d+)?)(?P<case>-?(?:х|ти|"
    r"ми|м|е|ю))?(?:(?!\w|[.,]\d)|(?=чел))"
    r"(?P<scale> ?(?:тыс\.?|тысяч[аиу]?|тысячами|млн\.?)(?!\w))?",
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
    10: "десять десяти десятеро десятью десяток",
    11: "одиннадцать одиннадцати",
    12: "двенадцать двенадцати дюжина",
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
    100: "сто ста сотня сотни",
    200: "двести двухсот",
    300: "триста трехсот",
    400: "четыреста четырехсот",
    500: "пятьсот пятисот",
    600: "шестьсот шестисот",
    700: "семьсот семисот",
    800: "восемьсот восьмисот",
    900: "девятьсот девятисот",
    1000: "тысяча тысячи тысяч тысячу",
}
_WORDS: dict[str, float] = {form: value for value, forms in _FORMS.items() for form in forms.split()}
_WORDS |= {"полторы": 1.5, "полутора": 1.5}
_WORD_RUN = re.compile(
    r"(?<!\w)(?:" + "|".join(sorted(_WORDS, key=len, reverse=True)) + r")(?!\w)"
    r"(?: +(?:" + "|".join(sorted(_WORDS, key=len, reverse=True)) + r")(?!\w))*",
    re.IGNORECASE,
)


_LARGEST = 1_000_000_000  # no head-count


class Number(NamedTuple):
    value: int
    start: int
    end: int


@lru_cache(maxsize=512)
def _in_words(run: str) -> int | None:
    total, group, last = 0.0, 0.0, float("inf")
    for word in run.lower().split():
        value = _WORDS[word]
        if value == 1000:
            total, group, last = total + (group or 1) * 1000, 0.0, float("inf")
        elif value >= last or (10 <= group % 100 < 20):
            return None  # «два три»: no one number
        else:
            group, last = group + value, value if value >= 20 else 0
    number = total + group
    return int(number) if number == int(number) else None


def numbers(text: str) -> Iterator[Number]:
    """Whole numbers from left to right; a number after «№» is a name, not a number."""
    digits = [number for match in _DIGITS.finditer(text) if (number := _read_digits(match))]
    words = []
    for match in _WORD_RUN.finditer(text):
        value = _in_words(match[0])
        if value is not None and not any(number.start <= match.start() < number.end for number in digits):
            words.append(Number(value, match.start(), match.end()))
    yield from sorted(digits + words, key=lambda number: number.start)


def _read_digits(match: re.Match[str]) -> Number | None:
    scale = (match["scale"] or "").strip().lower()
    factor = 1_000_000 if scale.startswith("млн") else 1000 if scale else 1
    value = float(match["number"].replace(" ", "").replace(",", ".")) * factor
    if value >= _LARGEST or value != int(value):  # infinite where the digits are very many
        return None
    return Number(int(value), match.start(), match.end())
