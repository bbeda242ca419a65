"""What an import is about: what the document says of itself, or what the person says of it."""

from dataclasses import dataclass

from events.period import Period
from events.vocabulary import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a person says; any part may be left to the document. `department` is a name as typed,
    `partner` the code of the one partner the document is about."""

    kind: Kind | None = None
    period: Period | None = None
    department: str = ""
    partner: str = ""
