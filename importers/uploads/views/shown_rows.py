"""Rows of a file as the preview shows them, with what changes marked word by word."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from agreements.gazetteer import current_gazetteer
from agreements.models import Partner
from agreements.names.gazetteer import Gazetteer
from events.entries.seen_partners import Seen
from events.labels import KIND_LABELS, MODE_LABELS
from events.models import Entry
from events.phrases.counted_partners import listed
from events.vocabulary import Mode, Role
from importers.documents.issues import DocumentIssue
from importers.messages import message
from importers.resolving.resolution import Resolution, ResolvedRow

from ..corrections import Place, place_of, standing_values
from ..issue_tables import without_place
from ..partial import has_error
from ..row_form import standing_columns
from ..said_of_file import SPELLING_CODES
from ..seen import seen_by


class DiffPiece(NamedTuple):
    """A part of a text that stayed (""), went ("old") or came ("new")."""

    text: str
    how: str


class CellDiff(NamedTuple):
    label: str
    before: Sequence[DiffPiece]
    after: Sequence[DiffPiece]


def kind_label(resolution: Resolution) -> str:
    return capfirst(str(KIND_LABELS[resolution.subject.kind]))


def format_label(name: str) -> str:
    """What a file without a table is."""
    names = {
        "pdf": _("a PDF document"),
        "image": _("a picture or a scan"),
        "mail": _("a letter of an e-mail program"),
        "presentation": _("a presentation"),
        "web-page": _("a web page"),
        "archive": _("an archive"),
    }
    return names.get(name, "")


class ShownCell(NamedTuple):
    text: str
    change: CellDiff | None
    read: Sequence[str]  # values recognised in it
    remarks: Sequence["ShownRemark"]


class ShownRemark(NamedTuple):
    words: str
    severity: str
    spelling: str  # the name it is about, where a click may say whom it means
    suggestions: Sequence[Partner]
    seen: Sequence[Seen]  # places the row names, which a click counts as partners


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRow:
    """A row of the file, cell by cell in the order of `ShownRows.headings`."""

    status: str
    place: Place
    number: str
    section: str
    has_error: bool
    is_corrected: bool
    cells: Sequence[ShownCell]
    is_moved: CellDiff | None = None  # to another section


class ShownRows:
    """Rows of one file as the lines of a table."""

    def __init__(self, resolution: Resolution, issues: Mapping[Place, Sequence[DocumentIssue]]):
        self._resolution, self._issues = resolution, issues
        self._gazetteer = current_gazetteer()
        self._columns = [one for one in resolution.document.headings if one.role is not Role.NUMBER]
        self._partners = suggested_partners(issue for found in issues.values() for issue in found)

    @property
    def headings(self) -> list[str]:
        return [column.text for column in self._columns]

    def of(self, row: ResolvedRow) -> ShownRow:
        found = self._issues.get(place_of(row.row), ())
        remarks: dict[str, list[ShownRemark]] = defaultdict(list)
        for issue in found:
            remarks[self._column_of(issue, row)].append(self._remark(issue, row))
        read: dict[str, list[str]] = defaultdict(list)
        for role, words in values_in_words(row, self._gazetteer):
            read[self._key_of(role)].append(words)
        cells = []
        for column in self._columns:
            key = column.role or column.text
            text = row.row.cells.get(column.role, "") if column.role else row.row.extra.get(column.text, "")
            before_after = row.changes.get(key)
            change = CellDiff(column.text, *word_diff(*before_after)) if before_after else None
            cells.append(ShownCell(text, change, read[key], remarks[key]))
        moved = row.changes.get("section")
        return ShownRow(
            status=row.status.value,
            place=place_of(row.row),
            number=row.row.cells.get(Role.NUMBER, "").strip(),
            section="" if row.section is None else self._resolution.sections[row.section].title,
            has_error=has_error(found),
            is_corrected=bool(row.corrections or row.has_chosen_partners),
            cells=cells,
            is_moved=CellDiff(_("Section"), *word_diff(*moved)) if moved else None,
        )

    def of_entry(self, entry: Entry) -> ShownRow:
        """A row of the registry that the file does not have."""
        texts = [
            entry.cells.get(column.role, "") if column.role else entry.extra.get(column.text, "")
            for column in self._columns
        ]
        return ShownRow(
            status="missing",
            place=(0, 0),
            number=str(entry.number or ""),
            section=entry.section.title if entry.section else "",
            has_error=False,
            is_corrected=False,
            cells=[ShownCell(text, None, (), ()) for text in texts],
        )

    def _remark(self, issue: DocumentIssue, row: ResolvedRow) -> ShownRemark:
        is_spelling = issue.code in SPELLING_CODES
        names = issue.suggestion.split(", ") if is_spelling else []
        suggestions = [self._partners[name] for name in names if name in self._partners]
        # What a button beside the words writes, they need not say once more.
        told = replace(issue, suggestion="") if suggestions else issue
        return ShownRemark(
            words=message(without_place(told)),
            severity=issue.severity.value,
            spelling=issue.found if is_spelling else "",
            suggestions=suggestions,
            seen=seen_by(issue, row),
        )

    def _column_of(self, issue: DocumentIssue, row: ResolvedRow) -> str:
        """Where the remark stands; one about the whole row or its number, at the title."""
        roles = {column: role for role, column in row.row.columns.items()}
        return self._key_of(roles.get(issue.place.column))

    def _key_of(self, role: Role | None) -> str:
        shown = [column.role for column in self._columns]
        if role in shown and role is not None:
            return role
        return Role.TITLE if Role.TITLE in shown else self._columns[0].text


def suggested_partners(issues: Iterable[DocumentIssue]) -> dict[str, Partner]:
    """The partners that issues suggest for unknown spellings, by name."""
    names = {
        name for issue in issues if issue.code in SPELLING_CODES for name in issue.suggestion.split(", ")
    }
    return {partner.name: partner for partner in Partner.objects.partners().filter(name__in=names)}


def values_in_words(row: ResolvedRow, gazetteer: Gazetteer) -> list[tuple[Role, str]]:
    """The values recognised or corrected, each with the column it is shown in."""
    columns = {**standing_columns(row), **row.corrections}
    values = row.values if row.has_chosen_partners else standing_values(row)
    shown = []
    if columns["start"]:
        start, end = (_day(columns[name]) for name in ("start", "end"))
        shown.append((Role.DATES, start if start == end else f"{start} – {end}"))
    if names := [gazetteer.place(code).name for code in listed(values.partners, gazetteer)]:
        shown.append((Role.PARTNER, ", ".join(sorted(names))))
    if columns["participants_count"] is not None:
        shown.append((Role.PARTICIPANTS, str(columns["participants_count"])))
    if columns["mode"]:
        shown.append((Role.PLACE, str(MODE_LABELS[Mode(columns["mode"])])))
    shown += [(Role.CONTENT, label) for name, label in _results() if columns[name]]
    return shown


def _results() -> list[tuple[str, str]]:
    return [("signed", _("documents signed")), ("agreed", _("arrangements reached"))]


def _day(day: date | str) -> str:
    return f"{day if isinstance(day, date) else date.fromisoformat(day):%d.%m.%Y}"


def word_diff(before: str, after: str) -> tuple[list[DiffPiece], list[DiffPiece]]:
    """Both texts in pieces, split at words."""
    old, new = _words(before), _words(after)
    left, right = [], []
    for how, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if a < b:
            left.append(DiffPiece("".join(old[a:b]), "" if how == "equal" else "old"))
        if c < d:
            right.append(DiffPiece("".join(new[c:d]), "" if how == "equal" else "new"))
    return left, right


def _words(text: str) -> list[str]:
    words: list[str] = []
    for part in text.replace("\n", " \n").split(" "):
        words += [part, " "]
    return words[:-1]


def report_diffs(resolution: Resolution) -> list[CellDiff]:
    labels = {
        "title": _("Title"),
        "headings": _("Headings of the columns"),
        "notes": _("Closing notes"),
        "extras": _("Footnotes"),
        "sections": _("Sections and their order"),
    }
    return [
        CellDiff(labels[name], *word_diff(_flat(before), _flat(after)))
        for name, (before, after) in resolution.report_changes.items()
        if name in labels
    ]


def _flat(value: Any) -> str:
    if isinstance(value, str):
        return value
    return "; ".join(part[0] if isinstance(part, list) else str(part) for part in value)
