"""Names of people in a text, and their nominative."""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from agreements.names.morphology import analyser

_SURNAME = r"[А-ЯЁ][а-яё'’]+(?:-[А-ЯЁ]?[а-яё'’]+)*"
_INITIALS = r"[А-ЯЁ]\.(?:\s{0,3}[А-ЯЁ](?:\.|(?=\s)))?"
_BY_INITIALS = re.compile(
    rf"(?<![\w.])(?:(?P<initials>{_INITIALS})\s{{0,3}}(?P<surname>{_SURNAME})"
    rf"|(?P<surname2>{_SURNAME})\s{{1,3}}(?P<initials2>[А-ЯЁ]\.(?:\s?[А-ЯЁ]\.)?)"
    # «области В.Н. Анохин»: the word before initials is no surname where one follows them
    r"(?!\s{0,3}[А-ЯЁ]))(?!\w)"
)
_PATRONYMIC = r"[А-ЯЁ][а-яё]+(?:вич|вича|вичу|вичем|виче|ич|ича|ичу|ичем|вна|вны|вне|вну|вной|чна|чны|чной)"
_IN_FULL = re.compile(
    rf"(?<!\w)(?:(?P<surname>{_SURNAME})\s{{1,3}}(?P<rest>[А-ЯЁ][а-яё]+\s{{1,3}}{_PATRONYMIC})"
    rf"|(?P<rest2>[А-ЯЁ][а-яё]+\s{{1,3}}{_PATRONYMIC})\s{{1,3}}(?P<surname2>{_SURNAME}))(?!\w)"
)
_LEFT = 4  # letters of a surname that no case changes, for one that long


class Name(NamedTuple):
    start: int
    end: int
    surname: str
    rest: str  # initials, or the first name and patronymic
    surname_first: bool


def find_names(text: str) -> Iterator[Name]:
    """From left to right: «В.Н. Анохин», «Анохин В.Н.», «Анохин Василий Николаевич»."""
    found = [*map(_name, _BY_INITIALS.finditer(text)), *map(_name, _IN_FULL.finditer(text))]
    end = 0
    for name in sorted(found, key=lambda name: (name.start, -name.end)):
        if name.start >= end:
            yield name
            end = name.end


def _name(found: re.Match[str]) -> Name:
    groups = found.groupdict()
    first = groups.get("surname2") is not None if "initials" in groups else groups["surname"] is not None
    surname = groups["surname"] or groups["surname2"]
    if "initials" in groups:
        rest = groups["initials"] or groups["initials2"]
    else:
        rest = groups["rest"] or groups["rest2"]
    return Name(found.start(), found.end(), surname, " ".join(rest.split()), first)


def initials_of(rest: str) -> str:
    return "".join(re.findall(r"[А-ЯЁ]", rest))


def same_person(one: Name, other: Name) -> bool:
    """By initials as far as both have them, and the part of the surname that no case changes."""
    mine, theirs = initials_of(one.rest), initials_of(other.rest)
    if not (mine.startswith(theirs) or theirs.startswith(mine)):
        return False
    first, second = one.surname.lower().replace("ё", "е"), other.surname.lower().replace("ё", "е")
    shared = max(3, min(len(first), len(second)) - 2)
    return abs(len(first) - len(second)) <= 3 and first[:shared] == second[:shared]


def name_in_nominative(name: Name, cases: Collection[str]) -> str:
    """`cases`: those the name may stand in."""
    surname = name.surname if "nomn" in cases else _declined(name.surname, tuple(sorted(cases)))
    rest = name.rest if "." in name.rest else _first_names(name.rest, tuple(sorted(cases)))
    if "." in rest:
        rest = re.sub(r"([А-ЯЁ])\.?\s*", r"\1.", rest)
    return f"{surname} {rest}" if name.surname_first else f"{rest} {surname}"


def _first_names(words: str, cases: tuple[str, ...]) -> str:
    return words if "nomn" in cases else " ".join(_declined(word, cases) for word in words.split())


@lru_cache(maxsize=4096)
def _declined(word: str, cases: tuple[str, ...]) -> str:
    """In the nominative; as it is where the dictionary knows no such form of it."""
    first, dash, last = word.rpartition("-")
    if dash and len(first) > 2:
        return f"{_declined(first, cases)}-{_declined(last, cases)}"
    forms = [
        form
        for form in analyser().parse(word.lower())
        if form.tag.number == "sing" and form.tag.case in cases and form.tag.POS in ("NOUN", "ADJF")
    ]
    for form in sorted(forms, key=_unlike_a_name):
        if (nominative := form.inflect({"nomn"})) is not None:
            changed = str(nominative.word)
            if "ё" not in word.lower():
                changed = changed.replace("ё", "е")  # as the document writes
            return "-".join(part.capitalize() for part in changed.split("-"))
    return _without_ending(word, cases)


_ENDINGS = {"ablt": ("ом", "ем"), "gent": ("а",), "accs": ("а",), "datv": ("у",)}


def _without_ending(word: str, cases: tuple[str, ...]) -> str:
    """A foreign name the dictionary cannot even guess declines like a noun that ends in a consonant."""
    for case in cases:
        for ending in _ENDINGS.get(case, ()):
            stem = word.removesuffix(ending)
            if stem != word and len(stem) > 3 and stem[-1] not in "аеёиоуыэюяйьъ":
                return stem
    return word


def _unlike_a_name(form: Any) -> tuple[bool, bool, bool]:
    is_name = any(mark in form.tag for mark in ("Surn", "Name", "Patr"))
    return not is_name, form.tag.POS != "NOUN", "anim" not in form.tag
