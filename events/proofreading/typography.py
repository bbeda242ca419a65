"""Slips of the typing hand in one text: alphabets, hyphens, spaces, signs and brackets."""

import re
from collections.abc import Callable, Iterator

from agreements.names.morphology import is_known

from .lookalikes import alphabet_slips, digit_slips, numeral_slips
from .slip import Slip

_FAR = 20  # signs before a slip that may tell it is none
_SPACE = "[ \u00a0\u2009\u202f]"
_DOUBLED_SPACE = re.compile(rf"(?<=\S){_SPACE}{{2,}}(?=\S)")
_LIST_NUMBER = re.compile(r"(?:^|\n)\s*(?:\(?\d{1,3}[.)]|[-–—•])$")
_STRAY_SPACES = (
    re.compile(
        rf"(?<=[\w»\")]){_SPACE}+(?=[,;!?](?!\))|[.:](?![\w.)(]))"
    ),  # «Минск , ул.»; «файл .docx» is none
    re.compile(rf"(?<=[(«„]){_SPACE}+(?=\w)"),
    re.compile(rf"(?<=[\w.!?»]){_SPACE}+(?=[)»])"),
)
# «научно- техническом»: an adjective's first part, but not «научно- и производственно-»
_OPEN_HYPHEN = re.compile(
    rf"(?<![\w-])[А-Яа-яЁё]{{3,}}[ое]-({_SPACE}+)(?=[а-яё]{{4,}})(?!{_SPACE}*(?:либо|или)(?!\w))"
)
_UNIT = (
    r"год[ауе]?|человека?|чел\.|участник\w*|делегат\w*|январ[ья]|феврал[ья]|марта?|апрел[ья]|мая|июн[ья]|июл[ья]|"
    r"августа?|сентябр[ья]|октябр[ья]|ноябр[ья]|декабр[ья]"
)
_MISSING_SPACES = (
    re.compile(r"(?<=[А-Яа-яЁё»)])[,;](?=[А-Яа-яЁё«])"),
    re.compile(r"[»)](?=[А-Яа-яЁё]+(?![\w-]))"),
    re.compile(rf"(?<!\w)\d{{1,4}}(?=(?:{_UNIT})(?!\w))"),
)
_OPTIONAL_ENDING = re.compile(r"\w\(-?[а-яё]{1,4}$")  # «соглашение(-я)»
_SAME_MARK = re.compile(r"([,;:])\1+|(?<![.!?])\.\.(?!\.)")
_TWO_MARKS = re.compile(r"[,;:]\.(?![.\w])|,[;:]|;[,:]|:[,;]")
_LIST_LABEL = re.compile(r"(?<![^\s;,.:])(?:\d{1,3}|[А-Яа-яA-Za-z])$")  # «1)», «а)»
_EMOTICON = re.compile(r"[:;]-?[()]+")
_INITIAL = re.compile(r"(?<![\w.])([А-ЯЁ]\.\s?[А-ЯЁ])(?=\s[А-ЯЁ][а-яё]{2,})")

_HYPHENATED = re.compile(r"(?<![\w-])([А-Яа-яЁё]{2,})-\s?([а-яё]{2,})(?![\w-])")


def _frozen_hyphens(text: str) -> Iterator[Slip]:
    """A hyphen that once parted a word at the end of a line: without it there is a word, with it not two."""
    for found in _HYPHENATED.finditer(text):
        left, right = found[1].lower(), found[2].lower()
        if not is_known(left + right) or (is_known(left) and is_known(right)):
            continue
        if not is_known(f"{left}-{right}"):
            yield Slip(
                code="frozen-hyphen", start=found.start(), end=found.end(), replacement=found[1] + found[2]
            )


def _doubled_spaces(text: str) -> Iterator[Slip]:
    for found in _DOUBLED_SPACE.finditer(text):
        if not _LIST_NUMBER.search(text, max(0, found.start() - _FAR), found.start()):
            yield Slip(code="doubled-space", start=found.start(), end=found.end(), replacement=" ")


def _stray_spaces(text: str) -> Iterator[Slip]:
    places = {(found.start(), found.end()) for pattern in _STRAY_SPACES for found in pattern.finditer(text)}
    frozen = [(slip.start, slip.end) for slip in _frozen_hyphens(text)]
    for found in _OPEN_HYPHEN.finditer(text):
        if not any(start <= found.start(1) < end for start, end in frozen):
            places.add(found.span(1))
    for start, end in sorted(places):
        yield Slip(code="stray-space", start=start, end=end, replacement="")


def _missing_spaces(text: str) -> Iterator[Slip]:
    places = {found.span() for pattern in _MISSING_SPACES for found in pattern.finditer(text)}
    for start, end in sorted(places):
        if not (text[start] == ")" and _OPTIONAL_ENDING.search(text, max(0, start - _FAR), start)):
            yield Slip(code="missing-space", start=start, end=end, replacement=f"{text[start:end]} ")


def _doubled_marks(text: str) -> Iterator[Slip]:
    found = [(one.start(), one.end(), one[0][0]) for one in _SAME_MARK.finditer(text)]
    found += [(one.start(), one.end(), "") for one in _TWO_MARKS.finditer(text)]
    last = 0
    for start, end, mark in sorted(found):
        if start >= last:
            yield Slip(code="doubled-mark", start=start, end=end, replacement=mark or None)
            last = end


def _brackets(text: str) -> Iterator[Slip]:
    """The first bracket without its other half."""
    bare = _EMOTICON.sub(lambda found: " " * len(found[0]), text)
    opened: list[int] = []
    for place, sign in enumerate(bare):
        if sign == "(":
            opened.append(place)
        elif sign == ")" and opened:
            opened.pop()
        elif sign == ")" and not _LIST_LABEL.search(bare, max(0, place - 4), place):
            yield Slip(code="unbalanced-brackets", start=place, end=place + 1)
            return
    if opened:
        yield Slip(code="unbalanced-brackets", start=opened[-1], end=opened[-1] + 1)


def _initials(text: str) -> Iterator[Slip]:
    for found in _INITIAL.finditer(text):
        yield Slip(
            code="initial-without-dot", start=found.start(), end=found.end(), replacement=f"{found[1]}."
        )


_RULES: dict[str, Callable[[str], Iterator[Slip]]] = {
    "mixed-alphabets": alphabet_slips,
    "cyrillic-roman-numeral": numeral_slips,
    "letter-for-digit": digit_slips,
    "frozen-hyphen": _frozen_hyphens,
    "doubled-space": _doubled_spaces,
    "stray-space": _stray_spaces,
    "missing-space": _missing_spaces,
    "doubled-mark": _doubled_marks,
    "unbalanced-brackets": _brackets,
    "initial-without-dot": _initials,
}


TYPOGRAPHY = frozenset(_RULES)


def slips(text: str) -> Iterator[Slip]:
    for rule in _RULES.values():
        yield from rule(text)


def slips_of(code: str, text: str) -> Iterator[Slip]:
    return _RULES[code](text)
