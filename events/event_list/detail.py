"""One event as its page shows it: the rows that speak of it side by side, what was read, where from."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from events.labels import ACTIVITY_LABELS, DIRECTION_LABELS, ROLE_LABELS
from events.models import Entry, EntryPartner, Finding
from events.phrases.values import Values
from events.vocabulary import Activity, Direction, Kind, Role
from events.words.highlight import Piece, marked

from .rows import dates_in_words, figure_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    pieces: list[Piece]
    read: list[str]  # values, in words
    findings: list[Finding]


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A row that speaks of the event: a column of the page."""

    entry: Entry
    is_plan: bool
    cells: dict[str, Cell]
    sources: list[str]  # «план.docx, таблица 1, строка 5»


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One role across all rows."""

    label: str
    cells: list[Cell | None]


def speakers(entries: QuerySet[Entry]) -> list[Speaker]:
    """Plans before reports, an earlier period before a later one; the number of queries is constant."""
    # Named by their relation: the rows of imports belong to a package above this one.
    imported = (
        Entry._meta.get_field("imported_rows")
        .related_model.objects.select_related("run__document")
        .only("entry_id", "table", "row", "run__document__name")
    )
    rows = (
        entries.select_related("report", "report__partner", "department", "section", "agreement")
        .prefetch_related(
            Prefetch("partner_links", EntryPartner.objects.select_related("partner")),
            "findings",
            Prefetch("imported_rows", imported),
        )
        .order_by("report__start", "report__end", "pk")
    )
    ordered = sorted(rows, key=lambda entry: not Kind(entry.report.kind).is_plan)
    return [
        Speaker(
            entry=entry,
            is_plan=Kind(entry.report.kind).is_plan,
            cells=_cells(entry),
            sources=_sources(entry),
        )
        for entry in ordered
    ]


def lines(columns: Sequence[Speaker]) -> list[Line]:
    return [
        Line(label=str(ROLE_LABELS[role]), cells=[column.cells.get(role) for column in columns])
        for role in Role
        if role is not Role.NUMBER and any(role in column.cells for column in columns)
    ]


def _sources(entry: Entry) -> list[str]:
    """Every file the row was read from, the last one first."""
    latest = sorted(entry.imported_rows.all(), key=lambda row: -row.pk)
    return list(
        dict.fromkeys(
            _("%(file)s, table %(table)d, row %(row)d")
            % {"file": row.run.document.name.rpartition("/")[2], "table": row.table, "row": row.row}
            for row in latest
        )
    )


def _cells(entry: Entry) -> dict[str, Cell]:
    values = Values.from_json(entry.recognised) if entry.recognised else Values()
    phrases: dict[str, list[tuple[str, str]]] = defaultdict(list)
    read: dict[str, list[str]] = defaultdict(list)
    _note_columns(entry, values, phrases, read)
    for link in entry.partner_links.all():
        words = f"{link.partner.name} ({link.get_role_display()})"
        if link.cell:
            phrases[link.cell].append((link.phrase, words))
            read[link.cell].append(words)
    for document in values.results.documents:
        for role in (Role.CONTENT, Role.TITLE):
            phrases[role].append((document.phrase, _("a document was signed")))
    for sentence in values.results.arrangements:
        phrases[Role.CONTENT].append((sentence, _("an arrangement was reached")))
    if entry.signed:
        read[Role.CONTENT].append(_("documents signed"))
    if entry.agreed:
        read[Role.CONTENT].append(_("arrangements reached"))
    findings: dict[str, list[Finding]] = defaultdict(list)
    for finding in entry.findings.all():
        findings[finding.role or Role.TITLE].append(finding)
    return {
        role: Cell(
            pieces=marked(text, phrases[role]), read=list(dict.fromkeys(read[role])), findings=findings[role]
        )
        for role, text in entry.cells.items()
    }


def _note_columns(
    entry: Entry,
    values: Values,
    phrases: dict[str, list[tuple[str, str]]],
    read: dict[str, list[str]],
) -> None:
    dates = dates_in_words(entry)
    if dates:
        read[Role.DATES].append(dates)
        if values.dates:
            phrases[Role.DATES].append((values.dates.phrase, dates))
    if values.mode and entry.mode:
        mode = str(entry.get_mode_display())
        read[values.mode.role].append(mode)
        phrases[values.mode.role].append((values.mode.phrase, mode))
    figure = figure_in_words(entry)
    if figure:
        read[Role.PARTICIPANTS].append(_("participants: %(figure)s") % {"figure": figure})
    if entry.audience_count:
        read[Role.PARTICIPANTS].append(_("audience: %(number)d") % {"number": entry.audience_count})
    for one in values.counts.figures:
        for role in (Role.PARTICIPANTS, Role.CONTENT):
            phrases[role].append((one.phrase, str(one.value)))
    if entry.activity:
        read[Role.TITLE].append(str(ACTIVITY_LABELS[Activity(entry.activity)]))
    if entry.direction:
        read[Role.TITLE].append(str(DIRECTION_LABELS[Direction(entry.direction)]))
    if entry.all_subjects:
        read[Role.PARTNER].append(_("all subjects of the Federation"))
