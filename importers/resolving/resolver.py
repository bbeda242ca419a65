"""What a recognised document means for the registry: what is new, changed, unchanged, missing. Only reads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from agreements.gazetteer import current_gazetteer
from agreements.models import Agreement, Department, Partner
from agreements.names.gazetteer import Gazetteer
from events.exports import house_form
from events.models import Entry, Report, Section, Sphere
from events.period import Period
from events.phrases.partners import PartnerFound
from events.phrases.values import Values, read_values
from events.vocabulary import Kind, Role, SectionBasis, Severity
from importers.documents.document import Document, DocumentRow
from importers.documents.issues import DocumentIssue, SourceRef, UnreadableDocument
from importers.documents.target import Target

from .agreements import AgreementResolver, NewAgreement
from .pairing import Pairing, Side, pair, squeeze
from .reports import report_changes, report_values
from .sections import NewName, SectionResolver, department_named, guess_basis


class RowStatus(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(slots=True, kw_only=True)
class ResolvedSection:
    """A section of the document, the section of the report it continues, and what it stands for."""

    title: str
    section: Section | None
    stands_for: Department | Sphere | NewName | None

    @property
    def key(self) -> tuple[str, object]:
        """Equal for the same section of two versions."""
        if self.stands_for is None or isinstance(self.stands_for, NewName):
            return ("title", squeeze(self.title).casefold())
        return (type(self.stands_for).__name__, self.stands_for.pk)


@dataclass(slots=True, kw_only=True)
class ResolvedRow:
    """A row of the document beside the entry it is paired with."""

    row: DocumentRow
    values: Values
    status: RowStatus
    entry: Entry | None
    section: int | None  # index into Resolution.sections
    agreement: Agreement | NewAgreement | None
    changes: Mapping[str, tuple[str, str]]  # role, heading or "section" → (old, new)
    issues: tuple[DocumentIssue, ...]
    corrections: Mapping[str, object] = field(default_factory=dict)  # recognised value → a person's
    partners_said: bool = False  # a person said who the partners are: `values` hold them
    left_out: tuple[PartnerFound, ...] = ()  # named in a cell, and no partners as a person says


@dataclass(slots=True, kw_only=True)
class Resolution:
    """All an import would do. `report` is None where it would be created; with a department the import is
    about that body's rows alone."""

    document: Document
    kind: Kind
    period: Period
    basis: SectionBasis
    partner: Partner | None
    department: Department | None
    report: Report | None
    report_values: dict[str, object]  # what the report would hold
    report_changes: Mapping[str, tuple[object, object]]
    sections: list[ResolvedSection]
    rows: list[ResolvedRow]
    missing: list[Entry]
    rearranged: bool  # rows kept their cells but not their order or number
    issues: tuple[DocumentIssue, ...]
    new_agreements: list[NewAgreement] = field(default_factory=list)
    learned_wordings: list[tuple[Agreement, str]] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        counts = {status.value: 0 for status in RowStatus}
        for row in self.rows:
            counts[row.status.value] += 1
        return {**counts, "missing": len(self.missing)}

    @property
    def changes_nothing(self) -> bool:
        counts = self.counts
        touched = counts["new"] or counts["changed"] or counts["missing"]
        return not (self.report is None or self.report_changes or self.rearranged or touched)


