"""Word forms folded away: texts and queries as stems, compared alike on every database (no Django)."""

import re
from collections.abc import Iterator
from functools import lru_cache
from threading import local

from Stemmer import Stemmer

from agreements.names.folding import fold

_WORD = re.compile(r"[^\W_]+")
# The vowel that comes and goes, «выставка – выставок», «танец – танца»: Snowball leaves it in.
_FLEETING = re.compile(
    r"(?<=[а-я]{2}[бвгджзйклмнпрстфхцчшщ])[ое](?=к$)|(?<=[а-я][бвгджзклмнпрстфхцчшщ])е(?=ц$)"
)
_WHOLE = 2
# Of a query they say nothing, unless it says nothing else.
_JOINING = frozenset(
    ["в", "во", "до", "за", "и", "из", "к", "ко", "на", "о", "об", "от", "по", "с", "со", "у"]
)
_LONGEST = 100  # signs of a stem; a word without end would not fit into an index
_MOST_WORDS = 12  # of a query: each one is a condition of its own
_own = local()  # a stemmer keeps its state between the calls of one thread


@lru_cache(maxsize=50_000)  # the words of a region's documents; stemming them costs twenty times a look-up
def _stem(word: str) -> str:
    if not hasattr(_own, "russian"):
        _own.russian = Stemmer("russian")
    return _FLEETING.sub("", _own.russian.stemWord(word))[:_LONGEST]


def _stems(folded: str) -> list[str]:
    return list(dict.fromkeys(map(_stem, _WORD.findall(folded))))


def words(text: str) -> Iterator[tuple[int, int, str]]:
    """Where each word of a text begins and ends, and its stem between spaces, as `stems` writes it."""
    for word in _WORD.finditer(text):
        for stem in _stems(fold(word[0])):
            yield word.start(), word.end(), f" {stem} "


def stems(text: str) -> str:
    """Every word's stem once, each with a space before and after it; "" where there is no word."""
    return stems_of_folded(fold(text))


def stems_of_folded(text: str) -> str:
    """As `stems`, of what `fold` made of a text."""
    found = _stems(text)
    return f" {' '.join(found)} " if found else ""


def wanted_stems(query: str) -> list[str]:
    """What `stems` of a text must contain, all of it. A stem matches as the start of a word's stem, so that
    the beginning of a word finds it too; one of one or two signs («I», «ДК») is meant as it stands."""
    found = _stems(fold(query))
    found = ([stem for stem in found if stem not in _JOINING] or found)[:_MOST_WORDS]
    return [f" {stem}" if len(stem) > _WHOLE else f" {stem} " for stem in found]
