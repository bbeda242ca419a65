"""The figures as tables: for the page, its charts and its files. A number carries the list it counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from agreements.models import Partner
from events.meetings.visits import Visit

from .figures import BELARUS, People, Sums, signed_documents, spaced, sums, visit_counts, with_partner
from .groups import Group, groups
from .scope import BY_DOCUMENTS, Scope

REPORTED, PLANNED = {"outcome": "reported"}, {"outcome": "planned"}
_BARS = 12  # lines of a chart; the table under it has them all


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """`query` is the list of exactly `value` events; `anchor` leads to the table the number is counted in."""

    value: int | str
    text: str = ""
    query: str = ""
    anchor: str = ""
    aside: str = ""
    aside_query: str = ""

    @property
    def words(self) -> str:
        return self.text or (spaced(self.value) if isinstance(self.value, int) else self.value)

    @property
    def whole(self) -> str:
        """As a file says it."""
        return f"{self.words} ({self.aside})" if self.aside else self.words


_NONE = Cell(value="–")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """One chart: a label and a number of each series for each line."""

    slug: str
    title: str
    across: bool  # long labels beside lying bars
    labels: tuple[str, ...]
    series: tuple[tuple[str, tuple[int, ...]], ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "across": self.across,
            "labels": self.labels,
            "series": [{"label": label, "values": values} for label, values in self.series],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    slug: str
    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    bars: tuple[Bars, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Dashboard:
    scope: Scope
    total: Sums
    before: Sums
    tables: tuple[Table, ...]  # the first holds the figures of the whole period

    def table(self, slug: str) -> Table | None:
        return next((table for table in self.tables if table.slug == slug), None)


def dashboard(scope: Scope) -> Dashboard:
    total, before = sums(scope.facts), sums(scope.before.facts)
    by_group = groups(scope)
    tables = [_whole(scope, total, before, by_group)]
    if scope.parts:
        tables.append(_by_part(scope))
    tables += [_grouped(scope, group) for group in by_group]
    return Dashboard(scope, total, before, tuple(tables))


def number(scope: Scope, value: int, **more: str | Sequence[str]) -> Cell:
    return Cell(value=value, query=scope.query(**more))


def people(scope: Scope, found: People, **more: str | Sequence[str]) -> Cell:
    """The list behind it is that of the rows it is counted of, those with most participants first."""
    if not found.rows_with_figure:
        return Cell(value=0, text="–", aside=found.of_rows if found.rows else "")
    query = scope.query(**more, **REPORTED, order="participants")
    return Cell(
        value=found.number,
        text=found.words,
        aside=found.of_rows,
        query=query,
        aside_query=scope.query(**more, **REPORTED, missing="participants", exclude="missing"),
    )


def _whole(scope: Scope, total: Sums, before: Sums, by_group: Sequence[Group]) -> Table:
    both = ((scope, total), (scope.before, before))
    rows: list[tuple[Cell, ...]] = []

    def add(label: str, *cells: Cell) -> None:
        rows.append((Cell(value=label), *cells, Cell(value=_change(*cells))))

    add(_("Events"), *(number(at, found.events) for at, found in both))
    add(_("of them in plans"), *(number(at, found.planned, **PLANNED) for at, found in both))
    add(_("of them in reports"), *(number(at, found.reported, **REPORTED) for at, found in both))
    partners = next((group for group in by_group if group.field == "partner"), None)
    if partners is not None:
        for label, kind in (
            (_("Partners: subjects of the Federation"), Partner.Kind.SUBJECT),
            (_("Partners: foreign states"), Partner.Kind.COUNTRY),
        ):
            lines = [line for line in partners.lines if line.kind == kind]
            add(
                label,
                Cell(value=sum(bool(line.events) for line in lines), anchor="partner"),
                Cell(value=sum(bool(line.before) for line in lines), anchor="partner"),
            )
        shares = (with_partner(scope, BELARUS), with_partner(scope.before, BELARUS))
        add(
            _("Events with Belarus"),
            *(
                Cell(value=value, query=at.query(partner=BELARUS), aside=_share(value, found.events))
                for (at, found), value in zip(both, shares, strict=True)
            ),
        )
    add(_("Participants"), *(people(at, found.people) for at, found in both))
    visits = [visit_counts(at) for at, _found in both]
    for label, visit in (
        (_("Delegations and trips out"), Visit.OUTGOING),
        (_("Delegations received"), Visit.INCOMING),
        (_("Meetings, receptions, negotiations"), Visit.MEETING),
    ):
        add(
            label,
            *(
                number(at, found[visit], visit=visit, **REPORTED)
                for (at, _sums), found in zip(both, visits, strict=True)
            ),
        )
    add(_("Events at which documents were signed"), *_signings(both))
    add(
        _("Events with arrangements reached"),
        *(number(at, found.agreed, result="agreed", **REPORTED) for at, found in both),
    )
    return Table(
        slug="whole",
        title=_("Figures of the period"),
        headings=(_("Figure"), scope.period.title, scope.before.period.title, pgettext("figures", "Change")),
        rows=tuple(rows),
    )


def _signings(both: Sequence[tuple[Scope, Sums]]) -> list[Cell]:
    cells = []
    for at, found in both:
        documents = signed_documents(at) if found.signed else 0
        aside = _("documents: %(number)d") % {"number": documents} if documents else ""
        query = at.query(result="signed", **REPORTED)
        cells.append(Cell(value=found.signed, query=query, aside=aside))
    return cells


def _change(now: Cell, then: Cell) -> str:
    """«+18 (+38 %)»; nothing to compare with is no growth."""
    if not isinstance(now.value, int) or not isinstance(then.value, int) or not then.value:
        return "–"
    more = now.value - then.value
    if not more:
        return "0"
    sign = "+" if more > 0 else "−"
    return f"{sign}{abs(more):,} ({sign}{round(abs(more) * 100 / then.value)}\xa0%)".replace(",", "\xa0")


def _share(part: int, whole: int) -> str:
    return f"{round(part * 100 / whole)}\xa0%" if whole else ""


def _by_part(scope: Scope) -> Table:
    found = [
        (part, sums(scope.facts_in(part.period)), sums(scope.before.facts_in(part.before.period)))
        for part in scope.parts
    ]
    rows = tuple(
        (
            Cell(value=part.period.title.removesuffix(f" {part.period.year} года")),
            number(part, now.events),
            number(part.before, then.events),
            number(part, now.planned, **PLANNED),
            number(part, now.reported, **REPORTED),
            people(part, now.people),
            people(part.before, then.people),
            number(part, now.signed, result="signed", **REPORTED),
            number(part.before, then.signed, result="signed", **REPORTED),
        )
        for part, now, then in found
    )
    quarters = [one for one in found if one[0].period.part.startswith("Q")]
    labels = tuple(part.period.title.removesuffix(f" {part.period.year} года") for part, _n, _t in quarters)
    this, last = str(scope.period.year), str(scope.before.period.year)
    bars = tuple(
        Bars(
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
            ("people", _("Participants by quarter"), lambda sums: sums.people.number),
            ("signed", _("Signings by quarter"), lambda sums: sums.signed),
        )
    )
    note = (
        _("Half-year plans lie in no quarter: they stand in the half-years.")
        if scope.by == BY_DOCUMENTS
        else _("An event that goes on over several quarters stands in each of them, in the total once.")
    )
    return Table(
        slug="quarter",
        title=_("By quarter"),
        headings=(
            _("Quarter"),
            _("Events"),
            _("Events, %(year)s") % {"year": last},
            _("In plans"),
            _("In reports"),
            _("Participants"),
            _("Participants, %(year)s") % {"year": last},
            _("Signings"),
            _("Signings, %(year)s") % {"year": last},
        ),
        rows=rows,
        bars=bars,
        note=note,
    )


def _grouped(scope: Scope, group: Group) -> Table:
    before = scope.before
    rows = [
        (
            Cell(value=line.name),
            number(scope, line.events, **{group.field: line.keys}),
            number(before, line.before, **{group.field: line.keys}),
            number(scope, line.reported, **{group.field: line.keys}, **REPORTED),
            people(scope, line.people, **{group.field: line.keys}),
            number(scope, line.signed, **{group.field: line.keys}, result="signed", **REPORTED),
        )
        for line in group.lines
    ]
    if group.nowhere:
        nothing = {
            "sphere": _("No sphere is said"),
            "department": _("No executive body is said"),
            "partner": _("No partner is named"),
        }[group.field]
        rows.append((Cell(value=nothing), number(scope, group.nowhere, missing=group.field), *[_NONE] * 4))
    shown = group.lines[:_BARS]
    this, last = str(scope.period.year), str(before.period.year)
    bars = Bars(
        slug=group.slug,
        title=f"{group.title}: {scope.period.title}",
        across=True,
        labels=tuple(line.name for line in shown),
        series=(
            (this, tuple(line.events for line in shown)),
            (last, tuple(line.before for line in shown)),
        ),
    )
    return Table(
        slug=group.slug,
        title=str(group.title),
        headings=(
            {"sphere": _("Sphere"), "department": _("Executive body"), "partner": _("Partner")}[group.field],
            _("Events"),
            _("Events, %(year)s") % {"year": last},
            _("In reports"),
            _("Participants"),
            _("Signings"),
        ),
        rows=tuple(rows),
        bars=(bars,) if shown else (),
        note=_("An event of several lines stands in each of them."),
    )
