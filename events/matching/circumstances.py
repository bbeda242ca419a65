"""What parts stages and objects of one title, and what two rows say beside dates, partners and places."""

from collections.abc import Iterable

from .clues import Clue, Evidence
from .known_rows import KnownRow
from .rows import Reason, ReasonCode, Row

OTHER_STAGE, OTHER_NUMBERS, OTHER_YEAR = -4.0, -2.5, -4.0
OTHER_TRAIT, OTHER_KIND = -3.0, -1.5
SAME_DEPARTMENT, OTHER_DEPARTMENT = 0.6, -1.0
SAME_SPHERE, OTHER_SPHERE = 0.3, -1.0
SAME_PARTICIPANTS, OTHER_PARTICIPANTS = 1.0, -0.4
SAME_AGREEMENT, OTHER_AGREEMENT = 0.6, -0.8

_TELLING_CROWD = 3  # people; fewer are often the same number
_OTHER_CROWD = 3.0  # times


def _listed(values: Iterable[object]) -> str:
    return ", ".join(str(value) for value in sorted(values, key=str))


def is_other_edition(a: KnownRow, b: KnownRow) -> bool:
    return (
        differ(a.title.editions, b.title.editions)
        or differ(a.title.name_editions, b.title.name_editions)
        or differ(a.edition_years, b.edition_years)
    )


def objects(a: KnownRow, b: KnownRow) -> Iterable[Evidence]:
    """What tells stages and objects of one title apart."""
    one, two = a.title, b.title
    if bool(a.edition_years) != bool(b.edition_years):
        years, other = (a.edition_years, b) if a.edition_years else (b.edition_years, a)
        if not any(year in other.years for year in years):
            reason = Reason.of(ReasonCode.OTHER_YEAR, a=_listed(years), b=_listed(other.years))
            yield Evidence(Clue.OBJECTS, OTHER_YEAR, reason, strong=True)
    if differ(one.stages, two.stages):
        reason = Reason.of(ReasonCode.OTHER_STAGE, a=_listed(one.stages), b=_listed(two.stages))
        yield Evidence(Clue.OBJECTS, OTHER_STAGE, reason, strong=True)
    if differ(a.numbers, b.numbers):
        reason = Reason.of(ReasonCode.OTHER_NUMBERS, a=_listed(a.numbers), b=_listed(b.numbers))
        yield Evidence(Clue.OBJECTS, OTHER_NUMBERS, reason, strong=True)
    for trait in one.traits.keys() & two.traits.keys():
        if differ(one.traits[trait], two.traits[trait]):
            mine, theirs = _listed(one.traits[trait]), _listed(two.traits[trait])
            weight = OTHER_KIND if trait == "kind" else OTHER_TRAIT
            yield Evidence(
                Clue.OBJECTS, weight, Reason.of(ReasonCode.OTHER_WORDS, a=mine, b=theirs), strong=True
            )


def differ(mine: frozenset[object], theirs: frozenset[object]) -> bool:
    return bool(mine and theirs and not mine & theirs)


def circumstances(a: Row, b: Row) -> Iterable[Evidence]:
    if a.departments and b.departments:
        if a.departments & b.departments:
            yield Evidence(Clue.DEPARTMENT, SAME_DEPARTMENT, Reason.of(ReasonCode.SAME_DEPARTMENT))
        else:
            yield Evidence(Clue.DEPARTMENT, OTHER_DEPARTMENT, Reason.of(ReasonCode.OTHER_DEPARTMENT))
    if a.spheres and b.spheres:
        if a.spheres & b.spheres:
            yield Evidence(Clue.SPHERE, SAME_SPHERE, Reason.of(ReasonCode.SAME_SPHERE))
        else:
            yield Evidence(Clue.SPHERE, OTHER_SPHERE)
    if a.participants and b.participants:
        few, many = sorted((a.participants, b.participants))
        if few == many and many >= _TELLING_CROWD:
            yield Evidence(
                Clue.PARTICIPANTS, SAME_PARTICIPANTS, Reason.of(ReasonCode.SAME_PARTICIPANTS, count=many)
            )
        elif many >= _OTHER_CROWD * few:
            yield Evidence(
                Clue.PARTICIPANTS,
                OTHER_PARTICIPANTS,
                Reason.of(ReasonCode.OTHER_PARTICIPANTS, few=few, many=many),
            )
    if a.agreement is not None and b.agreement is not None:
        if a.agreement == b.agreement:
            yield Evidence(Clue.AGREEMENT, SAME_AGREEMENT, Reason.of(ReasonCode.SAME_AGREEMENT))
        else:
            yield Evidence(Clue.AGREEMENT, OTHER_AGREEMENT, Reason.of(ReasonCode.OTHER_AGREEMENT))
