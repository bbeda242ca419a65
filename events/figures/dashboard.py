"""«Сводные показатели»: all tables of one scope."""

from dataclasses import dataclass

from events.exports.bar_chart import BarChart

from .breakdown_tables import breakdown_table
from .breakdowns import breakdowns
from .comparison import Comparison
from .quarter_table import quarter_table
from .scope import Scope
from .sums import Sums
from .tables import FigureTable
from .whole_table import whole_table


@dataclass(frozen=True, slots=True)
class Dashboard:
    scope: Scope
    total: Sums
    before: Sums
    tables: tuple[FigureTable, ...]  # the first is that of the whole period
    comparison: Comparison

    def table(self, slug: str) -> FigureTable | None:
        return next((table for table in self.tables if table.slug == slug), None)

    def chart(self, slug: str) -> BarChart | None:
        charts = (chart for table in self.tables for chart in table.bars)
        return next((chart for chart in charts if chart.slug == slug), None)

    @property
    def whole(self) -> FigureTable:
        return self.tables[0]


def dashboard(scope: Scope) -> Dashboard:
    total, before = Sums.of(scope.tallies.total), Sums.of(scope.before.tallies.total)
    by_field = breakdowns(scope)
    comparison = Comparison.of(scope)
    tables = [whole_table(scope, total, before, by_field, comparison)]
    if scope.parts:
        tables.append(quarter_table(scope, total, before, comparison))
    tables += [breakdown_table(scope, breakdown, comparison) for breakdown in by_field]
    return Dashboard(scope, total, before, tuple(tables), comparison)
