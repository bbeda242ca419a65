"""A plan or report as it is proof-read, whether it comes from a file or from the registry."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from events.period import Period
from events.phrases.issues import Issue
from events.phrases.values import Values
from events.vocabulary import Kind, Role

from .slip import Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofRow:
    """`continued`: cells that repeat the one above, proof-read there."""

    number: int | None
    section: int | None  # index into ProofDocument.sections
    cells: Mapping[Role, str]
    values: Values
    extra: Mapping[str, str] = field(default_factory=dict)  # heading → text of columns without a role
    continued: Collection[Role] = ()
    said: Collection[str] = ()  # codes of issues raised while the row was read, beside those of `values`


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofDocument:
    kind: Kind
    period: Period
    title: str
    columns: Collection[Role]
    rows: tuple[ProofRow, ...]
    sections: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    extras: tuple[str, ...] = ()  # footnotes and other text beside the table
    has_own_numbers: bool = False  # written by hand and not checked while the document was read


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in a document an issue is; without a row and a section in its title, notes or other text."""

    row: int | None = None  # index into ProofDocument.rows
    section: int | None = None  # a heading: index into ProofDocument.sections
    heading: str = ""  # of a column without a role


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofIssue:
    """An issue with its place; `phrase` where it is a slip in a text."""

    issue: Issue
    place: Place
    phrase: Phrase | None = None
    is_mendable: bool = False  # one click puts it right
    fingerprint: str = ""


def fingerprint(code: str, text: str) -> str:
    """Names an issue by its code and the text it is about, wherever that text stands."""
    return hashlib.sha256(f"{code}\x1f{' '.join(text.split())}".encode()).hexdigest()[:32]
