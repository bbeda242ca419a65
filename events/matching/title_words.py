"""The reviewed words of title_words.toml."""

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

_LISTS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def _words(name: str) -> frozenset[str]:
    return frozenset(_LISTS[name].split())


def _meanings(lines: str) -> Iterator[tuple[str, str]]:
    """Word → the first word of its line, which stands for the meaning."""
    for line in lines.strip().splitlines():
        for word in line.split():
            yield word, line.split()[0]


EMPTY = _words("empty")
FRAME = _words("frame")
COMMON = _words("common")
TOPICS = _words("topics")
STAGES = _words("stages")
NO_SERIES = _words("no_series")
PLACELESS = _words("placeless")
MOVED = _words("moved")
PLANNED = _words("planned")
ORIGINS = _words("origins")
MONTHS = _words("months")
SETTLEMENTS = _words("settlements")
SHORT_SETTLEMENTS = _words("short_settlements")
AREAS = _words("areas")
ORGANISATIONS = _words("organisations")
ORDINAL_ENDINGS = _words("ordinal_endings")
TENS = {word: number for number, word in zip(range(20, 70, 10), _LISTS["tens"].split(), strict=True)}
ORDINALS = {word: number for number, word in enumerate(_LISTS["ordinals"].split(), start=1)} | {
    word: number for number, word in zip(range(20, 70, 10), _LISTS["round_ordinals"].split(), strict=True)
}
SYNONYMS = dict(_meanings(_LISTS["synonyms"]))
STAGE_ADJECTIVES = dict(_meanings(_LISTS["stage_adjectives"]))
# Word → what it tells apart and its value there, for each thing it tells apart.
TRAITS: dict[str, dict[str, str]] = defaultdict(dict)
for trait, lines in _LISTS["traits"].items():
    for word, value in _meanings(lines):
        TRAITS[word][trait] = value
