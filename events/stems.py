"""Word forms folded away: texts and queries as stems, compared alike on every database (no Django)."""

import re
from threading import local

from Stemmer import Stemmer

from agreements.names.folding import fold

_WORD = re.compile(r"[^\W_]+")
# The vowel that comes and goes, «выставка – выставок», «танец – танца»: Snowball leaves it in.
_FLEETING = re.compile(
    r"(?<=[а-я]{2}[бвгджзйклмнпрстфхцчшщ])[ое](?=к$)|(?<=[а-я][бвгджзклмнпрстфхцчшщ])е(?=ц$)"
)
_MOST_WORDS = 12  # of a query: each one is a condition of its own
_own = local()  # a stemmer keeps its state between the calls of one thread


def _stems(text: str) -> list[str]:
    if not hasattr(_own, "russian"):
        _own.russian = Stemmer("russian")
    found = _own.russian.stemWords(_WORD.findall(fold(text)))
    return list(dict.fromkeys(_FLEETING.sub("", stem) for stem in found))


def stems(text: str) -> str:
    """Every word's stem once, each with a space before and after it; "" where there is no word."""
    found = _stems(text)
    return f" {' '.join(found)} " if found else ""


def wanted_stems(query: str) -> list[str]:
    """What `stems` of a text must contain, all of it. A stem matches as the start of a word's stem, so that
    the beginning of a word finds it too."""
    return [f" {stem}" for stem in _stems(query)][:_MOST_WORDS]
