"""What stands around a name: the sentence before and behind it, its clause, its quotes."""

import re
from functools import lru_cache

from .plain import mask_quotes

_SENTENCE = re.compile(  # but for initials and «г.», «т. ч.», «аг.», «дер.»
    r"\.\s(?<![\s.(][А-ЯA-Z]..)(?<![\s(]г..)(?<!т\.ч..)(?<!т\. ч..)(?<!им..)(?<!пос..)(?<![\s(]аг..)"
    r"(?<![\s(][дсп]..)(?<![\s(]дер..)(?<!\sул..)|[;!?]",
    re.DOTALL,
)
FAR = 300  # signs before a name that may say what it does there


@lru_cache(maxsize=32)
def lead_of(text: str, end: int) -> str:
    """The sentence up to the mention, on one line."""
    start = max(0, end - FAR)
    for stop in _SENTENCE.finditer(text, start, end):
        start = stop.end()
    return re.sub(r"\s+", " ", text[start:end])


def tail_of(text: str, start: int) -> str:
    """The sentence from the mention on, on one line."""
    end = min(len(text), start + FAR)
    stop = _SENTENCE.search(text, start, end)
    return re.sub(r"\s+", " ", text[start : stop.start() if stop else end])


def clause_of(lead: str) -> str:
    return re.split(r",\s|\)\s", lead)[-1]


def in_quotes(text: str, position: int) -> bool:
    return mask_quotes(text)[position] != text[position]