def resolve(document: Document, target: Target) -> Resolution:
    """Work out what the document changes. UnreadableDocument where it cannot be told what it is about."""
    gazetteer = current_gazetteer()
    kind, period = _about(document, target)
    partner = _partner(document, gazetteer, target)
    department = department_named(target.department) if target.department else None
    report = (
        Report.objects.filter(kind=kind, period_code=period.code, partner=partner)
        .select_related("partner")
        .first()
    )
    basis = _basis(document, kind, report)
    sections, section_of_row, section_issues = _sections(document, basis, report, department)
    entries = _entries_in_scope(report, department)
    pairing = pair(
        [
            Side(
                None if section_of_row[index] is None else sections[section_of_row[index]].key,
                {role: text for role, text in row.cells.items() if role is not Role.NUMBER},
                row.extra,
            )
            for index, row in enumerate(document.rows)
        ],
        [_side_of(entry, row_roles(document, entry, department), department) for entry in entries],
    )
    agreements = AgreementResolver(gazetteer)
    about = partner.code if partner else ""
    rows = _rows(
        document,
        kind,
        period,
        about,
        gazetteer,
        sections,
        section_of_row,
        entries,
        pairing,
        agreements,
        department,
    )
    wanted = report_values(document, kind, period, partner, department, report)
    if department is not None and (pairing.new or pairing.missing):
        # The rows of one body move those of all others: numbers as written would no longer run.
        wanted["numbering"] = Report.Numbering.RUNNING
    return Resolution(
        document=document,
        kind=kind,
        period=period,
        basis=basis,
        partner=partner,
        department=department,
        report=report,
        report_values=wanted,
        report_changes=report_changes(report, wanted, [section.title for section in sections], department),
        sections=sections,
        rows=rows,
        missing=[entries[index] for index in pairing.missing],
        rearranged=_rearranged(rows, department, report),
        issues=(*document.issues, *section_issues, *agreements.issues),
        new_agreements=agreements.proposed,
        learned_wordings=agreements.learned,
    )


def _blocker(code: str, **words: str) -> UnreadableDocument:
    return UnreadableDocument(DocumentIssue(code=code, severity=Severity.BLOCKER, **words))


def _about(document: Document, target: Target) -> tuple[Kind, Period]:
    """The document's own word, else the person's; two words that differ are a blocker."""
    for own, said in ((document.kind, target.kind), (document.period, target.period)):
        if own is not None and said is not None and own != said:
            raise _blocker("target-contradicts", found=str(own), expected=str(said))
    kind = document.kind or target.kind
    period = document.period or target.period
    if kind is None or period is None:
        unknown = [word for word, value in (("KIND", kind), ("PERIOD", period)) if value is None]
        raise _blocker("target-unknown", found=squeeze(document.title), expected=", ".join(unknown))
    return kind, period


def _partner(document: Document, gazetteer: Gazetteer, target: Target) -> Partner | None:
    if not document.partner_phrase:
        return Partner.objects.get(code=target.partner) if target.partner else None
    codes = [mention.code for mention in gazetteer.find(document.partner_phrase)]
    partner = Partner.objects.partners().filter(code__in=codes).first()
    if partner is None:
        raise _blocker("report-partner-unknown", found=document.partner_phrase)
    return partner


def _basis(document: Document, kind: Kind, report: Report | None) -> SectionBasis:
    if report is not None:
        return SectionBasis(report.basis)
    guessed = guess_basis(section.text for section in document.sections)
    return guessed or document.basis or house_form.basis(kind)


def _sections(
    document: Document, basis: SectionBasis, report: Report | None, department: Department | None
) -> tuple[list[ResolvedSection], list[int | None], list[DocumentIssue]]:
    """The sections of the import and, for each row, which of them it stands in."""
    standing = list(report.sections.select_related("department", "sphere")) if report else []
    resolver = SectionResolver(basis)

    def continued(title: str, stands_for: Department | Sphere | NewName | None) -> ResolvedSection:
        for section in standing:
            own = section.department or section.sphere
            if own == stands_for if own else squeeze(section.title) == squeeze(title):
                standing.remove(section)
                return ResolvedSection(title=title, section=section, stands_for=stands_for)
        return ResolvedSection(title=title, section=None, stands_for=stands_for)

    if department is not None and basis is SectionBasis.DEPARTMENT:
        # A body's own table stands in that body's section, whatever its heading says.
        issues = [
            DocumentIssue(
                code="other-department",
                severity=Severity.WARNING,
                place=section.source,
                found=squeeze(section.text),
                expected=department.name,
            )
            for section in document.sections
            if resolver.find(section.text, section.source) != department
        ]
        sections = [continued(department.name, department)]
        return sections, [0] * len(document.rows), issues
    sections = [
        continued(section.text, resolver.find(section.text, section.source)) for section in document.sections
    ]
    return sections, [row.section for row in document.rows], resolver.issues


def _entries_in_scope(report: Report | None, department: Department | None) -> list[Entry]:
    if report is None:
        return []
    entries = report.entries.select_related("section", "event").order_by("section__order", "order", "id")
    if department is not None:
        entries = entries.filter(department=department)
    return list(entries)


