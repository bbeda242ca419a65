"""A place cell that says how people met in words no format is read from."""

import re
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from agreements.names.morphology import is_known

_SOME_FORMAT = re.compile(r"(?:в )?(?:[а-яё-]+ ){1,2}(?:участи|формат|режим)\w*", re.IGNORECASE)
_STEMS = ("заочн", "дистанц", "онлайн", "видеоконференц", "видеосвяз", "видеомост", "вебинар", "телемост",
          "гибридн", "комбинированн")  # fmt: skip


def strange_format(place: str) -> str:
    """What a place cell says instead of a place, where it is no format that is read: «зочное участие»."""
    said = " ".join(place.split()).strip(" .")
    if _SOME_FORMAT.fullmatch(said):
        return said
    return next((word for word in re.findall(r"(?<![\w-])[а-яё]{5,}(?![\w-])", said) if _is_slip(word)), "")


@lru_cache(maxsize=2048)
def _is_slip(word: str) -> bool:
    """One letter off a word for a format, and no word of the dictionary."""
    if is_known(word):
        return False
    return any(
        Levenshtein.distance(word[:size], stem, score_cutoff=1) <= 1
        for stem in _STEMS
        for size in (len(stem) - 1, len(stem), len(stem) + 1)
    )
