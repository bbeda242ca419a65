"""Issues: everything a reader or a layout doubts, with the place where a person finds it."""

from dataclasses import dataclass
from typing import Any

from events.phrases.issues import Doubt
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
class Issue:
    """One doubt or fault met while a document is read. The words for `code` are in `messages`."""

    code: str
    severity: Severity
    place: SourceRef = NOWHERE
    found: str = ""
    expected: str = ""
    suggestion: str = ""

    @classmethod
    def of_doubt(cls, doubt: Doubt, place: SourceRef) -> "Issue":
        return cls(
            code=doubt.code,
            severity=doubt.severity,
            place=place,
            found=doubt.found,
            expected=doubt.expected,
            suggestion=doubt.suggestion,
        )

    @classmethod
    def of_json(cls, stored: dict[str, Any]) -> "Issue":
        """The inverse of dataclasses.asdict."""
        place = SourceRef(**stored["place"])
        return cls(**{**stored, "severity": Severity(stored["severity"]), "place": place})


class UnreadableDocument(Exception):
    """The file cannot be read as a document at all; `issue` is the blocker that says why."""

    def __init__(self, issue: Issue):
        super().__init__(issue.code, issue.found)
        self.issue = issue
