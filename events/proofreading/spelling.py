"""Misspelt words, by the dictionaries of pymorphy3 and of hunspell, where the latter is installed.

A word is misspelt if neither dictionary has it, no name of the registry is like it and one sign makes it a
word they have. Hunspell's own program is asked, once for all unknown words of a document: it loads its
dictionary in 0.2 s, a reader of the same files in Python takes seconds, and every system has it as a package.
"""

import logging
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Collection, Iterable

from rapidfuzz.distance import OSA

from agreements.names.folding import INVISIBLE
from agreements.names.morphology import is_known, tags
from events.words.stems import stems

logger = logging.getLogger(__name__)

_PROGRAM = "hunspell"
_ARGUMENTS = ("-d", "ru_RU", "-i", "utf-8", "-a")
_TIMEOUT = 10.0  # seconds
_SHORTEST = 6  # letters; a shorter word has too many neighbours
_SHORTEST_CAPITAL = 8  # of a word that may be a name after all
_OFTEN = 3  # times; a slip of the hand is not repeated so often, a term is
_MOST_REMEMBERED = 20_000  # words
_SHORTEST_STEM = 4  # letters of a name by which its forms and adjectives are known

_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_WORD = re.compile(r"(?<![\w@/.-])[А-Яа-яЁё]+(?![\w@/-])")  # a part of a compound may be no word
# After «С.А. » or «г. » a capital begins a name, not a sentence.
_SENTENCE_START = re.compile(r"(?:^|\n)\s*(?:[-–—•]\s*)?$|[а-яё]{5}[.!?]\s+$")
_PREPOSITIONS = frozenset({"в", "во", "за", "из", "на", "от", "по", "при", "с", "со"})
# What ear and hand take for each other: vowels, voiced and voiceless, and neighbours on the keyboard
_ALIKE = ("аоеёиыэуюяй", "бп", "вф", "гкх", "дт", "жшщч", "зсц", "ьъ")
_KEYBOARD = ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю")
_NAMES = frozenset({"Name", "Surn", "Patr", "Geox", "Orgn"})
_answers: dict[str, tuple[str, ...]] = {}  # word → near words; () for a word that is right


def is_installed() -> bool:
    return shutil.which(_PROGRAM) is not None


def misspelt(texts: Iterable[str], names: Collection[str]) -> dict[str, str]:
    """Word as written → the word it should be. `names`: see name_stems."""
    counted = Counter(word for text in texts for word in _unknown_words(_INVISIBLE.sub("", text)))
    suspects = [
        word for word, times in counted.items() if times < _OFTEN and not _is_name(word.lower(), names)
    ]
    nearest = _near_words({word.lower() for word in suspects})
    found = {}
    for word in suspects:
        better = _one_sign_away(word.lower(), nearest.get(word.lower(), ()))
        if better:
            found[word] = better.capitalize() if word[0].isupper() else better
    return found


def name_stems(names: Iterable[str]) -> frozenset[str]:
    """What names of the registry are recognised by, in any case and as adjectives."""
    return frozenset(
        stem[:-2] if stem.endswith("ск") else stem
        for name in names
        for stem in stems(name).split()
        if len(stem) >= _SHORTEST_STEM
    )


def _unknown_words(text: str) -> Iterable[str]:
    for found in _WORD.finditer(text):
        word = found[0]
        if len(word) < _SHORTEST or not (word.islower() or word.istitle()):
            continue
        is_cut_short = text[found.end() : found.end() + 1] == "." and len(word) < 2 * _SHORTEST
        if not (is_cut_short or is_known(word.lower()) or (word.istitle() and _may_be_name(text, found))):
            yield word


def _may_be_name(text: str, found: re.Match[str]) -> bool:
    begins = _SENTENCE_START.search(text, max(0, found.start() - 12), found.start())
    if begins is None or len(found[0]) < _SHORTEST_CAPITAL:
        return True
    return bool(_NAMES & tags(found[0].lower()))


def _is_name(word: str, names: Collection[str]) -> bool:
    return any(word[:length] in names for length in range(_SHORTEST_STEM, len(word) + 1))


def _one_sign_away(word: str, near: Iterable[str]) -> str:
    for other in sorted(near, key=lambda other: " " not in other):  # «втечение»: two words before another one
        first, _space, rest = other.partition(" ")
        if OSA.distance(word, other) != 1 or not is_known(first) or (rest and not is_known(rest)):
            continue
        if first in _PREPOSITIONS if rest else _is_likely_slip(word, other):
            return other
    return ""


def _is_likely_slip(wrong: str, right: str) -> bool:
    """A letter left out, doubled or exchanged with its neighbour, or taken for one that is like it: a letter
    put for any other makes a word of its own («средовой» is no «следовой»)."""
    if len(wrong) != len(right):
        return True
    pairs = [(a, b) for a, b in zip(wrong, right, strict=True) if a != b]
    if len(pairs) == 2:
        return True
    (a, b) = pairs[0]
    return any(a in group and b in group for group in _ALIKE) or any(
        f"{a}{b}" in row or f"{b}{a}" in row for row in _KEYBOARD
    )


def _near_words(words: Collection[str]) -> dict[str, tuple[str, ...]]:
    asked = sorted(words - _answers.keys())
    if asked:
        if len(_answers) + len(asked) > _MOST_REMEMBERED:
            _answers.clear()
        _answers.update(_ask(asked))
    return {word: _answers[word] for word in words if word in _answers}


def _ask(words: list[str]) -> dict[str, tuple[str, ...]]:
    """In the program's pipe mode each line is answered by one, an empty line after it: «*» or the like for a
    word that is right, «& word number offset: near, words», «# word offset» for one like none."""
    program = shutil.which(_PROGRAM)
    if program is None:
        return {}
    try:
        answer = subprocess.run(
            [program, *_ARGUMENTS],
            input="".join(f"^{word}\n" for word in words),
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_TIMEOUT,
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as error:  # no Russian dictionary, or none that answers
        logger.warning("Spelling is not checked: %s", type(error).__name__)
        return {}
    lines = [line for line in answer.stdout.split("\n")[1:] if line]
    if len(lines) != len(words):
        return {}
    return {
        word: tuple(line.partition(": ")[2].split(", ")) if line.startswith("&") else ()
        for word, line in zip(words, lines, strict=True)
    }


def forget() -> None:
    _answers.clear()
