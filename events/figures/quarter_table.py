"""The figures by quarter beside those of the year before, with charts."""

from django.utils.translation import gettext as _

from .cells import EMPTY, PLANNED, REPORTED, FigureCell, number_cell, participants_cell
from .comparison import Comparison
from .scope import BY_DOCUMENTS, Scope
from .sums import Sums
from .tables import BarChart, FigureTable

_Part = tuple[Scope, Sums, Sums]  # a part of the period, its sums, those of the year before


def quarter_table(scope: Scope, comparison: Comparison) -> FigureTable:
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
        bars=_charts(scope, [part for part in parts if part[0].period.part.startswith("Q")]),
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


def _charts(scope: Scope, quarters: list[_Part]) -> tuple[BarChart, ...]:
    labels = tuple(_label(part) for part, _now, _then in quarters)
    this, last = scope.period.year_title, scope.before.period.year_title
    return tuple(
        BarChart(
            slug=f"quarter-{name}",
            title=f"{title}, {this}",
            across=False,
            labels=labels,
            series=(
                (this, tuple(value(now) for _part, now, _then in quarters)),
                (last, tuple(value(then) for _part, _now, then in quarters)),
            ),
        )
        for name, title, value in (
            ("events", _("Events by quarter"), lambda sums: sums.events),
            ("people", _("Participants by quarter"), lambda sums: sums.participants.number),
            ("signed", _("Signings by quarter"), lambda sums: sums.signed),
        )
    )
