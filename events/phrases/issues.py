"""An issue raised while a row is read, as a plain value; stored as a Finding."""

from dataclasses import dataclass

from events.vocabulary import Role, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """What was found, what was expected and what to do; `entries.finding_messages` words each `code`."""

    code: str  # stable, lower-case with hyphens: "unread-dates"
    severity: Severity
    role: Role | None = None  # the cell it is about; None: the whole row or report
    found: str = ""
    expected: str = ""
    suggestion: str = ""
