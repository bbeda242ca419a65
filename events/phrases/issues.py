"""A doubt about a row or a report as a plain value; stored, it becomes a Finding."""

from dataclasses import dataclass

from events.vocabulary import Role, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """What was found, what was expected and what to do. The words for `code` are in `messages`."""

    code: str  # stable, lower-case with hyphens: "unread-dates"
    severity: Severity
    role: Role | None = None  # the cell it is about; None: the whole row or report
    found: str = ""
    expected: str = ""
    suggestion: str = ""
