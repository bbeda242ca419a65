"""What a recognised document means for the registry: what is new, changed, unchanged, missing. Only reads."""

from collections.abc import Iterator, Mapping, Sequence

from agreements.gazetteer import current_gazetteer
from agreements.models import Department
from agreements.names.gazetteer import Gazetteer
from events.exports import house_form
from events.models import Entry, Report, Sphere
from events.vocabulary import Role, SectionBasis, Severity
from importers.documents.document import Document, DocumentRow
from importers.documents.issues import DocumentIssue, SourceRef
from importers.documents.target import Target

from .agreements import AgreementResolver
from .departments import DepartmentColumn
from .pairing import Pairing, Side, pair, squeeze
from .reports import report_changes, report_values
from .resolution import Resolution, ResolvedRow, ResolvedSection, RowStatus, title_key
from .said_once import NOTHING_SAID, SaidOnce, SectionNames
from .sections import NewName, SectionResolver, guess_basis
from .subject import Subject, subject_of
from .values_reader import ValuesReader


def resolve(document: Document, target: Target, reader: ValuesReader | None = None) -> Resolution:
    """Work out what the document changes. UnreadableDocument where it cannot be told what it is about."""
    gazetteer = current_gazetteer()
    agreements = AgreementResolver(gazetteer)
    subject, issues = subject_of(document, target, gazetteer, agreements)
    return Resolver(document, subject, gazetteer, agreements, issues, reader).resolve()


