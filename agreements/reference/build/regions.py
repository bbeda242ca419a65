"""Makes ../world/regions.csv from regions.txt: `python -m agreements.reference.build.regions [--check]`."""

import re
from collections.abc import Iterator
from pathlib import Path

from agreements.names.place import PlaceKind
from agreements.reference.read import partners

from .cases import cases
from .table import Line, code_of, write

_HERE = Path(__file__).parent
_TOWNS = {row.code for row in partners() if row.kind is PlaceKind.CITY}
_COUNTRY = re.compile(r"\[([a-z-]+)\] (.+)")
_ENTRY = re.compile(
    r"(?P<iso>\S+) (?P<names>[^=@*]+?)(?: (?P<same>=)| @ (?P<seat>[^*]+?))?(?P<city> \*)?", re.UNICODE
)


def lines() -> Iterator[Line]:
    country, heads = "", [""]
    for text in (_HERE / "regions.txt").read_text(encoding="utf-8").splitlines():
        if not text or text.startswith("#"):
            continue
        if found := _COUNTRY.fullmatch(text):
            country, heads = found[1], found[2].split(", ")
            continue
        for entry in text.split(" ; "):
            yield _region(country, heads, entry.strip())


def _region(country: str, heads: list[str], entry: str) -> Line:
    found = _ENTRY.fullmatch(entry)
    if found is None:
        raise ValueError(f"regions.txt: {entry!r}")
    name, *aliases = found["names"].split("/")
    official: tuple[str, ...] = ()
    if not found["city"] and not name.endswith(heads[0]):
        official = tuple(f"{head} {name}" for head in cases(heads[0]))
        aliases += [f"{head} {alias}" for head in heads[:1] for alias in aliases if " " not in alias]
        aliases += [f"{head} {name}" for head in heads[1:]]
    code = f"{country}-{code_of(name)}"
    return Line(
        code=f"{code}-region" if code in _TOWNS else code,  # «Стокгольм» is a town of long standing
        kind="foreign_region",
        parent=country,
        names=cases(name),
        officials=official,
        iso="" if found["iso"] == "-" else f"{country.upper()}-{found['iso']}",
        capital=name if found["same"] else found["seat"] or "",
        aliases=tuple(dict.fromkeys(aliases)),
    )


if __name__ == "__main__":
    write("regions.csv", list(lines()))
