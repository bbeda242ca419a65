"""What a person says an import is about, beside what the document says itself."""

from dataclasses import dataclass

from events.period import Period
from events.vocabulary import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Any part may be left to the document. `department` is a name as typed, `partner` the code of the one
    partner the document is about, `agreement` the title or another known wording of the one agreement."""

    kind: Kind | None = None
    period: Period | None = None
    department: str = ""
    partner: str = ""
    agreement: str = ""
