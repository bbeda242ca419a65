"""The figures by quarter beside those of the year before, with charts."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from events.exports.bar_chart import BarChart

from .cells import EMPTY, PLANNED, REPORTED, FigureCell, number_cell, participants_cell
from .comparison import Comparison
from .headlines import is_known, quarter_headlines
from .scope import BY_DOCUMENTS, Scope
from .sums import Sums
from .tables import FigureTable, beside_year_before
from .wording import chart_source

_Part = tuple[Scope, Sums, Sums]  # a part of the period, its sums, those of the year before
_CHARTED: tuple[tuple[str, str, Callable[[Sums], int], bool], ...] = (  # the last: told by reports alone
    ("events", "Мероприятия по кварталам", lambda sums: sums.events, False),
    ("people", "Участники по кварталам", lambda sums: sums.participants.number, True),
    ("signed", "Мероприятия с подписанием документов по кварталам", lambda sums: sums.signed, True),
)


def quarter_table(scope: Scope, total: Sums, before: Sums, comparison: Comparison) -> FigureTable:
    """Requires a period that has parts."""
    now = scope.totals_of(scope.parts)
    then = scope.before.totals_of([part.before for part in scope.parts])
    sums = zip(scope.parts, now, then, strict=True)
    parts = [(part, Sums.of(of_part), Sums.of(before)) for part, of_part, before in sums]
    counting = (
        _("Half-year plans lie in no quarter: they stand in the half-years.")
        if scope.by == BY_DOCUMENTS
        else _("An event that goes on over several quarters stands in each of them, in the total once.")
    )
    year_before = {"year": scope.before.period.year_title}
    return FigureTable(
        slug="quarter",
        title=_("By quarter"),
        headings=(
            _("Quarter"),
            _("Events"),
            _("Events, %(year)s") % year_before,
            _("In plans"),
            _("In reports"),
            _("Participants"),
            _("Participants, %(year)s") % year_before,
            _("Signings"),
            _("Signings, %(year)s") % year_before,
        ),
        rows=tuple(
            _row(*part, has_documents=bool(comparison.basis_of(part[0].before).documents)) for part in parts
        ),
        bars=_charts(
            scope,
            [part for part in parts if part[0].period.part.startswith("Q")],
            total,
            before,
            comparison,
        ),
        note=counting,
    )


def _label(part: Scope) -> str:
    """«I квартал»: without the year."""
    return part.period.title.removesuffix(f" {part.period.year} года")


def _row(part: Scope, now: Sums, then: Sums, *, has_documents: bool) -> tuple[FigureCell, ...]:
    """`has_documents`: of the part of the year before; its zeros tell nothing where there are none."""
    before = (
        number_cell(part.before, then.events),
        participants_cell(part.before, then.participants),
        number_cell(part.before, then.signed, result="signed", **REPORTED),
    )
    events, participants, signed = before if has_documents or then.events else (EMPTY,) * len(before)
    return (
        FigureCell(value=_label(part)),
        number_cell(part, now.events),
        events,
        number_cell(part, now.planned, **PLANNED),
        number_cell(part, now.reported, **REPORTED),
        participants_cell(part, now.participants),
        participants,
        number_cell(part, now.signed, result="signed", **REPORTED),
        signed,
    )


def _charts(
    scope: Scope, quarters: list[_Part], total: Sums, before: Sums, comparison: Comparison
) -> tuple[BarChart, ...]:
    """A quarter without a document has no bar, and says so: its zero would tell something."""
    source = chart_source(scope, comparison)
    headlines = quarter_headlines(quarters, total, before, comparison)
    charts = []
    for (name, title, value, by_reports), headline in zip(_CHARTED, headlines, strict=True):
        this_year, year_before = (
            tuple(
                value(sums) if is_known(part, value(sums), comparison, by_reports=by_reports) else None
                for part, sums in told
            )
            for told in (
                [(part, now) for part, now, _then in quarters],
                [(part.before, then) for part, _now, then in quarters],
            )
        )
        charts.append(
            BarChart(
                slug=f"quarter-{name}",
                headline=headline,
                title=f"{title}, {scope.period.title}",
                labels=tuple(_label(part) for part, _now, _then in quarters),
                series=beside_year_before(scope, comparison, this_year, year_before),
                source=source,
            )
        )
    return tuple(charts)
