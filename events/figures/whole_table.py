"""The figures of the whole period beside those of the year before."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from agreements.models import Partner
from events.basis.documents import Gap
from events.vocabulary import Kind

from .breakdowns import Breakdown
from .cells import EMPTY, PLANNED, REPORTED, FigureCell, number_cell, participants_cell
from .comparison import Comparison
from .registers import REGISTERS, meeting_counts
from .scope import Scope
from .sums import Sums, events_with_partner, signed_documents
from .tables import FigureTable

_BELARUS = "by"
_Row = tuple[FigureCell, ...]
_Pair = Sequence[tuple[Scope, Sums]]  # this period, the same of the year before


def whole_table(
    scope: Scope, total: Sums, before: Sums, by_field: Sequence[Breakdown], comparison: Comparison
) -> FigureTable:
    """A change stands only where the documents a figure rests on cover both periods alike."""
    pair = ((scope, total), (scope.before, before))
    told = [
        _row(_("Events"), [number_cell(at, sums.events) for at, sums in pair]),
    ]
    for breakdown in by_field:
        if breakdown.field == "partner":
            told += [*_partner_rows(breakdown), _belarus_row(pair)]
    planned = _row(_("of them in plans"), [number_cell(at, sums.planned, **PLANNED) for at, sums in pair])
    reported = _row(
        _("of them in reports"), [number_cell(at, sums.reported, **REPORTED) for at, sums in pair]
    )
    held = [
        _row(_("Participants"), [participants_cell(at, sums.participants) for at, sums in pair]),
        *_meeting_rows(pair),
        _row(_("Events at which documents were signed"), [_signed_cell(at, sums) for at, sums in pair]),
        _row(
            _("Events with arrangements reached"),
            [number_cell(at, sums.agreed, result="agreed", **REPORTED) for at, sums in pair],
        ),
    ]
    if not comparison.has_before:
        told, held = ([_alone(row) for row in rows] for rows in (told, held))
        planned, reported = _alone(planned), _alone(reported)
    by_all = comparison.gaps()
    by_plans, by_reports = comparison.gaps(kinds=Kind.PLANS), comparison.gaps(kinds=Kind.REPORTS)
    events, *partners = (_comparable(row, by_all) for row in told)
    rows = [
        events,
        _comparable(planned, by_plans),
        _comparable(reported, by_reports),
        *partners,
        *(_comparable(row, by_reports) for row in held),
    ]
    return FigureTable(
        slug="whole",
        title=_("Figures of the period"),
        headings=(_("Figure"), scope.period.title, scope.before.period.title, pgettext("figures", "Change")),
        rows=tuple(rows),
        note=_no_change_note(comparison.reasons),
    )


def _no_change_note(reasons: Sequence[str]) -> str:
    if not reasons:
        return ""
    return " ".join(["Изменение показано только там, где документы за оба периода те же.", *reasons])


def _alone(row: _Row) -> _Row:
    """Without the year before."""
    return (*row[:2], EMPTY, EMPTY)


def _comparable(row: _Row, gaps: Sequence[Gap]) -> _Row:
    return (*row[:-1], EMPTY) if gaps else row


def _row(label: str, cells: Sequence[FigureCell]) -> _Row:
    now, then = cells
    return (FigureCell(value=label), now, then, FigureCell(value=_change(now, then)))


def _partner_rows(breakdown: Breakdown) -> list[_Row]:
    rows = []
    for label, kind in (
        (_("Partners: subjects of the Federation"), Partner.Kind.SUBJECT),
        (_("Partners: foreign states"), Partner.Kind.COUNTRY),
    ):
        lines = [line for line in breakdown.lines if line.kind == kind]
        counts = (sum(bool(line.events) for line in lines), sum(bool(line.before) for line in lines))
        rows.append(_row(label, [FigureCell(value=count, anchor="partner") for count in counts]))
    return rows


def _belarus_row(pair: _Pair) -> _Row:
    cells = []
    for scope, sums in pair:
        events = events_with_partner(scope, _BELARUS)
        query = scope.query(partner=_BELARUS)
        cells.append(FigureCell(value=events, query=query, aside=_share(events, sums.events)))
    return _row(_("Events with Belarus"), cells)


def _meeting_rows(pair: _Pair) -> list[_Row]:
    """Records of the registers, each with its register."""
    counts = [(scope, meeting_counts(scope)) for scope, _sums in pair]
    return [
        _row(
            label,
            [
                FigureCell(value=count[REGISTERS[slug].told], register=slug, query=scope.own_query)
                for scope, count in counts
            ],
        )
        for label, slug in (
            (_("Delegations and trips out"), "delegations-sent"),
            (_("Delegations received"), "delegations-received"),
            (_("Official meetings"), "meetings"),
        )
    ]


def _signed_cell(scope: Scope, sums: Sums) -> FigureCell:
    documents = signed_documents(scope) if sums.signed else 0
    aside = _("documents: %(number)d") % {"number": documents} if documents else ""
    query = scope.query(result="signed", **REPORTED)
    return FigureCell(value=sums.signed, query=query, aside=aside)


def _change(now: FigureCell, then: FigureCell) -> str:
    """«+18 (+38 %)»; «–» where there is nothing to compare with."""
    if not isinstance(now.value, int) or not isinstance(then.value, int) or not then.value:
        return "–"
    more = now.value - then.value
    if not more:
        return "0"
    sign = "+" if more > 0 else "−"
    return f"{sign}{abs(more):,} ({sign}{round(abs(more) * 100 / then.value)}\xa0%)".replace(",", "\xa0")


def _share(part: int, whole: int) -> str:
    return f"{round(part * 100 / whole)}\xa0%" if whole else ""
