"""What came of the files of one go, and what the registry still lacks."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from events.basis.documents import Gap
from events.basis.sequence import gaps_in_sequence, registered_documents
from events.vocabulary import Severity
from importers.documents.issues import DocumentIssue
from importers.models import ImportRun
from importers.resolving.resolution import Resolution

_BY_WEIGHT = list(Severity)


@dataclass(slots=True, kw_only=True)
class Doubts:
    """All issues of one code; `first` is the first of them and `file` where it stands."""

    severity: Severity
    first: DocumentIssue
    file: str
    count: int = 0


@dataclass(slots=True, kw_only=True)
class Summary:
    files: Counter[str] = field(default_factory=Counter)  # by status; those that were in already apart
    rows: Counter[str] = field(default_factory=Counter)  # new, changed, unchanged, missing
    known: int = 0  # files that were in already and were not read again
    refused: list[tuple[str, DocumentIssue]] = field(default_factory=list)
    is_stopped: bool = False  # before the last file
    _doubts: dict[str, Doubts] = field(default_factory=dict)
    _written: dict[tuple[str, ...], list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, file: str, status: str, resolution: Resolution) -> None:
        self.files[status] += 1
        self.rows.update(resolution.counts)
        for issue in resolution.all_issues:
            new = Doubts(severity=issue.severity, first=issue, file=file)
            self._doubts.setdefault(issue.code, new).count += 1
        if status != ImportRun.Status.UNCHANGED:
            subject = resolution.subject
            about = (str(part or "") for part in (subject.partner, subject.agreement, subject.department))
            self._written[subject.kind, subject.period.code, *about].append(file)

    def refuse(self, file: str, issue: DocumentIssue) -> None:
        self.files["failed"] += 1
        self.refused.append((file, issue))

    @property
    def of_one_document(self) -> list[list[str]]:
        """Files of which the later ones changed what the earlier ones had brought."""
        return [files for files in self._written.values() if len(files) > 1]

    @property
    def doubts(self) -> dict[str, Doubts]:
        """By code, the gravest and most frequent first."""
        ordered = sorted(
            self._doubts.items(),
            key=lambda item: (_BY_WEIGHT.index(item[1].severity), -item[1].count, item[0]),
        )
        return dict(ordered)

    @property
    def severities(self) -> dict[Severity, int]:
        counts: Counter[Severity] = Counter()
        for one in self._doubts.values():
            counts[one.severity] += one.count
        return {severity: counts[severity] for severity in _BY_WEIGHT if counts[severity]}


def missing_documents() -> list[Gap]:
    """What the registry lacks between the first and the last document of each kind and subject."""
    return gaps_in_sequence(registered_documents())
