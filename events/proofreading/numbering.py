"""Row numbers written by hand that repeat or skip one, as may become of them once rows are removed."""

from collections.abc import Iterator

from events.phrases.issues import Issue
from events.vocabulary import Role, Severity

from .document import ProofDocument


def numbering_issues(document: ProofDocument) -> Iterator[tuple[int, Issue]]:
    """Numbering may begin again with a section."""
    if not document.has_own_numbers:
        return
    last, section = 0, None
    seen: set[int] = set()
    for index, row in enumerate(document.rows):
        if row.number is None:
            continue
        if row.number == 1 and row.section != section:
            seen.clear()
        elif row.number in seen:
            yield index, _issue("number-repeated", Severity.WARNING, row.number, last + 1)
        elif row.number != last + 1:
            yield index, _issue("number-out-of-order", Severity.INFO, row.number, last + 1)
        seen.add(row.number)
        last, section = row.number, row.section


def _issue(code: str, severity: Severity, found: int, expected: int) -> Issue:
    return Issue(code=code, severity=severity, role=Role.NUMBER, found=str(found), expected=str(expected))
