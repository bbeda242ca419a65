"""Names whose cases their ending does not tell: plurals, fleeting vowels, feminines in -ь, stresses."""

from collections import defaultdict
from pathlib import Path


def _sections() -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = defaultdict(list)
    section = ""
    for line in Path(__file__).with_name("irregular.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line[1 : line.index("]")]
        elif line and not line.startswith("#"):
            found[section].append(line.split())
    return found


def _plural(nominative: str, genitive: str, vowel: str) -> tuple[str, ...]:
    dative, instrumental, prepositional = (nominative[:-1] + vowel + end for end in ("м", "ми", "х"))
    return (nominative, genitive, dative, nominative, instrumental, prepositional)


_SECTIONS = _sections()
FEMININE = frozenset(name for (name,) in _SECTIONS["feminine"])
UNDECLINED = frozenset(name for (name,) in _SECTIONS["undeclined"])
IRREGULAR: dict[str, tuple[str, ...]] = {
    **{name: _plural(name, genitive, "а") for name, genitive in _SECTIONS["plural"]},
    **{name: _plural(name, genitive, "я") for name, genitive in _SECTIONS["plural soft"]},
    **{cases[0]: tuple(cases) for cases in _SECTIONS["singular"]},
}
