"""All an import would do, row by row: what `Resolver` works out, `applying` writes and pages show."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from agreements.models import Agreement, Department
from events.models import Entry, Section, Sphere
from events.phrases.partner_values import PartnerFound
from events.phrases.values import Values
from events.vocabulary import SectionBasis
from importers.documents.document import Document, DocumentRow
from importers.documents.issues import DocumentIssue

from .agreements import NewAgreement
from .pairing import squeeze
from .said_once import NOTHING_SAID, SaidOnce
from .sections import NewName
from .subject import Subject

_MANY = 3  # entries


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
    said: SaidOnce = NOTHING_SAID

    @property
    def key(self) -> tuple[str, object]:
        """Equal for the same section of two versions."""
        if self.stands_for is None or isinstance(self.stands_for, NewName):
            return title_key(self.title)
        return (type(self.stands_for).__name__, self.stands_for.pk)


def title_key(title: str) -> tuple[str, object]:
    return ("title", squeeze(title).casefold())


@dataclass(slots=True, kw_only=True)
class ResolvedRow:
    """A row of the document and the entry it is paired with."""

    row: DocumentRow
    values: Values
    status: RowStatus
    entry: Entry | None
    section: int | None  # index into Resolution.sections
    agreement: Agreement | NewAgreement | None
    department: Department | None  # named in a column of its own; unsaved where the registry does not know it
    changes: Mapping[str, tuple[str, str]]  # role, heading or "section" → (old, new)
    issues: tuple[DocumentIssue, ...]
    # What a person corrected before loading; see uploads/corrections
    corrections: Mapping[str, object] = field(default_factory=dict)  # column of Entry → value
    has_chosen_partners: bool = False  # `values` name the partners a person chose
    excluded_partners: tuple[PartnerFound, ...] = ()  # named in a cell, but no partners of the event


@dataclass(slots=True, kw_only=True)
class Resolution:
    document: Document
    subject: Subject
    basis: SectionBasis
    report_values: dict[str, object]  # what the report would hold
    report_changes: Mapping[str, tuple[object, object]]
    sections: list[ResolvedSection]
    rows: list[ResolvedRow]
    missing: list[Entry]
    standing: int  # live entries of the subject
    rearranged: bool  # rows kept their cells but not their order or number
    issues: tuple[DocumentIssue, ...]  # of the document; each row has its own
    new_agreements: list[NewAgreement] = field(default_factory=list)
    learned_wordings: list[tuple[Agreement, str]] = field(default_factory=list)

    @property
    def all_issues(self) -> list[DocumentIssue]:
        return [*self.issues, *(issue for row in self.rows for issue in row.issues)]

    @property
    def counts(self) -> dict[str, int]:
        counts = {status.value: 0 for status in RowStatus}
        for row in self.rows:
            counts[row.status.value] += 1
        return {**counts, "missing": len(self.missing)}

    @property
    def would_remove(self) -> bool:
        """Whether a person must say that so much may go: at least three entries and more than a third of
        those the document is about, or all of them, so that the document continues none."""
        missing = len(self.missing)
        return (missing >= _MANY and 3 * missing > self.standing) or (0 < missing == self.standing)

    @property
    def changes_nothing(self) -> bool:
        counts = self.counts
        touched = counts["new"] or counts["changed"] or counts["missing"]
        return not (self.subject.report is None or self.report_changes or self.rearranged or touched)
