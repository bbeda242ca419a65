"""How a row comes into a report, changes or goes in the browser: cells, values and event together."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from agreements.gazetteer import current_gazetteer
from agreements.models import Department, Partner
from coopregistry.history import explain
from events.models import Attachment, Entry, Event, Finding, Report, Section, Sphere
from events.phrases.house_wording import Facts, differing, disagreements, entered
from events.phrases.partners import PartnerFound, listed
from events.phrases.values import Values, read_values
from events.vocabulary import Kind, PartnerRole, Role, SectionBasis

from . import governing, recognition
from .chosen_partners import correction_of, with_chosen
from .sections import section_for


def read(report: Report, cells: Mapping[str, str]) -> Values:
    """The values of cells as a row of this report would have them."""
    known = {Role(role): text for role, text in cells.items()}
    about = report.partner.code if report.partner else ""
    return read_values(Kind(report.kind), report.period, known, current_gazetteer(), about=about)


def values_of(report: Report, values: Values, facts: Facts, partners: Mapping[str, Partner]) -> Values:
    """What the cells say with the partners a person chose, and an issue where the two disagree."""
    gazetteer = current_gazetteer()
    meant = {one.code for one in values.partners.found if one.role is not PartnerRole.MENTIONED}
    meant |= set(listed(values.partners, gazetteer))
    column = Role.AGREEMENT if report.kind == Kind.AGREEMENTS_REPORT else Role.PARTNER
    added = tuple(
        PartnerFound(code=code, role=PartnerRole.PARTNER, cell=column, phrase="", start=0, end=0)
        for code in partners
        if code not in meant
    )
    return replace(
        values,
        partners=replace(values.partners, found=(*values.partners.found, *added)),
        issues=(*values.issues, *disagreements(facts, values)),
    )


def correct(entry: Entry, facts: Facts, values: Values, left_out: Collection[str] = ()) -> None:
    """Keep what a person entered where the cells say otherwise or nothing, and who is no partner though they
    name it (unsaved)."""
    own = differing(entered(facts), recognition.columns_of(values))
    entry.corrections = {
        name: {
            "value": value.isoformat() if isinstance(value, date) else value,
            "cell": recognition.cell_hash(entry, name),
        }
        for name, value in own.items()
    }
    for one in values.partners.found:
        if one.code in left_out:
            name = correction_of(one)
            cell = recognition.cell_hash(entry, name, one.cell)
            entry.corrections[name] = {"value": False, "cell": cell, "role": one.cell.value}


@transaction.atomic
def store(entry: Entry, values: Values, *, event: Event | None = None) -> Entry:
    """Save a row with its values, links, findings and event; without `event` a new row gets its own."""
    before = entry.event if entry.event_id else None
    recognition.recognise(entry, values)
    if event is not None:
        entry.event = event
    elif before is None:
        own = Event()
        governing.fill_event(own, entry)
        own.save()
        entry.event = own
    if entry.pk is None:
        entry.order = _last(entry.report, entry.section) + 1
        _number_by_order(entry.report)
    entry.save()
    recognition.save_links([(entry, values)], current_gazetteer())
    governing.govern({one.pk: one for one in (before, entry.event) if one is not None}.values())
    return entry


@transaction.atomic
def part_from_event(entry: Entry) -> None:
    """Give a row an event of its own again; the rows it was counted with keep theirs (unsaved values)."""
    shared = entry.event
    own = Event()
    governing.fill_event(own, entry)
    own.save()
    entry.event = own
    entry.save(update_fields=["event"])
    governing.govern([shared, own])


@transaction.atomic
def remove(entry: Entry) -> None:
    """Take a row out; `put_back` undoes it."""
    entry.remove()
    Finding.objects.filter(entry=entry).delete()
    governing.govern([entry.event])


@transaction.atomic
def put_back(entry: Entry) -> None:
    entry.removed_at = None
    store(entry, Values.from_json(entry.recognised) if entry.recognised else read(entry.report, entry.cells))


@transaction.atomic
def carry_over(entry: Entry, report: Report, *, department: Department) -> Entry:
    """The same event as a row of another document: planned there, reported here."""
    roles = {role for _heading, role in report.headings if role}
    cells = {role: text for role, text in entry.cells.items() if role in roles and role != Role.NUMBER}
    copy = Entry(
        report=report,
        department=department,
        section=section_like(entry, report, department),
        agreement=entry.agreement,
        cells=cells,
        extra=dict(entry.extra),
        corrections=dict(entry.corrections),
    )
    return store(copy, with_chosen(entry, read(report, cells)), event=entry.event)


@transaction.atomic
def move(entry: Entry, report: Report) -> Entry:
    """Take a row to another document of the same kind, with its files."""
    entry.section = section_like(entry, report, entry.department)
    entry.report = report
    entry.order = _last(report, entry.section) + 1
    _number_by_order(report)
    entry.continued = {}
    Finding.objects.filter(entry=entry).delete()
    return store(entry, with_chosen(entry, read(report, entry.cells)))


def section_like(entry: Entry, report: Report, department: Department | None) -> Section | None:
    """Where a row stands in another document: by its sphere, or by its body."""
    if report.basis == SectionBasis.SPHERE:
        sphere = entry.section.sphere if entry.section else None
        return section_for(report, sphere) if sphere else None
    return section_for(report, department) if department else None


def section_of(report: Report, department: Department, sphere: Sphere | None) -> Section | None:
    if report.basis == SectionBasis.SPHERE:
        return section_for(report, sphere) if sphere else None
    return section_for(report, department)


def attach(entry: Entry, files: list[Attachment]) -> None:
    for one in files:
        one.entry = entry
        one.save()


def _last(report: Report, section: Section | None) -> int:
    return report.entries.filter(section=section).aggregate(last=Max("order"))["last"] or 0


def _number_by_order(report: Report) -> None:
    """One row more, and the numbers as written would no longer run."""
    if report.numbering != Report.Numbering.RUNNING:
        report.numbering = Report.Numbering.RUNNING
        report.save(update_fields=["numbering"])


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRow:
    """A row out of a table; without `event` it gets its own."""

    cells: Mapping[str, str]
    values: Values
    sphere: Sphere | None = None
    event: Event | None = None


@transaction.atomic
def add_rows(report: Report, department: Department, rows: Sequence[NewRow]) -> list[Entry]:
    sections = {sphere: section_of(report, department, sphere) for sphere in {row.sphere for row in rows}}
    return [
        store(
            Entry(report=report, department=department, section=sections[row.sphere], cells=dict(row.cells)),
            row.values,
            event=row.event,
        )
        for row in rows
    ]


@transaction.atomic
def reword(entry: Entry, role: Role, text: str, *, by_body: bool) -> Entry:
    """Put a new text into one cell and read the row's values again."""
    body_cells = dict(entry.body_cells)
    if by_body:
        body_cells.pop(role, None)
    else:
        written = body_cells.setdefault(role, entry.cells.get(role, ""))
        if written == text:
            del body_cells[role]
    entry.body_cells = body_cells
    entry.cells = {**entry.cells, role: text}
    entry.continued = {name: how for name, how in entry.continued.items() if name != role}
    explain(_("A cell was reworded"))
    return store(entry, with_chosen(entry, read(entry.report, entry.cells)))
