"""A row with what is computed once of it."""

from collections.abc import Iterator
from functools import cached_property

from .dates import Span
from .likeness import WeighedTitle
from .rows import Row
from .title_words import MOVED, PLACELESS
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

    @property
    def told(self) -> frozenset[str]:
        """Words beside the title: of the content and the place."""
        return self.content | self.venue

    @cached_property
    def venue(self) -> frozenset[str]:
        return lemmas_of(self.row.place) - PLACELESS

    @cached_property
    def places(self) -> frozenset[str]:
        """Keys of whatever may be a town in the content and the place."""
        return places_of(self.row.content[:_LONGEST_CONTENT]) | places_of(self.row.place)

    @property
    def says_moved(self) -> bool:
        """«Перенесено с марта», «вместо июня»."""
        return not MOVED.isdisjoint(self.content)

    @cached_property
    def told_names(self) -> tuple[frozenset[str], ...]:
        """Names of events that stand in quotes beside the title."""
        return names_of(self.row.content[:_LONGEST_CONTENT])
