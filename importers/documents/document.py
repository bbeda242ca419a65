"""What a layout makes of a grid: a document with its title, headings, sections, rows and notes as written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from events.period import Period
from events.phrases.beside import use_of
from events.vocabulary import ColumnUse, Kind, Role, SectionBasis

from .columns import Meaning, Signature, signature_of
from .issues import DocumentIssue, SourceRef


class Continued(StrEnum):
    """Why a cell has the text of the cell above; an export prints it the same way."""

    MERGED = "merged"  # a vertical merge, or an empty cell of a text dump, which does not distinguish them
    BLANK = "blank"  # an empty, unmerged cell of a DOCX or XLSX table


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnHeading:
    """One column of the header row, in document order; `role` None is a further column, kept by its text."""

    text: str
    role: Role | None
    use: ColumnUse | None = None  # of a column without a role, where a person says it
    is_stated: bool = False  # a person says what it is, not its words


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadHeader:
    """One of the headers of a document, by which what a person says of its columns is remembered."""

    headings: tuple[str, ...]  # as written, "" for a blank one; in `columns` equal ones are numbered
    columns: tuple[ColumnHeading, ...]

    @property
    def signature(self) -> Signature:
        return signature_of(self.headings)


_REQUIRED = (Role.TITLE, Role.DATES)
_MANY = (ColumnUse.PLANNED, ColumnUse.LEFT_OUT)  # of these a table may have several columns


def fault_in(header: ReadHeader, said: Sequence[Meaning | None]) -> tuple[str, Meaning] | None:
    """Why what is said of its columns cannot be, as the code of an issue and the column it is about. Others
    are as read."""
    for meaning in said:
        if meaning is not None and meaning not in _MANY and said.count(meaning) > 1:
            return "column-twice", meaning
    left = [column.role for column, meaning in zip(header.columns, said, strict=True) if meaning is None]
    return next((("column-lacking", role) for role in _REQUIRED if role not in (*said, *left)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSection:
    """A section heading as written."""

    text: str
    source: SourceRef


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """One numbered row. `cells` has a text for each role the header has, the number included; continued
    cells are filled with the text they continue."""

    section: int | None  # index into Document.sections
    number: int | None  # None where the cell holds no number
    cells: Mapping[Role, str]
    extra: Mapping[str, str] = field(default_factory=dict)  # heading → text of columns without a role
    continued: Mapping[Role, Continued] = field(default_factory=dict)
    source: SourceRef
    columns: Mapping[Role, int] = field(default_factory=dict)  # role → column from 1, for issues


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A recognised plan or report. A bare table says neither `kind` nor `period`: they are None. A title may
    say no more than that it is a plan or a report: which kind, its partners tell."""

    layout: str  # the layout's name
    kind: Kind | None
    is_plan: bool | None = None
    period: Period | None
    basis: SectionBasis | None  # what sections stand for, where the layout knows
    partner_phrase: str = ""  # «Смоленской областью и Республикой Беларусь»: the parties of cooperation
    agreement_phrase: str = ""  # «Соглашение между … и … о …» of a document about one agreement alone
    department_phrase: str = ""  # «Министерство спорта Смоленской области» of a title that names one body
    department_heading: str = ""  # the heading of the column that names each row's department
    department_signed: str = ""  # the body whose head signed
    title: str  # paragraphs joined with "\n", as written; "" for a bare table
    headings: tuple[ColumnHeading, ...]
    headers: tuple[ReadHeader, ...] = ()  # without repetitions
    sections: tuple[DocumentSection, ...]
    rows: tuple[DocumentRow, ...]
    notes: tuple[str, ...]  # closing notes, as written
    extras: tuple[str, ...] = ()  # footnotes, text boxes and other text no place claims, as written
    column_numbers: bool = False  # a second header row «1 2 3 …»
    issues: tuple[DocumentIssue, ...] = ()

    @property
    def uses(self) -> dict[str, str]:
        """Heading → what a person says a column without a role is for."""
        return {heading.text: heading.use.value for heading in self.headings if heading.use is not None}

    def with_heading(self, issue: DocumentIssue) -> DocumentIssue:
        """The issue with the heading of its column, by which people know it."""
        if not issue.place.column or issue.place.heading:
            return issue
        roles = {column: role for row in self.rows[:1] for role, column in row.columns.items()}
        role = roles.get(issue.place.column)
        text = next((heading.text for heading in self.headings if heading.role == role and role), "")
        return replace(issue, place=replace(issue.place, heading=text))


def read_as(column: ColumnHeading, document: Document) -> Meaning | None:
    """What a column is taken for, by a person's word or its own; None where it is kept without being read."""
    if column.role is None and column.text == document.department_heading:
        return ColumnUse.DEPARTMENT
    if column.role is not None or column.is_stated:
        return column.role or column.use
    return use_of(column.text, is_plan=bool(document.is_plan))
