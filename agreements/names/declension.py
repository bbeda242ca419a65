"""Proposes the six cases of a name new to the registry, and the nominative of one found in another case.

Only the first noun with the adjectives before it declines («Министерства культуры»), and a second name
after a spaced dash («Кемеровской области – Кузбасса»). A person proofreads the proposal.
"""

import re
from typing import Any, NamedTuple

from .morphology import analyser

_CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SECOND = re.compile(r"\s[–—-]\s")
_APPOSITION = re.compile(r"Республика\b", re.IGNORECASE)
_ADJECTIVAL = frozenset({"ADJF", "PRTF"})


class Phrase(NamedTuple):
    """The words that decline: adjectives and the noun, each with where it stands."""

    adjectives: tuple[tuple[int, int, Any], ...]
    noun: tuple[int, int, Any]


def decline(name: str) -> tuple[str, ...]:
    """The six cases in the order of CASES; the name itself six times when nothing in it declines."""
    # «Республики Северная Осетия – Алания»: what follows «Республика» stands in apposition
    joined = bool(_APPOSITION.match(name))
    parts = [name] if joined else _SECOND.split(name)
    dashes = [] if joined else _SECOND.findall(name)
    declined = [_decline_part(part) for part in parts]
    return tuple(
        "".join(forms[case] + (dashes[i] if i < len(dashes) else "") for i, forms in enumerate(declined))
        for case in range(6)
    )


def nominative(phrase: str, case: str = "ablt", *, singular: bool = False) -> str:
    """The phrase put into the nominative: «Администрацией Смоленской области» → «Администрация …».

    `singular` takes «Администрациями» to «Администрация» too.
    """
    found = _head(phrase, case)
    if found is None:
        return phrase
    noun = found.noun[2]
    target = {"nomn", "sing"} if singular else {"nomn"}
    noun_form = noun.inflect(target)
    if noun_form is None:
        return phrase
    changed = [(found.noun[0], found.noun[1], noun_form.word)]
    for start, end, adjective in found.adjectives:
        form = adjective.inflect(_agreeing(noun_form, "nomn"))
        changed.append((start, end, form.word if form else phrase[start:end].lower()))
    return _replaced(phrase, changed)


def _decline_part(name: str) -> list[str]:
    found = _head(name, "nomn")
    if found is None:
        return [name] * 6
    forms = []
    for case in _CASES:
        start, end, noun = found.noun
        changed = []
        form = noun.inflect({case})
        changed.append((start, end, form.word if form else name[start:end].lower()))
        for first, last, adjective in found.adjectives:
            inflected = adjective.inflect(_agreeing(noun, case))
            changed.append((first, last, inflected.word if inflected else name[first:last].lower()))
        forms.append(_replaced(name, changed))
    return forms


def _agreeing(noun: Any, case: str) -> set[str]:
    # Bodies and places are inanimate: «в Ненецкий округ», never «Ненецкого округ».
    if noun.tag.number == "plur" or noun.tag.gender is None:
        return {case, "plur"} | ({"inan"} if case == "accs" else set())
    return {case, "sing", noun.tag.gender} | (
        {"inan"} if case == "accs" and noun.tag.gender == "masc" else set()
    )


def _head(phrase: str, case: str) -> Phrase | None:
    adjectives: list[tuple[int, int, Any]] = []
    words = list(_WORD.finditer(phrase))
    for number, match in enumerate(words):
        between = phrase[adjectives[-1][1] : match.start()] if adjectives else ""
        if between.strip(" \t\n\u00a0,и"):
            return None
        if match[0].isupper() and len(match[0]) > 1:
            return None  # an abbreviation does not decline
        nouns, qualifying = _parses(match[0], case)
        if qualifying and nouns and number + 1 < len(words):
            # «Главное управление»: «главное» is a noun in the dictionary too
            following = words[number + 1]
            more = _parses(following[0], case)
            is_noun = bool(phrase[match.end() : following.start()].strip()) or not (more[0] or more[1])
        else:
            is_noun = not qualifying
        if nouns and is_noun:
            return Phrase(tuple(adjectives), (match.start(), match.end(), nouns[0]))
        if qualifying:
            adjectives.append((match.start(), match.end(), qualifying[0]))
        elif not (match[0] == "и" and adjectives):
            return None
    return None


def _parses(word: str, case: str) -> tuple[list[Any], list[Any]]:
    """Readings as a noun and as an adjective, likeliest first."""
    parses = [parse for parse in analyser().parse(word.lower()) if case in parse.tag]
    nouns = [p for p in parses if "NOUN" in p.tag and "Surn" not in p.tag and "Name" not in p.tag]
    return nouns, [p for p in parses if p.tag.POS in _ADJECTIVAL]


def _replaced(text: str, changed: list[tuple[int, int, str]]) -> str:
    for start, end, word in sorted(changed, reverse=True):
        text = text[:start] + _like(text[start:end], word) + text[end:]
    return text


def _like(model: str, word: str) -> str:
    """`word` with the capitals of `model`, part by part, and without a ё the model's stem does not have."""
    if "ё" not in model.lower():
        word = word.replace("ё", "е")
    if model.isupper() and len(model) > 1:
        return word.upper()
    parts = word.split("-")
    capitals = [part[:1].isupper() for part in model.split("-")]
    return "-".join(
        part[:1].upper() + part[1:] if i < len(capitals) and capitals[i] else part
        for i, part in enumerate(parts)
    )
