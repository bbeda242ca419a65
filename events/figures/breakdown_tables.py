"""The figures by sphere, department or partner, each with a chart of its longest lines."""

from django.utils.translation import gettext as _

from events.exports.bar_chart import BarChart

from .breakdowns import Breakdown, BreakdownLine
from .cells import EMPTY, REPORTED, FigureCell, number_cell, participants_cell
from .comparison import Comparison
from .headlines import breakdown_headline, more_lines
from .scope import Scope
from .tables import FigureTable, beside_year_before
from .wording import chart_source

_BARS = 12  # lines of a chart; the table holds all
_FEW = 2  # more that are shown rather than counted
_TITLES = {
    "sphere": "Мероприятия по сферам сотрудничества",
    "department": "Мероприятия по исполнительным органам",
    "partner": "Мероприятия по партнерам",
}


def breakdown_table(scope: Scope, breakdown: Breakdown, comparison: Comparison) -> FigureTable:
    rows = [_row(scope, breakdown.field, line, comparison) for line in breakdown.lines]
    if breakdown.nowhere:
        rows.append(_nowhere_row(scope, breakdown))
    heading = {"sphere": _("Sphere"), "department": _("Executive body"), "partner": _("Partner")}
    return FigureTable(
        slug=breakdown.field,
        title=str(breakdown.title),
        headings=(
            heading[breakdown.field],
            _("Events"),
            _("Events, %(year)s") % {"year": scope.before.period.year_title},
            _("In reports"),
            _("Participants"),
            _("Signings"),
        ),
        rows=tuple(rows),
        bars=(_chart(scope, breakdown, comparison),) if breakdown.lines else (),
        note=_("An event of several lines stands in each of them."),
    )


def _row(scope: Scope, field: str, line: BreakdownLine, comparison: Comparison) -> tuple[FigureCell, ...]:
    filters = {field: line.keys}
    return (
        FigureCell(value=line.name),
        number_cell(scope, line.events, **filters),
        number_cell(scope.before, line.before, **filters) if comparison.has_before else EMPTY,
        number_cell(scope, line.reported, **filters, **REPORTED),
        participants_cell(scope, line.participants, **filters),
        number_cell(scope, line.signed, **filters, result="signed", **REPORTED),
    )


def _nowhere_row(scope: Scope, breakdown: Breakdown) -> tuple[FigureCell, ...]:
    label = {
        "sphere": _("No sphere is said"),
        "department": _("No executive body is said"),
        "partner": _("No partner is named"),
    }
    events = number_cell(scope, breakdown.nowhere, missing=breakdown.field)
    return (FigureCell(value=label[breakdown.field]), events, *[EMPTY] * 4)


def _chart(scope: Scope, breakdown: Breakdown, comparison: Comparison) -> BarChart:
    lines = breakdown.lines
    if len(lines) > _BARS + _FEW:
        lines = lines[:_BARS]
    return BarChart(
        slug=breakdown.field,
        headline=breakdown_headline(scope, breakdown, comparison),
        title=f"{_TITLES[breakdown.field]}, {scope.period.title}",
        labels=tuple(line.short for line in lines),
        series=beside_year_before(
            scope,
            comparison,
            tuple(line.events for line in lines),
            tuple(line.before for line in lines),
        ),
        more=more_lines(breakdown.field, len(breakdown.lines) - len(lines)),
        source=chart_source(scope, comparison),
    )
