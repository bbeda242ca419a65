"""A row with what is computed once of it."""

from collections.abc import Iterator
from functools import cached_property

from .contents import roots_of
from .dates import Span
from .likeness import WeighedTitle
from .rows import Row
from .title_words import COMMON, EMPTY, MOVED, PLACELESS, PLANNED
from .titles import Title, lemmas_of, names_of, places_of, read_title, towns_of

_NEAR_YEARS = 2
_LONGEST_CONTENT = 4_000  # characters

Mark = int | str  # a partner or a town


class KnownRow:
    """Its title is read at once, what stands beside it when asked for."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self.title: Title = read_title(row.title)
        self.towns = towns_of(row.place) | self.title.towns
        self.span = Span.of(row)
        self.years = range(self.span.start.year, self.span.end.year + 1)
        # A year far from the row's own is no edition: «юноши 2012 года рождения».
        near = range(self.years.start - _NEAR_YEARS, self.years.stop + _NEAR_YEARS)
        self.edition_years = frozenset(year for year in self.title.years if year in near)
        others = self.title.years - self.edition_years
        self.numbers = self.title.numbers | {str(year) for year in others}
        self.weighed: WeighedTitle

    @property
    def marks(self) -> Iterator[Mark]:
        """What else the row may be found by than its title."""
        yield from self.row.partners
        yield from self.towns

    @cached_property
    def content(self) -> frozenset[str]:
        return lemmas_of(self.row.content[:_LONGEST_CONTENT])

    @cached_property
    def title_roots(self) -> frozenset[str]:
        return roots_of(self.title.spelled)

    @cached_property
    def told_roots(self) -> frozenset[str]:
        """Of all that stands beside the title."""
        return roots_of(self.content | lemmas_of(self.row.people) | self.venue)

    @cached_property
    def venue_roots(self) -> frozenset[str]:
        return roots_of(self.venue) | roots_of(self.towns)

    @cached_property
    def roots(self) -> frozenset[str]:
        """Of all words but those of the place, which tells apart."""
        return (self.title_roots | self.told_roots) - self.venue_roots

    @cached_property
    def venue(self) -> frozenset[str]:
        return lemmas_of(self.row.place) - PLACELESS

    @cached_property
    def places(self) -> frozenset[str]:
        """Keys of whatever may be a town in the content and the place."""
        return places_of(self.row.content[:_LONGEST_CONTENT]) | places_of(self.row.place)

    @property
    def says_moved(self) -> bool:
        """«Перенесено с марта», «вместо июня», «ранее планировалось»."""
        said = self.content.union(self.title.spelled)
        return not MOVED.isdisjoint(said) or ("ранее" in said and not PLANNED.isdisjoint(said))

    @cached_property
    def names(self) -> frozenset[frozenset[str]]:
        """In quotes, wherever they stand."""
        return self.told_names.union(self.title.names)

    @cached_property
    def told_names(self) -> frozenset[frozenset[str]]:
        """Names of events that stand in quotes beside the title; of words that tell."""
        return frozenset(
            name for name in names_of(self.row.content[:_LONGEST_CONTENT]) if not name <= COMMON | EMPTY
        )