def row_roles(document: Document, entry: Entry, department: Department | None) -> set[str]:
    """The cells two versions are compared by: a body's own table may lack columns the report has."""
    roles = {heading.role for heading in document.headings if heading.role}
    if department is None:
        roles |= set(entry.cells)
    return roles - {Role.NUMBER}


def own_cells(entry: Entry, department: Department | None) -> dict[str, str]:
    """The cells a newer version is compared with: a body's own table with the body's own wording, where the
    coordinator has changed it since."""
    return entry.cells if department is None else {**entry.cells, **entry.body_cells}


def _side_of(entry: Entry, roles: set[str], department: Department | None) -> Side:
    cells = own_cells(entry, department)
    section = entry.section
    key: tuple[str, object] | None = None
    if section is not None:
        if section.department_id:
            key = ("Department", section.department_id)
        elif section.sphere_id:
            key = ("Sphere", section.sphere_id)
        else:
            key = ("title", squeeze(section.title).casefold())
    return Side(key, {role: cells.get(role, "") for role in sorted(roles)}, entry.extra)


def _rows(
    document: Document,
    kind: Kind,
    period: Period,
    about: str,
    gazetteer: Gazetteer,
    sections: Sequence[ResolvedSection],
    section_of_row: Sequence[int | None],
    entries: Sequence[Entry],
    pairing: Pairing,
    agreements: AgreementResolver,
    department: Department | None,
) -> list[ResolvedRow]:
    partner_of = {left: entries[right] for left, right in (*pairing.equal, *pairing.changed)}
    equal = {left for left, _right in pairing.equal}
    rows = []
    for index, row in enumerate(document.rows):
        values = read_values(kind, period, row.cells, gazetteer, about=about)
        entry = partner_of.get(index)
        agreement = None
        if text := row.cells.get(Role.AGREEMENT, ""):
            agreement = agreements.find(text, _place(row, Role.AGREEMENT))
        section = section_of_row[index]
        rows.append(
            ResolvedRow(
                row=row,
                values=values,
                status=_status(entry, index in equal),
                entry=entry,
                section=section,
                agreement=agreement,
                changes={}
                if entry is None or index in equal
                else _differences(
                    entry,
                    own_cells(entry, department),
                    row,
                    None if section is None else sections[section].title,
                ),
                issues=tuple(
                    DocumentIssue.of_issue(issue, _place(row, issue.role)) for issue in values.issues
                ),
            )
        )
    return rows


def _status(entry: Entry | None, equal: bool) -> RowStatus:
    if entry is None:
        return RowStatus.NEW
    return RowStatus.UNCHANGED if equal else RowStatus.CHANGED


def _place(row: DocumentRow, role: Role | None) -> SourceRef:
    column = row.columns.get(role, 0) if role else 0
    return SourceRef(table=row.source.table, row=row.source.row, column=column)


def _differences(
    entry: Entry, cells: Mapping[str, str], row: DocumentRow, section: str | None
) -> dict[str, tuple[str, str]]:
    sides: dict[str, tuple[str, str]] = {
        role: (cells.get(role, ""), text) for role, text in row.cells.items() if role is not Role.NUMBER
    }
    for heading in {**entry.extra, **row.extra}:
        sides[heading] = (entry.extra.get(heading, ""), row.extra.get(heading, ""))
    sides["section"] = (entry.section.title if entry.section else "", section or "")
    return {key: (old, new) for key, (old, new) in sides.items() if squeeze(old) != squeeze(new)}


def _rearranged(rows: Sequence[ResolvedRow], department: Department | None, report: Report | None) -> bool:
    """Whether rows that stayed changed their order or, in a whole document numbered by hand, their number."""
    kept = [row for row in rows if row.entry is not None]
    places: dict[int | None, list[int]] = {}
    for row in kept:
        places.setdefault(row.section, []).append(row.entry.order)
    if any(orders != sorted(orders) for orders in places.values()):
        return True
    if department is not None or report is None or report.numbering == Report.Numbering.RUNNING:
        return False
    return any(
        squeeze(row.entry.cells.get(Role.NUMBER, "")) != squeeze(row.row.cells.get(Role.NUMBER, ""))
        for row in kept
    )
