"""One event told in two rows: word for word, or in other words on the same days at the same place."""

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from rapidfuzz import fuzz

from agreements.names.folding import fold
from events.phrases.issues import Issue
from events.phrases.values import Values
from events.vocabulary import Precision, Role, Severity
from events.words.stems import stems

from .document import ProofDocument

_ALIKE = 90  # of 100, by the stems of both titles
_MOST_COMPARED = 200  # rows of the same days at the same place
_SHORTEST = 3  # stems of a title that names one event
_SHAPE = "участие мероприятие проведение делегация организация смоленская область в и с на по о об"


def duplicate_issues(document: ProofDocument) -> Iterator[tuple[int, Issue]]:
    """The later of two rows, with the number of the earlier as `expected` (its position if it has none)."""
    rows = document.rows
    told = [Told(row.cells, row.values) for row in rows]
    alike: dict[object, list[int]] = {}
    for later, row in enumerate(rows):
        standing = alike.setdefault((told[later].days, told[later].place), [])
        earlier = next((one for one in standing if same_event(told[one], told[later])), None)
        if earlier is not None:
            issue = Issue(
                code="duplicate-row",
                severity=Severity.WARNING,
                role=Role.TITLE,
                found=" ".join(row.cells.get(Role.TITLE, "").split()),
                expected=str(rows[earlier].number or earlier + 1),
            )
            yield later, issue
        elif len(standing) < _MOST_COMPARED:
            standing.append(later)


class Told:
    """What a row says of its event, ready to be compared."""

    __slots__ = ("content", "days", "exact", "partners", "place", "stems", "title")

    def __init__(self, cells: Mapping[Role, str], values: Values):
        dates = values.dates
        self.title = fold(cells.get(Role.TITLE, ""))
        self.content = fold(cells.get(Role.CONTENT, ""))
        self.place = tuple(sorted(values.place.codes)) or fold(cells.get(Role.PLACE, ""))
        self.partners = {found.code for found in values.partners.found if found.role.is_counted}
        self.days = (dates.start, dates.end) if dates else None
        self.exact = dates is not None and dates.precision is dates.end_precision is Precision.DAY
        self.stems = _meaning(self.title)


def same_event(one: Told, other: Told) -> bool:
    if one.days is None or one.days != other.days or one.place != other.place or not one.title:
        return False
    if one.partners and other.partners and one.partners.isdisjoint(other.partners):
        return False
    if min(len(one.stems), len(other.stems)) < _SHORTEST:  # «Встреча»: a day may have several
        return one.title == other.title and one.content == other.content
    if one.title == other.title:
        return True
    if not (one.exact and other.exact):
        return False
    return fuzz.token_sort_ratio(" ".join(sorted(one.stems)), " ".join(sorted(other.stems))) >= _ALIKE


@lru_cache(maxsize=10_000)
def _meaning(title: str) -> frozenset[str]:
    """The stems of a title without the words that any title may have."""
    return frozenset(stems(title).split()) - _common()


@cache
def _common() -> frozenset[str]:
    return frozenset(stems(_SHAPE).split())
