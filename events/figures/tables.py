"""Tables of figures and the bar charts drawn from them."""

from dataclasses import dataclass

from events.exports.bar_chart import BarChart

from .cells import FigureCell
from .comparison import Comparison
from .scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureTable:
    slug: str
    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[FigureCell, ...], ...]
    bars: tuple[BarChart, ...] = ()
    note: str = ""

    @property
    def charted(self) -> list[tuple[str, tuple[FigureCell, ...]]]:
        """What its first chart shows: label, this year and the year before."""
        return [(label, row[1:3]) for label, row in zip(self.bars[0].labels, self.rows, strict=False)]


Values = tuple[int | None, ...]


def beside_year_before(
    scope: Scope, comparison: Comparison, now: Values, then: Values
) -> tuple[tuple[str, Values], ...]:
    """The series of a chart: alone where nothing is known of the year before; where other documents tell of
    it than of this one the legend says so."""
    series = [(scope.period.year_title, now)]
    if comparison.has_before:
        alike = "" if not comparison.gaps() else " (документы не те же)"
        series.append((f"{scope.before.period.year_title}{alike}", then))
    return tuple(series)