class Resolver:
    """Compares one document with what the registry holds of its subject."""

    def __init__(
        self,
        document: Document,
        subject: Subject,
        gazetteer: Gazetteer,
        agreements: AgreementResolver,
        issues: Sequence[DocumentIssue] = (),
        reader: ValuesReader | None = None,
    ):
        self.document = document
        self.subject = subject
        self.gazetteer = gazetteer
        self.agreements = agreements
        self.reader = reader or ValuesReader()
        self.basis = self._basis()
        self.sections: list[ResolvedSection] = []
        self.section_of_row: list[int | None] = []  # index into `sections`
        self.departments = DepartmentColumn(gazetteer)
        self.issues = [*document.issues, *issues]

    def resolve(self) -> Resolution:
        self._resolve_sections()
        entries = self.subject.entries()
        pairing = pair(
            [self._side_of_row(index) for index in range(len(self.document.rows))],
            [self._side_of_entry(entry) for entry in entries],
        )
        rows = self._rows(entries, pairing)
        values = report_values(self.document, self.subject)
        if not self.subject.is_whole and (pairing.new or pairing.missing):
            # One department's rows shift those of all others, so numbers as written would no longer run.
            values["numbering"] = Report.Numbering.RUNNING
        titles = [section.title for section in self.sections]
        return Resolution(
            document=self.document,
            subject=self.subject,
            basis=self.basis,
            report_values=values,
            report_changes=report_changes(self.subject, values, titles),
            sections=self.sections,
            rows=rows,
            missing=[entries[index] for index in pairing.missing],
            rearranged=self._is_rearranged(rows),
            standing=len(entries),
            issues=(*self.issues, *self.agreements.issues, *self.departments.issues),
            new_agreements=self.agreements.proposed,
            learned_wordings=self.agreements.learned,
        )

    def _basis(self) -> SectionBasis:
        if self.subject.report is not None:
            return SectionBasis(self.subject.report.basis)
        guessed = guess_basis(section.text for section in self.document.sections)
        return guessed or self.document.basis or house_form.basis(self.subject.kind)

    # -- sections -----------------------------------------------------------------------------------------

    def _resolve_sections(self) -> None:
        headings = SectionResolver(self.basis)
        named = SectionNames(self.subject.period, self.gazetteer)
        said = [
            None if headings.known(section.text) else named.find(section.text)
            for section in self.document.sections
        ]
        self.issues += self._standing_issues(said)
        self.said = [once or NOTHING_SAID for once in said]
        found = [
            None if once else headings.find(section.text, section.source)
            for section, once in zip(self.document.sections, said, strict=True)
        ]
        department, report = self.subject.department, self.subject.report
        standing = list(report.sections.select_related("department", "sphere")) if report else []

        def continued(title: str, stands_for: Department | Sphere | NewName | None) -> ResolvedSection:
            for section in standing:
                meaning = section.department or section.sphere
                if meaning == stands_for if meaning else squeeze(section.title) == squeeze(title):
                    standing.remove(section)
                    return ResolvedSection(title=title, section=section, stands_for=stands_for)
            return ResolvedSection(title=title, section=None, stands_for=stands_for)

        if department is not None and self.basis is SectionBasis.DEPARTMENT:
            # A department's own table stands in that department's section, whatever its heading says.
            self.sections = [continued(department.name, department)]
            self.section_of_row = [0] * len(self.document.rows)
            self.issues += [
                DocumentIssue(
                    code="other-department",
                    severity=Severity.WARNING,
                    place=section.source,
                    found=squeeze(section.text),
                    expected=department.name,
                )
                for section, stands_for in zip(self.document.sections, found, strict=True)
                if stands_for not in (department, None)
            ]
        else:
            self.sections = [
                continued(section.text, stands_for)
                for section, stands_for in zip(self.document.sections, found, strict=True)
            ]
            for section, once in zip(self.sections, said, strict=True):
                section.said = once or NOTHING_SAID
            self.section_of_row = [row.section for row in self.document.rows]
            self.issues += headings.issues

    def _standing_issues(self, said: Sequence[SaidOnce | None]) -> Iterator[DocumentIssue]:
        """«Мероприятия, планируемые …» in a report: its rows are no events that were held, or the reverse."""
        is_plan = self.subject.kind.is_plan
        for section, once in zip(self.document.sections, said, strict=True):
            if once is not None and once.is_plan is not None and once.is_plan is not is_plan:
                yield DocumentIssue(
                    code="held-in-plan" if is_plan else "planned-in-report",
                    severity=Severity.WARNING,
                    place=section.source,
                    found=squeeze(section.text),
                )

    # -- rows beside entries --------------------------------------------------------------------------------

    def _side_of_row(self, index: int) -> Side:
        row, section = self.document.rows[index], self.section_of_row[index]
        cells = {role: text for role, text in row.cells.items() if role is not Role.NUMBER}
        return Side(None if section is None else self.sections[section].key, cells, row.extra)

    def _side_of_entry(self, entry: Entry) -> Side:
        cells = self.subject.cells_of(entry)
        section = entry.section
        key: tuple[str, object] | None = None
        if section is not None:
            if section.department_id:
                key = (Department.__name__, section.department_id)
            elif section.sphere_id:
                key = (Sphere.__name__, section.sphere_id)
            else:
                key = title_key(section.title)
        return Side(key, {role: cells.get(role, "") for role in self._compared_roles(entry)}, entry.extra)

    def _compared_roles(self, entry: Entry) -> list[str]:
        """A department's own table may lack columns the report has: these are left alone."""
        roles: set[str] = {heading.role for heading in self.document.headings if heading.role}
        if self.subject.is_whole:
            roles |= set(entry.cells)
        return sorted(roles - {Role.NUMBER})

    def _rows(self, entries: Sequence[Entry], pairing: Pairing) -> list[ResolvedRow]:
        entry_of = {left: entries[right] for left, right in (*pairing.equal, *pairing.changed)}
        equal = {left for left, _right in pairing.equal}
        rows = []
        for index, row in enumerate(self.document.rows):
            said = self._said_of(row)
            values = self.reader.read(self.subject, row, self.gazetteer, said)
            entry = entry_of.get(index)
            agreement = self.subject.agreement
            if text := row.cells.get(Role.AGREEMENT, ""):
                agreement = self.agreements.find(text, _place(row, Role.AGREEMENT))
            changed = entry is not None and index not in equal
            rows.append(
                ResolvedRow(
                    row=row,
                    values=values,
                    status=_status(entry, index in equal),
                    entry=entry,
                    section=self.section_of_row[index],
                    agreement=agreement,
                    department=self._department_of(row),
                    changes=self._changes(entry, row, self.section_of_row[index]) if changed else {},
                    issues=tuple(
                        DocumentIssue.of_issue(issue, _place(row, issue.role)) for issue in values.issues
                    ),
                )
            )
        return rows

    def _department_of(self, row: DocumentRow) -> Department | None:
        heading = self.document.department_heading
        if not heading:
            return None
        return self.departments.find(row.extra.get(heading, ""), _place(row, None, heading))

    def _said_of(self, row: DocumentRow) -> SaidOnce:
        """What the heading above the row in the document says for it, wherever the row is put."""
        return NOTHING_SAID if row.section is None else self.said[row.section]

    def _changes(self, entry: Entry, row: DocumentRow, section: int | None) -> dict[str, tuple[str, str]]:
        """What differs, white space aside: role, heading or "section" → (old, new)."""
        cells = self.subject.cells_of(entry)
        sides: dict[str, tuple[str, str]] = {
            role: (cells.get(role, ""), text) for role, text in row.cells.items() if role is not Role.NUMBER
        }
        for heading in {**entry.extra, **row.extra}:
            sides[heading] = (entry.extra.get(heading, ""), row.extra.get(heading, ""))
        title = "" if section is None else self.sections[section].title
        sides["section"] = (entry.section.title if entry.section else "", title)
        return {key: (old, new) for key, (old, new) in sides.items() if squeeze(old) != squeeze(new)}

    def _is_rearranged(self, rows: Sequence[ResolvedRow]) -> bool:
        """Whether rows that stayed changed their order or, in a whole document numbered by hand, a number."""
        kept = [(row, row.entry) for row in rows if row.entry is not None]
        places: dict[int | None, list[int]] = {}
        for row, entry in kept:
            places.setdefault(row.section, []).append(entry.order)
        if any(orders != sorted(orders) for orders in places.values()):
            return True
        report = self.subject.report
        if not self.subject.is_whole or report is None or report.numbering == Report.Numbering.RUNNING:
            return False
        return any(_number(entry.cells) != _number(row.row.cells) for row, entry in kept)


def _status(entry: Entry | None, equal: bool) -> RowStatus:
    if entry is None:
        return RowStatus.NEW
    return RowStatus.UNCHANGED if equal else RowStatus.CHANGED


def _place(row: DocumentRow, role: Role | None, heading: str = "") -> SourceRef:
    column = row.columns.get(role, 0) if role else 0
    return SourceRef(table=row.source.table, row=row.source.row, column=column, heading=heading)


def _number(cells: Mapping[str, str]) -> str:
    return squeeze(cells.get(Role.NUMBER, ""))
