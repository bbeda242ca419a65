"""A document that is being imported, proof-read as it will be once it is loaded."""

from django.db.models import QuerySet

from agreements.models import Agreement, Department
from events.models import Entry
from events.proofreading.document import Place, ProofDocument, ProofIssue, ProofRow
from events.reports.against_registry import RowLinks
from events.reports.proofreading import proof_issues
from events.vocabulary import Role
from importers.documents.issues import NOWHERE, DocumentIssue, SourceRef

from .resolution import Resolution, ResolvedRow


def proof_read(resolution: Resolution, compared: QuerySet[Entry]) -> list[ProofIssue]:
    """With the issues that are accepted. `compared`: entries of other documents that may be told of."""
    links = [_links(row, resolution) for row in resolution.rows]
    return proof_issues(_proof_document(resolution), links, resolution.subject.report, compared)


def document_issue(one: ProofIssue, resolution: Resolution) -> DocumentIssue:
    return resolution.document.with_heading(
        DocumentIssue.of_issue(one.issue, _source(one.place, one.issue.role, resolution))
    )


def _source(place: Place, role: Role | None, resolution: Resolution) -> SourceRef:
    if place.section is not None and place.section < len(resolution.document.sections):
        return resolution.document.sections[place.section].source
    if place.row is None:
        return NOWHERE
    row = resolution.rows[place.row].row
    column = row.columns.get(role, 0) if role else 0
    return SourceRef(table=row.source.table, row=row.source.row, column=column, heading=place.heading)


def _proof_document(resolution: Resolution) -> ProofDocument:
    document, subject = resolution.document, resolution.subject
    said: dict[tuple[int, int], set[str]] = {}
    for issue in resolution.issues:
        said.setdefault((issue.place.table, issue.place.row), set()).add(issue.code)
    return ProofDocument(
        kind=subject.kind,
        period=subject.period,
        title=document.title,
        columns=[heading.role for heading in document.headings if heading.role],
        rows=tuple(
            ProofRow(
                number=row.row.number,
                section=row.section,
                cells=row.row.cells,
                values=row.values,
                extra=row.row.extra,
                continued=tuple(row.row.continued),
                said=said.get((row.row.source.table, row.row.source.row), ()),
            )
            for row in resolution.rows
        ),
        sections=tuple(section.text for section in document.sections),
        notes=document.notes,
        extras=document.extras,
    )


def _links(row: ResolvedRow, resolution: Resolution) -> RowLinks:
    """Records the registry has already: what an import would add is in force whenever it is named."""
    section = None if row.section is None else resolution.sections[row.section].stands_for
    department = row.department or resolution.subject.department
    if department is None and isinstance(section, Department):
        department = section
    return RowLinks(
        agreement=row.agreement if isinstance(row.agreement, Agreement) else None,
        department=department if department is not None and department.pk else None,
    )
