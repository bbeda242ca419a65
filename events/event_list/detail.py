"""The entries of one event side by side: their cells, what was recognised in them, their source files."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from events.labels import ACTIVITY_LABELS, DIRECTION_LABELS, ROLE_LABELS
from events.models import Entry, EntryPartner, Finding
from events.phrases.values import Values
from events.vocabulary import Activity, Direction, Role
from events.words.highlight import Piece, marked

from .rows import dates_in_words, participants_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryCell:
    pieces: list[Piece]
    read: list[str]  # recognised values in words
    findings: list[Finding]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryColumn:
    """One entry of the event: a column of the page."""

    entry: Entry
    is_plan: bool
    cells: dict[str, EntryCell]
    sources: list[str]  # «план.docx, таблица 1, строка 5»


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRow:
    """One role across all entries: a row of the page."""

    label: str
    cells: list[EntryCell | None]


def entry_columns(entries: QuerySet[Entry]) -> list[EntryColumn]:
    """Plans before reports, earlier periods before later ones; in a constant number of queries."""
    # Reached by the reverse relation: the model belongs to `importers`, which events must not import.
    imported = (
        Entry._meta.get_field("imported_rows")
        .related_model.objects.select_related("run__document")
        .only("entry_id", "table", "row", "run__document__name")
    )
    rows = (
        entries.select_related(
            "report", "report__partner", "report__agreement", "department", "section", "agreement"
        )
        .prefetch_related(
            Prefetch("partner_links", EntryPartner.objects.select_related("partner")),
            "findings",
            Prefetch("imported_rows", imported),
        )
        .order_by("report__start", "report__end", "pk")
    )
    ordered = sorted(rows, key=lambda entry: not entry.report.is_plan)
    return [
        EntryColumn(
            entry=entry,
            is_plan=entry.report.is_plan,
            cells=_cells(entry),
            sources=_sources(entry),
        )
        for entry in ordered
    ]


def role_rows(columns: Sequence[EntryColumn]) -> list[RoleRow]:
    return [
        RoleRow(label=str(ROLE_LABELS[role]), cells=[column.cells.get(role) for column in columns])
        for role in Role
        if role is not Role.NUMBER and any(role in column.cells for column in columns)
    ]


def _sources(entry: Entry) -> list[str]:
    """Every file the entry was read from, the latest first."""
    latest = sorted(entry.imported_rows.all(), key=lambda row: -row.pk)
    return list(
        dict.fromkeys(
            _("%(file)s, table %(table)d, row %(row)d")
            % {"file": row.run.document.name.rpartition("/")[2], "table": row.table, "row": row.row}
            for row in latest
        )
    )


class _Recognised:
    """What was read from each cell of an entry: the phrases to mark, and the values in words."""

    def __init__(self, entry: Entry):
        self.entry = entry
        self.values = Values.from_json(entry.recognised) if entry.recognised else Values()
        self.phrases: dict[str, list[tuple[str, str]]] = defaultdict(list)  # role → phrase, its meaning
        self.read: dict[str, list[str]] = defaultdict(list)
        self._dates()
        self._mode()
        self._participants()
        self._kinds()
        self._partners()
        self._results()

    def _add(self, role: str, phrase: str, words: str) -> None:
        self.phrases[role].append((phrase, words))
        self.read[role].append(words)

    def _dates(self) -> None:
        words = dates_in_words(self.entry)
        if words:
            self.read[Role.DATES].append(words)
            if self.values.dates:
                self.phrases[Role.DATES].append((self.values.dates.phrase, words))

    def _mode(self) -> None:
        mode = self.values.mode
        if mode and self.entry.mode:
            self._add(mode.role, mode.phrase, str(self.entry.get_mode_display()))

    def _participants(self) -> None:
        read = self.read[Role.PARTICIPANTS]
        participants = participants_in_words(self.entry)
        if participants:
            read.append(_("participants: %(figure)s") % {"figure": participants})
        if self.entry.audience_count:
            read.append(_("audience: %(number)d") % {"number": self.entry.audience_count})
        for count in self.values.counts.figures:
            for role in (Role.PARTICIPANTS, Role.CONTENT):
                self.phrases[role].append((count.phrase, str(count.value)))

    def _kinds(self) -> None:
        if self.entry.activity:
            self.read[Role.TITLE].append(str(ACTIVITY_LABELS[Activity(self.entry.activity)]))
        if self.entry.direction:
            self.read[Role.TITLE].append(str(DIRECTION_LABELS[Direction(self.entry.direction)]))

    def _partners(self) -> None:
        if self.entry.all_subjects:
            self.read[Role.PARTNER].append(_("all subjects of the Federation"))
        for link in self.entry.partner_links.all():
            if link.cell:
                self._add(link.cell, link.phrase, f"{link.partner.name} ({link.get_role_display()})")

    def _results(self) -> None:
        for document in self.values.results.documents:
            for role in (Role.CONTENT, Role.TITLE):
                self.phrases[role].append((document.phrase, _("a document was signed")))
        for sentence in self.values.results.arrangements:
            self.phrases[Role.CONTENT].append((sentence, _("an arrangement was reached")))
        if self.entry.signed:
            self.read[Role.CONTENT].append(_("documents signed"))
        if self.entry.agreed:
            self.read[Role.CONTENT].append(_("arrangements reached"))


def _cells(entry: Entry) -> dict[str, EntryCell]:
    recognised = _Recognised(entry)
    findings: dict[str, list[Finding]] = defaultdict(list)
    for finding in entry.findings.all():
        findings[finding.role or Role.TITLE].append(finding)
    return {
        role: EntryCell(
            pieces=marked(text, recognised.phrases[role]),
            read=list(dict.fromkeys(recognised.read[role])),
            findings=findings[role],
        )
        for role, text in entry.cells.items()
    }
