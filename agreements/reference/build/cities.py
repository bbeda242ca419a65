"""Makes cities.csv, towns.csv and districts.csv of ../world from the texts beside it, after regions.csv:
`python -m agreements.reference.build.cities [--check]`."""

from collections.abc import Iterator
from pathlib import Path

from agreements.names.place import PlaceKind
from agreements.reference.read import partners, world

from .cases import cases
from .table import Line, code_of, write

_HERE = Path(__file__).parent


# «г. Бор» and «Алтай» are Russian ones, «Виктория» and «Александрия» others; «Ливан» is a case of «Ливаны»,
# «Бауской» of the district too; the last four hold the name of another place, or stand in one
_NO_SEATS = frozenset(
    {
        *("Алтай", "Бор", "Виктория", "Александрия", "Ливаны", "Бауска"),
        *("Аоста", "Ла-Асунсьон", "Сан-Хосе-де-лас-Лахас", "Сан-Сальвадор-де-Жужуй"),
    }
)


def cities() -> Iterator[Line]:
    rows = [*partners(), *world(("regions.csv",))]
    region_of = {(row.parent, row.name): row.code for row in rows}
    known = {(_country(row.code), row.name) for row in rows} | {("", name) for name in _NO_SEATS}
    named: set[tuple[str, str]] = set()
    for text in _lines("cities.txt"):
        where, names = text.split(": ")
        country, name = where.split(" ", 1)
        region = region_of[country, name]
        for spellings in names.split(", "):
            city, *aliases = spellings.split("/")
            if (country, city) not in known:
                code = f"{country}-{code_of(city)}"
                yield Line(code=code, kind="city", parent=region, names=cases(city), aliases=tuple(aliases))
                named.add((country, city))
    known |= named
    for row in rows:  # their seats
        country, seat = _country(row.code), row.capital
        if row.kind is PlaceKind.FOREIGN_REGION and seat and {(country, seat), ("", seat)}.isdisjoint(known):
            known.add((country, seat))
            yield Line(code=f"{country}-{code_of(seat)}", kind="city", parent=row.code, names=cases(seat))


def towns() -> Iterator[Line]:
    known = {(row.parent, row.name) for row in partners()}
    for text in _lines("towns.txt"):
        subject, names = text.split(": ")
        for name in names.split(", "):
            if (subject, name) not in known:
                code = f"{subject}-{code_of(name)}"
                yield Line(code=code, kind="city", parent=subject, names=cases(name, russian=True))


def districts() -> Iterator[Line]:
    for text in _lines("districts.txt"):
        subject, names = text.split(": ")
        for name in names.split(", "):
            code = f"{subject}-{code_of(name)}-district"
            yield Line(code=code, kind="city", parent=subject, names=cases(f"{name} район"))


def _country(code: str) -> str:
    return next((one for one in ("south-ossetia", "abkhazia") if code.startswith(one)), code.split("-")[0])


def _lines(name: str) -> Iterator[str]:
    for text in (_HERE / name).read_text(encoding="utf-8").splitlines():
        if text and not text.startswith("#"):
            yield text


def _told_apart(lines: Iterator[Line], taken: set[str]) -> list[Line]:
    """«Ичунь» lies in two provinces: the second code has its region's too."""
    found: list[Line] = []
    for line in lines:
        code = line.code
        if code in taken:
            code = f"{line.parent}-{code.split('-', 1)[1]}"
        taken.add(code)
        found.append(
            Line(code=code, kind=line.kind, parent=line.parent, names=line.names, aliases=line.aliases)
        )
    return found


if __name__ == "__main__":
    taken = {row.code for row in (*partners(), *world(("regions.csv",)))}
    write("cities.csv", _told_apart(cities(), taken))
    write("towns.csv", _told_apart(towns(), taken))
    write("districts.csv", _told_apart(districts(), taken))
