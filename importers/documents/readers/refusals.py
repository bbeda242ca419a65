"""How every reader refuses a file."""

from events.vocabulary import Severity

from ..issues import DocumentIssue, UnreadableDocument


def refusal(code: str, *, found: str = "", expected: str = "", suggestion: str = "") -> UnreadableDocument:
    return UnreadableDocument(
        DocumentIssue(
            code=code, severity=Severity.BLOCKER, found=found, expected=expected, suggestion=suggestion
        )
    )
