"""The one way a reader says that a file cannot be read."""

from events.vocabulary import Severity

from ..issues import Issue, UnreadableDocument


def refusal(code: str, *, found: str = "", expected: str = "", suggestion: str = "") -> UnreadableDocument:
    return UnreadableDocument(
        Issue(code=code, severity=Severity.BLOCKER, found=found, expected=expected, suggestion=suggestion)
    )
