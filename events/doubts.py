"""A doubt about a row or a report as a plain value; stored, it becomes a Finding."""

from dataclasses import dataclass
from enum import StrEnum

from .vocabulary import Role


class Severity(StrEnum):
    """Only a blocker stops an import; custom (events outside the period) is information."""

    BLOCKER = "blocker"
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """What was found, what was expected and what to do. The words for `code` are in `messages`."""

    code: str  # stable, lower-case with hyphens: "unread-dates"
    severity: Severity
    role: Role | None = None  # the cell it is about; None: the whole row or report
    found: str = ""
    expected: str = ""
    suggestion: str = ""
