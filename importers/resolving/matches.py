"""Which events of the registry the rows of a document would be linked with once it is loaded."""

from agreements.gazetteer import current_gazetteer
from agreements.models import Department, Partner
from events.entries.recognition import columns_of
from events.matching.linking import Matched, compare_unsaved
from events.matching.rows import Row
from events.matching.stored_rows import Surroundings
from events.models import Report, Sphere
from events.phrases.partners import is_home, listed
from events.vocabulary import Role

from .resolution import Resolution, ResolvedRow, RowStatus


def would_match(resolution: Resolution) -> Matched:
    """Keys of rows to be loaded are negative: -1 is the first of the document."""
    subject = resolution.subject
    report = subject.report or Report(
        kind=subject.kind, period_code=subject.period.code, partner=subject.partner
    )
    report.prepare()
    changed = [row for row in enumerate(resolution.rows, 1) if row[1].status is not RowStatus.UNCHANGED]
    gone = {entry.pk for entry in resolution.missing} | {row.entry.pk for _index, row in changed if row.entry}
    rows = _Rows(resolution, report).of(changed)
    return compare_unsaved(report, rows, gone) if rows else Matched()


class _Rows:
    def __init__(self, resolution: Resolution, report: Report):
        self.resolution, self.report = resolution, report
        self.gazetteer = current_gazetteer()
        self.surroundings = Surroundings()

    def of(self, rows: list[tuple[int, ResolvedRow]]) -> list[Row]:
        codes = {index: self._codes(row) for index, row in rows}
        wanted = set().union(*codes.values()) if codes else set()
        keys = dict(Partner.objects.filter(code__in=wanted).values_list("code", "pk"))
        return [self._row(index, row, _known(codes[index], keys)) for index, row in rows]

    def _codes(self, row: ResolvedRow) -> set[str]:
        found = {one.code for one in row.values.partners.found if one.role.is_counted}
        found |= set(listed(row.values.partners, self.gazetteer))
        return {code for code in found if not is_home(code, self.gazetteer)}

    def _row(self, index: int, row: ResolvedRow, partners: frozenset[int]) -> Row:
        columns = {**columns_of(row.values), **row.corrections}
        section = None if row.section is None else self.resolution.sections[row.section]
        stands_for = section.stands_for if section else None
        department = self.resolution.subject.department or row.department
        if department is None and isinstance(stands_for, Department):
            department = stands_for
        cells = row.row.cells
        return Row(
            key=-index,
            event=row.entry.event_id if row.entry else -index,
            kind=self.resolution.subject.kind,
            period=self.resolution.subject.period,
            report=self.report.pk or 0,
            title=cells.get(Role.TITLE, ""),
            dates=cells.get(Role.DATES, ""),
            place=cells.get(Role.PLACE, ""),
            content=cells.get(Role.CONTENT, ""),
            start=row.values.dates.start if row.values.dates else None,
            end=row.values.dates.end if row.values.dates else None,
            precision=row.values.dates.precision if row.values.dates else None,
            partners=partners,
            territories=self.surroundings.territories(partners),
            departments=self.surroundings.departments(department.pk if department else None),
            spheres=frozenset((stands_for.pk,)) if isinstance(stands_for, Sphere) else frozenset(),
            participants=columns["participants_count"],
            agreement=getattr(row.agreement, "pk", None),
            number=row.row.number,
        )


def _known(codes: set[str], keys: dict[str, int]) -> frozenset[int]:
    return frozenset(keys[code] for code in codes if code in keys)
