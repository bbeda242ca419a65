"""Which events of the registry the rows of a document would be linked with once it is loaded."""

from collections import defaultdict
from collections.abc import Hashable
from itertools import count

from agreements.gazetteer import current_gazetteer
from agreements.models import Department, Partner
from events.entries.recognition import columns_of
from events.matching.comparing import Matched, compare_unsaved
from events.matching.rows import Row
from events.matching.stored_rows import Surroundings
from events.models import Report
from events.phrases.counted_partners import is_home, listed
from events.vocabulary import Role, SectionBasis

from .departments import new_department
from .resolution import Resolution, ResolvedRow, ResolvedSection, RowStatus
from .sections import NewName


def would_match(resolution: Resolution) -> Matched:
    """Keys of rows and of a report that loading would create follow all others, as they will when it does: of
    equal matches the first counts. Those of other records to be created are negative."""
    subject = resolution.subject
    report = subject.report or Report(
        kind=subject.kind, period_code=subject.period.code, partner=subject.partner
    )
    report.prepare()
    changed = [row for row in enumerate(resolution.rows, 1) if row[1].status is not RowStatus.UNCHANGED]
    gone = {entry.pk for entry in resolution.missing} | {row.entry.pk for _index, row in changed if row.entry}
    rows = _Rows(resolution, report).of(changed)
    return compare_unsaved(report, rows, gone) if rows else Matched()


_NEXT = 2**62  # above every key of the database


class _Rows:
    def __init__(self, resolution: Resolution, report: Report):
        self.resolution, self.report = resolution, report
        self.gazetteer = current_gazetteer()
        self.surroundings = Surroundings()
        numbers = count(1)
        self._to_be_created: dict[Hashable, int] = defaultdict(lambda: -next(numbers))

    def of(self, rows: list[tuple[int, ResolvedRow]]) -> list[Row]:
        codes = {index: self._codes(row) for index, row in rows}
        wanted = set().union(*codes.values())
        keys = dict(Partner.objects.filter(code__in=wanted).values_list("code", "pk"))
        regions = {place.code for code in wanted - keys.keys() for place in self.gazetteer.ancestors(code)}
        keys |= dict(Partner.objects.filter(code__in=regions).values_list("code", "pk"))
        self._stand_for = [self._key_of_section(section) for section in self.resolution.sections]
        return [self._row(index, row, codes[index], keys) for index, row in rows]

    def _codes(self, row: ResolvedRow) -> set[str]:
        found = {one.code for one in row.values.partners.found if one.role.is_counted}
        found |= set(listed(row.values.partners, self.gazetteer))
        return {code for code in found if not is_home(code, self.gazetteer)}

    def _row(self, index: int, row: ResolvedRow, codes: set[str], keys: dict[str, int]) -> Row:
        columns = {**columns_of(row.values), **row.corrections}
        department, sphere = (None, None) if row.section is None else self._stand_for[row.section]
        named = self.resolution.subject.department or row.department
        if named is not None:
            department = self._key_of_department(named)
        partners = frozenset(self._key_of_partner(code, keys) for code in codes)
        cells = row.row.cells
        return Row(
            key=row.entry.pk if row.entry else _NEXT + index,
            event=row.entry.event_id if row.entry else _NEXT + index,
            kind=self.resolution.subject.kind,
            period=self.resolution.subject.period,
            report=self.report.pk or _NEXT,
            title=cells.get(Role.TITLE, ""),
            dates=cells.get(Role.DATES, ""),
            place=cells.get(Role.PLACE, ""),
            content=cells.get(Role.CONTENT, ""),
            people=cells.get(Role.PARTICIPANTS, ""),
            start=row.values.dates.start if row.values.dates else None,
            end=row.values.dates.end if row.values.dates else None,
            precision=row.values.dates.precision if row.values.dates else None,
            partners=partners,
            territories=self.surroundings.territories(partners) | self._regions_of(codes, keys),
            departments=self.surroundings.departments(department),
            spheres=self.surroundings.spheres(sphere),
            participants=columns["participants_count"],
            agreement=self._key_of_agreement(row),
            number=row.row.number,
        )

    def _key_of_section(self, section: ResolvedSection) -> tuple[int | None, int | None]:
        """The department and the sphere it stands for."""
        stands_for = section.stands_for
        if isinstance(stands_for, NewName):
            if stands_for.basis is SectionBasis.SPHERE:
                return None, self._to_be_created["sphere", stands_for.name]
            return self._key_of_department(new_department(stands_for)), None
        if isinstance(stands_for, Department):
            return stands_for.pk, None
        return None, stands_for.pk if stands_for else None

    def _key_of_department(self, department: Department) -> int:
        return department.pk or self._to_be_created["department", department.name]

    def _key_of_agreement(self, row: ResolvedRow) -> int | None:
        if row.agreement is None:
            return None
        return getattr(row.agreement, "pk", None) or self._to_be_created["agreement", id(row.agreement)]

    def _key_of_partner(self, code: str, keys: dict[str, int]) -> int:
        return keys.get(code) or self._to_be_created["partner", code]

    def _regions_of(self, codes: set[str], keys: dict[str, int]) -> frozenset[int]:
        """What partners without a record lie in."""
        places = (place for code in codes - keys.keys() for place in self.gazetteer.ancestors(code))
        return frozenset(self._key_of_partner(place.code, keys) for place in places)
