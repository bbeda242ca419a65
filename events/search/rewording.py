"""What a text that finds nothing was meant to be: typed with the other keyboard layout, or with slips."""

import re
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from agreements.models import Agreement, Department, Partner
from events.models import Entry
from events.words.index import saying
from events.words.stems import stems

_LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>~"
_CYRILLIC = "йцукенгшщзхъфывапролджэячсмитьбюёЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮЁ"
_TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
_WORD = re.compile(r"[^\W_]+")
_SHORTEST = 4  # letters of a word that may hold a slip
_LONG = 7  # letters from which a word may hold two
_ROWS = 20_000  # the newest rows, whose words are known
_KEPT = 600  # seconds the words are kept, unless a row is added


def rewordings(text: str) -> Iterator[str]:
    """The likeliest first; none is the text itself."""
    retyped = _retyped(text)
    if retyped:
        yield retyped
    for typed in filter(None, (text, retyped)):
        corrected = _corrected(typed)
        if corrected:
            yield corrected


def _retyped(text: str) -> str:
    """«Vbycr» is «Минск» typed with the Latin layout. Empty where the text has Cyrillic or no letters."""
    has_latin = re.search("[A-Za-z]", text) is not None
    return text.translate(_TO_CYRILLIC) if has_latin and not re.search("[а-яё]", text, re.IGNORECASE) else ""


def _corrected(text: str) -> str:
    """With a known word in place of each unknown one; empty where there is none, or nothing to correct."""
    newest = Entry.objects.order_by("-pk").values_list("pk", flat=True).first()
    known = known_words(newest, int(time.monotonic()) // _KEPT)
    is_changed = False
    parts, at = [], 0
    for found in _WORD.finditer(text):
        stem = stems(found[0]).strip()
        word = found[0]
        if len(stem) >= _SHORTEST and not any(one.startswith(stem) for one in known):
            nearest = _nearest(stem, known)
            if not nearest:
                return ""
            word, is_changed = _written(nearest), True
        parts += [text[at : found.start()], word]
        at = found.end()
    return "".join([*parts, text[at:]]) if is_changed else ""


@lru_cache(maxsize=1)
def known_words(newest: int | None, _moment: int) -> Mapping[str, int]:
    """Stems of the newest rows nobody restricts and of the names of records, with how many say each."""
    counts: Counter[str] = Counter()
    for said in Entry.objects.unrestricted().order_by("-pk").values_list("stems", flat=True)[:_ROWS]:
        counts.update(said.split())
    names = (
        *Partner.objects.values_list("name", flat=True),
        *Agreement.objects.values_list("title", flat=True),
        *Department.objects.values_list("name", flat=True),
    )
    for name in names:
        counts.update(stems(name).split())
    return counts


def _nearest(stem: str, known: Mapping[str, int]) -> str:
    most = 2 if len(stem) >= _LONG else 1
    near = process.extract(stem, known.keys(), scorer=OSA.distance, score_cutoff=most, limit=None)
    return min(near, key=lambda one: (one[1], -known[one[0]], one[0]))[0] if near else ""


def _written(stem: str) -> str:
    """A word with this stem: of the shortest name of a partner, which is in the nominative, else of a row."""
    names = Partner.objects.filter(search__contains=stem).values_list("name", flat=True)
    rows = Entry.objects.unrestricted().filter(saying([f" {stem} "])).order_by("-pk")
    for text in (*sorted(names, key=len), *rows.values_list("search", flat=True)[:1]):
        for word in _WORD.findall(text):
            if stems(word).strip() == stem:
                return word
    return stem
