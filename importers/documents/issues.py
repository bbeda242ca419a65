"""Issues met while a document is read, each with its place in the document."""

from dataclasses import dataclass
from typing import Any

from events.phrases.issues import Issue
from events.vocabulary import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRef:
    """A place as a person counts it in the document: all numbers from 1, 0 where it does not apply.

    In XLSX `table` is the number of the sheet; in a text dump the one table is 1.
    """

    table: int = 0
    row: int = 0
    column: int = 0
    heading: str = ""  # the column's heading as written


NOWHERE = SourceRef()


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentIssue:
    """What was found where, and what was expected; `importers.messages` words each `code`."""

    code: str
    severity: Severity
    place: SourceRef = NOWHERE
    found: str = ""
    expected: str = ""
    suggestion: str = ""

    @classmethod
    def of_issue(cls, issue: Issue, place: SourceRef) -> "DocumentIssue":
        return cls(
            code=issue.code,
            severity=issue.severity,
            place=place,
            found=issue.found,
            expected=issue.expected,
            suggestion=issue.suggestion,
        )

    @classmethod
    def of_json(cls, stored: dict[str, Any]) -> "DocumentIssue":
        """The inverse of dataclasses.asdict."""
        place = SourceRef(**stored["place"])
        return cls(**{**stored, "severity": Severity(stored["severity"]), "place": place})


class UnreadableDocument(Exception):
    """The file cannot be read as a document at all; `issue` is the blocker that says why."""

    def __init__(self, issue: DocumentIssue):
        super().__init__(issue.code, issue.found)
        self.issue = issue
